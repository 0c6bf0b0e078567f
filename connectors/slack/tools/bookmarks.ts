import { defineTool } from '../../kit/guest.ts';
import { asObject, asObjects, asText, pick, read, write } from './wire.ts';
import { channelWords } from './words.ts';

/** https://docs.slack.dev/reference/methods/bookmarks.add (`channel_id` instead of `channel`; `link` is the only type). */
export const addBookmark = defineTool({
  name: 'slack.bookmarks.add',
  title: 'Bookmark a link in a channel',
  description: 'Add a link to the bookmarks at the top of a channel.',
  effect: 'write',
  undo: { kind: 'call', tool: 'slack.bookmarks.remove', text: 'The bookmark can be removed again.' },
  params: {
    channel: { kind: 'slack.channel', description: 'Channel', required: true, sets: ['channel_id'], refs: ['channel'] },
    link: { kind: 'url', description: 'Address that the bookmark opens', required: true, sets: ['link'] },
    title: { kind: 'text', description: 'Name of the bookmark', required: true, sets: ['title'] },
    emoji: { kind: 'emoji', description: 'Emoji shown before the name', sets: ['emoji'] },
  },
  effectText(args, labels) {
    const emoji = args.emoji ? `:${args.emoji}: ` : '';
    return `Bookmark ${args.link} as “${emoji}${args.title}” in ${channelWords(args.channel, labels.channel)}`;
  },
  async run(args, api) {
    const body = await write(api, 'bookmarks.add', {
      channel_id: args.channel.id,
      title: args.title,
      type: 'link',
      link: args.link,
      emoji: args.emoji ? `:${args.emoji}:` : undefined,
    });
    const bookmark = pick(asObject(body.bookmark), ['id', 'channel_id', 'title', 'link', 'emoji']);
    const id = asText(bookmark.id);
    return {
      data: { bookmark },
      summary: `Bookmarked “${args.title}” in #${args.channel.name}`,
      undo:
        id === ''
          ? []
          : [{ tool: 'slack.bookmarks.remove', args: { channel: args.channel, id }, text: 'Remove the bookmark.' }],
    };
  },
});

/** https://docs.slack.dev/reference/methods/bookmarks.remove; what it says is read from bookmarks.list first. */
export const removeBookmark = defineTool({
  name: 'slack.bookmarks.remove',
  title: 'Remove a bookmark',
  description: 'Take a link off the bookmarks of a channel.',
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'slack.bookmarks.add', text: 'The bookmark can be added again, at the end of the list.' },
  params: {
    channel: { kind: 'slack.channel', description: 'Channel', required: true, sets: ['channel_id'] },
    id: { kind: 'text', description: 'Bookmark id', required: true, sets: ['bookmark_id'] },
  },
  effectText: (args, labels) => `Remove the bookmark ${args.id} from ${channelWords(args.channel, labels.channel)}`,
  async run(args, api) {
    const { bookmarks } = await read(api, 'bookmarks.list', { channel_id: args.channel.id });
    const former = asObjects(bookmarks).find((bookmark) => bookmark.id === args.id);
    await write(api, 'bookmarks.remove', { channel_id: args.channel.id, bookmark_id: args.id });
    const [title, link] = [asText(former?.title), asText(former?.link)];
    const emoji = asText(former?.emoji).replace(/^:|:$/gu, '');
    return {
      data: { channel: args.channel.id, id: args.id },
      summary: `Removed the bookmark${title === '' ? '' : ` “${title}”`} from #${args.channel.name}`,
      undo:
        link === ''
          ? []
          : [
              {
                tool: 'slack.bookmarks.add',
                args: { channel: args.channel, link, title, ...(emoji === '' ? {} : { emoji }) },
                text: `Bookmark “${title}” again.`,
              },
            ],
    };
  },
});
