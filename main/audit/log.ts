import { type AuditFilter, type AuditStatus, ThimbleError } from '../../shared/index.ts';
import type { CallHistory, HistoryQuery } from '../policy/index.ts';
import { intentBodySchema, readBody } from './body.ts';
import { type LoggedCall, readCalls } from './calls.ts';
import type { Checkpoint } from './checkpoint.ts';
import { openDatabase } from './database.ts';
import { whereOf } from './filter.ts';
import { newestChange, readHistory } from './history.ts';
import { isAlive } from './is-alive.ts';
import { type ConsistencyProof, Prover } from './prover.ts';
import { openReadOnly } from './read-only.ts';
import { pruneIntent, type Removal, removalOf } from './retention/prune-entry.ts';
import { pruneTool } from './retention/prune-tool.ts';
import { removeTexts } from './retention/remove-texts.ts';
import type { Anchor, Signer } from './signer.ts';
import { Statements } from './statements.ts';
import { guarded } from './storage-error.ts';
import { TreeStore } from './tree-store.ts';
import type { AuditLog, AuditRecord, Intent, LoggedSettling, LoggedUndo, Outcome } from './types.ts';
import { unanswered } from './unanswered.ts';
import { verifyLog } from './verify.ts';
import { type CallRow, detailOf, isRemoved, readCall, removedDetail, selectCalls, summaryOf } from './view.ts';
import { Writer } from './writer.ts';

export interface AuditLogOptions {
  /** The database's path; `:memory:` for a log that ends with the process. */
  readonly file: string;
  readonly signer: Signer;
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** A further redaction of texts, after that of well-known secrets. */
  readonly redact?: (text: string) => string;
}

/** An {@link AuditLog} with what a checker outside of the app asks for. */
export interface MerkleAuditLog extends AuditLog {
  /** The newest signed checkpoint; null while the log is empty. */
  checkpoint(): Checkpoint | null;
  /** That the log of now only adds to the log of `firstSize` entries. Throws `not_found` for a size never reached. */
  consistency(firstSize: number): ConsistencyProof;
}

/** How far back {@link AuditLog.recentRequests} looks, in calls. */
const recentCalls = 1000;

const stoppedEarly = unanswered('unknown', {
  code: 'outcome_unknown',
  message: 'Thimble stopped before the answer came, so this may have happened.',
  hint: 'Check in the service before you ask for it again.',
});

/** Whether the tree still begins with what the keychain knows of. */
function holdsAnchor(tree: TreeStore, anchor: Anchor | null): boolean {
  if (!anchor || anchor.size === 0) return true;
  if (anchor.size > tree.size()) return false;
  try {
    return tree.root(anchor.size).toString('hex') === anchor.rootHash;
  } catch (thrown) {
    if (thrown instanceof RangeError) return false;
    throw thrown;
  }
}

class SqliteAuditLog implements MerkleAuditLog {
  readonly #options: AuditLogOptions;
  readonly #statements: Statements;
  readonly #writer: Writer;
  readonly #prover: Prover;
  /** False leaves the anchor in the keychain alone, for {@link verify} to report. */
  readonly #anchorHolds: boolean;

  constructor(options: AuditLogOptions) {
    this.#options = options;
    const database = openDatabase(options.file);
    try {
      this.#statements = new Statements(database);
      const tree = guarded(() => new TreeStore(database));
      this.#writer = new Writer(this.#statements, tree, options);
      this.#prover = new Prover(this.#statements, tree, options.signer.publicKey);
      this.#anchorHolds = guarded(() => holdsAnchor(tree, options.signer.anchor));
      this.#writer.takeOver(this.checkpoint());
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  }

  #write<T>(act: () => T): T {
    const { answer, checkpoint } = this.#writer.write(act);
    if (this.#anchorHolds) this.#options.signer.keep(checkpoint);
    return answer;
  }

  #row(id: string): CallRow {
    const row = this.#statements.sql(`${selectCalls} WHERE c.id = ?`).get(id.toWellFormed());
    if (!row)
      throw new ThimbleError('not_found', 'There is no such entry in the log.', 'See `npx thimble audit list`.');
    return row as unknown as CallRow;
  }

  intent(intent: Intent, upTo?: number): string {
    return this.#write(() => {
      // Another process may write between a decision and here: its change could be the one that reaches a limit.
      if (upTo !== undefined && intent.effect !== 'read' && newestChange(this.#statements) > upTo)
        throw new ThimbleError(
          'bad_input',
          'Something else was changed through Thimble at the same moment, so this was not done.',
          'Ask for it again.',
        );
      const open = this.#statements.sql('SELECT 1 FROM calls WHERE undoes = ? AND outcome IS NULL');
      // In the transaction that writes: of two processes that undo one call, only one gets past here.
      if (intent.undoes !== null && open.get(intent.undoes))
        throw new ThimbleError('bad_input', 'This is being undone elsewhere.', 'See its entry in the activity.');
      this.#refuseSettled(intent);
      return this.#writer.intent(intent).id;
    });
  }

