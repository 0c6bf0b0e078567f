import { DateTime } from 'luxon';
import type { JsonObject } from '../../../shared/index.ts';
import { permalink } from './items.ts';
import { findUser, type Method, SlackError } from './method.ts';
import type { Channel, Message, State } from './state.ts';

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

type Test = (channel: Channel, message: Message) => boolean;

/** One modifier of a search (https://slack.com/help/articles/202528808) as a test; dates leave their own day out. */
function modifier(state: State, name: string, value: string): Test {
  const bare = plain(value.replace(/^<?[#@]?|>$/g, ''));
  const day = (message: Message): string =>
    DateTime.fromSeconds(Number(message.ts), { zone: state.zone }).toISODate() ?? '';
  switch (name) {
    case 'in':
      return (channel) => channel.name === bare || channel.id.toLowerCase() === bare;
    case 'from':
      return (_channel, message) => {
        const user = findUser(state, message.user);
        return bare === 'me' ? user.id === state.me : user.name === bare || user.id.toLowerCase() === bare;
      };
    case 'after':
      return (_channel, message) => day(message) > value;
    case 'before':
      return (_channel, message) => day(message) < value;
    default:
      return (_channel, message) => day(message) === value;
  }
}

/** `search.messages` (https://docs.slack.dev/reference/methods/search.messages): all words must be there. */
export const searchMethods: Readonly<Record<string, Method>> = {
  'search.messages'(state, args) {
    const query = args.text('query')?.trim() ?? '';
    if (query === '') throw new SlackError('no_query');
    const tests: Test[] = [];
    const rest = query.replace(/\b(in|from|after|before|on):("[^"]+"|\S+)/g, (_, name: string, value: string) => {
      tests.push(modifier(state, name, value.replace(/"/g, '')));
      return ' ';
    });
    const words = [...rest.matchAll(/"([^"]+)"|(\S+)/g)]
      .map((match) => plain(match[1] ?? match[2] ?? '').replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
      .filter((word) => word !== '');
    const found: { channel: Channel; message: Message }[] = [];
    for (const channel of state.channels) {
      if (channel.type !== 'public_channel' && !channel.members.includes(state.me)) continue;
      for (const message of state.messages[channel.id] ?? []) {
        const text = plain(message.text);
        if (words.every((word) => text.includes(word)) && tests.every((test) => test(channel, message)))
          found.push({ channel, message });
      }
    }
    const up = args.text('sort_dir') === 'asc' ? 1 : -1;
    found.sort((a, b) => up * (Number(a.message.ts) - Number(b.message.ts)));
    const count = Math.min(Math.max(1, args.number('count') ?? 20), 100);
    const page = Math.max(1, args.number('page') ?? 1);
    const pages = Math.ceil(found.length / count);
    const matches = found.slice((page - 1) * count, page * count).map(
      ({ channel, message }): JsonObject => ({
        iid: `${channel.id}-${message.ts}`,
        team: state.team.id,
        channel: { id: channel.id, name: channel.name, is_private: channel.type !== 'public_channel' },
        type: 'message',
        user: message.user,
        username: findUser(state, message.user).name,
        ts: message.ts,
        text: message.text,
        permalink: permalink(state, channel, message),
      }),
    );
    return {
      query,
      messages: {
        total: found.length,
        pagination: {
          total_count: found.length,
          page,
          per_page: count,
          page_count: pages,
          first: 1,
          last: matches.length,
        },
        paging: { count, total: found.length, page, pages },
        matches,
      },
    };
  },
};
