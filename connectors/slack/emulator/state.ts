import type { JsonObject } from '../../../shared/index.ts';
import type { Workspace } from './workspace.ts';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly real_name: string;
  readonly is_bot: boolean;
  readonly is_admin: boolean;
  readonly profile: Record<string, string | number>;
}

export interface Channel {
  readonly id: string;
  name: string;
  readonly type: 'public_channel' | 'private_channel' | 'im' | 'mpim';
  topic: string;
  is_archived: boolean;
  /** Direct and group messages only: whether it is in the user's list. */
  is_open: boolean;
  readonly created: number;
  readonly creator: string;
  members: string[];
}

export interface Message {
  readonly ts: string;
  readonly user: string;
  text: string;
  readonly thread_ts: string | null;
  readonly broadcast: boolean;
  readonly username: string | null;
  edited: string | null;
  pinned: number | null;
  reactions: { name: string; users: string[] }[];
}

export interface Reminder {
  readonly id: string;
  readonly user: string;
  readonly text: string;
  readonly time: number | null;
  readonly recurrence: JsonObject | null;
}

/** A file shared in one channel; times in epoch seconds, sizes in bytes. */
export interface StoredFile {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly filetype: string;
  readonly size: number;
  readonly user: string;
  readonly channel: string;
  readonly created: number;
}

export interface State {
  /** Counts everything made since the seed; ids and time stamps come from it. */
  made: number;
  readonly me: string;
  readonly team: { readonly id: string; readonly name: string; readonly domain: string; readonly email_domain: string };
  readonly zone: string;
  users: User[];
  channels: Channel[];
  messages: Record<string, Message[]>;
  reminders: Reminder[];
  scheduled: { id: string; channel: string; text: string; post_at: number; thread_ts: string | null }[];
  bookmarks: JsonObject[];
  readonly files: readonly StoredFile[];
  snoozedUntil: number;
}

const seededAt = 1735689600;

/** A message as it is stored, without reactions, pin or edit. */
export function newMessage(ts: string, user: string, text: string, more: Partial<Message> = {}): Message {
  return {
    ts,
    user,
    text,
    thread_ts: null,
    broadcast: false,
    username: null,
    edited: null,
    pinned: null,
    reactions: [],
    ...more,
  };
}

/** The state that the emulator starts with, from the demo workspace. */
export function seedState(workspace: Workspace): State {
  const domain = workspace.slack.team.toLowerCase().replace(/[^a-z0-9]+/g, '-');
  const users = workspace.people.map((person): User => {
    const [first = '', ...last] = person.name.split(' ');
    return {
      id: person.slack_user_id,
      name: person.slack_handle,
      real_name: person.name,
      is_bot: false,
      is_admin: person.slack_user_id === workspace.me.slack_user_id,
      profile: {
        title: '',
        phone: '',
        skype: '',
        real_name: person.name,
        real_name_normalized: person.name.normalize('NFD').replace(/\p{M}/gu, ''),
        display_name: person.slack_handle,
        display_name_normalized: person.slack_handle,
        first_name: first,
        last_name: last.join(' '),
        email: person.email,
        pronouns: '',
        status_text: '',
        status_emoji: '',
        status_expiration: 0,
      },
    };
  });
  users.push({
    id: 'USLACKBOT',
    name: 'slackbot',
    real_name: 'Slackbot',
    is_bot: false,
    is_admin: false,
    profile: {
      real_name: 'Slackbot',
      display_name: 'Slackbot',
      status_text: '',
      status_emoji: '',
      status_expiration: 0,
    },
  });
  const messages: Record<string, Message[]> = {};
  for (const { channel, ts, user, text } of workspace.slack.messages) {
    messages[channel] ??= [];
    messages[channel].push(newMessage(ts, user, text));
  }
  return {
    made: 0,
    me: workspace.me.slack_user_id,
    team: {
      id: 'T0BRGHTLM01',
      name: workspace.slack.team,
      domain,
      email_domain: workspace.me.email.split('@')[1] ?? '',
    },
    zone: workspace.timezone,
    users,
    channels: workspace.slack.channels.map((channel) => ({
      id: channel.id,
      name: channel.name,
      type: channel.is_private ? ('private_channel' as const) : ('public_channel' as const),
      topic: channel.topic,
      is_archived: false,
      is_open: true,
      created: seededAt,
      creator: workspace.me.slack_user_id,
      members: [...channel.members],
    })),
    messages,
    reminders: workspace.slack.reminders.map((reminder) => ({ ...reminder, recurrence: null })),
    scheduled: [],
    bookmarks: [],
    files: workspace.slack.files,
    snoozedUntil: 0,
  };
}
