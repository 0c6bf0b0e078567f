import { en } from 'chrono-node';
import { DateTime } from 'luxon';
import type { JsonObject } from '../../../shared/index.ts';
import { type Args, findChannel, findMessage, type Method, newId, SlackError, showMessage } from './method.ts';
import type { Channel, Message, Reminder, State } from './state.ts';

function itemOf(state: State, args: Args, now: number): { channel: Channel; message: Message } {
  const channel = findChannel(state, args.required('channel'));
  const ts = args.text('timestamp');
  if (ts === undefined) throw new SlackError('no_item_specified');
  if (!/^\d{10}\.\d{6}$/.test(ts)) throw new SlackError('bad_timestamp');
  return { channel, message: findMessage(state, channel, ts, now) };
}

const aliases: Readonly<Record<string, string>> = {
  thumbsup: '+1',
  thumbsdown: '-1',
  hankey: 'poop',
  satisfied: 'laughing',
};

function emojiOf(args: Args): string {
  const name = args.required('name');
  if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(name)) throw new SlackError('invalid_name');
  return aliases[name] ?? name;
}

function showReminder(state: State, reminder: Reminder): JsonObject {
  const shown: JsonObject = {
    id: reminder.id,
    creator: state.me,
    user: reminder.user,
    text: reminder.text,
    recurring: reminder.recurrence !== null,
  };
  if (reminder.recurrence !== null) shown.recurrence = reminder.recurrence;
  else shown.complete_ts = 0;
  if (reminder.time !== null) shown.time = reminder.time;
  return shown;
}

/** Reads `time` of reminders.add: an epoch, seconds from now (within a day) or a phrase. */
function timeOf(state: State, said: string, now: number): { time: number | null; repeats: boolean } {
  const seconds = Math.floor(now / 1000);
  if (/^\d+$/.test(said)) {
    const value = Number(said);
    const time = value <= 86_400 ? seconds + value : value;
    if (time <= seconds) throw new SlackError('time_in_past');
    if (time > seconds + 5 * 366 * 86_400) throw new SlackError('cannot_parse');
    return { time, repeats: false };
  }
  const offset = DateTime.fromMillis(now, { zone: state.zone }).offset;
  const found = en.casual.parseDate(said, { instant: new Date(now), timezone: offset }, { forwardDate: true });
  const repeats =
    /\b(every|each|daily|weekly|monthly|yearly|weekdays?|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b/i.test(said);
  if (!found && !repeats) throw new SlackError('cannot_parse');
  const time = found ? Math.floor(found.getTime() / 1000) : null;
  if (time !== null && time <= seconds && !repeats) throw new SlackError('time_in_past');
  return { time, repeats };
}

/** The `reactions.*`, `pins.*` and `reminders.*` methods. */
export const itemMethods: Readonly<Record<string, Method>> = {
  'reactions.add'(state, args, now) {
    const name = emojiOf(args);
    const { channel, message } = itemOf(state, args, now);
    if (channel.is_archived) throw new SlackError('is_archived');
    const reaction = message.reactions.find((candidate) => candidate.name === name);
    if (reaction?.users.includes(state.me)) throw new SlackError('already_reacted');
    if (reaction) reaction.users.push(state.me);
    else message.reactions.push({ name, users: [state.me] });
    return {};
  },

  'reactions.remove'(state, args, now) {
    const name = emojiOf(args);
    const { message } = itemOf(state, args, now);
    const reaction = message.reactions.find((candidate) => candidate.name === name);
    if (!reaction?.users.includes(state.me)) throw new SlackError('no_reaction');
    reaction.users = reaction.users.filter((id) => id !== state.me);
    message.reactions = message.reactions.filter((candidate) => candidate.users.length > 0);
    return {};
  },

  'pins.add'(state, args, now) {
    const { channel, message } = itemOf(state, args, now);
    if (channel.is_archived) throw new SlackError('is_archived');
    if (message.pinned !== null) throw new SlackError('already_pinned');
    message.pinned = Math.floor(now / 1000);
    return {};
  },

  'pins.remove'(state, args, now) {
    const { message } = itemOf(state, args, now);
    if (message.pinned === null) throw new SlackError('no_pin');
    message.pinned = null;
    return {};
  },

  'pins.list'(state, args) {
    const channel = findChannel(state, args.required('channel'));
    const pinned = (state.messages[channel.id] ?? []).filter((message) => message.pinned !== null);
    return {
      items: pinned.map((message) => ({
        type: 'message',
        created: message.pinned,
        created_by: state.me,
        channel: channel.id,
        message: {
          ...showMessage(state, channel, message),
          permalink: permalink(state, channel, message),
        },
      })),
    };
  },

  'reminders.add'(state, args, now) {
    const text = args.required('text');
    if ((args.text('user') ?? state.me) !== state.me) throw new SlackError('cannot_add_others');
    const rule = args.object('recurrence') ?? null;
    const { time, repeats } = timeOf(state, args.required('time'), now);
    const recurrence = rule ?? (repeats ? { frequency: args.required('time') } : null);
    const reminder: Reminder = { id: newId(state, 'Rm'), user: state.me, text, time, recurrence };
    state.reminders.push(reminder);
    return { reminder: showReminder(state, reminder) };
  },

  'reminders.list'(state) {
    const own = state.reminders.filter((reminder) => reminder.user === state.me);
    return { reminders: own.map((reminder) => showReminder(state, reminder)) };
  },

  'reminders.info'(state, args) {
    const reminder = state.reminders.find((candidate) => candidate.id === args.required('reminder'));
    if (!reminder) throw new SlackError('not_found');
    return { reminder: showReminder(state, reminder) };
  },

  'reminders.delete'(state, args) {
    const id = args.required('reminder');
    if (!state.reminders.some((reminder) => reminder.id === id)) throw new SlackError('not_found');
    state.reminders = state.reminders.filter((reminder) => reminder.id !== id);
    return {};
  },
};

/** The address of a message in the workspace. */
export function permalink(state: State, channel: Channel, message: Message): string {
  return `https://${state.team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`;
}
