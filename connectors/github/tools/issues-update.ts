import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { issueFields } from '../fields.ts';
import { quote, sentenceList } from '../request.ts';
import { pick, textAt } from '../shape.ts';
import { changeIssue, issueName } from './issue-change.ts';
import { issueText, labelNames, logins } from './issue-people.ts';
import { milestoneNumber } from './milestone.ts';
import { issue, ofRepo } from './params.ts';

const reasons = {
  completed: 'as completed',
  not_planned: 'as not planned',
  duplicate: 'as a duplicate',
  reopened: '',
} as const;

/** https://docs.github.com/rest/issues/issues#update-an-issue */
export const updateIssue = defineTool({
  name: 'github.issues.update',
  title: 'Change an issue',
  description:
    'Closes, reopens or renames an issue, rewrites its description, or replaces its labels, assignees or milestone.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'github.issues.restore',
    text: 'Set the earlier values again; GitHub keeps the history of the change.',
  },
  params: {
    issue,
    repo: ofRepo,
    state: {
      kind: 'enum',
      values: ['open', 'closed'],
      description: 'closed closes it, open reopens it',
      sets: ['state'],
    },
    state_reason: {
      kind: 'enum',
      values: ['completed', 'not_planned', 'duplicate', 'reopened'],
      description: 'Why it is closed',
      sets: ['state_reason'],
    },
    title: { kind: 'text', description: 'The new title', sets: ['title'] },
    body: { kind: 'text', description: 'The new description', sets: ['body'] },
    labels: {
      kind: 'github.label',
      many: true,
      description: 'Exactly these labels, no others; "none" removes all',
      within: ['issue'],
      also: ['none'],
      sets: ['labels'],
    },
    assignees: {
      kind: 'github.user',
      many: true,
      description: 'Exactly these people, no others; "none" removes all',
      within: ['issue'],
      also: ['me', 'none'],
      sets: ['assignees'],
    },
    milestone: {
      kind: 'text',
      description: 'The milestone, by its title; "none" removes it',
      also: ['none'],
      sets: ['milestone'],
    },
    type: { kind: 'enum', values: ['Bug', 'Feature', 'Task'], description: 'The issue type', sets: ['type'] },
  },
  effectText(args) {
    const parts: string[] = [];
    if (args.state === 'closed')
      parts.push(`close it ${args.state_reason === undefined ? '' : reasons[args.state_reason]}`.trim());
    if (args.state === 'open') parts.push('reopen it');
    if (args.title !== undefined) parts.push(`rename it to ${quote(args.title)}`);
    if (args.body !== undefined) parts.push(`replace its description by ${quote(args.body)}`);
    if (args.labels !== undefined) parts.push(replaced('labels', labelNames(args.labels)));
    if (args.assignees !== undefined) parts.push(replaced('assignees', logins(args.assignees)));
    if (args.milestone !== undefined)
      parts.push(
        args.milestone === 'none' ? 'take it off its milestone' : `move it to the milestone ${args.milestone}`,
      );
    if (args.type !== undefined) parts.push(`make it a ${args.type}`);
    return `Change ${issueText(args.issue)}: ${parts.length === 0 ? 'nothing' : parts.join(', ')}`;
  },
  async run(args, api) {
    const body: JsonObject = {};
    if (args.state !== undefined) body.state = args.state;
    if (args.state_reason !== undefined) {
      // A reason without a state would do nothing upstream; every reason implies its state.
      body.state = args.state ?? (args.state_reason === 'reopened' ? 'open' : 'closed');
      body.state_reason = args.state_reason;
    }
    if (args.title !== undefined) body.title = args.title;
    if (args.body !== undefined) body.body = args.body;
    if (args.labels !== undefined) body.labels = labelNames(args.labels);
    if (args.assignees !== undefined) body.assignees = logins(args.assignees);
    if (args.milestone !== undefined) body.milestone = await milestoneNumber(api, args.issue, args.milestone);
    if (args.type !== undefined) body.type = args.type;
    if (Object.keys(body).length === 0) throw new Error('Nothing was said that should change on the issue.');
    const { after, undo } = await changeIssue(api, args.issue, body);
    const data = pick(after, issueFields);
    const name = issueName(args.issue);
    const now = `${textAt(data, 'title')} (${textAt(data, 'state')})`;
    return { data, summary: undo.length === 0 ? `${name} was so already: ${now}` : `Changed ${name}: ${now}`, undo };
  },
});

function replaced(what: string, values: readonly string[]): string {
  return values.length === 0 ? `remove all its ${what}` : `set its ${what} to exactly ${sentenceList(values)}`;
}
