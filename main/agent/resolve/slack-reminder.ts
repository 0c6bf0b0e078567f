import { DateTime } from 'luxon';
import type { Json } from '../../../shared/index.ts';
import { listOf, textOf } from './slack-directory.ts';
import { bare, leaders, nearly, stem, wordsOf } from './slack-words.ts';
import { readMoment } from './time-moment.ts';
import type { Resolution, ResolveContext, Resolver } from './types.ts';

interface Reminder {
  readonly id: string;
  readonly text: string;
  readonly time: number | null;
  readonly recurrence: string;
}

const generic = new Set(
  'a an the my that this one reminder reminders remind reminding me nag about for on of to at due set comes which is was i slack whatever got recurring please pls every it'.split(
    ' ',
  ),
);

async function remindersOf(context: ResolveContext): Promise<Reminder[]> {
  const answer = await context.lookup('slack.reminders.list', {});
  return listOf(answer, 'reminders')
    .filter((reminder) => typeof reminder.complete_ts !== 'number' || reminder.complete_ts === 0)
    .map((reminder) => ({
      id: textOf(reminder.id),
      text: textOf(reminder.text),
      time: typeof reminder.time === 'number' ? reminder.time : null,
      recurrence: JSON.stringify(reminder.recurrence ?? '').toLowerCase(),
    }));
}

const dayName =
  /\b(?:(?:next|this|on)\s+)?(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|tonight|tomorrow(?: (?:morning|afternoon|evening))?|\d{1,2}(?::\d\d)?\s*(?:am|pm)|noon|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(?:st|nd|rd|th)?|the \d{1,2}(?:st|nd|rd|th)|\d{4}-\d\d-\d\d)(?:\s+(?:at\s+)?(?:\d{1,2}(?::\d\d)?\s*(?:am|pm)?|noon))?\b/i;

/** Whether a reminder is due when the words say: on that day, and at that minute where they give one. */
function dueTest(words: string, context: ResolveContext): ((reminder: Reminder) => boolean) | null {
  const said = dayName.exec(words)?.[0];
  const now = DateTime.fromMillis(context.now, { zone: context.zone });
  const moment = said === undefined ? undefined : readMoment(said, now, true);
  if (!moment) return null;
  return (reminder) => {
    if (reminder.time === null) return false;
    const due = DateTime.fromSeconds(reminder.time, { zone: context.zone });
    const sameTime = due.hour === moment.at.hour && due.minute === moment.at.minute;
    if (moment.hasTime && moment.grain === 'instant' && !sameTime) return false;
    return !moment.hasDay || due.hasSame(moment.at, 'day');
  };
}

function score(content: readonly string[], reminder: Reminder): number {
  if (content.length === 0) return 0;
  const stems = wordsOf(reminder.text).map(stem);
  const found = content.filter((word) =>
    stems.some((other) => other === word || (word.length >= 4 && (other.startsWith(word) || nearly(word, other)))),
  );
  return found.length / content.length;
}

function labelOf(reminder: Reminder): string {
  return reminder.text;
}

const toValue = (reminder: Reminder): Json => ({ id: reminder.id, text: reminder.text });

function dueText(reminder: Reminder, zone: string): string {
  if (reminder.time === null) return 'repeats';
  return DateTime.fromSeconds(reminder.time, { zone }).toFormat('ccc d LLL yyyy, h:mm a', { locale: 'en-US' });
}

/** `slack.reminder`: by id, by its words, by when it is due ("the Friday reminder"), or the only one. */
export const reminderResolver: Resolver = async (words, context): Promise<Resolution> => {
  const reminders = await remindersOf(context);
  const id = /\bRm[A-Z0-9]{6,}\b/.exec(words)?.[0];
  if (id !== undefined) {
    const known = reminders.find((reminder) => reminder.id === id) ?? { id, text: id, time: null, recurrence: '' };
    return { kind: 'resolved', value: toValue(known), label: labelOf(known), via: 'Slack reminders' };
  }
  const content = wordsOf(bare(words))
    .map((word) => word.replace(/'s$/, ''))
    .filter((word) => !generic.has(word))
    .map(stem);
  let best = leaders(
    reminders.map((item) => ({ item, score: score(content, item) })).filter((one) => one.score >= 0.34),
  );
  const due = dueTest(words, context);
  if (due) {
    const among = (best.length > 0 ? best : reminders).filter(due);
    if (among.length > 0 || best.length === 0) best = among;
  }
  if (best.length === 0 && /\b(every|daily|weekly|monthly|recurring)\b/i.test(words)) {
    const repeating = reminders.filter((reminder) => reminder.recurrence !== '""');
    best = repeating.length === 1 ? repeating : [];
  }
  const byTime = [...reminders].sort(
    (a, b) => (a.time ?? Number.POSITIVE_INFINITY) - (b.time ?? Number.POSITIVE_INFINITY),
  );
  if (best.length === 0 && !due && /^(?:my |the )?(?:next|first|last) (?:slack )?reminder$/i.test(bare(words)))
    best = /last/i.test(words) ? byTime.slice(-1) : byTime.slice(0, 1);
  if (best.length === 0 && content.length === 0 && !due) best = reminders;
  const [only, ...others] = best;
  if (!only) return { kind: 'missing', message: `You have no Slack reminder like “${bare(words)}”.` };
  if (others.length === 0)
    return { kind: 'resolved', value: toValue(only), label: labelOf(only), via: 'Slack reminders' };
  return {
    kind: 'ambiguous',
    question: `Which reminder do you mean by “${bare(words)}”?`,
    candidates: best.slice(0, 8).map((reminder) => ({
      value: toValue(reminder),
      label: labelOf(reminder),
      detail: dueText(reminder, context.zone),
    })),
  };
};
