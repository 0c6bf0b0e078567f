import { defineTool } from '../../kit/guest.ts';
import { issueFields } from '../fields.ts';
import { quote, sentenceList } from '../request.ts';
import { at, pick, pickAll, textAt } from '../shape.ts';
import { assigneesOf, issueName, issuePath, labelsOf } from './issue-change.ts';
import { issueText, labelNames, logins } from './issue-people.ts';
import { issue, ofRepo } from './params.ts';

/** https://docs.github.com/rest/issues/comments#create-an-issue-comment */
export const commentIssue = defineTool({
  name: 'github.issues.comment',
  title: 'Comment on an issue or pull request',
  description: 'Writes a comment under an issue or a pull request.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'github.issues.delete_comment',
    text: 'Delete the comment; those who watch it have been notified.',
  },
  params: {
    issue,
    repo: ofRepo,
    body: { kind: 'text', description: 'What the comment says', required: true, sets: ['body'] },
  },
  effectText: (args) => `Comment ${quote(args.body)} on ${issueText(args.issue)}`,
  async run(args, api) {
    const path = issuePath(args.issue, '/comments');
    const response = await api.send({ method: 'POST', path, body: { body: args.body } });
    const data = pick(response.body, ['id', 'body', 'html_url', 'created_at', 'user.login']);
    const name = issueName(args.issue);
    return {
      data,
      summary: `Commented on ${name}`,
      undo: [
        {
          tool: 'github.issues.delete_comment',
          args: { issue: args.issue, comment: Number(at(data, 'id')) },
          text: `Delete the comment on ${name}.`,
        },
      ],
    };
  },
});

/** https://docs.github.com/rest/issues/labels#add-labels-to-an-issue */
export const addLabels = defineTool({
  name: 'github.issues.add_labels',
  title: 'Add labels',
  description: 'Adds labels to an issue or pull request and keeps the ones it has.',
  effect: 'write',
  undo: { kind: 'call', tool: 'github.issues.remove_labels', text: 'Take off the labels that were added.' },
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
    const before = labelsOf((await api.send({ method: 'GET', path: issuePath(args.issue) })).body);
    const path = issuePath(args.issue, '/labels');
    const response = await api.send({ method: 'POST', path, body: { labels: labelNames(args.labels) } });
    const data = pickAll(response.body, ['id', 'name', 'color', 'description']);
    const now = data.map((label) => textAt(label, 'name'));
    const asked = labelNames(args.labels).map((name) => name.toLowerCase());
    // Only what this call added: others may have labelled it meanwhile.
    const added = now.filter((name) => !before.includes(name) && asked.includes(name.toLowerCase()));
    const name = issueName(args.issue);
    return {
      data,
      summary: `${name} is now labelled ${sentenceList(now)}`,
      undo:
        added.length === 0
          ? []
          : [
              {
                tool: 'github.issues.remove_labels',
                args: { issue: args.issue, labels: added },
                text: `Take ${sentenceList(added)} off ${name}.`,
              },
            ],
    };
  },
});

/** https://docs.github.com/rest/issues/assignees#add-assignees-to-an-issue */
export const addAssignees = defineTool({
  name: 'github.issues.add_assignees',
  title: 'Assign people',
  description: 'Assigns more people to an issue or pull request and keeps those who are assigned.',
  effect: 'write',
  undo: { kind: 'call', tool: 'github.issues.remove_assignees', text: 'Unassign those who were added.' },
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
    const before = assigneesOf((await api.send({ method: 'GET', path: issuePath(args.issue) })).body);
    const path = issuePath(args.issue, '/assignees');
    const response = await api.send({ method: 'POST', path, body: { assignees: logins(args.assignees) } });
    const data = pick(response.body, issueFields);
    const now = assigneesOf(data);
    const asked = logins(args.assignees).map((login) => login.toLowerCase());
    // GitHub drops people without access without saying so; the summary must not claim otherwise.
    const dropped = logins(args.assignees).filter(
      (login) => !now.some((one) => one.toLowerCase() === login.toLowerCase()),
    );
    const note = dropped.length === 0 ? '' : ` (GitHub ignored ${sentenceList(dropped)})`;
    const added = now.filter((login) => !before.includes(login) && asked.includes(login.toLowerCase()));
    const name = issueName(args.issue);
    return {
      data,
      summary: `${name} is assigned to ${sentenceList(now) || 'nobody'}${note}`,
      undo:
        added.length === 0
          ? []
          : [
              {
                tool: 'github.issues.remove_assignees',
                args: { issue: args.issue, assignees: added.map((login) => ({ login })) },
                text: `Unassign ${sentenceList(added)} from ${name}.`,
              },
            ],
    };
  },
});
