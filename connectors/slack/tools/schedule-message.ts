import { defineTool } from '../../kit/guest.ts';
import { asText, pick, short, write } from './wire.ts';
import { destinationWords, messageWords, placeWords } from './words.ts';

/** https://docs.slack.dev/reference/methods/chat.scheduleMessage (`post_at` in epoch seconds, at most 120 days ahead). */
export const scheduleMessage = defineTool({
  name: 'slack.chat.scheduleMessage',
  title: 'Schedule a message',
  description: 'Send a message to a channel or person later, at a given time.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'slack.chat.deleteScheduledMessage',
    text: 'Until it is sent the scheduled message can be deleted.',
  },
  params: {
    to: {
      kind: 'slack.destination',
      description: 'Channel or person to send to',
      sets: ['channel'],
      refs: ['channel', 'person', 'email'],
    },
    text: { kind: 'text', description: 'What the message says', required: true, sets: ['text', 'markdown_text'] },
    when: { kind: 'when', description: 'When it is sent', required: true, sets: ['post_at'] },
    thread: {
      kind: 'slack.message',
      description: 'Message to reply to in its thread',
      within: ['to'],
      sets: ['thread_ts'],
      refs: ['message', 'thread', 'person', 'query', 'past', 'quoted_text'],
    },
    broadcast: { kind: 'boolean', description: 'Show the reply in the channel too', sets: ['reply_broadcast'] },
  },
  effectText(args, labels) {
    const where = args.thread
      ? `in the thread of ${messageWords(args.thread, labels.thread)}`
      : `${args.to?.type === 'person' ? 'to' : 'in'} ${destinationWords(args.to, labels.to)}`;
    const also = args.broadcast && args.thread ? ', shown in the channel too' : '';
    return `Send “${short(args.text, 200)}” ${where}${also} at ${labels.when ?? args.when.iso}`;
  },
  async run(args, api) {
    const channel = args.thread?.channel ?? args.to?.id;
    if (channel === undefined) throw new Error('Say which channel or person the message goes to.');
    const body = await write(api, 'chat.scheduleMessage', {
      channel,
      text: args.text,
      post_at: args.when.epoch,
      thread_ts: args.thread?.ts,
      reply_broadcast: args.broadcast,
    });
    const where = args.thread
      ? `the thread in ${placeWords(args.thread.channel_name)}`
      : destinationWords(args.to, undefined);
    const scheduled = { channel: asText(body.channel) || channel, id: asText(body.scheduled_message_id) };
    return {
      data: pick(body, ['channel', 'scheduled_message_id', 'post_at']),
      summary: `Scheduled for ${where} at ${args.when.iso}`,
      undo:
        scheduled.id === ''
          ? []
          : [{ tool: 'slack.chat.deleteScheduledMessage', args: scheduled, text: 'Delete the scheduled message.' }],
    };
  },
});

/** https://docs.slack.dev/reference/methods/chat.deleteScheduledMessage */
export const deleteScheduledMessage = defineTool({
  name: 'slack.chat.deleteScheduledMessage',
  title: 'Delete a scheduled message',
  description: 'Take back a message that has not been sent yet.',
  effect: 'write',
  internal: true,
  undo: { kind: 'none', text: 'Slack does not bring back a deleted scheduled message; schedule it again.' },
  params: {
    channel: { kind: 'text', description: 'Channel id', required: true, sets: ['channel'] },
    id: { kind: 'text', description: 'Scheduled message id', required: true, sets: ['scheduled_message_id'] },
  },
  effectText: (args) => `Delete the scheduled message ${args.id}`,
  async run(args, api) {
    await write(api, 'chat.deleteScheduledMessage', { channel: args.channel, scheduled_message_id: args.id });
    return { data: { scheduled_message_id: asText(args.id) }, summary: 'Deleted the scheduled message' };
  },
});
