import type { Json, JsonObject } from '../../../shared/index.ts';
import type { Channel, Message, State, User } from './state.ts';

/** An error as Slack answers it: `{"ok": false, "error": code, …}` with status 200. */
export class SlackError extends Error {
  readonly code: string;
  readonly more: JsonObject;

  constructor(code: string, more: JsonObject = {}) {
    super(code);
    this.code = code;
    this.more = more;
  }
}

/** The arguments of a method call: query and body are one to Slack, and forms send everything as text. */
export class Args {
  readonly #values: JsonObject;

  constructor(values: JsonObject) {
    this.#values = values;
  }

  raw(name: string): Json | undefined {
    return this.#values[name];
  }

  /** Text, or undefined when it is absent. Numbers and booleans read as text. */
  text(name: string): string | undefined {
    const value = this.#values[name];
    if (typeof value === 'string') return value;
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
  }

  /** Text that must be there. Throws `invalid_arguments` as the Web API does. */
  required(name: string): string {
    const value = this.text(name);
    if (value === undefined || value === '')
      throw new SlackError('invalid_arguments', {
        response_metadata: { messages: [`[ERROR] missing required field: ${name}`] },
      });
    return value;
  }

  number(name: string): number | undefined {
    const value = this.text(name);
    if (value === undefined || value.trim() === '') return undefined;
    const read = Number(value);
    if (!Number.isFinite(read))
      throw new SlackError('invalid_arguments', {
        response_metadata: { messages: [`[ERROR] must be a number: ${name}`] },
      });
    return read;
  }

  flag(name: string): boolean | undefined {
    const value = this.text(name);
    return value === undefined ? undefined : value === 'true' || value === '1';
  }

  /** An object, sent as JSON or, in a form, as JSON text. */
  object(name: string): JsonObject | undefined {
    let value: Json | undefined = this.#values[name];
    if (typeof value === 'string') {
      try {
        value = JSON.parse(value) as Json;
      } catch {
        throw new SlackError('invalid_arguments', {
          response_metadata: { messages: [`[ERROR] invalid JSON: ${name}`] },
        });
      }
    }
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  }
}

/** One Web API method: changes the state and answers what stands beside `ok: true`. Throws {@link SlackError}. */
export type Method = (state: State, args: Args, now: number) => JsonObject;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';

/** A new id of Slack's form: a prefix and ten letters or digits; the same for the same number of things made. */
export function newId(state: State, prefix: string): string {
  state.made += 1;
  let left = (Math.imul(state.made, 2654435761) ^ 0x5bd1e995) >>> 0;
  let id = '0';
  for (let at = 0; at < 9; at++) {
    left = (Math.imul(left, 1664525) + 1013904223) >>> 0;
    id += alphabet.charAt((left >>> 8) % alphabet.length);
  }
  return prefix + id;
}

/** A new time stamp: epoch seconds, a dot, six digits; later ones are larger. */
export function newTs(state: State, now: number): string {
  state.made += 1;
  return `${Math.floor(now / 1000)}.${String(state.made).padStart(6, '0')}`;
}

export function findUser(state: State, id: string): User {
  const user = state.users.find((candidate) => candidate.id === id);
  if (!user) throw new SlackError('user_not_found');
  return user;
}

/** A channel that the user can see: private ones and direct messages only as a member. */
export function findChannel(state: State, id: string): Channel {
  const channel = state.channels.find((candidate) => candidate.id === id);
  if (!channel || (channel.type !== 'public_channel' && !channel.members.includes(state.me)))
    throw new SlackError('channel_not_found');
  return channel;
}

/** Throws `not_in_channel` where the user is not a member and `is_archived` where nobody can act any more. */
export function needOpen(state: State, channel: Channel): void {
  if (channel.is_archived) throw new SlackError('is_archived');
  if (!channel.members.includes(state.me)) throw new SlackError('not_in_channel');
}

/** The direct message channel with a user, made or opened where it is not there or closed: then `isNew`. */
export function directChannel(state: State, user: User, now: number): { channel: Channel; isNew: boolean } {
  const found = state.channels.find((channel) => channel.type === 'im' && channel.members.includes(user.id));
  if (found) {
    const isNew = !found.is_open;
    found.is_open = true;
    return { channel: found, isNew };
  }
  const channel: Channel = {
    id: newId(state, 'D'),
    name: '',
    type: 'im',
    topic: '',
    is_archived: false,
    is_open: true,
    created: Math.floor(now / 1000),
    creator: state.me,
    members: [state.me, user.id],
  };
  state.channels.push(channel);
  return { channel, isNew: true };
}

/**
 * A message by its time stamp. Older messages than the workspace file lists may exist, so a well-formed stamp of the past
 * finds a message without text; anything else is `message_not_found`.
 */
export function findMessage(state: State, channel: Channel, ts: string, now: number): Message {
  state.messages[channel.id] ??= [];
  const list = state.messages[channel.id] ?? [];
  const found = list.find((message) => message.ts === ts);
  if (found) return found;
  if (!/^\d{10}\.\d{6}$/.test(ts) || Number(ts) * 1000 > now) throw new SlackError('message_not_found');
  const message: Message = {
    ts,
    user: state.me,
    text: '',
    thread_ts: null,
    broadcast: false,
    username: null,
    edited: null,
    pinned: null,
    reactions: [],
  };
  list.push(message);
  return message;
}

/** A message as the API shows it. */
export function showMessage(state: State, channel: Channel, message: Message): JsonObject {
  const replies = (state.messages[channel.id] ?? []).filter(
    (reply) => reply.thread_ts === message.ts && reply.ts !== message.ts,
  );
  const shown: JsonObject = {
    type: 'message',
    user: message.user,
    text: message.text,
    ts: message.ts,
    team: state.team.id,
  };
  if (message.username !== null) shown.username = message.username;
  if (message.thread_ts !== null) shown.thread_ts = message.thread_ts;
  const parent = (state.messages[channel.id] ?? []).find((one) => one.ts === message.thread_ts && one !== message);
  if (parent) shown.parent_user_id = parent.user;
  if (message.broadcast) shown.subtype = 'thread_broadcast';
  if (replies.length > 0) {
    shown.thread_ts = message.ts;
    shown.reply_count = replies.length;
    shown.reply_users = [...new Set(replies.map((reply) => reply.user))];
    shown.reply_users_count = new Set(replies.map((reply) => reply.user)).size;
    shown.latest_reply =
      replies
        .map((reply) => reply.ts)
        .sort()
        .at(-1) ?? message.ts;
  }
  if (message.edited !== null) shown.edited = { user: message.user, ts: message.edited };
  if (message.pinned !== null) shown.pinned_to = [channel.id];
  if (message.reactions.length > 0)
    shown.reactions = message.reactions.map(({ name, users }) => ({ name, users: [...users], count: users.length }));
  return shown;
}

/** A page of a list by Slack's opaque cursors; `invalid_cursor` for one that it did not give. */
export function page<T>(items: readonly T[], args: Args, most: number): { items: T[]; next: string } {
  const limit = Math.min(Math.max(1, Math.floor(args.number('limit') ?? most)), 1000);
  const cursor = args.text('cursor') ?? '';
  const start =
    cursor === '' ? 0 : Number(/^at:(\d+)$/.exec(Buffer.from(cursor, 'base64').toString('utf8'))?.[1] ?? Number.NaN);
  if (Number.isNaN(start)) throw new SlackError('invalid_cursor');
  const end = start + limit;
  return {
    items: items.slice(start, end),
    next: end < items.length ? Buffer.from(`at:${end}`).toString('base64') : '',
  };
}
