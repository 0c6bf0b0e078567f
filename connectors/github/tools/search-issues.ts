import type { Json } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { issueRowFields } from '../fields.ts';
import { count, fullName, present, readPages } from '../request.ts';
import { at, pickAll, textAt } from '../shape.ts';
import { limit, ofOrganization, searchOrder } from './params.ts';
import { qualifier, searchText } from './search-text.ts';

/** https://docs.github.com/rest/search/search#search-issues-and-pull-requests */
export const searchIssues = defineTool({
  name: 'github.search.issues',
  title: 'Search issues and pull requests',
  description: 'Finds issues or pull requests by their words across repositories, with filters.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: {
    text: { kind: 'text', description: 'Words to look for', sets: ['q'] },
    type: {
      kind: 'enum',
      values: ['issue', 'pr'],
      description: 'Only issues or only pull requests',
      sets: ['q.is', 'q.type'],
    },
    state: {
      kind: 'enum',
      values: ['open', 'closed', 'merged'],
      description: 'Only open, closed or merged ones',
      sets: ['q.is', 'q.state'],
    },
    repo: { kind: 'github.repo', description: 'Only in this repository', sets: ['q.repo'] },
    org: ofOrganization,
    author: { kind: 'github.user', description: 'Only opened by this person', also: ['me'], sets: ['q.author'] },
    assignee: { kind: 'github.user', description: 'Only assigned to this person', also: ['me'], sets: ['q.assignee'] },
    mentions: { kind: 'github.user', description: 'Only mentioning this person', also: ['me'], sets: ['q.mentions'] },
    reviewer: {
      kind: 'github.user',
      description: 'Only waiting for a review by this person',
      also: ['me'],
      sets: ['q.review-requested'],
    },
    label: { kind: 'github.label', description: 'Only with this label', within: ['repo'], sets: ['q.label'] },
    since: { kind: 'date', description: 'Only created since this day', sets: ['q.created>='] },
    in: { kind: 'enum', values: ['title', 'body', 'comments'], description: 'Where the words must be', sets: ['q.in'] },
    sort: {
      kind: 'enum',
      values: ['comments', 'reactions', 'interactions', 'created', 'updated'],
      description: 'What to sort by',
      sets: ['sort'],
    },
    order: searchOrder,
    limit,
  },
  effectText: (args) => `Search GitHub for ${searchQuery(args) || 'everything'}`,
  async run(args, api) {
    if (searchQuery(args) === '') throw new Error('Nothing was said to search for.');
    const most = args.limit ?? 100;
    const found: Json[] = [];
    let total = 0;
    for (const type of typesOf(args)) {
      const query = { q: searchQuery({ ...args, type }), ...present<string>({ sort: args.sort, order: args.order }) };
      const page = await readPages(api, '/search/issues', query, most, 'items');
      found.push(...page.records);
      total += page.total;
    }
    const items = pickAll(inOrder(found, args.sort, args.order).slice(0, most), issueRowFields);
    const first = items[0];
    const best = first === undefined ? '' : `, first: ${textAt(first, 'title')}`;
    return { data: { total_count: total, items }, summary: `${count(total, whatOf(args))} found${best}` };
  },
});

/**
 * GitHub searches issues or pull requests, never both at once (422 "Query must include 'is:issue' or 'is:pull-request'"),
 * so that where neither is said it takes two searches.
 */
function typesOf(args: SearchArgs): ('issue' | 'pr')[] {
  if (args.type !== undefined) return [args.type];
  return args.state === 'merged' || args.reviewer !== undefined ? ['pr'] : ['issue', 'pr'];
}

function whatOf(args: SearchArgs): string {
  const [type, other] = typesOf(args);
  return other !== undefined ? 'result' : type === 'pr' ? 'pull request' : 'issue';
}

/** Two sorted lists as one. By best match, and by reactions, the issues stay before the pull requests. */
function inOrder(found: readonly Json[], sort: string | undefined, order: string | undefined): Json[] {
  const field = sort === 'created' || sort === 'updated' ? `${sort}_at` : sort === 'comments' ? 'comments' : null;
  if (field === null) return [...found];
  const key = (one: Json): number => {
    const value = at(one, field);
    return typeof value === 'number' ? value : Date.parse(textAt(one, field));
  };
  const sign = order === 'asc' ? 1 : -1;
  return [...found].sort((a, b) => (key(a) - key(b)) * sign);
}

interface SearchArgs {
  readonly text?: string | undefined;
  readonly type?: 'issue' | 'pr' | undefined;
  readonly state?: 'open' | 'closed' | 'merged' | undefined;
  readonly repo?: { owner: string; repo: string } | undefined;
  readonly org?: { login: string } | undefined;
  readonly author?: { login: string } | undefined;
  readonly assignee?: { login: string } | undefined;
  readonly mentions?: { login: string } | undefined;
  readonly reviewer?: { login: string } | undefined;
  readonly label?: string | undefined;
  readonly since?: string | undefined;
  readonly in?: string | undefined;
}

/** https://docs.github.com/search-github/searching-on-github/searching-issues-and-pull-requests */
function searchQuery(args: SearchArgs): string {
  return searchText([
    args.text?.trim(),
    qualifier('org', args.org?.login),
    qualifier('repo', args.repo && fullName(args.repo)),
    qualifier('is', args.type),
    qualifier('is', args.state),
    qualifier('in', args.in),
    qualifier('author', args.author?.login),
    qualifier('assignee', args.assignee?.login),
    qualifier('mentions', args.mentions?.login),
    qualifier('review-requested', args.reviewer?.login),
    qualifier('label', args.label),
    args.since === undefined ? undefined : `created:>=${args.since}`,
  ]);
}
