import { en } from 'chrono-node';
import { DateTime } from 'luxon';
import { readDuration } from './time-duration.ts';
import { readMoment } from './time-moment.ts';

/** A stretch of time; `to` is exclusive. At least one end is there. */
export interface Stretch {
  readonly from?: DateTime;
  readonly to?: DateTime;
}

type CalendarUnit = 'day' | 'week' | 'month' | 'quarter' | 'year';

function whole(at: DateTime, unit: CalendarUnit): Stretch {
  const from = at.startOf(unit);
  return { from, to: from.plus({ [`${unit}s`]: 1 }) };
}

/** "this week", "last month", "next quarter", "last weekend". Weeks start on Monday (ISO 8601). */
function readNamed(text: string, now: DateTime, ahead: boolean): Stretch | undefined {
  const found =
    /^(?:so far |earlier )?(this|last|previous|next|the)?\s*(week|month|quarter|year|weekend)(?: so far)?$/.exec(text);
  if (!found) return undefined;
  const [, which = 'this', unit] = found;
  if (unit === 'weekend') {
    const saturday = now.startOf('week').plus({ days: 5 });
    const behind = which === 'last' || which === 'previous' || (!ahead && which !== 'next');
    const from = behind && saturday > now ? saturday.minus({ weeks: 1 }) : saturday;
    return { from, to: from.plus({ days: 2 }) };
  }
  const step = which === 'last' || which === 'previous' ? -1 : which === 'next' ? 1 : 0;
  return whole(now.plus({ [`${unit}s`]: step }), unit as CalendarUnit);
}

function readRolling(text: string, now: DateTime, ahead: boolean): Stretch | undefined {
  if (/^(recent|recently|lately|of late|these days|the last few days)$/.test(text))
    return { from: now.minus({ days: 7 }) };
  const rolling =
    /^(?:in|over|during|within|from|for)?\s*(?:the\s+)?(?:(last|past|previous)|(next|coming))\s+(.+)$/.exec(text);
  const named = rolling?.[3];
  if (named !== undefined) {
    const span = readDuration(named);
    if (span) return rolling?.[2] === undefined ? { from: now.minus(span) } : { from: now, to: now.plus(span) };
  }
  const bare = readDuration(text);
  if (!bare) return undefined;
  return ahead ? { from: now, to: now.plus(bare) } : { from: now.minus(bare) };
}

function readPart(text: string, now: DateTime): Stretch | undefined {
  if (/^(last night|yesterday (?:night|evening))$/.test(text)) {
    const from = now.startOf('day').minus({ days: 1 }).set({ hour: 18 });
    return { from, to: from.plus({ hours: 12 }) };
  }
  const part = /\b(morning|afternoon|evening|night)\b/.exec(text)?.[1];
  if (part === undefined) return undefined;
  const rest = text.replace(/\b(?:this |in the |on )?(morning|afternoon|evening|night)\b/, '').trim();
  const moment = rest === '' ? { at: now } : readMoment(rest, now, false);
  if (!moment) return undefined;
  const [from, to] = part === 'morning' ? [0, 12] : part === 'afternoon' ? [12, 18] : [18, 24];
  const day = moment.at.startOf('day');
  return { from: day.set({ hour: from }), to: to === 24 ? day.plus({ days: 1 }) : day.set({ hour: to }) };
}

function readQuarter(text: string, now: DateTime, ahead: boolean): Stretch | undefined {
  const year = /^(?:the year |in )?((?:19|20)\d\d)$/.exec(text)?.[1];
  if (year !== undefined) return whole(now.set({ year: Number(year) }), 'year');
  const found = /^(?:in )?q([1-4])(?:\s+(?:of\s+)?((?:19|20)\d\d))?$/.exec(text);
  if (!found) return undefined;
  let at = now.set({ month: Number(found[1]) * 3 - 2, day: 1 });
  if (found[2] !== undefined) at = at.set({ year: Number(found[2]) });
  else if (!ahead && at.startOf('quarter') > now) at = at.minus({ years: 1 });
  return whole(at, 'quarter');
}

/** "Year to date", "the week of March 2", "the first week of February". */
function readRunning(text: string, now: DateTime): Stretch | undefined {
  const running = /^(?:ytd|mtd|qtd|wtd|(year|month|quarter|week) to date)$/.exec(text);
  if (running) {
    const unit = running[1] ?? { y: 'year', m: 'month', q: 'quarter', w: 'week' }[text.slice(0, 1)];
    return { from: now.startOf((unit ?? 'year') as CalendarUnit) };
  }
  const week = /^(?:the )?(?:(1st|first) )?week (?:of|from) (.+)$/.exec(text);
  const moment = week?.[2] === undefined ? undefined : readMoment(week[2], now, false);
  if (!moment) return undefined;
  if (week?.[1] === undefined) return moment.grain === 'day' ? whole(moment.at, 'week') : undefined;
  return moment.grain === 'month' ? { from: moment.at, to: moment.at.plus({ weeks: 1 }) } : undefined;
}

