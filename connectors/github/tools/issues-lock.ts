import type { JsonObject } from '../../../shared/index.ts';
import { defineTool, type KindValue, type ToolApi, type UndoCall } from '../../kit/guest.ts';
import { bodyOf } from '../request.ts';
import { at, textAt } from '../shape.ts';
import { issueName, issuePath } from './issue-change.ts';
import { issueText } from './issue-people.ts';
import { issue, ofRepo } from './params.ts';

const reasons = ['off-topic', 'too heated', 'resolved', 'spam'] as const;

/** Whether the conversation is locked, and why; the reason is empty where none was given. */
async function lockOf(api: ToolApi, value: KindValue<'github.issue'>): Promise<{ locked: boolean; reason: string }> {
  const { body } = await api.send({ method: 'GET', path: issuePath(value) });
  return { locked: at(body, 'locked') === true, reason: textAt(body, 'active_lock_reason') };
}

function lockAgain(value: KindValue<'github.issue'>, reason: string): UndoCall {
  const known = reasons.find((one) => one === reason);
  return {
    tool: 'github.issues.lock',
    args: { issue: value, ...(known === undefined ? {} : { lock_reason: known }) },
    text: `Lock ${issueName(value)} again${known === undefined ? '' : ` as ${known}`}.`,
  };
}

/** https://docs.github.com/rest/issues/issues#lock-an-issue */
export const lockIssue = defineTool({
  name: 'github.issues.lock',
  title: 'Lock a conversation',
  description: 'Locks the conversation of an issue or pull request so that only collaborators can comment.',
  effect: 'write',
  undo: { kind: 'call', tool: 'github.issues.unlock', text: 'Unlock the conversation.' },
  params: {
    issue,
    repo: ofRepo,
    lock_reason: { kind: 'enum', values: reasons, description: 'Why it is locked', sets: ['lock_reason'] },
  },
  effectText: (args) =>
    `Lock the conversation on ${issueText(args.issue)}${args.lock_reason === undefined ? '' : ` as ${args.lock_reason}`}`,
  async run(args, api) {
    const before = await lockOf(api, args.issue);
    const body: JsonObject = args.lock_reason === undefined ? {} : { lock_reason: args.lock_reason };
    await api.send({ method: 'PUT', path: issuePath(args.issue, '/lock'), ...bodyOf(body) });
    const name = issueName(args.issue);
    const unlock = { tool: 'github.issues.unlock', args: { issue: args.issue }, text: `Unlock ${name}.` };
    const unchanged = before.locked && before.reason === (args.lock_reason ?? '');
    return {
      data: { number: args.issue.number, locked: true, active_lock_reason: args.lock_reason ?? null },
      summary: unchanged ? `${name} was locked already` : `Locked ${name}`,
      undo: unchanged ? [] : before.locked ? [unlock, lockAgain(args.issue, before.reason)] : [unlock],
    };
  },
});

/** https://docs.github.com/rest/issues/issues#unlock-an-issue */
export const unlockIssue = defineTool({
  name: 'github.issues.unlock',
  title: 'Unlock a conversation',
  description: 'Unlocks the conversation of an issue or pull request.',
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'github.issues.lock', text: 'Lock it again.' },
  params: { issue: { ...issue, sets: [] } },
  effectText: (args) => `Unlock the conversation on ${issueText(args.issue)}`,
  async run(args, api) {
    const before = await lockOf(api, args.issue);
    await api.send({ method: 'DELETE', path: issuePath(args.issue, '/lock') });
    return {
      data: { number: args.issue.number, locked: false },
      summary: `Unlocked ${issueName(args.issue)}`,
      undo: before.locked ? [lockAgain(args.issue, before.reason)] : [],
    };
  },
});
