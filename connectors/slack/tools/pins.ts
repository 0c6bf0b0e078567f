import { defineTool } from '../../kit/guest.ts';
import { namesOf, withAuthor } from './names.ts';
import { asObject, asObjects, asText, counted, pick, read, write } from './wire.ts';
import { channelWords, messageWords, placeWords } from './words.ts';

const channel = {
  kind: 'slack.channel',
  description: 'Channel the message is in',
  sets: ['channel'],
  refs: ['channel'],
} as const;
const refs = ['message', 'person', 'query', 'past', 'time', 'quoted_text'] as const;

/** https://docs.slack.dev/reference/methods/pins.add */
export const addPin = defineTool({
  name: 'slack.pins.add',
  title: 'Pin a message',
  description: 'Pin a message to its channel.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.pins.remove', text: 'The message can be unpinned again.' },
  params: {
    message: {
      kind: 'slack.message',
      description: 'Message to pin',
      required: true,
      within: ['channel'],
      sets: ['timestamp'],
      refs,
      also: ['latest message'],
    },
    channel,
  },
  effectText: (args, labels) => `Pin ${messageWords(args.message, labels.message)}`,
  async run(args, api) {
    const { channel: id, channel_name: name, ts } = args.message;
    await write(api, 'pins.add', { channel: id, timestamp: ts });
    return {
      data: { channel: id, ts },
      summary: `Pinned the message in ${placeWords(name)}`,
      undo: [{ tool: 'slack.pins.remove', args: { message: args.message }, text: 'Unpin the message.' }],
    };
  },
});

/** https://docs.slack.dev/reference/methods/pins.remove */
export const removePin = defineTool({
  name: 'slack.pins.remove',
  title: 'Unpin a message',
  description: 'Take the pin off a message.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.pins.add', text: 'The message can be pinned again.' },
  params: {
    message: {
      kind: 'slack.message',
      description: 'Message to unpin',
      required: true,
      within: ['channel'],
      sets: ['timestamp'],
      refs,
    },
    channel,
  },
  effectText: (args, labels) => `Unpin ${messageWords(args.message, labels.message)}`,
  async run(args, api) {
    const { channel: id, channel_name: name, ts } = args.message;
    await write(api, 'pins.remove', { channel: id, timestamp: ts });
    return {
      data: { channel: id, ts },
      summary: `Unpinned the message in ${placeWords(name)}`,
      undo: [{ tool: 'slack.pins.add', args: { message: args.message }, text: 'Pin the message again.' }],
    };
  },
});

/** https://docs.slack.dev/reference/methods/pins.list */
export const listPins = defineTool({
  name: 'slack.pins.list',
  title: 'List the pins of a channel',
  description: 'See what is pinned in a channel.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    channel: { kind: 'slack.channel', description: 'Channel', required: true, sets: ['channel'], refs: ['channel'] },
  },
  effectText: (args, labels) => `List what is pinned in ${channelWords(args.channel, labels.channel)}`,
  async run(args, api) {
    const body = await read(api, 'pins.list', { channel: args.channel.id });
    const pinned = asObjects(body.items).map((item) => ({ item, message: asObject(item.message) }));
    const names = await namesOf(
      api,
      pinned.map(({ message }) => asText(message.user)),
    );
    const items = pinned.map(({ item, message }) =>
      withAuthor(
        {
          ...pick(message, ['text', 'user']),
          ...pick(item, ['created', 'created_by']),
          message: pick(message, ['ts', 'text', 'user', 'permalink']),
        },
        names,
      ),
    );
    const where = `#${args.channel.name}`;
    return {
      data: { items },
      summary: items.length === 0 ? `Nothing is pinned in ${where}` : `${counted(items.length, 'pin')} in ${where}`,
    };
  },
});
