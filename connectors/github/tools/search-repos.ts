import { defineTool, type ToolArgs } from '../../kit/guest.ts';
import { repoRowFields } from '../fields.ts';
import { count, present, readPages } from '../request.ts';
import { pickAll, textAt } from '../shape.ts';
import { createdFilter } from './created-filter.ts';
import { language, limit, searchOrder } from './params.ts';
import { qualifier, searchText } from './search-text.ts';

const params = {
  text: { kind: 'text', description: 'Words to look for', sets: ['q'] },
  language,
  topic: { kind: 'text', description: 'Only with this topic', sets: ['q.topic'] },
  org: {
    kind: 'github.user',
    description: 'Only of this organization',
    also: ['our organization'],
    sets: ['q.org'],
  },
  user: { kind: 'github.user', description: 'Only of this person', also: ['me'], sets: ['q.user'] },
  in: {
    kind: 'enum',
    values: ['name', 'description', 'topics', 'readme'],
    description: 'Where the words must be',
    sets: ['q.in'],
  },
  stars: { kind: 'integer', description: 'Only with more stars than this', sets: ['q.stars>'] },
  pushed: { kind: 'period', description: 'Only changed in this time', sets: ['q.pushed'] },
  archived: {
    kind: 'enum',
    values: ['true', 'false'],
    description: 'Only archived ones (true) or only active ones (false)',
    sets: ['q.archived'],
  },
  sort: {
    kind: 'enum',
    values: ['stars', 'forks', 'help-wanted-issues', 'updated'],
    description: 'What to sort by; the best match if not said',
    sets: ['sort'],
  },
  order: searchOrder,
  limit,
} as const;

/** https://docs.github.com/rest/search/search#search-repositories */
export const searchRepos = defineTool({
  name: 'github.search.repos',
  title: 'Search repositories',
  description: 'Finds repositories anywhere on GitHub by words, language, topic, owner or stars.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params,
  effectText: (args) => `Search GitHub's repositories for ${searchQuery(args) || 'everything'}`,
  async run(args, api) {
    const q = searchQuery(args);
    if (q === '') throw new Error('Nothing was said to search for.');
    const query = { q, ...present<string>({ sort: args.sort, order: args.order }) };
    const { records, total } = await readPages(api, '/search/repositories', query, args.limit ?? 30, 'items');
    const items = pickAll(records, repoRowFields);
    const best = items[0] === undefined ? '' : `, first: ${textAt(items[0], 'full_name')}`;
    return {
      data: { total_count: total, items },
      summary: `${count(total, 'repository', 'repositories')} found${best}`,
    };
  },
});

/** https://docs.github.com/search-github/searching-on-github/searching-for-repositories */
function searchQuery(args: ToolArgs<typeof params>): string {
  const pushed = args.pushed === undefined ? undefined : createdFilter(args.pushed);
  return searchText([
    args.text?.trim(),
    qualifier('org', args.org?.login),
    qualifier('user', args.user?.login),
    qualifier('in', args.in),
    qualifier('language', args.language),
    qualifier('topic', args.topic),
    args.stars === undefined ? undefined : `stars:>${args.stars}`,
    qualifier('pushed', pushed),
    qualifier('archived', args.archived),
  ]);
}
