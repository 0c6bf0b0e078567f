import type { DatabaseSync } from 'node:sqlite';
import type { AuditStatus, VerifyReport } from '../../shared/index.ts';
import { type IntentBody, intentBodySchema, outcomeBodySchema, readBody, verdictOf } from './body.ts';
import { type Checkpoint, isSigned } from './checkpoint.ts';
import { HistoryCheck } from './history.ts';
import { bodyMac, hashOfLeaf, type Part } from './leaf.ts';
import { listFacts } from './list-facts.ts';
import { nodeHash } from './merkle.ts';
import { RemovalCheck } from './retention/removal-check.ts';
import type { Anchor } from './signer.ts';
import { storageError } from './storage-error.ts';

type Problem = VerifyReport['problems'][number];
type Row = Record<string, unknown>;

/** How many of the newest signatures are checked; each covers everything before it, and the roots of all are compared. */
const checkedSignatures = 5000;

/** Records checked between two pauses. */
const slice = 1000;

const sameBytes = (a: unknown, b: Uint8Array) => a instanceof Uint8Array && Buffer.compare(a, b) === 0;
const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');

/**
 * What is wrong with one entry in itself, in one sentence; null when its body is what was hashed, or was removed as an
 * entry of the log says.
 */
function entryProblem(row: Row, removed: boolean): string | null {
  const { idx, id, part, at, body, salt, mac, leaf } = row;
  if (!(mac instanceof Uint8Array) || !(leaf instanceof Uint8Array)) return 'Its hashes are missing.';
  if (typeof body !== 'string' || !(salt instanceof Uint8Array)) {
    if (!removed || body !== null || salt !== null) return 'Its text was removed.';
  } else if (!sameBytes(mac, bodyMac(salt, body))) return 'Its text was changed after it was written.';
  const computed = hashOfLeaf({ index: Number(idx), id: String(id), part: part as Part, at: Number(at), mac });
  return sameBytes(leaf, computed) ? null : 'Its record was changed after it was written.';
}

/** What lists and filters show of a call, against what its entries say. */
function listProblem(row: Row, call: Row | undefined, intent: IntentBody | null): string | null {
  if (row.body === null) {
    // Whether it was to be removed is known by now; what the list keeps of it is hashed as a whole.
    const there = call && call[String(row.part)] === row.idx && call.removed === 1 && call.account === '';
    return there ? null : 'It is missing from the list.';
  }
  if (row.part === 'intent') {
    if (!intent) return 'Its text cannot be read.';
    const body = intent;
    if (!call || call.intent !== row.idx) return 'It is missing from the list.';
    const same =
      call.service === body.service &&
      call.effect === body.effect &&
      call.verdict === verdictOf(body) &&
      call.lookup === Number(body.lookup) &&
      call.undoes === body.undoes &&
      call.settles === (body.settles ?? null) &&
      call.at === row.at &&
      Object.entries(listFacts(body)).every(([name, value]) => call[name] === value) &&
      (call.outcome !== null || call.status === 'intent');
    return same ? null : 'The list says something else about it.';
  }
  const body = readBody(outcomeBodySchema, row.body);
  if (!body) return 'Its text cannot be read.';
  return call && call.outcome === row.idx && call.status === body.status
    ? null
    : 'The list says something else about its outcome.';
}

class Verification {
  readonly #database: DatabaseSync;
  readonly #history: HistoryCheck;
  readonly problems: Problem[] = [];
  entries = 0;
  checkpoints = 0;
  rootHash = '';
  /** Index of the last entry with a problem of its own. */
  #bad = -1;
  #treeDiffers = false;

  constructor(database: DatabaseSync) {
    this.#database = database;
    this.#history = new HistoryCheck(database);
  }

