import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { fullName, present, quote, repoPath, sentenceList } from '../request.ts';
import { asArray, pick, pullFields, textAt } from '../shape.ts';
import { issueText, logins } from './issue-people.ts';
import { ofRepo, pull, repo } from './params.ts';

/** https://docs.github.com/rest/pulls/pulls#create-a-pull-request */
export const createPull = defineTool({
  name: 'github.pulls.create',
  title: 'Open a pull request',
  description: 'Opens a pull request from one branch into another.',
  effect: 'write',
  undo: { kind: 'call', tool: 'github.issues.update', text: 'Close the pull request.' },
  params: {
    repo,
    head: {
      kind: 'github.branch',
      description: 'The branch with the changes',
      required: true,
      within: ['repo'],
      sets: ['head'],
    },
    base: {
      kind: 'github.branch',
      description: 'The branch they go into',
      required: true,
      within: ['repo'],
      also: ['the default branch'],
      sets: ['base'],
    },
    title: { kind: 'text', description: 'The title', sets: ['title'] },
    body: { kind: 'text', description: 'The description', sets: ['body'] },
    draft: { kind: 'boolean', description: 'Open it as a draft', sets: ['draft'] },
    issue: {
      kind: 'github.issue',
      description: 'The issue to turn into this pull request, instead of a title',
      within: ['repo'],
      sets: ['issue'],
    },
    maintainer_can_modify: {
      kind: 'boolean',
      description: 'Let maintainers push to the branch',
      sets: ['maintainer_can_modify'],
    },
  },
  effectText(args) {
    const what = args.draft === true ? 'a draft pull request' : 'a pull request';
    const name =
      args.title !== undefined
        ? ` ${quote(args.title)}`
        : args.issue !== undefined
          ? ` for ${issueText(args.issue)}`
          : '';
    const body = args.body === undefined ? '' : `, described as ${quote(args.body)}`;
    const edits =
      args.maintainer_can_modify === undefined
        ? ''
        : `, maintainers may ${args.maintainer_can_modify ? '' : 'not '}edit it`;
    return `Open ${what}${name} in ${fullName(args.repo)} from ${args.head} into ${args.base}${body}${edits}`;
  },
  async run(args, api) {
    if (args.title === undefined && args.issue === undefined) throw new Error('A pull request needs a title.');
    const body: JsonObject = {
      ...present<string | boolean | number>({ title: args.title, issue: args.issue?.number }),
      head: args.head,
      base: args.base,
      ...present<string | boolean>({
        body: args.body,
        draft: args.draft,
        maintainer_can_modify: args.maintainer_can_modify,
      }),
    };
    const response = await api.send({ method: 'POST', path: repoPath(args.repo, '/pulls'), body });
    const data = pick(response.body, pullFields);
    return { data, summary: `Opened ${fullName(args.repo)}#${textAt(data, 'number')}: ${textAt(data, 'title')}` };
  },
});

/** https://docs.github.com/rest/pulls/pulls#merge-a-pull-request */
export const mergePull = defineTool({
  name: 'github.pulls.merge',
  title: 'Merge a pull request',
  description: 'Merges a pull request into its base branch, by merge commit, squash or rebase.',
  effect: 'write',
  undo: { kind: 'none', text: 'A merge stays in the history; it can only be reverted by a new pull request.' },
  params: {
    pull,
    repo: ofRepo,
    merge_method: {
      kind: 'enum',
      values: ['merge', 'squash', 'rebase'],
      description: 'How to merge',
      sets: ['merge_method'],
    },
    commit_title: { kind: 'text', description: 'Title of the merge commit', sets: ['commit_title'] },
    commit_message: { kind: 'text', description: 'Message of the merge commit', sets: ['commit_message'] },
    sha: { kind: 'text', description: 'Merge only if the head is still this commit', sets: ['sha'] },
  },
  effectText(args) {
    const into = args.pull.base === '' ? '' : ` into ${args.pull.base}`;
    const how = args.merge_method === undefined ? '' : ` by ${args.merge_method}`;
    const title = args.commit_title === undefined ? '' : `, commit title ${quote(args.commit_title)}`;
    const message = args.commit_message === undefined ? '' : `, commit message ${quote(args.commit_message)}`;
    const sha = args.sha === undefined ? '' : `, only at commit ${args.sha}`;
    return `Merge ${issueText(args.pull)}${into}${how}${title}${message}${sha}`;
  },
  async run(args, api) {
    const body: JsonObject = present<string>({
      merge_method: args.merge_method,
      commit_title: args.commit_title,
      commit_message: args.commit_message,
      sha: args.sha,
    });
    const response = await api.send({
      method: 'PUT',
      path: repoPath(args.pull, `/pulls/${args.pull.number}/merge`),
      body,
    });
    const data = { ...pick(response.body, ['sha', 'merged', 'message']), number: args.pull.number };
    return { data, summary: `Merged ${issueText(args.pull)}` };
  },
});

