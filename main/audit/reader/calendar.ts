import { DateTime } from 'luxon';
import { ThimbleError } from '../../../shared/index.ts';

/** A day of a zone: `2026-11-25`, from its first millisecond to the first of the next. */
export interface Day {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Days of one IANA zone, each worked out once. Times that come in order cost two comparisons.
 * @throws ThimbleError `bad_input` for a zone that is not there
 */
export class Calendar {
  readonly #zone: string;
  readonly #days = new Map<number, Day>();
  #last: Day | null = null;

  constructor(zone: string) {
    if (!DateTime.utc().setZone(zone).isValid)
      throw new ThimbleError('bad_input', `There is no time zone called “${zone}”.`, 'Use a name like Europe/Berlin.');
    this.#zone = zone;
  }

  /** The day that a moment (epoch milliseconds) is on. */
  day(at: number): Day {
    const last = this.#last;
    if (last && at >= last.start && at < last.end) return last;
    const start = DateTime.fromMillis(at, { zone: this.#zone }).startOf('day');
    const known = this.#days.get(start.toMillis());
    const day = known ?? {
      name: start.toISODate() ?? '',
      start: start.toMillis(),
      end: start.plus({ days: 1 }).startOf('day').toMillis(),
    };
    if (!known) this.#days.set(day.start, day);
    this.#last = day;
    return day;
  }
}
