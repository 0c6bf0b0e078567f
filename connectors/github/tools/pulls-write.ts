import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { pullFields } from '../fields.ts';
import { bodyOf, fullName, present, quote, repoPath } from '../request.ts';
import { at, pick, textAt } from '../shape.ts';
import { issueName } from './issue-change.ts';
import { issueText } from './issue-people.ts';
import { ofRepo, pull, repo } from './params.ts';

/** https://docs.github.com/rest/pulls/pulls#create-a-pull-request */
export const createPull = defineTool({
  name: 'github.pulls.create',
  title: 'Open a pull request',
  description: 'Opens a pull request from one branch into another.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'github.issues.update',
    text: 'Close the pull request; one made from an issue cannot become an issue again.',
  },
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
    const { owner, repo: name } = args.repo;
    const made = { owner, repo: name, number: Number(at(data, 'number')), title: textAt(data, 'title') };
    return {
      data,
      summary: `Opened ${issueName(made)}: ${made.title}`,
      // An issue that became a pull request cannot become an issue again, and closing would close the issue too.
      undo:
        args.issue === undefined
          ? [
              {
                tool: 'github.issues.update',
                args: { issue: made, state: 'closed' },
                text: `Close the pull request ${issueName(made)}.`,
              },
            ]
          : [],
    };
  },
});

/** https://docs.github.com/rest/pulls/pulls#merge-a-pull-request */
export const mergePull = defineTool({
  name: 'github.pulls.merge',
  title: 'Merge a pull request',
  description: 'Merges a pull request into its base branch, by merge commit, squash or rebase.',
  effect: 'write',
  undo: {
    kind: 'none',
    text: 'A merge stays in the history; the Revert button on GitHub opens a pull request that reverses it.',
  },
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
      ...bodyOf(body),
    });
    const data = { ...pick(response.body, ['sha', 'merged', 'message']), number: args.pull.number };
    return { data, summary: `Merged ${issueText(args.pull)}${args.pull.base === '' ? '' : ` into ${args.pull.base}`}` };
  },
});