  #note(index: number | null, entryId: string | null, message: string): void {
    this.problems.push({ index, entryId, message });
    if (index !== null) this.#bad = index;
  }

  *run(publicKey: string, anchor: Anchor | null): Generator<number, void, undefined> {
    const check = this.#database.prepare('PRAGMA quick_check(1)').get();
    if (check?.quick_check !== 'ok') this.#note(null, null, 'The database file is damaged.');
    const checkpoints = this.#checkpoints(publicKey);
    this.checkpoints = checkpoints.length;
    const anchored = yield* this.#entries(checkpoints, anchor);
    this.#signatures(checkpoints, publicKey);
    this.#sizes(checkpoints.at(-1)?.size ?? 0, anchor, anchored);
    if (this.problems.length === 0 && this.#history.hasMore())
      this.#note(null, null, 'What is counted for policies has calls that the log does not have.');
  }

  /** In the order of signing: by size, and where two keys signed one size, this installation's after the earlier. */
  #checkpoints(publicKey: string): Checkpoint[] {
    const rows = this.#database.prepare(
      'SELECT size, root, at, signature, public_key FROM checkpoints ORDER BY size, public_key = ?',
    );
    return rows.all(publicKey).map((row) => ({
      size: Number(row.size),
      rootHash: row.root instanceof Uint8Array ? hex(row.root) : '',
      at: String(row.at),
      signature: String(row.signature),
      publicKey: String(row.public_key),
    }));
  }

  /** Walks all entries, rebuilding the tree; answers whether the anchor's root was met at its size. */
  *#entries(checkpoints: readonly Checkpoint[], anchor: Anchor | null): Generator<number, boolean, undefined> {
    const node = this.#database.prepare('SELECT hash FROM nodes WHERE level = ? AND idx = ?');
    const call = this.#database.prepare('SELECT * FROM calls WHERE id = ?');
    const calls = Number(this.#database.prepare('SELECT count(*) AS n FROM calls').get()?.n ?? 0);
    // Complete subtrees from the left, sizes falling: the tree's right edge.
    const edge: { size: number; hash: Uint8Array }[] = [];
    const root = () =>
      edge.reduceRight<Uint8Array | null>((right, { hash }) => (right ? nodeHash(hash, right) : hash), null);
    const miscounted: { index: number; entryId: string }[] = [];
    const removals = new RemovalCheck(this.#database);
    let [intents, next, anchored, rootFailed] = [0, 0, false, false];
    for (const row of this.#database.prepare('SELECT * FROM entries ORDER BY idx').iterate()) {
      const [index, id] = [Number(row.idx), String(row.id)];
      if (index !== this.entries) {
        this.#note(this.entries, null, `Entries ${this.entries} to ${index - 1} are missing.`);
        this.entries = index;
      }
      if (row.part === 'intent') intents++;
      const listed = call.get(id);
      const removed = removals.covers(index);
      if (removed && listed && row.part === 'intent') removals.add(index, listed);
      const body = row.part === 'intent' ? readBody(intentBodySchema, row.body) : null;
      const wrong = entryProblem(row, removed) ?? listProblem(row, listed, body);
      if (wrong) this.#note(index, id, wrong);
      else if (body && this.#history.differs(index, Number(row.at), listed?.status as AuditStatus, body))
        miscounted.push({ index, entryId: id });
      let hash: Uint8Array = row.leaf instanceof Uint8Array ? row.leaf : new Uint8Array(32);
      let [size, level] = [1, 0];
      for (let left = edge.at(-1); left?.size === size; left = edge.at(-1)) {
        edge.pop();
        hash = nodeHash(left.hash, hash);
        [size, level] = [size * 2, level + 1];
        this.#treeDiffers ||= !sameBytes(node.get(level, Math.floor(index / size))?.hash, hash);
      }
      edge.push({ size, hash });
      this.entries = index + 1;
      if (this.entries % slice === 0) yield this.entries;
      const wantsAnchor = anchor?.size === this.entries;
      const signed: Checkpoint[] = [];
      for (let one = checkpoints[next]; one && one.size <= this.entries; one = checkpoints[++next]) signed.push(one);
      if (signed.length === 0 && !wantsAnchor) continue;
      this.rootHash = hex(root() ?? new Uint8Array());
      if (wantsAnchor) anchored = this.rootHash === anchor.rootHash;
      if (!rootFailed && signed.some((one) => one.size === this.entries && one.rootHash !== this.rootHash)) {
        rootFailed = true;
        // One difference makes all later roots differ; name it once.
        if (this.#bad < 0) this.#note(index, id, 'It is not the entry that was signed for.');
      }
    }
    const last = root();
    this.rootHash = last ? hex(last) : '';
    if (intents !== calls) this.#note(null, null, `The list has ${calls} calls, the log ${intents}.`);
    if (this.#treeDiffers && this.#bad < 0) this.#note(null, null, 'The stored tree is not the tree of the entries.');
    for (const { index, entryId } of removals.changed())
      this.#note(index, entryId, 'The list says something else about the calls whose texts it removed.');
    // A call whose status was changed is named for that, not for what follows from it.
    for (const { index, entryId } of miscounted)
      if (!this.problems.some((problem) => problem.entryId === entryId))
        this.#note(index, entryId, 'What is counted for policies says something else about it.');
    return anchored;
  }

  #signatures(checkpoints: readonly Checkpoint[], publicKey: string): void {
    const first = checkpoints.findIndex((one) => one.publicKey === publicKey);
    checkpoints.slice(-checkedSignatures).forEach((checkpoint, i) => {
      const at = Math.max(0, checkpoints.length - checkedSignatures) + i;
      if (!isSigned(checkpoint))
        this.#note(null, null, `The signature over the first ${checkpoint.size} entries is wrong.`);
      // Keys before the first of ours are an earlier installation's; after it nobody else signs.
      else if (checkpoint.publicKey !== publicKey && (first < 0 || at > first))
        this.#note(
          null,
          null,
          `The first ${checkpoint.size} entries are signed by another key than the one in the keychain.`,
        );
    });
  }

  #sizes(last: number, anchor: Anchor | null, anchored: boolean): void {
    if (this.entries < last)
      this.#note(this.entries, null, `Entries ${this.entries} to ${last - 1} were signed and are missing.`);
    if (this.entries > last) this.#note(last, null, `Entries from ${last} on are not covered by a signature.`);
    if (!anchor || anchored) return;
    if (this.entries < anchor.size)
      this.#note(
        this.entries,
        null,
        `The keychain knows of ${anchor.size} entries; those from ${this.entries} on are missing.`,
      );
    else this.#note(null, null, `The first ${anchor.size} entries are not those that the keychain knows of.`);
  }
}

