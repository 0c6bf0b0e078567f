import type { Ref } from 'react';
import type { AuditFilter, AuditStatus, Effect, Service, Verdict } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { Icon } from '../../components/icon.tsx';
import { useLoad } from '../../components/use-load.ts';
import { strings } from '../../strings.ts';

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

function named<T extends string>(titles: Readonly<Record<T, string>>): ReadonlyArray<readonly [T, string]> {
  return Object.entries(titles) as [T, string][];
}

interface AuditFiltersProps {
  readonly filter: AuditFilter;
  readonly searchRef: Ref<HTMLInputElement>;
  readonly onChange: (filter: AuditFilter) => void;
}

/** Search and filters; all are joined by "and". */
export function AuditFilters({ filter, searchRef, onChange }: AuditFiltersProps) {
  const services = useLoad(() => call('app', 'connections', {}), 'connections');
  function set<K extends keyof AuditFilter>(name: K, value: AuditFilter[K] | undefined): void {
    const { [name]: _removed, ...rest } = filter;
    onChange(value === undefined ? (rest as AuditFilter) : { ...rest, [name]: value });
  }
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
      <Choice<AuditStatus>
        label={words.status}
        value={filter.status}
        names={named(strings.auditStatus)}
        onChange={(value) => set('status', value)}
      />
      <label className="check-label">
        <input
          type="checkbox"
          checked={filter.lookups ?? false}
          onChange={(event) => set('lookups', event.target.checked || undefined)}
        />
        {words.lookups}
      </label>
    </search>
  );
}
