import type { Json, JsonObject } from '../../../shared/index.ts';
import { defineTool, type ToolApi } from '../../kit/guest.ts';
import { namesOf, withAuthor } from './names.ts';
import { asObject, asObjects, asText, counted, pick, read, readPages } from './wire.ts';
import { destinationWords, messageWords } from './words.ts';

const fields = [
  'text',
  'ts',
  'user',
  'username',
  'subtype',
  'thread_ts',
  'reply_count',
  'reactions',
  'edited',
  'pinned_to',
];

/** Messages with their authors' names in front. */
async function shaped(api: ToolApi, items: readonly Json[]): Promise<JsonObject[]> {
  const messages = items.map((item) => pick(asObject(item), fields));
  const names = await namesOf(
    api,
    messages.map(({ user }) => asText(user)),
  );
  return messages.map((message) => withAuthor(message, names));
}

/** The direct message channel with a person. Slack reads histories by conversation id, not by user id. */
async function directChannel(api: ToolApi, user: string): Promise<string> {
  const { items } = await readPages(api, 'conversations.list', 'channels', { types: 'im' }, 1000);
  const found = items.map(asObject).find((channel) => channel.user === user);
  return found ? asText(found.id) : user;
}

/** https://docs.slack.dev/reference/methods/conversations.history, newest first. */
export const readHistory = defineTool({
  name: 'slack.conversations.history',
  title: 'Read a channel',
  description: 'Read the recent messages of a channel or of the direct messages with a person.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    channel: {
      kind: 'slack.destination',
      description: 'Channel, or person whose direct messages to read',
      required: true,
      sets: ['channel'],
      refs: ['channel', 'person', 'email'],
    },
    since: {
      kind: 'period',
      description: 'Only messages from then on',
      sets: ['oldest'],
      refs: ['past', 'duration', 'date'],
    },
    until: { kind: 'period', description: 'Only messages up to then', sets: ['latest'], refs: ['date'] },
    limit: { kind: 'integer', description: 'How many at most', sets: ['limit'], also: ['1'] },
  },
  effectText: (args, labels) => `Read the messages of ${destinationWords(args.channel, labels.channel)}`,
  async run(args, api) {
    const channel = args.channel.type === 'person' ? await directChannel(api, args.channel.id) : args.channel.id;
    const oldest = args.since?.from ?? args.since?.to;
    const latest = args.until?.to ?? args.until?.from;
    const query = {
      channel,
      oldest: oldest === undefined ? undefined : String(oldest),
      latest: latest === undefined ? undefined : String(latest),
    };
    const { items, more } = await readPages(api, 'conversations.history', 'messages', query, args.limit ?? 100, 3);
    const where = destinationWords(args.channel, undefined);
    return {
      data: { channel, messages: await shaped(api, items), has_more: more },
      summary: items.length === 0 ? `No messages in ${where}` : `${counted(items.length, 'message')} in ${where}`,
    };
  },
});

/** https://docs.slack.dev/reference/methods/conversations.replies: the parent first, then the replies, oldest first. */
export const readReplies = defineTool({
  name: 'slack.conversations.replies',
  title: 'Read a thread',
  description: 'Read the replies to a message.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    message: {
      kind: 'slack.message',
      description: 'Message that started the thread',
      required: true,
      within: ['channel'],
      sets: ['ts'],
      refs: ['message', 'thread', 'person', 'query', 'quoted_text'],
    },
    channel: { kind: 'slack.channel', description: 'Channel the thread is in', sets: ['channel'], refs: ['channel'] },
    since: {
      kind: 'period',
      description: 'Only replies from then on',
      sets: ['oldest'],
      refs: ['past', 'duration', 'date'],
    },
    limit: { kind: 'integer', description: 'How many at most', sets: ['limit'] },
  },
  effectText: (args, labels) => `Read the thread of ${messageWords(args.message, labels.message)}`,
  async run(args, api) {
    const oldest = args.since?.from ?? args.since?.to;
    const query = {
      channel: args.message.channel,
      ts: args.message.ts,
      oldest: oldest === undefined ? undefined : String(oldest),
    };
    const { items, more } = await readPages(api, 'conversations.replies', 'messages', query, args.limit ?? 200, 3);
    const messages = await shaped(api, items);
    const replies = messages.filter((message) => message.ts !== args.message.ts).length;
    return {
      data: { channel: args.message.channel, messages, has_more: more },
      summary: replies === 0 ? 'Nobody has replied yet' : counted(replies, 'reply', 'replies'),
    };
  },
});

/** The newest messages of several channels in one look-up, for finding a message that was described. */
export const recentMessages = defineTool({
  name: 'slack.messages.recent',
  title: 'Look through recent messages',
  description: 'Read the newest messages of several channels.',
  effect: 'read',
  internal: true,
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    channels: { kind: 'text', many: true, description: 'Channel ids, at most 20', required: true, sets: ['channel'] },
    limit: { kind: 'integer', description: 'How many of each', sets: ['limit'] },
  },
  effectText: (args) => `Look through the newest messages of ${counted(args.channels.length, 'channel')}`,
  async run(args, api) {
    const messages: Json[] = [];
    for (const channel of args.channels.slice(0, 20)) {
      const body = await read(api, 'conversations.history', { channel, limit: args.limit ?? 100 });
      for (const message of asObjects(body.messages)) messages.push({ channel, ...pick(message, fields) });
    }
    return { data: { messages }, summary: counted(messages.length, 'message') };
  },
});
