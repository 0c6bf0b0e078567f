import type { Ref } from 'react';
import type { Approver, AuditFilter, Effect, Service, Verdict } from '../../../../../shared/index.ts';
import { call } from '../../../bridge/client.ts';
import { Icon } from '../../../components/icon.tsx';
import { useLoad } from '../../../components/use-load.ts';
import { strings } from '../../../strings.ts';
import { endings, filterChips, withPart } from './filter-parts.ts';

const words = strings.audit;

function Choice<T extends string>(props: {
  label: string;
  value: T | undefined;
  names: ReadonlyArray<readonly [T, string]>;
  onChange: (value: T | undefined) => void;
}) {
  return (
    <select
      className={props.value ? 'filter filter-set' : 'filter'}
      aria-label={props.label}
      value={props.value ?? ''}
      onChange={(event) => props.onChange(props.names.find(([name]) => name === event.target.value)?.[0])}
    >
      <option value="">{props.label}</option>
      {props.names.map(([name, title]) => (
        <option key={name} value={name}>
          {title}
        </option>
      ))}
    </select>
  );
}

function Check(props: { label: string; checked: boolean; onChange: (checked: true | undefined) => void }) {
  return (
    <label className="check-label">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onChange(event.target.checked || undefined)}
      />
      {props.label}
    </label>
  );
}

function named<T extends string>(titles: Readonly<Record<T, string>>): ReadonlyArray<readonly [T, string]> {
  return Object.entries(titles) as [T, string][];
}

interface FilterBarProps {
  readonly filter: AuditFilter;
  readonly zone: string;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly onChange: (filter: AuditFilter) => void;
  /** Enter or the arrow down in the search: on to the list. */
  readonly onLeave: () => void;
}

/** Search and filters; all are joined by "and". */
export function FilterBar({ filter, zone, searchRef, onChange, onLeave }: FilterBarProps) {
  const services = useLoad(() => call('app', 'connections', {}), 'connections');
  const set = <K extends keyof AuditFilter>(name: K, value: AuditFilter[K] | undefined): void =>
    onChange(withPart(filter, name, value));
  const ended = filter.statuses ?? (filter.status ? [filter.status] : undefined);
  const chips = filterChips(filter, zone);
  return (
    <search className="audit-filters">
      <label className="search-field">
        <Icon name="search" size={16} />
        <input
          ref={searchRef}
          type="search"
          maxLength={500}
          aria-label={words.search}
          placeholder={words.search}
          value={filter.query ?? ''}
          onChange={(event) => set('query', event.target.value || undefined)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' && event.key !== 'ArrowDown') return;
            event.preventDefault();
            onLeave();
          }}
        />
        <kbd>/</kbd>
      </label>
      <Choice<Service>
        label={words.service}
        value={filter.service}
        names={(services.value ?? []).map(({ service, title }) => [service, title])}
        onChange={(value) => set('service', value)}
      />
      <Choice<Effect>
        label={words.effect}
        value={filter.effect}
        names={named(strings.effect)}
        onChange={(value) => set('effect', value)}
      />
      <Choice<Verdict>
        label={words.verdict}
        value={filter.verdict}
        names={named(strings.verdict)}
        onChange={(value) => set('verdict', value)}
      />
      <Choice
        label={words.status}
        value={ended?.join(' ')}
        names={endings.map(([statuses, title]) => [statuses.join(' '), title])}
        onChange={(value) => {
          const statuses = endings.find(([its]) => its.join(' ') === value)?.[0];
          onChange(withPart(withPart(filter, 'status', undefined), 'statuses', statuses && [...statuses]));
        }}
      />
      <Choice<Approver>
        label={words.approvedByFilter}
        value={filter.approvedBy}
        names={named(words.approver)}
        onChange={(value) => set('approvedBy', value)}
      />
      <Check label={words.taintedOnly} checked={filter.tainted ?? false} onChange={(value) => set('tainted', value)} />
      <Check label={words.lookups} checked={filter.lookups ?? false} onChange={(value) => set('lookups', value)} />
      {chips.length > 0 && (
        <ul className="filter-chips" aria-label={words.filters.label}>
          {chips.map(({ text, without }) => (
            <li key={text} className="filter-chip">
              {text}
              <button
                type="button"
                className="button-icon"
                aria-label={words.filters.remove(text)}
                onClick={() => onChange(without)}
              >
                <Icon name="cross" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </search>
  );
}
