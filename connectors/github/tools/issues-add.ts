import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { fullName, quote, repoPath, sentenceList } from '../request.ts';
import { asArray, issueFields, pick, pickAll, textAt } from '../shape.ts';
import { issueText, labelNames, logins } from './issue-people.ts';
import { issue, ofRepo } from './params.ts';

/** https://docs.github.com/rest/issues/comments#create-an-issue-comment */
export const commentIssue = defineTool({
  name: 'github.issues.comment',
  title: 'Comment on an issue or pull request',
  description: 'Writes a comment under an issue or a pull request.',
  effect: 'write',
  undo: { kind: 'none', text: 'The comment can be deleted on GitHub, but those who watch it have been notified.' },
  params: {
    issue,
    repo: ofRepo,
    body: { kind: 'text', description: 'What the comment says', required: true, sets: ['body'] },
  },
  effectText: (args) => `Comment ${quote(args.body)} on ${issueText(args.issue)}`,
  async run(args, api) {
    const path = repoPath(args.issue, `/issues/${args.issue.number}/comments`);
    const response = await api.send({ method: 'POST', path, body: { body: args.body } });
    const data = pick(response.body, ['id', 'body', 'html_url', 'created_at', 'user.login']);
    return { data, summary: `Commented on ${fullName(args.issue)}#${args.issue.number}` };
  },
});

/** https://docs.github.com/rest/issues/labels#add-labels-to-an-issue */
export const addLabels = defineTool({
  name: 'github.issues.add_labels',
  title: 'Add labels',
  description: 'Adds labels to an issue or pull request and keeps the ones it has.',
  effect: 'write',
  undo: { kind: 'call', tool: 'github.issues.update', text: 'Set the labels it had before.' },
  params: {
    issue,
    repo: ofRepo,
    labels: {
      kind: 'github.label',
      many: true,
      description: 'Labels to add',
      required: true,
      within: ['issue'],
      sets: ['labels'],
    },
  },
  effectText: (args) =>
    `Add ${args.labels.length === 1 ? 'the label' : 'the labels'} ${sentenceList(args.labels)} to ${issueText(args.issue)}`,
  async run(args, api) {
    const path = repoPath(args.issue, `/issues/${args.issue.number}/labels`);
    const response = await api.send({ method: 'POST', path, body: { labels: labelNames(args.labels) } });
    const data = pickAll(response.body, ['id', 'name', 'color', 'description']);
    const now = sentenceList(data.map((label) => textAt(label, 'name')));
    return { data, summary: `${fullName(args.issue)}#${args.issue.number} is now labelled ${now}` };
  },
});

/** https://docs.github.com/rest/issues/assignees#add-assignees-to-an-issue */
export const addAssignees = defineTool({
  name: 'github.issues.add_assignees',
  title: 'Assign people',
  description: 'Assigns more people to an issue or pull request and keeps those who are assigned.',
  effect: 'write',
  undo: { kind: 'call', tool: 'github.issues.update', text: 'Set the assignees it had before.' },
  params: {
    issue,
    repo: ofRepo,
    assignees: {
      kind: 'github.user',
      many: true,
      description: 'Who to assign',
      required: true,
      within: ['issue'],
      also: ['me'],
      sets: ['assignees'],
    },
  },
  effectText: (args) => `Assign ${sentenceList(logins(args.assignees))} to ${issueText(args.issue)}`,
  async run(args, api) {
    const path = repoPath(args.issue, `/issues/${args.issue.number}/assignees`);
    const response = await api.send({ method: 'POST', path, body: { assignees: logins(args.assignees) } });
    const data = pick(response.body, issueFields);
    const now = asArray(data.assignees).map((user) => textAt(user, 'login'));
    // GitHub drops people without access without saying so; the summary must not claim otherwise.
    const dropped = logins(args.assignees).filter((login) => !now.includes(login));
    const note = dropped.length === 0 ? '' : ` (GitHub ignored ${sentenceList(dropped)})`;
    return { data, summary: `${fullName(args.issue)}#${args.issue.number} is assigned to ${sentenceList(now)}${note}` };
  },
});

/** https://docs.github.com/rest/issues/issues#lock-an-issue */
export const lockIssue = defineTool({
  name: 'github.issues.lock',
  title: 'Lock a conversation',
  description: 'Locks the conversation of an issue or pull request so that only collaborators can comment.',
  effect: 'write',
  undo: { kind: 'none', text: 'Unlock the conversation on GitHub.' },
  params: {
    issue,
    repo: ofRepo,
    lock_reason: {
      kind: 'enum',
      values: ['off-topic', 'too heated', 'resolved', 'spam'],
      description: 'Why it is locked',
      sets: ['lock_reason'],
    },
  },
  effectText: (args) =>
    `Lock the conversation on ${issueText(args.issue)}${args.lock_reason === undefined ? '' : ` as ${args.lock_reason}`}`,
  async run(args, api) {
    const path = repoPath(args.issue, `/issues/${args.issue.number}/lock`);
    const body: JsonObject = args.lock_reason === undefined ? {} : { lock_reason: args.lock_reason };
    await api.send({ method: 'PUT', path, body });
    return {
      data: { number: args.issue.number, locked: true },
      summary: `Locked ${fullName(args.issue)}#${args.issue.number}`,
    };
  },
});
