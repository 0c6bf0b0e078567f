import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { issueFields } from '../fields.ts';
import { quote, sentenceList } from '../request.ts';
import { pick } from '../shape.ts';
import { changeIssue, issueName } from './issue-change.ts';
import { issueText, labelNames, logins } from './issue-people.ts';
import { issue } from './params.ts';

/** https://docs.github.com/rest/issues/issues#update-an-issue, with earlier values by number and name instead of words. */
export const restoreIssue = defineTool({
  name: 'github.issues.restore',
  title: 'Set an issue back',
  description: 'Gives an issue or pull request the values that it had before.',
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'github.issues.restore', text: 'Make the change again.' },
  params: {
    issue: { ...issue, sets: [] },
    state: { kind: 'enum', values: ['open', 'closed'], description: 'The state', sets: [] },
    state_reason: { kind: 'text', description: 'Why it was closed', sets: [] },
    title: { kind: 'text', description: 'The title', sets: [] },
    body: { kind: 'text', description: 'The description; empty for none', sets: [] },
    labels: { kind: 'github.label', many: true, description: 'The labels', sets: [] },
    assignees: { kind: 'github.user', many: true, description: 'The assignees', sets: [] },
    milestone: { kind: 'integer', description: 'The number of the milestone; 0 for none', sets: [] },
    type: { kind: 'text', description: 'The issue type; empty for none', sets: [] },
  },
  effectText(args) {
    const list = (what: string, values: readonly string[]): string =>
      values.length === 0 ? `no ${what}` : `the ${what} ${sentenceList(values)}`;
    const parts: string[] = [];
    if (args.state !== undefined) parts.push(args.state);
    if (args.title !== undefined) parts.push(`the title ${quote(args.title)}`);
    if (args.body !== undefined)
      parts.push(args.body === '' ? 'no description' : `the description ${quote(args.body)}`);
    if (args.labels !== undefined) parts.push(list('labels', labelNames(args.labels)));
    if (args.assignees !== undefined) parts.push(list('assignees', logins(args.assignees)));
    if (args.milestone !== undefined)
      parts.push(args.milestone === 0 ? 'no milestone' : `milestone number ${args.milestone}`);
    if (args.type !== undefined) parts.push(args.type === '' ? 'no type' : `the type ${args.type}`);
    return `Set ${issueText(args.issue)} back to: ${sentenceList(parts)}`;
  },
  async run(args, api) {
    const body: JsonObject = {};
    if (args.state !== undefined) body.state = args.state;
    if (args.state_reason !== undefined) body.state_reason = args.state_reason;
    if (args.title !== undefined) body.title = args.title;
    if (args.body !== undefined) body.body = args.body === '' ? null : args.body;
    if (args.labels !== undefined) body.labels = labelNames(args.labels);
    if (args.assignees !== undefined) body.assignees = logins(args.assignees);
    if (args.milestone !== undefined) body.milestone = args.milestone === 0 ? null : args.milestone;
    if (args.type !== undefined) body.type = args.type === '' ? null : args.type;
    if (Object.keys(body).length === 0) throw new Error('There is nothing to set back.');
    const { after, undo } = await changeIssue(api, args.issue, body);
    return { data: pick(after, issueFields), summary: `Set ${issueName(args.issue)} back`, undo };
  },
});
