import { defineTool, type KindValue } from '../../kit/guest.ts';
import { repoPath, sentenceList } from '../request.ts';
import { assigneesOf, issueName, issuePath, labelsOf } from './issue-change.ts';
import { issueText, labelNames, logins } from './issue-people.ts';
import { issue as anyIssue } from './params.ts';

/** What takes additions to an issue back. Internal: people ask for a change, not for these. */
const issue = { ...anyIssue, sets: [] } as const;

/** https://docs.github.com/rest/issues/comments#delete-an-issue-comment */
export const deleteComment = defineTool({
  name: 'github.issues.delete_comment',
  title: 'Delete a comment',
  description: 'Deletes a comment of an issue or pull request.',
  effect: 'destructive',
  internal: true,
  undo: { kind: 'none', text: 'A deleted comment is gone; write it again.' },
  params: {
    issue,
    comment: { kind: 'integer', description: 'The id of the comment', required: true, sets: [] },
  },
  effectText: (args) => `Delete the comment ${args.comment} on ${issueText(args.issue)}`,
  async run(args, api) {
    await api.send({ method: 'DELETE', path: repoPath(args.issue, `/issues/comments/${args.comment}`) });
    return { data: { id: args.comment, deleted: true }, summary: `Deleted the comment on ${issueName(args.issue)}` };
  },
});

/** https://docs.github.com/rest/issues/labels#remove-a-label-from-an-issue */
export const removeLabels = defineTool({
  name: 'github.issues.remove_labels',
  title: 'Remove labels',
  description: 'Takes labels off an issue or pull request and keeps the others.',
  effect: 'write',
  internal: true,
  // One request a label; an issue has at most 100.
  maxWrites: 100,
  undo: { kind: 'call', tool: 'github.issues.add_labels', text: 'Put the labels on again.' },
  params: {
    issue,
    labels: { kind: 'github.label', many: true, description: 'Labels to remove', required: true, sets: [] },
  },
  effectText: (args) =>
    `Take the ${args.labels.length === 1 ? 'label' : 'labels'} ${sentenceList(args.labels)} off ${issueText(args.issue)}`,
  async run(args, api) {
    const there = labelsOf((await api.send({ method: 'GET', path: issuePath(args.issue) })).body);
    const labels = labelNames(args.labels).filter((name) => there.includes(name));
    for (const name of labels)
      await api.send({ method: 'DELETE', path: issuePath(args.issue, `/labels/${encodeURIComponent(name)}`) });
    const data = { number: args.issue.number, removed: labels };
    if (labels.length === 0) return { data, summary: `${issueName(args.issue)} had none of these labels` };
    return {
      data,
      summary: `Took ${sentenceList(labels)} off ${issueName(args.issue)}`,
      undo: [
        {
          tool: 'github.issues.add_labels',
          args: { issue: args.issue, labels },
          text: `Add ${sentenceList(labels)} to ${issueName(args.issue)} again.`,
        },
      ],
    };
  },
});

/** https://docs.github.com/rest/issues/assignees#remove-assignees-from-an-issue */
export const removeAssignees = defineTool({
  name: 'github.issues.remove_assignees',
  title: 'Unassign people',
  description: 'Unassigns people from an issue or pull request and keeps the others.',
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'github.issues.add_assignees', text: 'Assign them again.' },
  params: {
    issue,
    assignees: { kind: 'github.user', many: true, description: 'Who to unassign', required: true, sets: [] },
  },
  effectText: (args) => `Unassign ${sentenceList(logins(args.assignees))} from ${issueText(args.issue)}`,
  async run(args, api) {
    const there = assigneesOf((await api.send({ method: 'GET', path: issuePath(args.issue) })).body);
    const removed = logins(args.assignees).filter((login) => there.includes(login));
    const data = { number: args.issue.number, removed };
    if (removed.length === 0) return { data, summary: `None of them was assigned to ${issueName(args.issue)}` };
    await api.send({ method: 'DELETE', path: issuePath(args.issue, '/assignees'), body: { assignees: removed } });
    return {
      data,
      summary: `Unassigned ${sentenceList(removed)} from ${issueName(args.issue)}`,
      undo: [
        {
          tool: 'github.issues.add_assignees',
          args: { issue: args.issue, assignees: removed.map((login): KindValue<'github.user'> => ({ login })) },
          text: `Assign ${sentenceList(removed)} to ${issueName(args.issue)} again.`,
        },
      ],
    };
  },
});
