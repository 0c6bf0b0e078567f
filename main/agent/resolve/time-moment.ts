import { en } from 'chrono-node';
import { DateTime } from 'luxon';
import { readDuration, withDigits } from './time-duration.ts';
import { normalTime, workdayStart } from './time-normal.ts';
import { readZone } from './time-zone.ts';

/** A point in time as it was said: with or without a day and a time of its own. */
export interface Moment {
  readonly at: DateTime;
  readonly hasDay: boolean;
  readonly hasTime: boolean;
  /** How fine it was said: a month has neither day nor time. */
  readonly grain: 'instant' | 'part' | 'day' | 'month';
  /** Said as a wall-clock time in the zone of `at`; an instant that was counted or given with its offset is not. */
  readonly clock?: { readonly hour: number; readonly minute: number };
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
    if (!at.isValid) return undefined;
    const moment: Moment = { at, hasDay: true, hasTime: true, grain: 'instant' };
    const [, hour, minute] = /t(\d\d):(\d\d)(?::\d\d(?:\.\d+)?)?$/i.exec(trimmed) ?? [];
    // Without an offset it is a reading of the clock on the wall.
    return hour === undefined ? moment : { ...moment, clock: { hour: Number(hour), minute: Number(minute) } };
  }
  const plain = trimmed.toLowerCase();
  if (/^(?:right )?(?:now|immediately|straight ?away|asap|at once)$/.test(plain))
    return { at: now, hasDay: true, hasTime: true, grain: 'instant' };
  if (/^later(?: today)?$/.test(plain))
    return { at: now.plus({ hours: 3 }), hasDay: true, hasTime: true, grain: 'instant' };
  if (/^(?:(?:later|sometime) (?:this|next) (?:week|month)|this (?:week|month|quarter|year))$/.test(plain))
    return undefined;
  return (
    readElsewhere(plain, now, forward) ??
    readSpan(plain, now) ??
    readBeside(plain, now, forward) ??
    readCalendar(plain, now, forward)
  );
}

/** "3pm Berlin time": the wall clock of another place. */
function readElsewhere(plain: string, now: DateTime, forward: boolean): Moment | undefined {
  const zone = readZone(plain);
  if (!zone) return undefined;
  const there = readMoment(zone.rest, zone.zone === null ? now : now.setZone(zone.zone), forward);
  if (!there?.hasTime) return undefined;
  if (zone.zone === null) return there;
  const { clock: _elsewhere, ...moment } = there;
  return { ...moment, at: there.at.setZone(now.zone) };
}

/** "5 minutes before 6", "an hour after noon". */
function readBeside(plain: string, now: DateTime, forward: boolean): Moment | undefined {
  const found = /^(.+?)\s+(before|after)\s+(.+)$/.exec(plain);
  const span = found?.[1] === undefined ? undefined : readDuration(found[1]);
  const moment = span && readMoment(found?.[3] ?? '', now, forward);
  if (!span || !moment?.hasTime) return undefined;
  const at = found?.[2] === 'before' ? moment.at.minus(span) : moment.at.plus(span);
  return { at, hasDay: moment.hasDay, hasTime: true, grain: 'instant' };
}

/** "in 20 min", "two days from now", "an hour ago". */
function readSpan(plain: string, now: DateTime): Moment | undefined {
  const ago = /^(.+?)\s+(?:ago|earlier|back)$/.exec(plain);
  const minutes = /^in (\d{1,2}|[a-z]+(?:-[a-z]+)?)$/.exec(plain)?.[1];
  const count = minutes === undefined ? Number.NaN : Number(withDigits(minutes));
  if (count > 0) return { at: now.plus({ minutes: count }), hasDay: true, hasTime: true, grain: 'instant' };
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
  // "March", in March, is neither this one's first day, which is past, nor next year's.
  if (monthOnly && ahead && !start.isCertain('year') && start.get('month') === now.month) return undefined;
  let clock: Moment['clock'];
  let at: DateTime = DateTime.fromObject(
    { year: start.get('year') ?? now.year, month: start.get('month') ?? now.month, day: start.get('day') ?? now.day },
    { zone: now.zone },
  );
  if (hasTime) {
    const hour = start.get('hour') ?? 0;
    const bare = !start.isCertain('meridiem') && !/\b0\d|midnight/.test(text) && hour <= 12;
    clock = {
      hour: bare && part?.[1] !== workdayStart ? likelyHour(hour) : hour,
      minute: start.get('minute') ?? 0,
    };
    at = hasDay || monthOnly ? at.set(clock) : nearest(now, clock, bare ? hour : undefined, forward);
    // "Today at 8", said at ten, is the evening.
    if (forward && hasDay && bare && at <= now && at.hour < 12 && /\btoday\b/.test(text)) at = at.plus({ hours: 12 });
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
  // "At 8" may have become 8 in the evening: the clock is what is meant.
  if (clock)
    return {
      at,
      hasDay,
      hasTime,
      grain: 'instant',
      clock: hasDay && at.hour - clock.hour !== 12 ? clock : { hour: at.hour, minute: at.minute },
    };
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
