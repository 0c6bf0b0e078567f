import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createMemoryKeychain, type Keychain } from '../keychain/index.ts';
import { type MerkleAuditLog, openAuditLog } from './log.ts';
import { createSigner } from './signer.ts';
import type { Intent, Outcome } from './types.ts';

export const start = Date.parse('2026-03-04T15:30:00.000Z');

/** A folder that is gone after the test. */
export function scratch(): { readonly file: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'thimble-audit-'));
  return { file: join(folder, 'audit.db'), remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Opens a log whose clock goes one second an entry. */
export async function openLog(
  file: string,
  keychain: Keychain = createMemoryKeychain(),
  anchored = true,
): Promise<MerkleAuditLog> {
  let now = start;
  const signer = await createSigner(keychain, anchored ? { log: file } : {});
  return openAuditLog({ file, signer, now: () => (now += 500) });
}

export function anIntent(changes: Partial<Intent> = {}): Intent {
  return {
    runId: 'run_1',
    step: 1,
    request: "refund $5 of Oskar's latest payment",
    tool: 'stripe.refunds.create',
    title: 'Refund a payment',
    service: 'stripe',
    effect: 'money',
    effectText: "Refund $5.00 of Oskar Lindqvist's payment of $25.99",
    undoText: 'A refund cannot be undone.',
    args: [
      {
        name: 'payment',
        kind: 'stripe.payment',
        description: 'The payment',
        proposed: "Oskar's latest payment",
        value: { id: 'pi_3QaA' },
        label: '$25.99 (Sticker pack)',
        source: { kind: 'resolver', text: "Oskar's latest payment", via: 'Stripe payments' },
        confidence: 0.9,
        editable: true,
        choices: null,
      },
    ],
    decision: {
      id: 'dec_1',
      verdict: 'ask',
      rules: [
        { id: 'money-asks', verdict: 'ask', text: 'Anything that moves or promises money asks first.', change: null },
      ],
      callHash: 'ab'.repeat(32),
      decidedAt: '2026-03-04T15:30:00.000Z',
    },
    approval: { by: 'Sam Rivera', at: '2026-03-04T15:30:05.000Z', verdict: 'approve', reason: '' },
    tainted: false,
    lookup: false,
    account: 'demo',
    place: 'demo/1',
    undoes: null,
    asked: [],
    secondModel: null,
    ...changes,
  };
}

export function anOutcome(changes: Partial<Outcome> = {}): Outcome {
  return {
    status: 'succeeded',
    summary: 'Refunded $5.00 to Oskar Lindqvist',
    result: { id: 're_1', amount: 500 },
    error: null,
    requests: [
      {
        method: 'POST',
        path: '/v1/refunds',
        query: { expand: 'charge' },
        body: { payment_intent: 'pi_3QaA', amount: 500 },
        status: 200,
      },
    ],
    undo: [],
    milliseconds: 120,
    ...changes,
  };
}

/** What each version of the log added, to be taken away again. */
const additions: Readonly<Record<number, string>> = {
  5: 'DROP INDEX calls_settles; DROP INDEX calls_unknown; ALTER TABLE calls DROP COLUMN settles;',
  4: `DROP INDEX calls_run;
    ${['at', 'run', 'tool', 'account', 'approver', 'tainted', 'waited', 'removed'].map((name) => `ALTER TABLE calls DROP COLUMN ${name};`).join(' ')}
    DROP TABLE search;
    CREATE VIRTUAL TABLE search USING fts5(
      text, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 2 tokenchars '-_'");`,
  3: 'DROP TABLE changes; DROP TABLE recipients;',
  2: 'DROP INDEX calls_undoes; ALTER TABLE calls DROP COLUMN undoes;',
};

/** Makes a log's file one of an earlier version. */
export function toVersion(file: string, version: number): void {
  const database = new DatabaseSync(file);
  for (let from = 5; from > version; from--) database.exec(additions[from] ?? '');
  database.exec(`PRAGMA user_version = ${version}`);
  database.close();
}
