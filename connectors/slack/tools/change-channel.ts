import { defineTool } from '../../kit/guest.ts';
import { channelBefore, restorable } from './before.ts';
import { asObject, asText, orCleared, pick, short, write } from './wire.ts';
import { channelWords } from './words.ts';

/**
 * A channel name as Slack takes it: lower case, no spaces or punctuation but `-` and `_`, at most 80 characters
 * (https://docs.slack.dev/reference/methods/conversations.create#naming).
 */
export function channelName(words: string): string {
  // What is a name already stays as it is, so that a former name can be given back to the letter.
  if (/^[\p{Ll}\p{Lo}\p{N}_-]{1,80}$/u.test(words)) return words;
  return words
    .trim()
    .replace(/^#/, '')
    .toLowerCase()
    .replace(/[\s.,;:!?'"“”‘’()/\\]+/gu, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 80);
}

/** https://docs.slack.dev/reference/methods/conversations.create */
export const createChannel = defineTool({
  name: 'slack.conversations.create',
  title: 'Create a channel',
  description: 'Make a new public or private channel.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'slack.conversations.archive',
    text: 'The new channel can be archived; Slack lets nobody but its owners delete one.',
  },
  params: {
    name: { kind: 'text', description: 'Name of the new channel', required: true, sets: ['name'] },
    is_private: { kind: 'boolean', description: 'Whether only invited people can see it', sets: ['is_private'] },
  },
  effectText: (args) => `Create the ${args.is_private ? 'private' : 'public'} channel #${channelName(args.name)}`,
  async run(args, api) {
    const body = await write(api, 'conversations.create', {
      name: channelName(args.name),
      is_private: args.is_private,
    });
    const channel = asObject(body.channel);
    const made = { id: asText(channel.id), name: asText(channel.name), private: channel.is_private === true };
    return {
      data: { channel: pick(channel, ['id', 'name', 'is_private', 'created']) },
      summary: `Created #${made.name}`,
      undo:
        made.id === ''
          ? []
          : [{ tool: 'slack.conversations.archive', args: { channel: made }, text: `Archive #${made.name}.` }],
    };
  },
});

/** https://docs.slack.dev/reference/methods/conversations.archive */
export const archiveChannel = defineTool({
  name: 'slack.conversations.archive',
  title: 'Archive a channel',
  description: 'Close a channel for everyone and keep its messages as an archive.',
  effect: 'destructive',
  undo: {
    kind: 'call',
    tool: 'slack.conversations.unarchive',
    text: 'The channel can be unarchived; Slack may ask its members to join again.',
  },
  params: {
    channel: {
      kind: 'slack.channel',
      description: 'Channel to archive',
      required: true,
      sets: ['channel'],
      refs: ['channel'],
    },
  },
  effectText: (args, labels) => `Archive ${channelWords(args.channel, labels.channel)} for everyone`,
  async run(args, api) {
    await write(api, 'conversations.archive', { channel: args.channel.id });
    return {
      data: { channel: args.channel.id },
      summary: `Archived #${args.channel.name}`,
      undo: [
        {
          tool: 'slack.conversations.unarchive',
          args: { channel: args.channel },
          text: `Unarchive #${args.channel.name}.`,
        },
      ],
    };
  },
});

/** https://docs.slack.dev/reference/methods/conversations.unarchive (user tokens only). */
export const unarchiveChannel = defineTool({
  name: 'slack.conversations.unarchive',
  title: 'Unarchive a channel',
  description: 'Open an archived channel again.',
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'slack.conversations.archive', text: 'The channel can be archived again.' },
  params: {
    channel: { kind: 'slack.channel', description: 'Channel to open again', required: true, sets: ['channel'] },
  },
  effectText: (args, labels) => `Unarchive ${channelWords(args.channel, labels.channel)}`,
  async run(args, api) {
    await write(api, 'conversations.unarchive', { channel: args.channel.id });
    return {
      data: { channel: args.channel.id },
      summary: `Unarchived #${args.channel.name}`,
      undo: [
        {
          tool: 'slack.conversations.archive',
          args: { channel: args.channel },
          text: `Archive #${args.channel.name}.`,
        },
      ],
    };
  },
});

/** https://docs.slack.dev/reference/methods/conversations.rename */
export const renameChannel = defineTool({
  name: 'slack.conversations.rename',
  title: 'Rename a channel',
  description: 'Give a channel another name.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.conversations.rename', text: 'The old name can be given back.' },
  params: {
    channel: {
      kind: 'slack.channel',
      description: 'Channel to rename',
      required: true,
      sets: ['channel'],
      refs: ['channel'],
    },
    name: { kind: 'text', description: 'The new name', required: true, sets: ['name'] },
  },
  effectText: (args, labels) => `Rename ${channelWords(args.channel, labels.channel)} to #${channelName(args.name)}`,
  async run(args, api) {
    const former = asText((await channelBefore(api, args.channel.id)).name);
    const body = await write(api, 'conversations.rename', { channel: args.channel.id, name: channelName(args.name) });
    const channel = asObject(body.channel);
    const name = asText(channel.name);
    return {
      data: { channel: pick(channel, ['id', 'name']) },
      summary: `Renamed #${args.channel.name} to #${name}`,
      undo:
        former === '' || former === name
          ? []
          : [
              {
                tool: 'slack.conversations.rename',
                args: { channel: { ...args.channel, name }, name: former },
                text: `Rename #${name} back to #${former}.`,
              },
            ],
    };
  },
});

/** https://docs.slack.dev/reference/methods/conversations.setTopic; an empty topic clears it. */
export const setTopic = defineTool({
  name: 'slack.conversations.setTopic',
  title: 'Set the topic',
  description: 'Change or clear the topic of a channel.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.conversations.setTopic', text: 'The old topic can be set again.' },
  params: {
    channel: { kind: 'slack.channel', description: 'Channel', required: true, sets: ['channel'], refs: ['channel'] },
    topic: {
      kind: 'text',
      description: 'The new topic, or none to clear it',
      required: true,
      sets: ['topic'],
      also: ['none'],
    },
  },
  effectText(args, labels) {
    const where = channelWords(args.channel, labels.channel);
    const topic = orCleared(args.topic);
    return topic === '' ? `Clear the topic of ${where}` : `Set the topic of ${where} to “${topic}”`;
  },
  async run(args, api) {
    const topic = orCleared(args.topic);
    const former = asText(asObject((await channelBefore(api, args.channel.id)).topic).value);
    await write(api, 'conversations.setTopic', { channel: args.channel.id, topic });
    const where = `#${args.channel.name}`;
    return {
      data: { channel: args.channel.id, topic },
      summary: topic === '' ? `Cleared the topic of ${where}` : `Set the topic of ${where} to “${short(topic)}”`,
      undo:
        former === topic || !restorable(former)
          ? []
          : [
              {
                tool: 'slack.conversations.setTopic',
                args: { channel: args.channel, topic: former },
                text:
                  former === ''
                    ? `Clear the topic of ${where}.`
                    : `Set the topic of ${where} back to “${short(former)}”.`,
              },
            ],
    };
  },
});
