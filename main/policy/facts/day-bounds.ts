import { DateTime } from 'luxon';

/** A day of a person's zone: epoch milliseconds, `start` inclusive, `end` exclusive. 23 to 25 hours long. */
export interface DayBounds {
  readonly start: number;
  readonly end: number;
}

/** The last answer: calls are decided many times a day, and a zone's rules are slow to read. */
let last: (DayBounds & { readonly zone: string }) | null = null;

/**
 * The day that an instant is in.
 * @throws Error for a zone that does not exist, or an instant outside the calendar
 */
export function dayBounds(epochMs: number, zone: string): DayBounds {
  if (last?.zone === zone && epochMs >= last.start && epochMs < last.end) return last;
  const day = DateTime.fromMillis(epochMs, { zone }).startOf('day');
  const [start, end] = [day.toMillis(), day.plus({ days: 1 }).startOf('day').toMillis()];
  if (!Number.isSafeInteger(start) || !Number.isSafeInteger(end) || end <= start) throw new Error('no local day');
  last = { zone, start, end };
  return last;
}
