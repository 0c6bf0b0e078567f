import type { AuditDayStats, Verdict } from '../../../../../shared/index.ts';
import { dayPlus, monthName, shortDay } from '../../../format/days.ts';

/** How far back the charts look: so many days, the last of them today, or everything. */
export type Range = 7 | 30 | 90 | 'all';
export const ranges: readonly Range[] = [7, 30, 90, 'all'];

/** What one bar of a chart counts: the calls of the days `first` to `last` (`YYYY-MM-DD`, both in). */
export interface Bucket {
  readonly first: string;
  readonly last: string;
  readonly label: string;
  readonly calls: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
  readonly asked: number;
  readonly savedSeconds: number;
}

/** Bars that a chart holds before days become weeks, and weeks months. */
const mostBars = 120;

/** The first day of a range that ends with `today`; null for everything. */
export function firstDay(range: Range, today: string): string | null {
  return range === 'all' ? null : dayPlus(today, 1 - range);
}

const daysBetween = (first: string, last: string): number =>
  Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000);

/** The first day of the next calendar month. */
function nextMonth(day: string): string {
  const [year = 1970, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

/** The spans of the bars from `first` to `last`: days, else weeks that end with the last day, else calendar months. */
function spans(first: string, last: string): { first: string; last: string; label: string }[] {
  const days = daysBetween(first, last) + 1;
  const list: { first: string; last: string; label: string }[] = [];
  if (days > mostBars * 7) {
    for (let day = `${first.slice(0, 8)}01`; day <= last; day = nextMonth(day))
      list.push({ first: day, last: dayPlus(nextMonth(day), -1), label: monthName(day) });
    return list;
  }
  const width = days > mostBars ? 7 : 1;
  for (let end = last; end >= first; end = dayPlus(end, -width)) {
    const start = dayPlus(end, 1 - width);
    const label = width === 1 ? shortDay(start) : `${shortDay(start)} – ${shortDay(end)}`;
    list.unshift({ first: start, last: end, label });
  }
  return list;
}

/** The bars from `first` to `last`, days without calls too. `days`: those with calls, oldest first. */
export function bucketsOf(days: readonly AuditDayStats[], first: string, last: string): Bucket[] {
  let next = 0;
  return spans(first, last).map((span) => {
    const sum = { calls: 0, allow: 0, ask: 0, deny: 0, asked: 0, savedSeconds: 0 };
    for (let day = days[next]; day && day.day <= span.last; day = days[++next]) {
      if (day.day < span.first) continue;
      sum.calls += day.calls;
      sum.allow += day.verdicts.allow;
      sum.ask += day.verdicts.ask;
      sum.deny += day.verdicts.deny;
      sum.asked += day.asked;
      sum.savedSeconds += day.savedSeconds;
    }
    const { calls, allow, ask, deny, asked, savedSeconds } = sum;
    return { ...span, calls, verdicts: { allow, ask, deny }, asked, savedSeconds };
  });
}

/** A round number at or above `value`, for the top of an axis: 1, 2 or 5 times a power of ten. */
export function axisTop(value: number): number {
  if (value <= 1) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((step) => step * power).find((top) => top >= value) ?? value;
}
