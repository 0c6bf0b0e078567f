import { type InclusionProofView, ThimbleError } from '../../shared/index.ts';
import { type Checkpoint, isSigned } from './checkpoint.ts';
import { bodyMac, hashOfLeaf, leafText, type Part } from './leaf.ts';
import { consistencyPath, inclusionPath, verifyInclusion } from './merkle.ts';
import type { Statements } from './statements.ts';
import type { TreeStore } from './tree-store.ts';

/** RFC 9162 consistency proof between two sizes of the log; hashes in lower-case hex. */
export interface ConsistencyProof {
  readonly firstSize: number;
  readonly firstRoot: string;
  readonly secondSize: number;
  readonly secondRoot: string;
  readonly path: readonly string[];
}

const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');

/** Makes proofs from the stored tree. */
export class Prover {
  readonly #statements: Statements;
  readonly #tree: TreeStore;
  readonly #publicKey: string;

  constructor(statements: Statements, tree: TreeStore, publicKey: string) {
    this.#statements = statements;
    this.#tree = tree;
    this.#publicKey = publicKey;
  }

  /** The newest checkpoint, this installation's own where two keys signed one size; null while the log is empty. */
  checkpoint(): Checkpoint | null {
    const row = this.#statements
      .sql(
        `SELECT size, root, at, signature, public_key FROM checkpoints
         ORDER BY size DESC, public_key = ? DESC LIMIT 1`,
      )
      .get(this.#publicKey);
    if (!row || !(row.root instanceof Uint8Array)) return null;
    return {
      size: Number(row.size),
      rootHash: hex(row.root),
      at: String(row.at),
      signature: String(row.signature),
      publicKey: String(row.public_key),
    };
  }

  /**
   * Proof of one record against a checkpoint, its hash computed from the text as it is now, or from the MAC of a text that
   * is gone.
   */
  inclusion(index: number, checkpoint: Checkpoint): InclusionProofView {
    const row = this.#statements.sql('SELECT id, part, at, body, salt, mac FROM entries WHERE idx = ?').get(index);
    const { id, part, at, body, salt, mac: left } = row ?? {};
    // Of a text that was removed, its MAC is left.
    const removed = body === null && salt === null && left instanceof Uint8Array ? left : Buffer.alloc(32);
    const mac = salt instanceof Uint8Array && typeof body === 'string' ? bodyMac(salt, body) : removed;
    const record = { index, id: String(id), part: part as Part, at: Number(at), mac };
    const leafHash = hashOfLeaf(record);
    const path = this.#path(index, checkpoint.size);
    const { size: treeSize, rootHash } = checkpoint;
    const valid =
      verifyInclusion(leafHash, index, treeSize, path, Buffer.from(rootHash, 'hex')) &&
      checkpoint.publicKey === this.#publicKey &&
      isSigned(checkpoint);
    const kept = salt instanceof Uint8Array && typeof body === 'string';
    return {
      leaf: { text: leafText(record), body: kept ? body : null, salt: kept ? hex(salt) : null },
      leafIndex: index,
      treeSize,
      leafHash: hex(leafHash),
      rootHash,
      path: path.map(hex),
      checkpoint,
      valid,
    };
  }

  /** Inclusion path of a record in the log of `size` records, lower-case hex; empty, which proves nothing, where there is none. */
  path(index: number, size: number): string[] {
    return this.#path(index, size).map(hex);
  }

  #path(index: number, size: number): Buffer[] {
    try {
      return inclusionPath(this.#tree.read, index, size);
    } catch (thrown) {
      // A tree with holes proves nothing: the empty path does not verify.
      if (thrown instanceof RangeError) return [];
      throw thrown;
    }
  }

  /** @throws ThimbleError `not_found` for a size never reached */
  consistency(firstSize: number): ConsistencyProof {
    const secondSize = this.#tree.size();
    if (!Number.isSafeInteger(firstSize) || firstSize < 1 || firstSize > secondSize)
      throw new ThimbleError('not_found', 'The log never had that size.', `Ask for a size from 1 to ${secondSize}.`);
    return {
      firstSize,
      firstRoot: hex(this.#tree.root(firstSize)),
      secondSize,
      secondRoot: hex(this.#tree.root(secondSize)),
      path: consistencyPath(this.#tree.read, firstSize, secondSize).map(hex),
    };
  }
}
