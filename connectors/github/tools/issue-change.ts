import type { Json, JsonObject } from '../../../shared/index.ts';
import type { KindValue, ToolApi, UndoCall } from '../../kit/guest.ts';
import { fullName, repoPath } from '../request.ts';
import { asArray, at, textAt } from '../shape.ts';

type Issue = KindValue<'github.issue'>;

export const issuePath = (issue: Issue, rest = ''): string => repoPath(issue, `/issues/${issue.number}${rest}`);

/** `brightloom/api#118`. */
export const issueName = (issue: Issue): string => `${fullName(issue)}#${issue.number}`;

export const labelsOf = (issue: Json): string[] =>
  asArray(at(issue, 'labels')).map((label) => (typeof label === 'string' ? label : textAt(label, 'name')));
export const assigneesOf = (issue: Json): string[] =>
  asArray(at(issue, 'assignees')).map((user) => textAt(user, 'login'));

const same = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((value) => other.includes(value));

/**
 * Arguments of `github.issues.restore` that set back what a change of `before` to `after` has changed; empty when
 * nothing has. Empty texts and 0 stand for "none".
 */
function earlier(before: Json, after: Json): JsonObject {
  const args: JsonObject = {};
  const state = textAt(before, 'state');
  const reason = textAt(before, 'state_reason');
  if (textAt(after, 'state') !== state || (state === 'closed' && textAt(after, 'state_reason') !== reason)) {
    args.state = state;
    if (state === 'closed' && reason !== '') args.state_reason = reason;
  }
  if (textAt(after, 'title') !== textAt(before, 'title')) args.title = textAt(before, 'title');
  if (textAt(after, 'body') !== textAt(before, 'body')) args.body = textAt(before, 'body');
  if (!same(labelsOf(before), labelsOf(after))) args.labels = labelsOf(before);
  if (!same(assigneesOf(before), assigneesOf(after))) args.assignees = assigneesOf(before).map((login) => ({ login }));
  const milestone = at(before, 'milestone.number') ?? 0;
  if ((at(after, 'milestone.number') ?? 0) !== milestone) args.milestone = milestone;
  if (textAt(after, 'type.name') !== textAt(before, 'type.name')) args.type = textAt(before, 'type.name');
  return args;
}

/**
 * Changes an issue or pull request (https://docs.github.com/rest/issues/issues#update-an-issue). Reads it first, so that
 * the change can be taken back.
 */
export async function changeIssue(
  api: ToolApi,
  issue: Issue,
  body: JsonObject,
): Promise<{ after: Json; undo: UndoCall[] }> {
  const path = issuePath(issue);
  const before = (await api.send({ method: 'GET', path })).body;
  const after = (await api.send({ method: 'PATCH', path, body })).body;
  const args = earlier(before, after);
  if (Object.keys(args).length === 0) return { after, undo: [] };
  const text = `Set ${issueName(issue)} back: ${Object.keys(args).join(', ').replace('state_reason', 'reason')}.`;
  return { after, undo: [{ tool: 'github.issues.restore', args: { issue, ...args }, text }] };
}