/**
 * Recomputes the whole log: every body's MAC, every leaf, the tree, each checkpoint's root and signature, the list made
 * from the entries, and the anchor kept in the keychain. Damage that keeps SQLite from reading is a problem, not a throw.
 * Pauses now and then with how many records are done; holds a read transaction meanwhile.
 */
export function* verifySteps(
  database: DatabaseSync,
  publicKey: string,
  anchor: Anchor | null,
): Generator<number, VerifyReport, undefined> {
  const started = performance.now();
  const verification = new Verification(database);
  try {
    database.exec('BEGIN');
    yield* verification.run(publicKey, anchor);
  } catch (thrown) {
    const error = storageError(thrown);
    const message = error instanceof Error ? error.message : 'unknown error';
    verification.problems.push({
      index: null,
      entryId: null,
      message: `The log cannot be read to its end: ${message}`,
    });
  } finally {
    if (database.isTransaction) database.exec('ROLLBACK');
  }
  const { problems, entries, checkpoints, rootHash } = verification;
  return {
    ok: problems.length === 0,
    entries,
    checkpoints,
    rootHash,
    milliseconds: performance.now() - started,
    problems,
  };
}

/** {@link verifySteps} in one go. */
export function verifyLog(database: DatabaseSync, publicKey: string, anchor: Anchor | null): VerifyReport {
  const steps = verifySteps(database, publicKey, anchor);
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