  record(intent: Intent, outcome: Outcome): string {
    return this.#write(() => {
      if (outcome.status === 'succeeded') this.#refuseSettled(intent);
      const { id, body } = this.#writer.intent(intent);
      this.#writer.outcome(id, body, outcome);
      return id;
    });
  }

  /** In the transaction that writes: of two that settle one entry, only one gets past here. */
  #refuseSettled({ settles }: Intent): void {
    if (settles === undefined) return;
    const taken = this.#statements.sql(
      "SELECT 1 FROM calls WHERE settles = ? AND (outcome IS NULL OR status = 'succeeded')",
    );
    if (taken.get(settles))
      throw new ThimbleError(
        'bad_input',
        'This was settled, or is being settled, elsewhere.',
        'See its entry in the activity.',
      );
  }

  outcome(id: string, outcome: Outcome): void {
    this.#write(() => {
      const row = this.#row(id);
      if (row.outcome !== null)
        throw new ThimbleError(
          'internal',
          'This call already has an outcome.',
          'Report it: the log keeps one outcome a call.',
        );
      this.#writer.outcome(id, readCall(row).intent, outcome);
    });
  }

  list(filter: AuditFilter, cursor: string | undefined, limit: number) {
    return guarded(() => {
      const where = whereOf(filter);
      const count = this.#statements.sql(`SELECT count(*) AS n FROM calls c WHERE ${where.sql}`).get(...where.values);
      const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : this.#row(cursor).intent;
      const rows = this.#statements
        .sql(`${selectCalls} WHERE ${where.sql} AND c.intent < ? ORDER BY c.intent DESC LIMIT ?`)
        .all(...where.values, before, limit + 1) as unknown as CallRow[];
      const entries = rows.slice(0, limit).map(summaryOf);
      return { entries, next: rows.length > limit ? (entries.at(-1)?.id ?? null) : null, total: Number(count?.n ?? 0) };
    });
  }

  #proofs(row: CallRow, checkpoint: Checkpoint): AuditRecord['proofs'] {
    const indexes = [row.intent, ...(row.outcome === null ? [] : [row.outcome])];
    return indexes.map((index, i) => ({
      part: i === 0 ? ('intent' as const) : ('outcome' as const),
      proof: this.#prover.inclusion(index, checkpoint),
    }));
  }

  #detail(row: CallRow): AuditRecord {
    const { intent, outcome } = readCall(row);
    const checkpoint = this.#prover.checkpoint();
    if (row.intentBody === null || (row.outcome !== null && row.outcomeBody === null))
      throw new ThimbleError(
        'not_found',
        'The text of this entry was removed from the log.',
        'Its proof is still there: run `npx thimble audit verify`.',
      );
    if (!intent || !checkpoint || (row.outcome !== null && !outcome))
      throw new ThimbleError(
        'storage_unavailable',
        'This entry of the log has been damaged or changed.',
        'Run `npx thimble audit verify` to see what is wrong.',
      );
    return detailOf(row, intent, outcome, this.#proofs(row, checkpoint));
  }

  show(id: string): AuditRecord {
    return guarded(() => {
      const row = this.#row(id);
      const checkpoint = this.#prover.checkpoint();
      return isRemoved(row) && checkpoint ? removedDetail(row, this.#proofs(row, checkpoint)) : this.#detail(row);
    });
  }

  #attempts(column: 'undoes' | 'settles', id: string): LoggedUndo['by'] {
    const rows = this.#statements
      .sql(`${selectCalls} WHERE c.${column} = ? ORDER BY c.intent`)
      .all(id) as unknown as CallRow[];
    return rows.map(({ id, at, status }) => ({
      id,
      at: new Date(at).toISOString(),
      status: status as AuditStatus,
    }));
  }

  settlingOf(id: string): LoggedSettling {
    return guarded(() => {
      const row = this.#row(id);
      const place = readCall(row).intent?.place ?? '';
      return { record: this.#detail(row), place, by: this.#attempts('settles', row.id) };
    });
  }

  unsettled(limit: number) {
    return guarded(() => {
      // An attempt to settle another entry is settled with that one.
      const where = `c.status = 'unknown' AND c.effect <> 'read' AND c.lookup = 0 AND c.removed = 0 AND c.settles IS NULL
        AND NOT EXISTS (SELECT 1 FROM calls s WHERE s.settles = c.id AND s.status = 'succeeded')`;
      const count = this.#statements.sql(`SELECT count(*) AS n FROM calls c WHERE ${where}`).get();
      const rows = this.#statements
        .sql(`${selectCalls} WHERE ${where} ORDER BY c.intent DESC LIMIT ?`)
        .all(limit) as unknown as CallRow[];
      return { total: Number(count?.n ?? 0), entries: rows.map(summaryOf) };
    });
  }

  undoOf(id: string): LoggedUndo {
    return guarded(() => {
      const row = this.#row(id);
      const { intent, outcome } = readCall(row);
      return {
        record: this.#detail(row),
        place: intent?.place ?? '',
        calls: outcome?.undo ?? [],
        redacted: outcome?.undoRedacted ?? false,
        by: this.#attempts('undoes', row.id),
      };
    });
  }

  history(query: HistoryQuery): CallHistory {
    return guarded(() => readHistory(this.#statements, query));
  }

  checkpoint(): Checkpoint | null {
    return guarded(() => this.#prover.checkpoint());
  }

  consistency(firstSize: number): ConsistencyProof {
    return guarded(() => this.#prover.consistency(firstSize));
  }

  verify() {
    const { file, signer } = this.#options;
    if (file === ':memory:') return verifyLog(this.#statements.database, signer.publicKey, signer.anchor);
    // Through a connection of its own: this one's page cache may hide what was done to the file.
    const fresh = openReadOnly(file);
    try {
      return verifyLog(fresh, signer.publicKey, signer.anchor);
    } finally {
      fresh.close();
    }
  }

  calls(limit: number, id?: string): LoggedCall[] {
    return guarded(() => readCalls(this.#statements, limit, id));
  }

  recentRequests(limit: number): string[] {
    return guarded(() => {
      const rows = this.#statements
        .sql(
          'SELECT i.body FROM calls c JOIN entries i ON i.idx = c.intent WHERE c.lookup = 0 AND c.undoes IS NULL ORDER BY c.intent DESC LIMIT ?',
        )
        .all(recentCalls);
      const requests = rows.flatMap((row) => readBody(intentBodySchema, row.body)?.request ?? []);
      // What was redacted cannot be asked again.
      const askable = requests.filter((request) => request !== '' && !request.includes('[redacted:'));
      return [...new Set(askable)].slice(0, limit);
    });
  }

  closeDangling(): number {
    return guarded(() => {
      const rows = this.#statements
        .sql('SELECT id, pid FROM calls WHERE outcome IS NULL AND session <> ? AND tool <> ?')
        .all(this.#writer.session, pruneTool);
      const dead = rows.filter(({ pid }) => this.#isOver(Number(pid)));
      for (const row of dead) this.outcome(String(row.id), stoppedEarly);
      return dead.length;
    });
  }

  /** Another Thimble that still runs will write its own outcomes. */
  #isOver(pid: number): boolean {
    return pid === process.pid || !isAlive(pid);
  }

  async remove(removal: Removal): Promise<string> {
    const id = this.intent(pruneIntent(removal, this.#options.now()));
    await this.#removeTexts(id, removal);
    return id;
  }

  async finishRemovals(): Promise<void> {
    const open = guarded(() =>
      this.#statements
        .sql(`${selectCalls} WHERE c.outcome IS NULL AND c.session <> ? AND c.tool = ?`)
        .all(this.#writer.session, pruneTool),
    ) as unknown as CallRow[];
    for (const row of open) {
      const { intent } = readCall(row);
      const removal = intent && removalOf(intent);
      if (removal && this.#isOver(row.pid)) await this.#removeTexts(row.id, removal);
    }
  }

  async #removeTexts(id: string, removal: Removal): Promise<void> {
    const started = this.#options.now();
    await removeTexts(this.#statements, removal.ranges);
    this.outcome(id, {
      ...unanswered('succeeded', null),
      summary: `Removed the texts of ${removal.entries} ${removal.entries === 1 ? 'entry' : 'entries'}`,
      milliseconds: Math.max(0, this.#options.now() - started),
    });
  }

  close(): void {
    if (!this.#statements.database.isOpen) return;
    guarded(() => this.#statements.database.close());
    void this.#options.signer.flush();
  }
}

/**
 * Opens the log.
 * @throws ThimbleError `storage_unavailable` when the file cannot be opened, written or read as a log
 */
export function openAuditLog(options: AuditLogOptions): MerkleAuditLog {
  return new SqliteAuditLog(options);
}
