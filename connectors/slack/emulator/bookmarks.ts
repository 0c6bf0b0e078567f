import type { JsonObject } from '../../../shared/index.ts';
import { findChannel, type Method, needOpen, newId, SlackError } from './method.ts';

const mostBookmarks = 100;

/** The `bookmarks.*` methods (https://docs.slack.dev/reference/methods?family=bookmarks). */
export const bookmarkMethods: Readonly<Record<string, Method>> = {
  'bookmarks.add'(state, args, now) {
    const channel = findChannel(state, args.required('channel_id'));
    const title = args.required('title');
    if (args.required('type') !== 'link') throw new SlackError('invalid_bookmark_type');
    const link = args.text('link') ?? '';
    if (!/^(?:https?|mailto|slack):\S+$/iu.test(link)) throw new SlackError('invalid_link');
    needOpen(state, channel);
    if (state.bookmarks.filter((bookmark) => bookmark.channel_id === channel.id).length >= mostBookmarks)
      throw new SlackError('too_many_bookmarks');
    const bookmark: JsonObject = {
      id: newId(state, 'Bk'),
      channel_id: channel.id,
      title,
      link,
      emoji: args.text('emoji') ?? '',
      icon_url: null,
      type: 'link',
      entity_id: null,
      date_created: Math.floor(now / 1000),
      date_updated: 0,
      rank: 'U',
      last_updated_by_user_id: state.me,
      last_updated_by_team_id: state.team.id,
      shortcut_id: null,
      app_id: null,
    };
    state.bookmarks.push(bookmark);
    return { bookmark: { ...bookmark } };
  },

  'bookmarks.list'(state, args) {
    const channel = findChannel(state, args.required('channel_id'));
    return { bookmarks: state.bookmarks.filter((bookmark) => bookmark.channel_id === channel.id) };
  },

  'bookmarks.remove'(state, args) {
    const channel = findChannel(state, args.required('channel_id'));
    const id = args.required('bookmark_id');
    const left = state.bookmarks.filter((bookmark) => bookmark.id !== id || bookmark.channel_id !== channel.id);
    if (left.length === state.bookmarks.length) throw new SlackError('not_found');
    state.bookmarks = left;
    return {};
  },
};
