import type { Settings } from '../../../shared/index.ts';
import { zoneClock } from './zone-clock.ts';

/** An instant on the wall clock of the person's zone; `weekday` 1 = Monday … 7 = Sunday. */
export interface LocalTime {
  readonly hour: number;
  readonly minute: number;
  readonly weekday: number;
  readonly in_working_hours: boolean;
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

function minutes(clock: string): number {
  const match = /^([01]\d|2[0-4]):([0-5]\d)$/u.exec(clock);
  if (!match) throw new Error('working hours are not HH:MM');
  return Number(match[1]) * 60 + Number(match[2]);
}

/**
 * The wall clock at `epochMs`. Hours that end before they start run over midnight and belong to the day they start on.
 * @throws Error for a zone or hours that cannot be read, or an instant outside the calendar
 */
export function localTime(epochMs: number, settings: Pick<Settings, 'zone' | 'workingHours'>): LocalTime {
  const part = zoneClock(epochMs, settings.zone);
  const weekday = weekdays.indexOf(part('weekday')) + 1;
  const [hour, minute] = [Number(part('hour')), Number(part('minute'))];
  if (weekday === 0 || !Number.isInteger(hour) || !Number.isInteger(minute)) throw new Error('no local time');
  const { start, end, days } = settings.workingHours;
  const [from, to, at] = [minutes(start), minutes(end), hour * 60 + minute];
  const yesterday = weekday === 1 ? 7 : weekday - 1;
  const working =
    from <= to
      ? days.includes(weekday) && at >= from && at < to
      : (days.includes(weekday) && at >= from) || (days.includes(yesterday) && at < to);
  return { hour, minute, weekday, in_working_hours: working };
}

/** "Sunday 21:00". */
export function localTimeText(time: LocalTime): string {
  const day = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][time.weekday - 1] ?? '';
  return `${day} ${String(time.hour).padStart(2, '0')}:${String(time.minute).padStart(2, '0')}`;
}

/**
 * The calendar day at `epochMs` in `zone`, as a number that grows with the days: 20260304 is 4 March 2026.
 * @throws Error for a zone that cannot be read or an instant outside the years 1000 to 9999
 */
export function calendarDay(epochMs: number, zone: string): number {
  const part = zoneClock(epochMs, zone);
  const day = Number(part('year')) * 10_000 + Number(part('month')) * 100 + Number(part('day'));
  if (!(day >= 10_000_101 && day <= 99_991_231)) throw new Error('no local day');
  return day;
}
