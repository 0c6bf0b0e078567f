import { defineTool } from '../../kit/guest.ts';
import { asObject, asText, pick, short, write } from './wire.ts';
import { destinationWords, messageWords, placeWords } from './words.ts';

/** https://docs.slack.dev/reference/methods/chat.postMessage */
export const postMessage = defineTool({
  name: 'slack.chat.postMessage',
  title: 'Send a message',
  description: 'Post a message in a channel, send it to a person, or reply in a thread.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.chat.delete', text: 'The message can be deleted; who has read it has read it.' },
  params: {
    to: {
      kind: 'slack.destination',
      description: 'Channel or person to send to',
      sets: ['channel'],
      refs: ['channel', 'person', 'email'],
    },
    text: { kind: 'text', description: 'What the message says', required: true, sets: ['text', 'markdown_text'] },
    thread: {
      kind: 'slack.message',
      description: 'Message to reply to in its thread',
      within: ['to'],
      sets: ['thread_ts'],
      refs: ['message', 'thread', 'person', 'query', 'past', 'quoted_text'],
    },
    broadcast: { kind: 'boolean', description: 'Show the reply in the channel too', sets: ['reply_broadcast'] },
    preview: { kind: 'boolean', description: 'Show previews of links', sets: ['unfurl_links'] },
    as_name: { kind: 'text', description: 'Name to post under', sets: ['username'] },
    icon: { kind: 'emoji', description: 'Emoji to post with as the picture', sets: ['icon_emoji'] },
  },
  effectText(args, labels) {
    const said = `“${short(args.text, 200)}”`;
    const also = args.broadcast && args.thread ? ', shown in the channel too' : '';
    const under = args.as_name ? ` under the name ${args.as_name}` : '';
    if (args.thread) return `Reply ${said} in the thread of ${messageWords(args.thread, labels.thread)}${also}${under}`;
    if (args.to?.type === 'person') return `Send ${destinationWords(args.to, labels.to)} the message ${said}${under}`;
    return `Post ${said} in ${destinationWords(args.to, labels.to)}${under}`;
  },
  async run(args, api) {
    const channel = args.thread?.channel ?? args.to?.id;
    if (channel === undefined) throw new Error('Say which channel or person the message goes to.');
    const body = await write(api, 'chat.postMessage', {
      channel,
      text: args.text,
      thread_ts: args.thread?.ts,
      reply_broadcast: args.broadcast,
      unfurl_links: args.preview,
      username: args.as_name,
      icon_emoji: args.icon ? `:${args.icon}:` : undefined,
    });
    const message = asObject(body.message);
    const [id, ts] = [asText(body.channel), asText(body.ts)];
    const where = args.thread
      ? `the thread in ${placeWords(args.thread.channel_name)}`
      : destinationWords(args.to, undefined);
    const sent = {
      channel: id,
      // The conversation with a person has no name of its own.
      channel_name: args.thread?.channel_name ?? (args.to?.type === 'channel' ? args.to.name : ''),
      ts,
      text: asText(message.text) || args.text,
      user: asText(message.user),
    };
    return {
      data: { channel: id, ts, message: pick(message, ['text', 'user', 'ts', 'thread_ts']) },
      summary: args.to?.type === 'person' && !args.thread ? `Sent to ${where}` : `Posted in ${where}`,
      undo: ts === '' ? [] : [{ tool: 'slack.chat.delete', args: { message: sent }, text: 'Delete the message.' }],
    };
  },
});
