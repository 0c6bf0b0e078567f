import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { UndoCall } from '../../connectors/index.ts';
import { canonicalJson } from '../../shared/index.ts';
import {
  type IntentBody,
  intentBodySchema,
  type OutcomeBody,
  outcomeBodySchema,
  searchText,
  verdictOf,
} from './body.ts';
import { type Checkpoint, isSigned, signCheckpoint } from './checkpoint.ts';
import { transaction } from './database.ts';
import { addChange, dropChange } from './history.ts';
import { bodyMac, hashOfLeaf, type Part } from './leaf.ts';
import { listFacts } from './list-facts.ts';
import { redacted } from './redact.ts';
import type { Signer } from './signer.ts';
import type { Statements } from './statements.ts';
import { guarded } from './storage-error.ts';
import type { TreeStore } from './tree-store.ts';
import type { Intent, Outcome } from './types.ts';

export interface WriterOptions {
  readonly signer: Signer;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A further redaction of texts, after that of well-known secrets. */
  readonly redact?: (text: string) => string;
}

/** Largest result that is kept, in UTF-16 code units of its JSON. */
const maxResult = 262_144;

/** What an undo call does; its text is only for people. */
const callOf = ({ tool, args }: UndoCall) => ({ tool, args });

/** Appends entries: body, leaf, tree, list, search and signature in one transaction. */
export class Writer {
  /** Tells this process's calls from an earlier one's of the same process id. */
  readonly session = randomBytes(12).toString('hex');
  readonly #statements: Statements;
  readonly #tree: TreeStore;
  readonly #options: WriterOptions;

  constructor(statements: Statements, tree: TreeStore, options: WriterOptions) {
    this.#statements = statements;
    this.#tree = tree;
    this.#options = options;
  }

  /**
   * Runs `act`, signs the log as it is then, and commits both together.
   * @throws ThimbleError `storage_unavailable`; nothing is then written
   */
  write<T>(act: () => T): { readonly answer: T; readonly checkpoint: Checkpoint } {
    return guarded(() => transaction(this.#statements.database, () => ({ answer: act(), checkpoint: this.#sign() })));
  }

  /**
   * Signs a log that another key signed last, once, with a key made just now: the old one is gone (an in-memory keychain,
   * a new system). Only what the old key had signed is taken over. A key that is not new never does this.
   */
  takeOver(last: Checkpoint | null): void {
    const { signer } = this.#options;
    if (!signer.fresh || !last || last.publicKey === signer.publicKey || !isSigned(last)) return;
    guarded(() =>
      transaction(this.#statements.database, () => {
        const size = this.#tree.size();
        if (size === last.size && this.#tree.root(size).toString('hex') === last.rootHash) this.#sign();
      }),
    );
  }

  /** Inside {@link write}. */
  intent(intent: Intent): { readonly id: string; readonly body: IntentBody } {
    const id = `log_${randomBytes(10).toString('hex')}`;
    const body = intentBodySchema.parse(redacted(intent, this.#options.redact));
    const { index, at } = this.#append(id, 'intent', body);
    const { run, tool, account, approver, tainted, waited } = listFacts(body);
    const { service, effect, lookup, undoes } = body;
    this.#statements
      .sql(
        `INSERT INTO calls (id, intent, outcome, service, effect, verdict, status, lookup, undoes, settles, pid, session,
           at, run, tool, account, approver, tainted, waited)
         VALUES (?, ?, NULL, ?, ?, ?, 'intent', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        ...[
          id,
          index,
          service,
          effect,
          verdictOf(body),
          Number(lookup),
          undoes,
          body.settles ?? null,
          process.pid,
          this.session,
        ],
        ...[at, run, tool, account, approver, tainted, waited],
      );
    this.#index(index, searchText(body, null));
    addChange(this.#statements, index, at, body);
    return { id, body };
  }

  /** Inside {@link write}. `intent` is null where it cannot be read any more. */
  outcome(id: string, intent: IntentBody | null, outcome: Outcome): void {
    const body = this.#outcomeBody(outcome);
    const { index } = this.#append(id, 'outcome', body);
    const call = this.#statements
      .sql('UPDATE calls SET outcome = ?, status = ? WHERE id = ? RETURNING intent')
      .get(index, body.status, id);
    if (intent && call) this.#index(Number(call.intent), searchText(intent, body));
    dropChange(this.#statements, id, body.status);
  }

  #outcomeBody(outcome: Outcome): OutcomeBody {
    const given = outcomeBodySchema.parse(redacted(outcome, this.#options.redact));
    // With a mark where a secret was, an undo would write the mark: what is not kept whole is not kept.
    const whole = isDeepStrictEqual(given.undo.map(callOf), outcome.undo.map(callOf));
    const body = whole ? given : { ...given, undo: [], undoRedacted: true };
    const length = JSON.stringify(body.result).length;
    if (length <= maxResult) return body;
    return { ...body, result: { left_out: `${length} characters of result were too many to keep` } };
  }

  #append(id: string, part: Part, content: unknown): { readonly index: number; readonly at: number } {
    const [index, at] = [this.#tree.size(), this.#options.now()];
    const body = canonicalJson(content);
    const salt = randomBytes(32);
    const mac = bodyMac(salt, body);
    const leaf = hashOfLeaf({ index, id, part, at, mac });
    this.#statements
      .sql('INSERT INTO entries (idx, id, part, at, body, salt, mac, leaf) VALUES (?, ?, ?, ?, ?, ?, ?, ?)')
      .run(index, id, part, at, body, salt, mac, leaf);
    this.#tree.append(index, leaf);
    return { index, at };
  }

  /** The words that a call is found by, in place of those of before. */
  #index(intent: number, text: string): void {
    this.#statements.run('INSERT OR REPLACE INTO search (rowid, text) VALUES (?, ?)', intent, text);
  }

  #sign(): Checkpoint {
    const size = this.#tree.size();
    const signed = signCheckpoint(this.#options.signer, size, this.#tree.root(size), this.#options.now());
    this.#statements
      .sql('INSERT INTO checkpoints (size, root, at, signature, public_key) VALUES (?, ?, ?, ?, ?)')
      .run(size, Buffer.from(signed.rootHash, 'hex'), signed.at, signed.signature, signed.publicKey);
    return signed;
  }
}
