import { defineTool } from '../../kit/guest.ts';
import { write } from './wire.ts';
import { messageWords, placeWords } from './words.ts';

const message = {
  kind: 'slack.message',
  description: 'Message to react to',
  required: true,
  within: ['channel'],
  sets: ['timestamp'],
  refs: ['message', 'person', 'query', 'past', 'time', 'quoted_text'],
  also: ['latest message'],
} as const;
const channel = {
  kind: 'slack.channel',
  description: 'Channel the message is in',
  sets: ['channel'],
  refs: ['channel'],
} as const;
const emoji = {
  kind: 'emoji',
  description: 'Emoji',
  required: true,
  sets: ['name'],
  also: ['thumbsup', '+1', 'thumbsdown', 'heart', 'white_check_mark', 'eyes', 'joy', 'tada'],
} as const;

/** https://docs.slack.dev/reference/methods/reactions.add (`name` without colons, `timestamp` instead of `ts`). */
export const addReaction = defineTool({
  name: 'slack.reactions.add',
  title: 'React to a message',
  description: 'Put an emoji reaction on a message.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.reactions.remove', text: 'The reaction can be taken off again.' },
  params: { emoji, message, channel },
  effectText: (args, labels) => `React with :${args.emoji}: to ${messageWords(args.message, labels.message)}`,
  async run(args, api) {
    const { channel: id, channel_name: name, ts } = args.message;
    await write(api, 'reactions.add', { channel: id, name: args.emoji, timestamp: ts });
    return {
      data: { channel: id, ts, name: args.emoji },
      summary: `Reacted with :${args.emoji}: in ${placeWords(name)}`,
      undo: [
        {
          tool: 'slack.reactions.remove',
          args: { emoji: args.emoji, message: args.message },
          text: `Take your :${args.emoji}: off again.`,
        },
      ],
    };
  },
});

/** https://docs.slack.dev/reference/methods/reactions.remove */
export const removeReaction = defineTool({
  name: 'slack.reactions.remove',
  title: 'Take a reaction off',
  description: 'Remove your emoji reaction from a message.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.reactions.add', text: 'The reaction can be put back.' },
  params: { emoji, message, channel },
  effectText: (args, labels) => `Take your :${args.emoji}: off ${messageWords(args.message, labels.message)}`,
  async run(args, api) {
    const { channel: id, channel_name: name, ts } = args.message;
    await write(api, 'reactions.remove', { channel: id, name: args.emoji, timestamp: ts });
    return {
      data: { channel: id, ts, name: args.emoji },
      summary: `Took :${args.emoji}: off in ${placeWords(name)}`,
      undo: [
        {
          tool: 'slack.reactions.add',
          args: { emoji: args.emoji, message: args.message },
          text: `React with :${args.emoji}: again.`,
        },
      ],
    };
  },
});
