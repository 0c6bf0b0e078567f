import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { appendLeaf, type NodeReader, rootOf } from './merkle.ts';

/** The tree's complete subtrees in the database: leaves in `entries`, the levels above in `nodes`. */
export class TreeStore {
  readonly #leaf: StatementSync;
  readonly #node: StatementSync;
  readonly #addNode: StatementSync;
  readonly #size: StatementSync;

  constructor(database: DatabaseSync) {
    this.#leaf = database.prepare('SELECT leaf AS hash FROM entries WHERE idx = ?');
    this.#node = database.prepare('SELECT hash FROM nodes WHERE level = ? AND idx = ?');
    this.#addNode = database.prepare('INSERT INTO nodes (level, idx, hash) VALUES (?, ?, ?)');
    this.#size = database.prepare('SELECT coalesce(max(idx) + 1, 0) AS size FROM entries');
  }

  readonly read: NodeReader = (level, index) => {
    const row = level === 0 ? this.#leaf.get(index) : this.#node.get(level, index);
    const hash = row?.hash;
    if (!(hash instanceof Uint8Array)) throw new RangeError(`the tree has no node ${level}/${index}`);
    return hash;
  };

  size(): number {
    return Number(this.#size.get()?.size ?? 0);
  }

  /** Closes the subtrees that leaf `index`, already in `entries`, completes. Inside the caller's transaction. */
  append(index: number, leaf: Uint8Array): void {
    appendLeaf(this.read, (level, at, hash) => this.#addNode.run(level, at, hash), index, leaf);
  }

  root(size: number): Buffer {
    return rootOf(this.read, size);
  }
}
