/** One day of the list: its entries are `count` rows from row `offset` on. `day` is `YYYY-MM-DD` in the person's zone. */
export interface TimelineDay {
  readonly day: string;
  readonly count: number;
  readonly offset: number;
}

/** What stands at a place of the list: a day's heading, or a row by its number from the top. */
export type TimelineItem =
  | { readonly kind: 'day'; readonly day: TimelineDay }
  | { readonly kind: 'row'; readonly row: number };

/**
 * The list as one column of items: each day's heading, then its rows. Without days (they are not known, or do not add up
 * to `rows`, because something was logged in between) it is rows only.
 */
export interface Timeline {
  readonly rows: number;
  readonly days: readonly TimelineDay[];
  readonly items: number;
}

/** Makes a {@link Timeline}; days without rows have no heading. */
export function timelineOf(rows: number, days: readonly TimelineDay[]): Timeline {
  const filled = days.filter(({ count }) => count > 0);
  let next = 0;
  for (const { offset, count } of filled) {
    if (offset !== next) return { rows, days: [], items: rows };
    next += count;
  }
  return next === rows ? { rows, days: filled, items: rows + filled.length } : { rows, days: [], items: rows };
}

/** The last index whose value is at most `wanted`, of values that rise; -1 when there is none. */
function lastAtMost(count: number, value: (index: number) => number, wanted: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (value(middle) <= wanted) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Number of the day that an item belongs to; -1 where there are no days. */
export function dayOfItem({ days }: Timeline, item: number): number {
  return lastAtMost(days.length, (index) => (days[index]?.offset ?? 0) + index, item);
}

/** Number of the day that a row belongs to; -1 where there are no days. */
export function dayOfRow({ days }: Timeline, row: number): number {
  return lastAtMost(days.length, (index) => days[index]?.offset ?? 0, row);
}

/** What an item is. */
export function itemAt(timeline: Timeline, item: number): TimelineItem {
  const at = dayOfItem(timeline, item);
  const day = timeline.days[at];
  if (!day) return { kind: 'row', row: item };
  return item === day.offset + at ? { kind: 'day', day } : { kind: 'row', row: item - at - 1 };
}

/** The item that a row is. */
export function itemOfRow(timeline: Timeline, row: number): number {
  return row + dayOfRow(timeline, row) + 1;
}

/** The item of a day's heading. */
export function itemOfDay({ days }: Timeline, at: number): number {
  return (days[at]?.offset ?? 0) + at;
}

/** The first row at `day` (`YYYY-MM-DD`) or, where that day has none, at the next older one; null when there is none. */
export function rowOfDate({ days }: Timeline, day: string): number | null {
  return days.find((one) => one.day <= day)?.offset ?? days.at(-1)?.offset ?? null;
}

/** The numbers of the pages that hold some of the rows `from` to `to` (exclusive). */
export function pagesOf(from: number, to: number, pageSize: number): number[] {
  const first = Math.floor(Math.max(0, from) / pageSize);
  const count = to > from ? Math.max(0, Math.ceil(to / pageSize) - first) : 0;
  return Array.from({ length: count }, (_, index) => first + index);
}
