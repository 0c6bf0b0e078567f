import type { Json } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { issueFields, issueRowFields } from '../fields.ts';
import { count, fullName, isoTime, present, readPages, repoPath } from '../request.ts';
import { at, pick, pickAll, textAt } from '../shape.ts';
import { issueText } from './issue-people.ts';
import { milestoneNumber } from './milestone.ts';
import { issue, limit, ofRepo, READ_CAP, repo } from './params.ts';

/** https://docs.github.com/rest/issues/issues#get-an-issue */
export const getIssue = defineTool({
  name: 'github.issues.get',
  title: 'Show an issue',
  description: 'Reads one issue: its state, description, labels, author and assignees.',
  effect: 'read',
  undo: { kind: 'none', text: 'Only reads.' },
  params: { issue, repo: ofRepo },
  effectText: (args) => `Read ${issueText(args.issue)}`,
  async run(args, api) {
    const response = await api.send({ method: 'GET', path: repoPath(args.issue, `/issues/${args.issue.number}`) });
    const data = pick(response.body, issueFields);
    const where = `${fullName(args.issue)}#${textAt(data, 'number')}`;
    return { data, summary: `${where} is ${textAt(data, 'state')}: ${textAt(data, 'title')}` };
  },
});

/** https://docs.github.com/rest/issues/issues#list-repository-issues */
export const listIssues = defineTool({
  name: 'github.issues.list',
  title: 'List issues',
  description: 'Lists the issues of one repository, filtered by state, label, assignee, author or milestone.',
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
    labels: {
      kind: 'github.label',
      many: true,
      description: 'Only with all of these labels',
      within: ['repo'],
      sets: ['labels'],
    },
    assignee: {
      kind: 'github.user',
      description: 'Only assigned to this person; "none" for nobody',
      within: ['repo'],
      also: ['me', 'none'],
      sets: ['assignee'],
    },
    creator: {
      kind: 'github.user',
      description: 'Only opened by this person',
      within: ['repo'],
      also: ['me'],
      sets: ['creator'],
    },
    mentioned: {
      kind: 'github.user',
      description: 'Only mentioning this person',
      within: ['repo'],
      also: ['me'],
      sets: ['mentioned'],
    },
    milestone: { kind: 'text', description: 'Only of this milestone, by its title', sets: ['milestone'] },
    since: { kind: 'period', description: 'Only updated since then', sets: ['since'] },
    sort: { kind: 'enum', values: ['created', 'updated', 'comments'], description: 'What to sort by', sets: ['sort'] },
    direction: {
      kind: 'enum',
      values: ['asc', 'desc'],
      description: 'Oldest or least first (asc), newest or most first (desc)',
      sets: ['direction'],
    },
    limit,
  },
  effectText: (args) =>
    `List ${args.state === undefined || args.state === 'all' ? '' : `${args.state} `}issues of ${fullName(args.repo)}`,
  async run(args, api) {
    const query = present<string>({
      state: args.state,
      labels: args.labels?.join(','),
      assignee: args.assignee === undefined ? undefined : args.assignee.login || 'none',
      creator: args.creator?.login,
      mentioned: args.mentioned?.login,
      milestone: args.milestone === undefined ? undefined : await milestoneFilter(api, args.repo, args.milestone),
      since: args.since?.from === undefined ? undefined : isoTime(args.since.from),
      sort: args.sort,
      direction: args.direction,
    });
    const { records } = await readPages(api, repoPath(args.repo, '/issues'), query, args.limit ?? READ_CAP);
    const data = pickAll(records, issueRowFields);
    return { data, summary: `${countThreads(records)} in ${fullName(args.repo)}${firstOf(data)}` };
  },
});

/** The list has pull requests as well (https://docs.github.com/rest/issues/issues#list-repository-issues). */
function countThreads(records: readonly Json[]): string {
  const pulls = records.filter((record) => at(record, 'pull_request') !== undefined).length;
  const issues = count(records.length - pulls, 'issue');
  return pulls === 0 ? issues : `${issues} and ${count(pulls, 'pull request')}`;
}

function firstOf(rows: readonly Json[]): string {
  return rows[0] === undefined ? '' : `, first: #${textAt(rows[0], 'number')} ${textAt(rows[0], 'title')}`;
}

/** The list takes a milestone's number, `none` or `*`. */
async function milestoneFilter(
  api: Parameters<typeof milestoneNumber>[0],
  where: { owner: string; repo: string },
  title: string,
): Promise<string> {
  const number = await milestoneNumber(api, where, title);
  return number === null ? 'none' : String(number);
}
