import type { DatabaseSync } from 'node:sqlite';
import type { AuditFilter, AuditFormat, VerifyReport } from '../../../shared/index.ts';
import { type Exported, writeExport } from '../export/export-file.ts';
import { Prover } from '../prover.ts';
import { findRemovable, type Removable } from '../retention/removable.ts';
import type { Anchor } from '../signer.ts';
import { Statements } from '../statements.ts';
import { guarded } from '../storage-error.ts';
import { TreeStore } from '../tree-store.ts';
import { verifySteps } from '../verify.ts';
import { logSize } from './follow.ts';
import { Reader } from './reader.ts';

/** A long piece of reading, with progress. */
export interface Tasks {
  readonly verify: { readonly given: { readonly anchor: Anchor | null }; readonly answer: VerifyReport };
  readonly export: {
    readonly given: {
      readonly file: string;
      readonly format: AuditFormat;
      readonly filter: AuditFilter;
      /** Epoch milliseconds. */
      readonly now: number;
    };
    readonly answer: Exported & { readonly entries: number };
  };
  /** What would be removed of what was begun before a time (epoch milliseconds). */
  readonly removable: { readonly given: { readonly before: number }; readonly answer: Removable };
}
export type TaskName = keyof Tasks;

/** How far a task is: records, or entries, of all there are. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** A task, step by step. `publicKey` is the log's own, base64. */
export type TaskSteps<N extends TaskName> = Generator<Progress, Tasks[N]['answer'], undefined>;

function* withTotal<T>(steps: Generator<number, T, undefined>, total: number): Generator<Progress, T, undefined> {
  yield { done: 0, total };
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
    // A log may grow meanwhile.
    yield { done: Math.min(value, total), total };
  }
}

type Runners = {
  readonly [N in TaskName]: (database: DatabaseSync, publicKey: string, given: Tasks[N]['given']) => TaskSteps<N>;
};

/** How each task is done over a connection to the log. */
export const taskRunners: Runners = {
  *verify(database, publicKey, { anchor }) {
    let total = 0;
    try {
      total = logSize(new Statements(database));
    } catch {
      // Verification says what is wrong with the file.
    }
    return yield* withTotal(verifySteps(database, publicKey, anchor), total);
  },
  *export(database, publicKey, given) {
    const statements = new Statements(database);
    const prover = guarded(() => new Prover(statements, new TreeStore(database), publicKey));
    // Read to the end at once: one connection serves both.
    const intents = new Reader(statements, statements).intents(given.filter);
    const exported = yield* withTotal(writeExport(statements, prover, { ...given, intents }), intents.length);
    return { ...exported, entries: intents.length };
  },
  *removable(database, _publicKey, { before }) {
    return guarded(() => findRemovable(new Statements(database), before));
  },
};
