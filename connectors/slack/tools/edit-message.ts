import { defineTool } from '../../kit/guest.ts';
import { messageBefore } from './before.ts';
import { asText, pick, short, write } from './wire.ts';
import { messageWords, placeWords } from './words.ts';

/** https://docs.slack.dev/reference/methods/chat.update (only one's own messages). */
export const updateMessage = defineTool({
  name: 'slack.chat.update',
  title: 'Edit a message',
  description: 'Replace the text of a message that was already sent.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'slack.chat.update',
    text: 'The message can be changed back to what it said; it stays marked as edited.',
  },
  params: {
    message: {
      kind: 'slack.message',
      description: 'Message to edit',
      required: true,
      within: ['channel'],
      sets: ['ts'],
      refs: ['message', 'person', 'query', 'past', 'quoted_text'],
      also: ['my last message'],
    },
    text: { kind: 'text', description: 'What it should say', required: true, sets: ['text', 'markdown_text'] },
    channel: { kind: 'slack.channel', description: 'Channel the message is in', sets: ['channel'], refs: ['channel'] },
  },
  effectText: (args, labels) => `Change ${messageWords(args.message, labels.message)} to “${short(args.text, 200)}”`,
  async run(args, api) {
    const { channel, ts } = args.message;
    const former = asText((await messageBefore(api, channel, ts))?.text);
    const body = await write(api, 'chat.update', { channel, ts, text: args.text });
    const text = asText(body.text) || args.text;
    return {
      data: pick(body, ['channel', 'ts', 'text']),
      summary: `Edited the message in ${placeWords(args.message.channel_name)}`,
      // Slack takes no message without text, so one that had only blocks stays as edited.
      undo:
        former === '' || former === text
          ? []
          : [
              {
                tool: 'slack.chat.update',
                args: { message: { ...args.message, text }, text: former },
                text: `Change the message back to “${short(former)}”.`,
              },
            ],
    };
  },
});

/** https://docs.slack.dev/reference/methods/chat.delete */
export const deleteMessage = defineTool({
  name: 'slack.chat.delete',
  title: 'Delete a message',
  description: 'Delete a message from a channel for everyone.',
  effect: 'destructive',
  undo: { kind: 'none', text: 'Slack cannot bring back a deleted message.' },
  params: {
    message: {
      kind: 'slack.message',
      description: 'Message to delete',
      required: true,
      within: ['channel'],
      sets: ['ts'],
      refs: ['message', 'person', 'query', 'past', 'quoted_text'],
      also: ['my last message'],
    },
    channel: { kind: 'slack.channel', description: 'Channel the message is in', sets: ['channel'], refs: ['channel'] },
  },
  effectText: (args, labels) => `Delete ${messageWords(args.message, labels.message)}`,
  async run(args, api) {
    const body = await write(api, 'chat.delete', { channel: args.message.channel, ts: args.message.ts });
    return {
      data: pick(body, ['channel', 'ts']),
      summary: `Deleted the message in ${placeWords(args.message.channel_name)}`,
    };
  },
});
