import { en } from 'chrono-node';
import { DateTime } from 'luxon';
import { readDuration } from './time-duration.ts';
import { normalTime, workdayStart } from './time-normal.ts';

/** A point in time as it was said: with or without a day and a time of its own. */
export interface Moment {
  readonly at: DateTime;
  readonly hasDay: boolean;
  readonly hasTime: boolean;
  /** How fine it was said: a month has neither day nor time. */
  readonly grain: 'instant' | 'part' | 'day' | 'month';
}

const parts: readonly (readonly [RegExp, number])[] = [
  [/\bearly (?:in the )?morning\b/, 8],
  [/\bmorning\b/, workdayStart],
  [/\bafternoon\b/, 15],
  [/\bevening\b/, 18],
  [/\b(?:tonight|night)\b/, 20],
];

const backWords = /\b(ago|yesterday|last|past|previous|earlier|before)\b/;
const filler =
  /\b(?:at|on|by|around|about|the|in|this|of|for|from|and|starting|then|until|till|til|before|after|since|early|late|later)\b|[\s,.;:!?@()-]/g;

/** The hour that a person means who says "at 5" without am or pm: office hours first. */
function likelyHour(hour: number): number {
  return hour >= 1 && hour <= 6 ? hour + 12 : hour;
}

/**
 * Reads a date, a time or both in words, in the zone of `now`. `forward`: what is not dated is ahead ("Friday" is the
 * coming one), else behind. Wall-clock times keep their reading across a change of summer time. Undefined when the words
 * are not wholly a point in time.
 */
export function readMoment(words: string, now: DateTime, forward: boolean): Moment | undefined {
  const trimmed = words.trim();
  if (/^\d{10}(?:\.\d+)?$/.test(trimmed))
    return {
      at: DateTime.fromSeconds(Math.floor(Number(trimmed)), { zone: now.zone }),
      hasDay: true,
      hasTime: true,
      grain: 'instant',
    };
  if (/^\d{4}-\d\d-\d\dt\d\d:\d\d/i.test(trimmed)) {
    const at = DateTime.fromISO(trimmed.toUpperCase(), { zone: now.zone });
    return at.isValid ? { at, hasDay: true, hasTime: true, grain: 'instant' } : undefined;
  }
  const plain = trimmed.toLowerCase();
  if (/^(?:right )?(?:now|immediately|straight ?away|asap|at once)$/.test(plain))
    return { at: now, hasDay: true, hasTime: true, grain: 'instant' };
  if (/^later(?: today)?$/.test(plain))
    return { at: now.plus({ hours: 3 }), hasDay: true, hasTime: true, grain: 'instant' };
  return readSpan(plain, now) ?? readCalendar(plain, now, forward);
}

/** "in 20 min", "two days from now", "an hour ago". */
function readSpan(plain: string, now: DateTime): Moment | undefined {
  const ago = /^(.+?)\s+(?:ago|earlier|back)$/.exec(plain);
  const ahead =
    /^(?:in|within|after)\s+(?:about\s+)?(.+)$/.exec(plain) ??
    /^(.+?)\s+(?:from now|later|hence|on from now|from today)$/.exec(plain);
  const inner = (ago ?? ahead)?.[1];
  const span = inner === undefined ? undefined : readDuration(inner.replace(/\s+from now$|'?s? time$/, ''));
  if (!span) return undefined;
  const at = ago ? now.minus(span) : now.plus(span);
  const fine = span.hours !== 0 || span.minutes !== 0 || span.seconds !== 0;
  return fine
    ? { at, hasDay: true, hasTime: true, grain: 'instant' }
    : { at, hasDay: true, hasTime: false, grain: 'day' };
}

function readCalendar(plain: string, now: DateTime, forward: boolean): Moment | undefined {
  const text = normalTime(plain, now, forward);
  const ahead = forward && !backWords.test(text);
  const reference = { instant: now.toJSDate(), timezone: now.offset };
  const found = en.casual.parse(text, reference, { forwardDate: ahead })[0];
  if (!found) return undefined;
  const left = `${text.slice(0, found.index)} ${text.slice(found.index + found.text.length)}`;
  const part = parts.find(([pattern]) => pattern.test(text));
  const unread = part ? left.replace(part[0], ' ') : left;
  if (unread.replace(filler, '') !== '') return undefined;
  const start = found.start;
  if (start.isCertain('timezoneOffset') && start.isCertain('hour'))
    return { at: DateTime.fromJSDate(start.date(), { zone: now.zone }), hasDay: true, hasTime: true, grain: 'instant' };

  const hasDay =
    start.isCertain('day') ||
    start.isCertain('weekday') ||
    /\b(today|tonight|this (?:morning|afternoon|evening))\b/.test(text);
  const hasTime = start.isCertain('hour');
  const monthOnly = !hasDay && !hasTime && start.isCertain('month');
  let at: DateTime = DateTime.fromObject(
    { year: start.get('year') ?? now.year, month: start.get('month') ?? now.month, day: start.get('day') ?? now.day },
    { zone: now.zone },
  );
  if (hasTime) {
    const hour = start.get('hour') ?? 0;
    const bare = !start.isCertain('meridiem') && !/\b0\d|midnight/.test(text) && hour <= 12;
    const clock = {
      hour: bare && part?.[1] !== workdayStart ? likelyHour(hour) : hour,
      minute: start.get('minute') ?? 0,
    };
    at = hasDay || monthOnly ? at.set(clock) : nearest(now, clock, bare ? hour : undefined, forward);
  } else if (part) {
    at = at.set({ hour: part[1] });
    if (!hasDay) at = now.startOf('day').set({ hour: part[1] });
    if (forward && at <= now && (!hasDay || start.isCertain('weekday'))) at = at.plus({ days: hasDay ? 7 : 1 });
  }
  const undated = start.isCertain('weekday') && !start.isCertain('day');
  if (undated && ahead && (hasTime || part ? at <= now : at.endOf('day') <= now)) at = at.plus({ weeks: 1 });
  if (undated && !forward && at > now) at = at.minus({ weeks: 1 });
  const yearless = start.isCertain('month') && !start.isCertain('year');
  if (yearless && !forward && at > now) at = at.minus({ years: 1 });
  if (!at.isValid) return undefined;
  if (hasTime) return { at, hasDay, hasTime, grain: 'instant' };
  if (monthOnly) return { at: at.startOf('month'), hasDay: false, hasTime: false, grain: 'month' };
  return { at, hasDay, hasTime: part !== undefined, grain: part ? 'part' : 'day' };
}

/** A clock time without a day: the next such time ahead, or the last one behind. */
function nearest(
  now: DateTime,
  clock: { hour: number; minute: number },
  saidHour: number | undefined,
  forward: boolean,
): DateTime {
  const today = now.startOf('day');
  const at = today.set(clock);
  if (forward) {
    if (at > now) return at;
    // "at 11" in the afternoon may still be tonight; "at 9" in the morning's wake is tomorrow's.
    const evening = saidHour === undefined || saidHour >= 12 ? undefined : today.set({ ...clock, hour: saidHour + 12 });
    return evening && evening > now && evening.hour <= 20 && now.hour >= 12 ? evening : at.plus({ days: 1 });
  }
  return at <= now ? at : at.minus({ days: 1 });
}
