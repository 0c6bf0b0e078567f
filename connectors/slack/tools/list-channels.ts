import type { Json, JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { asObject, asText, counted, read, readPages, telling } from './wire.ts';

const fields = [
  'id',
  'name',
  'is_private',
  'is_archived',
  'is_member',
  'is_im',
  'is_mpim',
  'user',
  'num_members',
  'created',
];

/** A channel with its topic, the fields that say nothing left out. */
function shaped(item: Json | undefined): JsonObject {
  const channel = asObject(item);
  const topic = asText(asObject(channel.topic).value);
  return { ...telling(channel, fields), ...(topic === '' ? {} : { topic: { value: topic } }) };
}

/** https://docs.slack.dev/reference/methods/conversations.list; without `types` public and private channels. */
export const listChannels = defineTool({
  name: 'slack.conversations.list',
  title: 'List channels',
  description: 'List the channels or direct message conversations of the workspace.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    types: {
      kind: 'enum',
      description: 'Which conversations: public or private channels, direct messages, group messages',
      values: ['public_channel', 'private_channel', 'public_channel,private_channel', 'im', 'mpim', 'im,mpim'],
      sets: ['types'],
    },
    exclude_archived: { kind: 'boolean', description: 'Leave archived channels out', sets: ['exclude_archived'] },
    limit: { kind: 'integer', description: 'How many at most', sets: ['limit'] },
  },
  effectText: () => 'List the channels of the workspace',
  async run(args, api) {
    const query = { types: args.types ?? 'public_channel,private_channel', exclude_archived: args.exclude_archived };
    const { items, more } = await readPages(api, 'conversations.list', 'channels', query, args.limit ?? 1000);
    const channels = items.map(shaped);
    const noun = query.types.includes('channel') ? 'channel' : 'conversation';
    return { data: { channels, has_more: more }, summary: counted(channels.length, noun) };
  },
});

/** https://docs.slack.dev/reference/methods/conversations.info: tells whether a channel id is real. */
export const channelInfo = defineTool({
  name: 'slack.conversations.info',
  title: 'Look up a channel',
  description: 'Read one channel by its id.',
  effect: 'read',
  internal: true,
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: { channel: { kind: 'text', description: 'Channel id', required: true, sets: ['channel'] } },
  effectText: (args) => `Look up the channel ${args.channel}`,
  async run(args, api) {
    const body = await read(api, 'conversations.info', { channel: args.channel });
    return { data: { channel: shaped(body.channel) }, summary: 'Found the channel' };
  },
});
