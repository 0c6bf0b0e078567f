import { defineTool } from '../../kit/guest.ts';
import { asObject, asObjects, asText, counted, pick, read } from './wire.ts';

/**
 * https://docs.slack.dev/reference/methods/search.messages (user tokens only). Modifiers `in:`, `from:`, `after:`,
 * `before:` and `on:` go into the query, as in Slack's own search box.
 */
export const searchMessages = defineTool({
  name: 'slack.search.messages',
  title: 'Search messages',
  description: 'Find messages in Slack by words, channel, author or date.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    query: { kind: 'text', description: 'Words to look for', sets: ['query'], refs: ['query', 'quoted_text'] },
    in: { kind: 'slack.channel', description: 'Only in this channel', sets: ['query.in'], refs: ['channel'] },
    from: {
      kind: 'slack.user',
      description: 'Only by this person',
      sets: ['query.from'],
      refs: ['person'],
      also: ['me'],
    },
    after: { kind: 'date', description: 'Only after this day', sets: ['query.after'], refs: ['past', 'date'] },
    before: { kind: 'date', description: 'Only before this day', sets: ['query.before'], refs: ['date'] },
    on: { kind: 'date', description: 'Only on this day', sets: ['query.on'], refs: ['date'] },
    count: { kind: 'integer', description: 'How many at most', sets: ['count'] },
    sort: { kind: 'enum', description: 'By relevance or by time', values: ['score', 'timestamp'], sets: ['sort'] },
    sort_dir: { kind: 'enum', description: 'Newest or oldest first', values: ['asc', 'desc'], sets: ['sort_dir'] },
    page: { kind: 'integer', description: 'Which page of results', sets: ['page'], also: ['2'] },
  },
  effectText(args, labels) {
    const where = args.in ? ` in ${labels.in ?? `#${args.in.name}`}` : '';
    const who = args.from ? ` from ${labels.from ?? args.from.name}` : '';
    return `Search the messages${where}${who}${args.query ? ` for “${args.query}”` : ''}`;
  },
  async run(args, api) {
    const parts = [
      args.query,
      args.in ? `in:#${args.in.name}` : undefined,
      args.from ? `from:<@${args.from.id}>` : undefined,
      args.after ? `after:${args.after}` : undefined,
      args.before ? `before:${args.before}` : undefined,
      args.on ? `on:${args.on}` : undefined,
    ];
    const query = parts.filter((part) => part !== undefined && part !== '').join(' ');
    if (query === '') throw new Error('Say what to search for.');
    const body = await read(api, 'search.messages', {
      query,
      sort: args.sort,
      sort_dir: args.sort_dir,
      count: args.count ?? 20,
      page: args.page,
    });
    const found = asObject(body.messages);
    const matches = asObjects(found.matches).map((match) => ({
      from: asText(match.username),
      text: asText(match.text),
      channel: pick(asObject(match.channel), ['name', 'id']),
      ...pick(match, ['ts', 'user', 'permalink']),
    }));
    const total = typeof found.total === 'number' ? found.total : matches.length;
    return {
      data: { query, total, matches },
      summary: total === 0 ? 'No messages found' : `${counted(total, 'message')} found`,
    };
  },
});