/** "Jan 5-10", "Mon-Wed", "2pm-4pm yesterday": both ends in one expression. */
function readRange(text: string, now: DateTime): Stretch | undefined {
  const found = en.casual.parse(text, { instant: now.toJSDate(), timezone: now.offset })[0];
  if (!found?.end || found.text.trim() !== text.trim()) return undefined;
  const { start, end } = found;
  const at = (one: typeof start): DateTime =>
    DateTime.fromObject(
      { year: one.get('year') ?? now.year, month: one.get('month') ?? now.month, day: one.get('day') ?? now.day },
      { zone: now.zone },
    ).set(one.isCertain('hour') ? { hour: one.get('hour') ?? 0, minute: one.get('minute') ?? 0 } : {});
  const named = start.isCertain('year') || end.isCertain('year');
  let [from, to] = [at(start), at(end)];
  if (!end.isCertain('hour')) to = to.plus({ days: 1 });
  // A stretch without a year is the last such one.
  const back = start.isCertain('month') ? { years: 1 } : { weeks: 1 };
  if (!named && from > now) [from, to] = [from.minus(back), to.minus(back)];
  return from < to ? { from, to } : undefined;
}

/**
 * Reads a stretch of time, looking back unless `ahead` is given or the words look ahead: "last week", "since Monday", "yesterday",
 * "between March 1 and March 3", "the past two hours", "February". Undefined when the words are not one.
 */
export function readPeriod(words: string, now: DateTime, ahead = false): Stretch | undefined {
  const text = words
    .trim()
    .toLowerCase()
    .replace(/[“”"?!]/g, '')
    .replace(/[.,;]+$/, '')
    .replace(/^(?:sometime|anything|everything|messages|posted|sent)\s+/, '')
    .replace(/^(?:all|the whole|whole|the entire) of\s+/, '')
    .replace(/(\d)\s*\.{2,3}\s*(\d)/, '$1 to $2')
    .replace(/^(?!since|from|after)(.+?)\s+(?:between|from)\s+(.+?)\s+(?:and|to)\s+(.+)$/, 'between $1 $2 and $1 $3')
    .trim();
  if (/^(?:over|past) ?due$|^late$/.test(text)) return { to: now };
  if (/^earlier(?: today)?$/.test(text)) return { from: now.startOf('day'), to: now };
  const older = /^(?:older than|more than|over)\s+(.+?)(?:\s+(?:ago|old))?$/.exec(text);
  const age = older?.[1] === undefined ? undefined : readDuration(older[1]);
  if (age) return { to: now.minus(age) };

  const both = /^(?:between|from)?\s*(.+?)\s+(?:and|to|until|till|through|thru|-|–)\s+(.+)$/.exec(text);
  if (both?.[1] !== undefined && both[2] !== undefined) {
    const first = readPeriod(both[1], now, ahead);
    const second = readPeriod(both[2], now, ahead);
    const to = second?.to ?? second?.from;
    if (first?.from && to && first.from < to) return { from: first.from, to };
  }
  const opening = /^(since|from|after|starting|beginning(?! of)|as of)\s+(.+?)(\s+(?:on|onwards?|on wards))?$/.exec(
    text,
  );
  if (opening?.[2] !== undefined) {
    const inner = readPeriod(opening[2], now, ahead);
    // "Payments from last week" are that week's; "from Monday on" has no end.
    if (opening[1] === 'from' && opening[3] === undefined && inner?.to) return inner;
    const long = inner?.from && inner.to && inner.to.diff(inner.from, 'days').days > 1.5;
    const from = opening[1] === 'after' && long ? inner.to : (inner?.from ?? inner?.to);
    return from && { from };
  }
  const closing = /^(before|prior to|earlier than|older than|until|till|til|up to|up until|through|by)\s+(.+)$/.exec(
    text,
  );
  if (closing?.[2] !== undefined) {
    const inner = readPeriod(closing[2], now, ahead);
    const exclusive = /^(before|prior|earlier|older)/.test(closing[1] ?? '');
    const to = exclusive ? (inner?.from ?? inner?.to) : (inner?.to ?? inner?.from);
    return to && { to };
  }
  const inside = text.replace(/^(?:in|on|during|over|for|within)\s+(?:the\s+)?(?=\S)/, '');
  return (
    readNamed(inside, now, ahead) ??
    readRunning(inside, now) ??
    readRolling(text, now, ahead) ??
    readPart(text, now) ??
    readQuarter(text, now, ahead) ??
    readRange(inside, now) ??
    readPoint(inside, now, ahead)
  );
}

function readPoint(text: string, now: DateTime, forward: boolean): Stretch | undefined {
  const ahead = forward || /\b(tomorrow|next|coming|upcoming)\b/.test(text);
  const moment = readMoment(text, now, ahead);
  if (!moment) return undefined;
  if (moment.grain === 'month') return whole(moment.at, 'month');
  return moment.grain === 'day' ? whole(moment.at, 'day') : { from: moment.at };
}
