import { DateTime } from 'luxon';
import { durationLabel, readDuration } from './time-duration.ts';
import { readMoment } from './time-moment.ts';
import { workdayEnd, workdayStart } from './time-normal.ts';
import { readPeriod, type Stretch } from './time-period.ts';
import { firstRepeat } from './time-repeat.ts';
import type { Resolution, ResolveContext, Resolver, Resolvers } from './types.ts';

const pastParams =
  /^(?:query\.|q\.|created|updated|since|oldest|latest|ts_|closed|merged)|[.](?:gte?|lte?|after|before|on)$/;

function clean(words: string): string {
  return words
    .trim()
    .replace(/^["'“‘]+|["'”’]+$/g, '')
    .replace(/(?<!\d\.\d{1,2})\.+$|[,;:!?]+$/, '')
    .trim();
}

function clock(context: ResolveContext): DateTime {
  return DateTime.fromMillis(context.now, { zone: context.zone });
}

function missing(words: string, what: string): Resolution {
  return { kind: 'missing', message: `I cannot read “${words}” as ${what}.` };
}

const prepositions = /\b(since|after|from|before|prior to|until|till|til|up to|through|older than)\s+(?:the\s+)?$/i;

/** The preposition that stands before the copied words in the request: it belongs to them ("since" of "Monday"). */
function preposition(words: string, request: string): string | undefined {
  const at = request.toLowerCase().indexOf(words.toLowerCase());
  return at < 0 ? undefined : prepositions.exec(request.slice(0, at))?.[1]?.toLowerCase();
}

const said = (at: DateTime): string => at.toFormat('ccc d LLL yyyy, h:mm a ZZZZ', { locale: 'en-US' });
const saidDay = (at: DateTime): string => at.toFormat('cccc, d LLL yyyy', { locale: 'en-US' });

function stripLead(words: string): string {
  return words.replace(/^(?:until|till|til|untill|by|at|on|for|before|starting|from|through|@)\s+(?=\S)/i, '');
}

const instantOf = (at: DateTime): { iso: string; epoch: number } => ({
  iso: at.startOf('second').toISO({ suppressMilliseconds: true }) ?? '',
  epoch: Math.floor(at.toSeconds()),
});

function resolvedInstant(at: DateTime, context: ResolveContext): Resolution {
  return { kind: 'resolved', value: instantOf(at), label: said(at), via: `calendar, ${context.zone}` };
}

/** Instants that lie behind: up to when notifications were read. */
const behindParams = /^(?:last_read_at|before)$/;

/** An instant behind: "9 this morning", "yesterday", "an hour ago". Without a time of day the day's start. */
function readBehind(words: string, context: ResolveContext): DateTime | undefined {
  const text = clean(words);
  const moment = readMoment(text, clock(context), false) ?? readMoment(stripLead(text), clock(context), false);
  return moment && (moment.hasTime ? moment.at : moment.at.startOf('day'));
}

/**
 * An instant ahead: "Friday 6pm", "in 20 min", "noon", "20 minutes"; without a time of day the working day's start.
 * Behind for what marks how far somebody has read.
 */
const when: Resolver = async (words, context) => {
  const now = clock(context);
  const text = clean(words);
  if (context.param.sets.some((name) => behindParams.test(name))) {
    const at = readBehind(words, context);
    return at ? resolvedInstant(at, context) : missing(words, 'a time');
  }
  // "14h" and "14h30" say a time of day, "2h" a length.
  const span = /^(?:1[3-9]|2[0-3])h(?:[0-5]\d)?$/i.test(text) ? undefined : readDuration(text.toLowerCase());
  const moment = span ? undefined : (readMoment(text, now, true) ?? readMoment(stripLead(text), now, true));
  let at = span ? now.plus(span) : moment?.at;
  if (!at) return missing(words, 'a time');
  if (moment && !moment.hasTime) {
    // A status "until Friday" shows all of Friday, as Slack's own presets do; anything else starts with the working day.
    const lasts = context.param.sets.some((name) => name.endsWith('expiration'));
    at = lasts
      ? at.endOf('day').startOf('second')
      : at.set({ hour: workdayStart, minute: 0, second: 0, millisecond: 0 });
    // The working day has begun: a bare "today" is later today, a weekday's name is next week's.
    if (at <= now && at.hasSame(now, 'day'))
      at = /^(?:for )?today$/i.test(text) ? now.plus({ hours: 3 }) : at.plus({ weeks: 1 });
  }
  // A reminder that repeats starts on a day on which it does.
  if (moment && !moment.hasDay && context.tool === 'slack.reminders.add') at = firstRepeat(at, context.request);
  // A parameter of this kind plans something; other kinds that read times by this rule may look back.
  if (context.param.kind === 'when' && at < now.minus({ minutes: 1 }))
    return { kind: 'missing', message: `“${words}” is ${said(at)}, which is in the past. Say a time ahead.` };
  return (moment?.clock && unclear(at, moment.clock)) ?? resolvedInstant(at, context);
};

/**
 * What stands against a wall-clock time on the day that the clocks change: it is skipped, or it comes twice. Null on all
 * others.
 */
function unclear(at: DateTime, clock: { readonly hour: number; readonly minute: number }): Resolution | null {
  const spoken = DateTime.fromObject(clock).toFormat('h:mm a', { locale: 'en-US' });
  const zone = at.zoneName ?? '';
  if (at.hour !== clock.hour || at.minute !== clock.minute)
    return {
      kind: 'missing',
      message: `There is no ${spoken} on ${saidDay(at)} in ${zone}: the clocks go forward over it. Say another time.`,
    };
  const both = at.getPossibleOffsets();
  if (both.length < 2) return null;
  return {
    kind: 'ambiguous',
    question: `${spoken} comes twice on ${saidDay(at)} in ${zone}: the clocks go back. Which one?`,
    candidates: both
      .sort((a, b) => a.toMillis() - b.toMillis())
      .map((one, index) => ({
        value: instantOf(one),
        label: said(one),
        detail: index === 0 ? 'before the change' : 'after the change',
      })),
  };
}

/** A calendar day: ahead for what is planned, behind for when something was made or written. */
const date: Resolver = async (words, context) => {
  const now = clock(context);
  const text = clean(words);
  const past = context.param.sets.some((name) => pastParams.test(name));
  let day: DateTime | undefined;
  if (past) {
    const stretch = readPeriod(text, now);
    day = stretch?.from ?? stretch?.to;
    // Search modifiers leave their own day out: what is said with "since" or as a stretch begins on the day before.
    const after = context.param.sets.some((name) => name.endsWith('.after'));
    const exclusive = preposition(text, context.request) === 'after' || /^after\b/i.test(text);
    if (day && after && !exclusive) day = day.minus({ days: 1 });
  } else {
    const span = readDuration(text.toLowerCase());
    const found = span ? undefined : (readMoment(text, now, true) ?? readMoment(stripLead(text), now, true));
    day = span ? now.plus(span) : found?.at;
  }
  if (!day) return missing(words, 'a date');
  return { kind: 'resolved', value: day.toFormat('yyyy-MM-dd'), label: saidDay(day), via: `calendar, ${context.zone}` };
};

/** When a part of the day or week ends that is said as a length: "all afternoon", "tonight", "the rest of the week". */
function endOfPart(text: string, now: DateTime): DateTime | undefined {
  const part =
    /^(?:for |over |during )?(?:(?:the )?(?:rest|remainder) of |all |the whole |whole )?(?:the |this |my )?(day|today|morning|afternoon|evening|night|tonight|overnight|weekend|week)$/.exec(
      text,
    )?.[1];
  const today = now.startOf('day');
  if (part === 'day' || part === 'today') return today.set({ hour: workdayEnd });
  if (part === 'morning') return today.set({ hour: 12 });
  if (part === 'afternoon') return today.set({ hour: 18 });
  if (part === 'evening') return today.plus({ days: 1 });
  if (part === 'weekend' || part === 'week') return now.startOf('week').plus({ weeks: 1 });
  // A night ends when the next working day begins.
  return part === undefined ? undefined : today.plus({ days: 1 }).set({ hour: workdayStart });
}

/** A length of time: in words, until a moment, or a bare number of minutes. */
const duration: Resolver = async (words, context) => {
  const now = clock(context);
  const text = clean(words).toLowerCase();
  const plain = /^\d+$/.exec(text);
  const span = plain ? undefined : readDuration(text);
  let seconds = plain ? Number(text) * 60 : span ? now.plus(span).diff(now).as('seconds') : undefined;
  let until: DateTime | undefined;
  if (seconds === undefined) {
    const moment = readMoment(stripLead(text), now, true);
    until = endOfPart(text, now) ?? moment?.at;
    if (until === moment?.at && moment && !moment.hasTime)
      until = moment.at.set({ hour: workdayStart, minute: 0, second: 0, millisecond: 0 });
    seconds = until?.diff(now).as('seconds');
  }
  if (seconds === undefined || seconds <= 0) return missing(words, 'a length of time');
  seconds = Math.round(seconds);
  const label = until ? `until ${said(until)}` : durationLabel(seconds);
  return { kind: 'resolved', value: { seconds }, label, via: `calendar, ${context.zone}` };
};

function stretchLabel({ from, to }: Stretch): string {
  if (from && to) return `${said(from)} to ${said(to)}`;
  return from ? `since ${said(from)}` : to ? `before ${said(to)}` : '';
}

/** What lies ahead rather than behind: when something is due or arrives. */
const aheadParams = /^(?:due_date|arrival_date)\b/u;

/** A stretch of time: "last week", "since Monday", "yesterday", "before March 15". Ends are epoch seconds. */
const period: Resolver = async (words, context) => {
  const now = clock(context);
  const text = clean(words);
  const before = preposition(text, context.request);
  const ahead = context.param.sets.some((name) => aheadParams.test(name));
  const stretch =
    (before === undefined ? undefined : readPeriod(`${before} ${text}`, now, ahead)) ?? readPeriod(text, now, ahead);
  if (!stretch) return missing(words, 'a stretch of time');
  // Of what was made or written, "today" and "this week" end now by themselves.
  const running = /^(?:(?:in|during|from|of|so far|earlier)\s+)?(?:today|this (?:week|month|quarter|year))\b/i.test(
    text,
  );
  const endless = running && !ahead && stretch.to !== undefined && stretch.to > now;
  const shown: Stretch = endless && stretch.from ? { from: stretch.from } : stretch;
  const value: { from?: number; to?: number } = {};
  if (shown.from) value.from = Math.floor(shown.from.toSeconds());
  if (shown.to) value.to = Math.floor(shown.to.toSeconds());
  return { kind: 'resolved', value, label: stretchLabel(shown), via: `calendar, ${context.zone}` };
};

/** Dates, times, lengths and stretches of time, read by rules in the user's zone; nothing is looked up. */
export const timeResolvers: Resolvers = { when, date, duration, period };
