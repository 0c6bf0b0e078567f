import type { JsonObject } from '../../../shared/index.ts';
import {
  type Args,
  directChannel,
  findChannel,
  findMessage,
  findUser,
  type Method,
  needOpen,
  newId,
  newTs,
  page,
  SlackError,
  showMessage,
} from './method.ts';
import { type Channel, newMessage, type State } from './state.ts';

const maxText = 40_000;
const farthestSeconds = 120 * 24 * 3600;

/** Where a message goes: a conversation id, a user id (their direct messages) or the name of a public channel. */
function destination(state: State, args: Args, now: number): Channel {
  const said = args.required('channel');
  if (/^[UW][A-Z0-9]+$/.test(said)) {
    const user = state.users.find((candidate) => candidate.id === said);
    if (!user) throw new SlackError('channel_not_found');
    return directChannel(state, user, now).channel;
  }
  const named = state.channels.find(
    (channel) => channel.type === 'public_channel' && channel.name === said.replace(/^#/, ''),
  );
  const channel = named ?? findChannel(state, said);
  needOpen(state, channel);
  return channel;
}

function textOf(args: Args): string {
  const text = args.text('text') ?? args.text('markdown_text') ?? '';
  const rich = args.raw('blocks') ?? args.raw('attachments');
  if (text === '' && rich === undefined) throw new SlackError('no_text');
  if (text.length > maxText) throw new SlackError('msg_too_long');
  return text;
}

function threadOf(state: State, channel: Channel, args: Args, now: number): string | null {
  const thread = args.text('thread_ts');
  if (thread === undefined) return null;
  try {
    const parent = findMessage(state, channel, thread, now);
    return parent.thread_ts ?? parent.ts;
  } catch (error) {
    throw error instanceof SlackError ? new SlackError('thread_not_found') : error;
  }
}

/** The `chat.*` methods (https://docs.slack.dev/reference/methods?family=chat). */
export const chatMethods: Readonly<Record<string, Method>> = {
  'chat.postMessage'(state, args, now) {
    const channel = destination(state, args, now);
    const text = textOf(args);
    const message = newMessage(newTs(state, now), state.me, text, {
      thread_ts: threadOf(state, channel, args, now),
      broadcast: args.flag('reply_broadcast') === true && args.text('thread_ts') !== undefined,
      username: args.text('username') ?? null,
    });
    state.messages[channel.id] ??= [];
    state.messages[channel.id]?.push(message);
    return { channel: channel.id, ts: message.ts, message: showMessage(state, channel, message) };
  },

  'chat.update'(state, args, now) {
    const channel = findChannel(state, args.required('channel'));
    const ts = args.required('ts');
    const text = textOf(args);
    const message = findMessage(state, channel, ts, now);
    if (message.user !== state.me) throw new SlackError('cant_update_message');
    if (channel.is_archived) throw new SlackError('is_inactive');
    message.text = text;
    message.edited = newTs(state, now);
    return { channel: channel.id, ts, text, message: showMessage(state, channel, message) };
  },

  'chat.delete'(state, args, now) {
    const channel = findChannel(state, args.required('channel'));
    const message = findMessage(state, channel, args.required('ts'), now);
    if (message.user !== state.me && !findUser(state, state.me).is_admin) throw new SlackError('cant_delete_message');
    state.messages[channel.id] = (state.messages[channel.id] ?? []).filter((other) => other !== message);
    return { channel: channel.id, ts: message.ts };
  },

  'chat.scheduleMessage'(state, args, now) {
    const channel = destination(state, args, now);
    const text = textOf(args);
    args.required('post_at');
    const at = args.number('post_at') ?? 0;
    if (at <= now / 1000) throw new SlackError('time_in_past');
    if (at > now / 1000 + farthestSeconds) throw new SlackError('time_too_far');
    const id = newId(state, 'Q');
    const thread = threadOf(state, channel, args, now);
    state.scheduled.push({ id, channel: channel.id, text, post_at: at, thread_ts: thread });
    const message: JsonObject = { type: 'delayed_message', text, user: state.me, team: state.team.id };
    return { channel: channel.id, scheduled_message_id: id, post_at: at, message };
  },

  'chat.scheduledMessages.list'(state, args) {
    const only = args.text('channel');
    const { items, next } = page(
      state.scheduled.filter(({ channel }) => only === undefined || channel === only),
      args,
      100,
    );
    return {
      scheduled_messages: items.map(({ id, channel, text, post_at }) => ({
        id,
        channel_id: channel,
        text,
        post_at,
      })),
      response_metadata: { next_cursor: next },
    };
  },

  'chat.deleteScheduledMessage'(state, args) {
    findChannel(state, args.required('channel'));
    const id = args.required('scheduled_message_id');
    const left = state.scheduled.filter((message) => message.id !== id || message.channel !== args.text('channel'));
    if (left.length === state.scheduled.length) throw new SlackError('invalid_scheduled_message_id');
    state.scheduled = left;
    return {};
  },
};
