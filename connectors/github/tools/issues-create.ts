import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { issueFields } from '../fields.ts';
import { fullName, quote, repoPath, sentenceList } from '../request.ts';
import { at, pick, textAt } from '../shape.ts';
import { issueName } from './issue-change.ts';
import { labelNames, logins } from './issue-people.ts';
import { milestoneNumber } from './milestone.ts';
import { repo } from './params.ts';

/** https://docs.github.com/rest/issues/issues#create-an-issue */
export const createIssue = defineTool({
  name: 'github.issues.create',
  title: 'Open an issue',
  description: 'Creates a new issue (a bug report, ticket or feature request) in a repository.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'github.issues.update',
    text: 'Close the issue as not planned; who watches the repository has been notified.',
  },
  params: {
    repo,
    title: { kind: 'text', description: 'The title', required: true, sets: ['title'] },
    body: { kind: 'text', description: 'The description', sets: ['body'] },
    assignees: {
      kind: 'github.user',
      many: true,
      description: 'Who it is for',
      within: ['repo'],
      also: ['me'],
      sets: ['assignees'],
    },
    labels: {
      kind: 'github.label',
      many: true,
      description: 'Labels to put on it',
      within: ['repo'],
      sets: ['labels'],
    },
    milestone: { kind: 'text', description: 'The milestone, by its title', sets: ['milestone'] },
    type: { kind: 'enum', values: ['Bug', 'Feature', 'Task'], description: 'The issue type', sets: ['type'] },
  },
  effectText(args) {
    const parts = [`Open an issue ${quote(args.title)} in ${fullName(args.repo)}`];
    if (args.body !== undefined) parts.push(`described as ${quote(args.body)}`);
    if (args.assignees !== undefined) parts.push(`assigned to ${sentenceList(logins(args.assignees))}`);
    if (args.labels !== undefined) parts.push(`labelled ${sentenceList(args.labels)}`);
    if (args.milestone !== undefined) parts.push(`in the milestone ${args.milestone}`);
    if (args.type !== undefined) parts.push(`of type ${args.type}`);
    return parts.join(', ');
  },
  async run(args, api) {
    const body: JsonObject = { title: args.title };
    if (args.body !== undefined) body.body = args.body;
    if (args.assignees !== undefined) body.assignees = logins(args.assignees);
    if (args.labels !== undefined) body.labels = labelNames(args.labels);
    if (args.milestone !== undefined) body.milestone = await milestoneNumber(api, args.repo, args.milestone);
    if (args.type !== undefined) body.type = args.type;
    const response = await api.send({ method: 'POST', path: repoPath(args.repo, '/issues'), body });
    const data = pick(response.body, issueFields);
    const { owner, repo: name } = args.repo;
    const made = { owner, repo: name, number: Number(at(data, 'number')), title: textAt(data, 'title') };
    return {
      data,
      summary: `Opened ${issueName(made)}: ${made.title}`,
      undo: [
        {
          tool: 'github.issues.update',
          args: { issue: made, state: 'closed', state_reason: 'not_planned' },
          text: `Close ${issueName(made)} as not planned.`,
        },
      ],
    };
  },
});
