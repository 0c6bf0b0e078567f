import type { JsonObject } from '../../../shared/index.ts';
import { type Args, findChannel, findMessage, type Method, page, SlackError, showMessage } from './method.ts';
import type { Channel, State } from './state.ts';

/** A conversation as the API shows it. */
export function showChannel(state: State, channel: Channel): JsonObject {
  const common = {
    id: channel.id,
    created: channel.created,
    is_archived: channel.is_archived,
    is_im: channel.type === 'im',
    is_org_shared: false,
    context_team_id: state.team.id,
  };
  if (channel.type === 'im')
    return { ...common, is_open: channel.is_open, user: channel.members.find((id) => id !== state.me) ?? state.me };
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.type === 'public_channel',
    is_group: channel.type === 'private_channel',
    is_mpim: channel.type === 'mpim',
    is_private: channel.type !== 'public_channel',
    is_general: channel.name === 'general',
    is_member: channel.members.includes(state.me),
    creator: channel.creator,
    topic: { value: channel.topic, creator: channel.creator, last_set: channel.created },
    purpose: { value: '', creator: '', last_set: 0 },
    num_members: channel.members.length,
  };
}

function between(args: Args): (ts: string) => boolean {
  const stamp = (name: 'oldest' | 'latest'): number | undefined => {
    const said = args.text(name);
    if (said === undefined || said === '') return undefined;
    if (!/^\d+(?:\.\d+)?$/u.test(said)) throw new SlackError(`invalid_ts_${name}`);
    return Number(said);
  };
  const [oldest, latest] = [stamp('oldest'), stamp('latest')];
  const inclusive = args.flag('inclusive') === true;
  return (ts) => {
    const at = Number(ts);
    if (oldest !== undefined && (inclusive ? at < oldest : at <= oldest)) return false;
    return latest === undefined || (inclusive ? at <= latest : at < latest);
  };
}

/** The `conversations.*` methods that only read (https://docs.slack.dev/reference/methods?family=conversations). */
export const conversationReads: Readonly<Record<string, Method>> = {
  'conversations.list'(state, args) {
    const types = (args.text('types') ?? 'public_channel').split(',').map((type) => type.trim());
    const known = ['public_channel', 'private_channel', 'im', 'mpim'];
    if (types.some((type) => !known.includes(type))) throw new SlackError('invalid_types');
    const seen = state.channels.filter(
      (channel) =>
        types.includes(channel.type) &&
        (channel.type === 'public_channel' || channel.members.includes(state.me)) &&
        !(args.flag('exclude_archived') === true && channel.is_archived),
    );
    const { items, next } = page(seen, args, 100);
    return { channels: items.map((channel) => showChannel(state, channel)), response_metadata: { next_cursor: next } };
  },

  'conversations.info'(state, args) {
    return { channel: showChannel(state, findChannel(state, args.required('channel'))) };
  },

  'conversations.history'(state, args) {
    const channel = findChannel(state, args.required('channel'));
    if (!channel.members.includes(state.me) && channel.type !== 'public_channel')
      throw new SlackError('not_in_channel');
    const inside = between(args);
    const all = (state.messages[channel.id] ?? [])
      .filter(
        (message) =>
          (message.thread_ts === null || message.thread_ts === message.ts || message.broadcast) && inside(message.ts),
      )
      .sort((a, b) => Number(b.ts) - Number(a.ts));
    const { items, next } = page(all, args, 100);
    const pins = (state.messages[channel.id] ?? []).filter((message) => message.pinned !== null).length;
    const body: JsonObject = {
      messages: items.map((message) => showMessage(state, channel, message)),
      has_more: next !== '',
      pin_count: pins,
    };
    if (next !== '') body.response_metadata = { next_cursor: next };
    return body;
  },

  'conversations.replies'(state, args, now) {
    const channel = findChannel(state, args.required('channel'));
    const ts = args.required('ts');
    const list = state.messages[channel.id] ?? [];
    if (!list.some((message) => message.ts === ts)) throw new SlackError('thread_not_found');
    const asked = findMessage(state, channel, ts, now);
    const root = asked.thread_ts ?? asked.ts;
    const inside = between(args);
    const thread = list
      .filter((message) => message.ts === root || (message.thread_ts === root && inside(message.ts)))
      .sort((a, b) => Number(a.ts) - Number(b.ts));
    const { items, next } = page(thread, args, 1000);
    const body: JsonObject = {
      messages: items.map((message) => showMessage(state, channel, message)),
      has_more: next !== '',
    };
    if (next !== '') body.response_metadata = { next_cursor: next };
    return body;
  },

  'conversations.members'(state, args) {
    const channel = findChannel(state, args.required('channel'));
    const { items, next } = page(channel.members, args, 100);
    return { members: items, response_metadata: { next_cursor: next } };
  },
};
