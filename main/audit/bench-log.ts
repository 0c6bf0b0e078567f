import { randomBytes } from 'node:crypto';
import { canonicalJson } from '../../shared/index.ts';
import { intentBodySchema, outcomeBodySchema, searchText, verdictOf } from './body.ts';
import { signCheckpoint } from './checkpoint.ts';
import { openDatabase } from './database.ts';
import { addChange, dropChange } from './history.ts';
import { bodyMac, hashOfLeaf, type Part } from './leaf.ts';
import { listFacts } from './list-facts.ts';
import type { Signer } from './signer.ts';
import { Statements } from './statements.ts';
import { TreeStore } from './tree-store.ts';
import type { Intent, Outcome } from './types.ts';

/** A call that was never made, `n` counting from 0. */
export type MadeUp = (n: number) => { readonly intent: Intent; readonly outcome: Outcome; readonly at: number };

/** Calls in one transaction, and under one signature. */
const batch = 2000;

/**
 * Fills a new log's file with made-up calls for benchmarks, as the log itself would, but for redaction, durable writes and
 * a signature a call: in minutes where it would take an hour. The file verifies.
 */
export function fillLog(file: string, signer: Signer, calls: number, madeUp: MadeUp): void {
  const database = openDatabase(file);
  const statements = new Statements(database);
  const tree = new TreeStore(database);
  database.exec('PRAGMA synchronous = OFF');
  let [size, id, at] = [tree.size(), '', 0];
  const append = (part: Part, content: unknown): number => {
    const body = canonicalJson(content);
    const salt = randomBytes(32);
    const mac = bodyMac(salt, body);
    const leaf = hashOfLeaf({ index: size, id, part, at, mac });
    statements
      .sql('INSERT INTO entries (idx, id, part, at, body, salt, mac, leaf) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(size, id, part, at, body, salt, mac, leaf);
    tree.append(size, leaf);
    return size++;
  };
  const one = (n: number): void => {
    const made = madeUp(n);
    at = made.at;
    id = `log_${randomBytes(10).toString('hex')}`;
    const intent = intentBodySchema.parse(made.intent);
    const outcome = outcomeBodySchema.parse(made.outcome);
    const indexes = [append('intent', intent), append('outcome', outcome)];
    const { run, tool, account, approver, tainted, waited } = listFacts(intent);
    statements
      .sql(
        `INSERT INTO calls (id, intent, outcome, service, effect, verdict, status, lookup, undoes, pid, session,
           at, run, tool, account, approver, tainted, waited)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL, 0, '', ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[id, ...indexes, intent.service, intent.effect, verdictOf(intent), outcome.status, Number(intent.lookup)],
        ...[at, run, tool, account, approver, tainted, waited],
      );
    addChange(statements, indexes[0] ?? 0, at, intent);
    dropChange(statements, id, outcome.status);
    statements.sql('INSERT INTO search (rowid, text) VALUES (?, ?)').run(indexes[0] ?? 0, searchText(intent, outcome));
  };
  try {
    for (let done = 0; done < calls; ) {
      database.exec('BEGIN');
      for (const end = Math.min(calls, done + batch); done < end; done++) one(done);
      const { rootHash, ...signed } = signCheckpoint(signer, size, tree.root(size), at);
      statements
        .sql('INSERT INTO checkpoints (size, root, at, signature, public_key) VALUES (?, ?, ?, ?, ?)')
        .run(size, Buffer.from(rootHash, 'hex'), signed.at, signed.signature, signed.publicKey);
      database.exec('COMMIT');
      signer.keep({ size, rootHash });
    }
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } finally {
    database.close();
  }
}
