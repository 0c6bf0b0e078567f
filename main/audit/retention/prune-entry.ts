import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ArgumentView, Json } from '../../../shared/index.ts';
import { callHash, openAccount } from '../../policy/index.ts';
import type { IntentBody } from '../body.ts';
import type { Intent } from '../types.ts';
import { pruneTool } from './prune-tool.ts';

/** Records of the log, from the first index that is in to the first that is out. */
export type RecordRange = readonly [from: number, to: number];

/** Which texts are removed. Kept in the entry of the removal itself, which tells it apart from tampering. */
export interface Removal {
  /** ISO 8601: entries begun before are removed. */
  readonly before: string;
  /** How many entries. */
  readonly entries: number;
  /** Ascending, apart from each other. */
  readonly ranges: readonly RecordRange[];
  /** SHA-256 over what the list keeps of them, lower-case hex. */
  readonly list: string;
}

const index = z.number().int().min(0);
const removalSchema = z.object({
  before: z.string(),
  entries: index,
  ranges: z.array(z.tuple([index, index])),
  list: z.string(),
});

function view(name: string, description: string, value: Json, label: string): ArgumentView {
  return {
    name,
    kind: 'text',
    description,
    proposed: '',
    value,
    label,
    source: { kind: 'person', text: '' },
    confidence: null,
    editable: false,
    choices: null,
  };
}

const entriesOf = (count: number) => `${count} ${count === 1 ? 'entry' : 'entries'}`;

/** The entry that says which texts go. @param now epoch milliseconds */
export function pruneIntent(removal: Removal, now: number): Intent {
  const { before, entries, ranges, list } = removal;
  const records = ranges.reduce((sum, [from, to]) => sum + to - from, 0);
  return {
    runId: randomUUID(),
    step: 0,
    request: '',
    tool: pruneTool,
    title: 'Remove old texts from the log',
    service: 'thimble',
    effect: 'destructive',
    effectText: `Remove the texts of ${entriesOf(entries)} from before ${before.slice(0, 10)} from the log`,
    undoText: 'What is removed is gone; its proofs stay.',
    args: [
      view('before', 'Entries begun before', before, before),
      view('entries', 'How many', entries, entriesOf(entries)),
      view(
        'ranges',
        'Records of the log, from and to',
        ranges.map(([from, to]) => [from, to]),
        `${records} records`,
      ),
      view('list', 'SHA-256 over what the list keeps of them', list, list),
    ],
    decision: {
      id: `dec_${randomUUID()}`,
      verdict: 'allow',
      rules: [
        { id: 'you-keep', verdict: 'allow', text: 'You choose how long texts are kept in the log.', change: null },
      ],
      callHash: callHash({ tool: pruneTool, connectorVersion: '1', account: openAccount, args: { before, list } }),
      decidedAt: new Date(now).toISOString(),
    },
    approval: null,
    tainted: false,
    lookup: false,
    account: openAccount.name,
    place: openAccount.id,
    undoes: null,
    asked: [],
    secondModel: null,
  };
}

/** What an entry says was removed; null for an entry of anything else. */
export function removalOf(intent: IntentBody): Removal | null {
  if (intent.tool !== pruneTool || intent.service !== 'thimble') return null;
  const values = Object.fromEntries(intent.args.map(({ name, value }) => [name, value]));
  const { success, data } = removalSchema.safeParse(values);
  return success ? data : null;
}
