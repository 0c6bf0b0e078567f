import { defineTool } from '../../kit/guest.ts';
import { pullFields, pullRowFields } from '../fields.ts';
import { count, fullName, present, readPages, repoPath } from '../request.ts';
import { pick, pickAll, textAt } from '../shape.ts';
import { issueText } from './issue-people.ts';
import { limit, ofRepo, pull, READ_CAP, repo } from './params.ts';

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests */
export const listPulls = defineTool({
  name: 'github.pulls.list',
  title: 'List pull requests',
  description: 'Lists the pull requests of one repository, filtered by state or branch.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: {
    repo,
    state: {
      kind: 'enum',
      values: ['open', 'closed', 'all'],
      description: 'Open ones, closed ones or all',
      sets: ['state'],
    },
    base: { kind: 'github.branch', description: 'Only going into this branch', within: ['repo'], sets: ['base'] },
    head: { kind: 'github.branch', description: 'Only coming from this branch', within: ['repo'], sets: ['head'] },
    sort: {
      kind: 'enum',
      values: ['created', 'updated', 'popularity', 'long-running'],
      description: 'What to sort by',
      sets: ['sort'],
    },
    direction: {
      kind: 'enum',
      values: ['asc', 'desc'],
      description: 'Oldest or least first (asc), newest or most first (desc)',
      sets: ['direction'],
    },
    limit,
  },
  effectText: (args) =>
    `List ${args.state === undefined || args.state === 'all' ? '' : `${args.state} `}pull requests of ${fullName(args.repo)}`,
  async run(args, api) {
    const query = present<string>({
      state: args.state,
      base: args.base,
      // The filter wants `user:branch`; a branch alone is ignored upstream.
      head: args.head === undefined || args.head.includes(':') ? args.head : `${args.repo.owner}:${args.head}`,
      sort: args.sort,
      direction: args.direction,
    });
    const { records } = await readPages(api, repoPath(args.repo, '/pulls'), query, args.limit ?? READ_CAP);
    const data = pickAll(records, pullRowFields);
    const first = data[0] === undefined ? '' : `, first: #${textAt(data[0], 'number')} ${textAt(data[0], 'title')}`;
    return { data, summary: `${count(data.length, 'pull request')} in ${fullName(args.repo)}${first}` };
  },
});

/** https://docs.github.com/rest/pulls/pulls#get-a-pull-request */
export const getPull = defineTool({
  name: 'github.pulls.get',
  title: 'Show a pull request',
  description: 'Reads one pull request: its state, branches, author, reviewers and whether it can be merged.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: { pull, repo: ofRepo },
  effectText: (args) => `Read ${issueText(args.pull)}`,
  async run(args, api) {
    const response = await api.send({ method: 'GET', path: repoPath(args.pull, `/pulls/${args.pull.number}`) });
    const data = pick(response.body, pullFields);
    const state = data.merged === true ? 'merged' : textAt(data, 'state');
    return { data, summary: `${fullName(args.pull)}#${args.pull.number} is ${state}: ${textAt(data, 'title')}` };
  },
});
