import { type FormEvent, useEffect, useState } from 'react';
import type { AuditFilter, AuditView as NamedFilter } from '../../../../../shared/index.ts';
import { call } from '../../../bridge/client.ts';
import { Icon } from '../../../components/icon.tsx';
import { ErrorNotice } from '../../../components/notice.tsx';
import { useLoad } from '../../../components/use-load.ts';
import { number } from '../../../format/days.ts';
import { strings } from '../../../strings.ts';
import { useAction } from '../../connections/use-action.ts';
import { builtInViews, cleanFilter, sameFilter } from './filter-parts.ts';

const words = strings.audit.views;

/** Names a view: a new one, or one that is there, which may be deleted too. */
function NameForm(props: {
  readonly name: string;
  readonly busy: boolean;
  readonly onKeep: (name: string) => void;
  readonly onRemove: (() => void) | null;
  readonly onCancel: () => void;
}) {
  const [name, setName] = useState(props.name);
  const given = name.trim();
  function submit(event: FormEvent): void {
    event.preventDefault();
    if (given !== '') props.onKeep(given);
  }
  return (
    <form
      className="view-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === 'Escape') props.onCancel();
      }}
    >
      <input
        // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
        autoFocus
        aria-label={words.name}
        placeholder={words.name}
        maxLength={60}
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <button type="submit" className="button button-small" disabled={given === '' || props.busy}>
        {props.onRemove ? words.rename : words.keep}
      </button>
      {props.onRemove && (
        <button type="button" className="button button-small" disabled={props.busy} onClick={props.onRemove}>
          {words.remove}
        </button>
      )}
      <button type="button" className="button button-small button-quiet" onClick={props.onCancel}>
        {words.cancel}
      </button>
    </form>
  );
}

const filterText = (filter: AuditFilter): string => JSON.stringify(cleanFilter(filter));

/** How many entries each view has, by its filter as text; asked one after the other, so that the list goes first. */
function useCounts(views: readonly NamedFilter[], revision: number): Readonly<Record<string, number>> {
  const [counts, setCounts] = useState<Readonly<Record<string, number>>>({});
  const key = JSON.stringify(views.map((view) => view.filter));
  // biome-ignore lint/correctness/useExhaustiveDependencies: `revision` is why to count again
  useEffect(() => {
    let over = false;
    async function count(): Promise<void> {
      for (const filter of JSON.parse(key) as AuditFilter[]) {
        // A count that cannot be had is not shown; the list says what is wrong.
        const page = await call('audit', 'page', { filter, offset: 0, limit: 0, upTo: null }).catch(() => null);
        if (over) return;
        if (page?.exact) setCounts((before) => ({ ...before, [filterText(filter)]: page.total }));
      }
    }
    const timer = setTimeout(() => void count(), 400);
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [key, revision]);
  return counts;
}

function ViewCount({ count }: { readonly count: number | undefined }) {
  return count === undefined ? null : <span className="view-count num">{number(count)}</span>;
}

interface SavedViewsProps {
  readonly filter: AuditFilter;
  readonly revision: number;
  readonly onChoose: (filter: AuditFilter) => void;
}

/** Filters with names: those that are there from the beginning, and the person's own. */
export function SavedViews({ filter, revision, onChoose }: SavedViewsProps) {
  const own = useLoad(() => call('audit', 'views', {}), 'views');
  const action = useAction();
  const [naming, setNaming] = useState<string | null>(null);
  const views: readonly NamedFilter[] = [...builtInViews, ...(own.value ?? [])];
  const counts = useCounts(views, revision);
  const current = views.find((view) => sameFilter(view.filter, filter));
  const mine = current !== undefined && own.value?.includes(current) === true;
  const clean = cleanFilter(filter);

  async function keep(name: string): Promise<void> {
    const before = naming;
    const done = await action.run(async () => {
      await call('audit', 'saveView', { name, filter: clean });
      if (before !== '' && before !== null && before !== name) await call('audit', 'removeView', { name: before });
    });
    if (done) setNaming(null);
    own.reload();
  }
  async function remove(name: string): Promise<void> {
    if (await action.run(() => call('audit', 'removeView', { name }))) setNaming(null);
    own.reload();
  }

  return (
    <nav className="saved-views" aria-label={words.label}>
      {views.map((view, place) => (
        <button
          // biome-ignore lint/suspicious/noArrayIndexKey: an own view may have the name of a built-in one
          key={`${view.name} ${place}`}
          type="button"
          className="view-chip"
          aria-pressed={view === current}
          onClick={() => {
            setNaming(null);
            onChoose(view.filter);
          }}
        >
          {view.name}
          <ViewCount count={counts[filterText(view.filter)]} />
        </button>
      ))}
      {naming === null && mine && current && (
        <button
          type="button"
          className="button-icon"
          aria-label={words.edit(current.name)}
          onClick={() => setNaming(current.name)}
        >
          <Icon name="edit" size={16} />
        </button>
      )}
      {naming === null && !current && (
        <button type="button" className="button button-small button-quiet" onClick={() => setNaming('')}>
          {words.save}
        </button>
      )}
      {naming !== null && (
        <NameForm
          key={naming}
          name={naming}
          busy={action.busy}
          onKeep={(name) => void keep(name)}
          onRemove={naming === '' ? null : () => void remove(naming)}
          onCancel={() => setNaming(null)}
        />
      )}
      {action.error && <ErrorNotice error={action.error} />}
    </nav>
  );
}
