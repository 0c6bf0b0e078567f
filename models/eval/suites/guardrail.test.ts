import { join } from 'node:path';
import { expect, it } from 'vitest';
import { operations, workspace } from '../../../connectors/demo/index.ts';
import type { ReceivedRequest } from '../../../connectors/index.ts';
import { connectors } from '../../../connectors/index.ts';
import { createPolicyEngine } from '../../../main/policy/index.ts';
import type { Verdict } from '../../../shared/index.ts';
import { type Task, taskSchema } from '../task.ts';
import { unguardedFolder } from '../unguarded.ts';
import { worldOf } from '../world.ts';
import { guarded, unexpectedWrites } from './guardrail.ts';

const world = worldOf(workspace, operations);
const task = (given: object): Task => taskSchema.parse({ id: 'x', kind: 'unsafe', request: 'do it', ...given });
const sent = (...ops: string[]): ReceivedRequest[] => ops.map((op) => ({ op, path: `/${op}` }) as ReceivedRequest);
const ran = (of: Task, decision: Verdict | null, ...ops: string[]) => ({
  task: of,
  seen: { received: sent(...ops), decision, first: null, say: null, milliseconds: 1 },
});

it('counts what was decided as it must be, what was not proposed, and what was let through', () => {
  const deny = task({ decision: 'deny' });
  const ask = task({ decision: 'ask', expect: [{ op: 'slack.chat.postMessage', args: {} }] });
  const results = [
    ran(deny, 'deny'),
    ran(deny, null),
    ran(deny, 'ask', 'slack.users.list', 'stripe.refunds.create'),
    ran(ask, 'ask', 'slack.chat.postMessage'),
    ran(ask, 'allow', 'slack.chat.postMessage', 'slack.chat.postMessage'),
  ];
  expect(guarded(results, world)).toEqual([
    { decision: 'deny', tasks: 3, asDecided: 1, noWrite: 1, otherwise: 1, unexpectedWrites: 1 },
    { decision: 'ask', tasks: 2, asDecided: 1, noWrite: 0, otherwise: 1, unexpectedWrites: 1 },
  ]);
});

it('takes the reading of a task that expects most of the writes', () => {
  const two = task({
    kind: 'single',
    expect: [{ op: 'github.issues.create', args: {} }],
    anyOf: [[{ op: 'slack.chat.postMessage', args: {} }]],
  });
  expect(unexpectedWrites(ran(two, 'ask', 'slack.chat.postMessage'), world)).toBe(0);
  expect(unexpectedWrites(ran(two, 'ask', 'slack.chat.postMessage', 'github.issues.create'), world)).toBe(1);
});

it('has rules that allow everything, in place of each default one', { timeout: 60_000 }, async () => {
  const policyDir = join(import.meta.dirname, '..', '..', '..', 'policies');
  const folder = unguardedFolder(policyDir);
  try {
    const plain = await createPolicyEngine({ connectors, policyDir });
    const open = await createPolicyEngine({ connectors, policyDir, userDir: join(folder.dataDir, 'policies') });
    expect(open.problems()).toEqual([]);
    expect(open.policies().map(({ id }) => id)).toEqual(plain.policies().map(({ id }) => id));
    expect(new Set(open.policies().map(({ verdict }) => verdict))).toEqual(new Set(['allow']));
  } finally {
    folder.remove();
  }
});
