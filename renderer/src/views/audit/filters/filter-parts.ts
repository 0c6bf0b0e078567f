import type { AuditFilter, AuditStatus } from '../../../../../shared/index.ts';
import { dayOf, dayPlus, shortDay, startOfDay } from '../../../format/days.ts';
import { strings } from '../../../strings.ts';

const words = strings.audit;

/** A filter without its empty parts and in one order, so that equal filters are equal text. */
export function cleanFilter(filter: AuditFilter): AuditFilter {
  const full = Object.entries(filter).filter(
    ([, value]) =>
      value !== undefined && value !== '' && value !== false && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(full.sort(([a], [b]) => (a < b ? -1 : 1))) as AuditFilter;
}

/** Whether two filters let the same entries through. */
export function sameFilter(a: AuditFilter, b: AuditFilter): boolean {
  return JSON.stringify(cleanFilter(a)) === JSON.stringify(cleanFilter(b));
}

/** The filter with one part changed, or without it. */
export function withPart<K extends keyof AuditFilter>(
  filter: AuditFilter,
  name: K,
  value: AuditFilter[K] | undefined,
): AuditFilter {
  const { [name]: _before, ...rest } = filter;
  return value === undefined ? (rest as AuditFilter) : { ...rest, [name]: value };
}

/** The filter for the days `first` to `last` (`YYYY-MM-DD`, both in) of an IANA zone. */
export function withDays(filter: AuditFilter, first: string, last: string, zone: string): AuditFilter {
  return { ...filter, from: startOfDay(first, zone), to: startOfDay(dayPlus(last, 1), zone) };
}

/** One filter in use that no control of the filter bar shows: what it says, and the filter without it. */
export interface FilterChip {
  readonly text: string;
  readonly without: AuditFilter;
}

function period({ from, to }: AuditFilter, zone: string): string | null {
  // The end is the first moment that is out: the last day is the one just before it.
  const first = from === undefined ? null : shortDay(dayOf(Date.parse(from), zone));
  const last = to === undefined ? null : shortDay(dayOf(Date.parse(to) - 1, zone));
  if (first !== null && last !== null) return words.filters.period(first, last);
  if (first !== null) return words.filters.since(first);
  return last === null ? null : words.filters.until(last);
}

/** The chips of a filter. `zone`: the IANA zone that days are told in. */
export function filterChips(filter: AuditFilter, zone: string): FilterChip[] {
  const chips: FilterChip[] = [];
  const days = period(filter, zone);
  if (days !== null) {
    const { from: _from, to: _to, ...without } = filter;
    chips.push({ text: days, without });
  }
  if (filter.tool !== undefined)
    chips.push({ text: words.filters.tool(filter.tool), without: withPart(filter, 'tool', undefined) });
  if (filter.account !== undefined)
    chips.push({ text: words.filters.account(filter.account), without: withPart(filter, 'account', undefined) });
  if (filter.runId !== undefined)
    chips.push({ text: words.filters.runId, without: withPart(filter, 'runId', undefined) });
  return chips;
}

/** The ways of ending that the filter bar offers: each alone, and those that want a person to look. */
export const endings: ReadonlyArray<readonly [statuses: readonly AuditStatus[], title: string]> = [
  ...(Object.entries(strings.auditStatus) as [AuditStatus, string][]).map(
    ([status, title]) => [[status], title] as const,
  ),
  [['failed', 'unknown'], words.failedOrUnknown],
];

/** The views that are there from the beginning. */
export const builtInViews: ReadonlyArray<{ readonly name: string; readonly filter: AuditFilter }> = [
  { name: words.views.all, filter: {} },
  { name: words.views.asked, filter: { verdict: 'ask' } },
  { name: words.views.denied, filter: { verdict: 'deny' } },
  { name: words.views.failed, filter: { statuses: ['failed', 'unknown'] } },
  { name: words.views.tainted, filter: { tainted: true } },
  { name: words.views.money, filter: { effect: 'money' } },
];