/** https://docs.github.com/rest/pulls/review-requests#request-reviewers-for-a-pull-request */
export const requestReviewers = defineTool({
  name: 'github.pulls.request_reviewers',
  title: 'Ask for a review',
  description: 'Asks people or teams to review a pull request.',
  effect: 'write',
  undo: { kind: 'none', text: 'The request can be removed on GitHub, but those asked have been notified.' },
  params: {
    pull,
    repo: ofRepo,
    reviewers: {
      kind: 'github.user',
      many: true,
      description: 'Who should review it',
      within: ['pull'],
      also: ['me'],
      sets: ['reviewers'],
    },
    teams: { kind: 'text', many: true, description: 'Teams that should review it', sets: ['team_reviewers'] },
  },
  effectText(args) {
    const people = logins(args.reviewers ?? []);
    const teams = (args.teams ?? []).map((team) => `the ${teamSlug(team)} team`);
    return `Ask ${sentenceList([...people, ...teams])} to review ${issueText(args.pull)}`;
  },
  async run(args, api) {
    if (args.reviewers === undefined && args.teams === undefined) throw new Error('Nobody was named to review it.');
    const body: JsonObject = {};
    if (args.reviewers !== undefined) body.reviewers = logins(args.reviewers);
    if (args.teams !== undefined) body.team_reviewers = args.teams.map(teamSlug);
    const path = repoPath(args.pull, `/pulls/${args.pull.number}/requested_reviewers`);
    const response = await api.send({ method: 'POST', path, body });
    const data = pick(response.body, pullFields);
    const asked = asArray(data.requested_reviewers).map((user) => textAt(user, 'login'));
    return {
      data,
      summary: `Asked ${sentenceList([...asked, ...(args.teams ?? []).map(teamSlug)])} to review ${fullName(args.pull)}#${args.pull.number}`,
    };
  },
});

/** "the Platform team" -> `platform`, "@org/front-end" -> `front-end`: teams are named by slug. */
function teamSlug(team: string): string {
  const bare = team
    .trim()
    .toLowerCase()
    .replace(/^the\s+/, '')
    .replace(/\s+team$/, '')
    .replace(/^@?[^/\s]+\//, '')
    .replace(/^@/, '');
  return bare.replace(/\s+/g, '-');
}

/** https://docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request */
export const createReview = defineTool({
  name: 'github.pulls.create_review',
  title: 'Review a pull request',
  description: 'Approves a pull request, requests changes on it, or leaves a review comment.',
  effect: 'write',
  undo: { kind: 'none', text: 'A submitted review can be dismissed on GitHub but not taken back.' },
  params: {
    pull,
    repo: ofRepo,
    event: {
      kind: 'enum',
      values: ['APPROVE', 'REQUEST_CHANGES', 'COMMENT'],
      description: 'What the review says',
      required: true,
      sets: ['event'],
    },
    body: { kind: 'text', description: 'The text of the review', sets: ['body'] },
    commit: { kind: 'text', description: 'The commit that was reviewed', sets: ['commit_id'] },
  },
  effectText(args) {
    const verb = { APPROVE: 'Approve', REQUEST_CHANGES: 'Request changes on', COMMENT: 'Leave a review comment on' }[
      args.event
    ];
    return `${verb} ${issueText(args.pull)}${args.body === undefined ? '' : ` saying ${quote(args.body)}`}`;
  },
  async run(args, api) {
    if (args.event !== 'APPROVE' && args.body === undefined) throw new Error('This review needs a text.');
    const body: JsonObject = { event: args.event, ...present<string>({ body: args.body, commit_id: args.commit }) };
    const response = await api.send({
      method: 'POST',
      path: repoPath(args.pull, `/pulls/${args.pull.number}/reviews`),
      body,
    });
    const data = pick(response.body, ['id', 'state', 'body', 'html_url', 'user.login', 'submitted_at']);
    const verb = { APPROVE: 'Approved', REQUEST_CHANGES: 'Requested changes on', COMMENT: 'Reviewed' }[args.event];
    return { data, summary: `${verb} ${issueText(args.pull)}` };
  },
});
