import type { Ref, RefObject } from 'react';
import { number } from '../../../format/days.ts';
import { strings } from '../../../strings.ts';
import { AuditList, type ListHandle } from './audit-list.tsx';
import { rowOfDate } from './timeline.ts';
import type { TimelineState } from './use-timeline.ts';

const words = strings.audit;

interface ListPaneProps {
  readonly list: RefObject<ListHandle | null>;
  readonly state: TimelineState;
  readonly at: number | null;
  readonly reveal: number;
  readonly query: string;
  readonly zone: string;
  readonly onMove: (row: number) => void;
  readonly onOpen: (row: number, by: 'click' | 'key') => void;
  readonly onEscape: () => void;
}

/** A date to go to: the list then begins with that day, or with the next older one that has entries. */
function GoToDate({ state, onGo }: { readonly state: TimelineState; readonly onGo: (row: number) => void }) {
  const days = state.snapshot?.timeline.days ?? [];
  const [newest, oldest] = [days[0]?.day, days.at(-1)?.day];
  if (!state.snapshot || newest === undefined || oldest === undefined) return null;
  const { timeline } = state.snapshot;
  return (
    <label className="go-to">
      <span aria-hidden="true">{words.goTo}</span>
      <input
        type="date"
        aria-label={words.goToDate}
        min={oldest}
        max={newest}
        defaultValue={newest}
        key={newest}
        onChange={(event) => {
          const row = event.target.value === '' ? null : rowOfDate(timeline, event.target.value);
          if (row !== null) onGo(row);
        }}
      />
    </label>
  );
}

/** The list with what stands above it: how many entries there are, how many are new, and a date to go to. */
export function ListPane(props: ListPaneProps) {
  const { state, list } = props;
  const { snapshot, newer, loading, refresh } = state;
  if (!snapshot) return null;
  const total = number(snapshot.total);
  const handle: Ref<ListHandle> = list;
  return (
    <div className={loading ? 'list-pane list-pane-loading' : 'list-pane'}>
      <div className="list-head">
        <p className="quiet num" role="status">
          {snapshot.exact ? words.count(total, snapshot.total) : words.counting(total)}
        </p>
        <GoToDate state={state} onGo={(row) => list.current?.showAtTop(row)} />
      </div>
      {newer > 0 && (
        <button
          type="button"
          className="newer"
          aria-label={words.showNewer(number(newer), newer)}
          onClick={() => {
            refresh();
            list.current?.focus();
          }}
        >
          {words.newer(number(newer))}
        </button>
      )}
      <AuditList
        handle={handle}
        snapshot={snapshot}
        at={props.at}
        reveal={props.reveal}
        query={props.query}
        zone={props.zone}
        onMove={props.onMove}
        onOpen={props.onOpen}
        onEscape={props.onEscape}
      />
    </div>
  );
}
