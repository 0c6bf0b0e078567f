import { hash } from 'node:crypto';

/** Hash of the empty tree: SHA-256 of nothing (RFC 9162, 2.1.1). */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

function sha256(data: Uint8Array): Buffer {
  return hash('sha256', data, 'buffer');
}

/** `SHA-256(0x00 || data)` (RFC 9162, 2.1.1). */
export function leafHash(data: Uint8Array): Buffer {
  return sha256(Buffer.concat([Buffer.of(0), data]));
}

/** `SHA-256(0x01 || left || right)`. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Buffer.concat([Buffer.of(1), left, right]));
}

/** The hash of a complete subtree: `level` 0 are leaves, `index` counts from the left within the level. */
export type NodeReader = (level: number, index: number) => Uint8Array;

const half = (n: number) => Math.floor(n / 2);

/**
 * Puts leaf `index` at the right end: calls `write` for every complete subtree that it closes, lowest first. Answers
 * nothing; the root of any size is {@link rootOf}.
 */
export function appendLeaf(
  read: NodeReader,
  write: (level: number, index: number, hash: Uint8Array) => void,
  index: number,
  leaf: Uint8Array,
): void {
  let [hash, at] = [leaf, index];
  for (let level = 0; at % 2 === 1; level++) {
    hash = nodeHash(read(level, at - 1), hash);
    at = half(at);
    write(level + 1, at, hash);
  }
}

/** The largest power of two smaller than `n` (n > 1). */
function split(n: number): number {
  let k = 1;
  while (k * 2 < n) k *= 2;
  return k;
}

/** MTH of leaves `from` to `to` (exclusive), `from` being a multiple of the enclosing subtree's size. */
function rangeHash(read: NodeReader, from: number, to: number): Uint8Array {
  const size = to - from;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return read(level, from / size);
  const k = split(size);
  return nodeHash(rangeHash(read, from, from + k), rangeHash(read, from + k, to));
}

/** Merkle tree hash of the first `size` leaves. */
export function rootOf(read: NodeReader, size: number): Buffer {
  return size === 0 ? emptyRoot : Buffer.from(rangeHash(read, 0, size));
}

function within(index: number, size: number): void {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size)
    throw new RangeError(`there is no leaf ${index} in a tree of ${size}`);
}

/**
 * Inclusion path of leaf `index` in the tree of `size` leaves (RFC 9162, 2.1.3.1), lowest sibling first.
 * @throws RangeError when there is no such leaf
 */
export function inclusionPath(read: NodeReader, index: number, size: number): Buffer[] {
  within(index, size);
  const path: Buffer[] = [];
  let [from, to] = [0, size];
  while (to - from > 1) {
    const middle = from + split(to - from);
    if (index < middle) {
      path.unshift(Buffer.from(rangeHash(read, middle, to)));
      to = middle;
    } else {
      path.unshift(Buffer.from(rangeHash(read, from, middle)));
      from = middle;
    }
  }
  return path;
}

/**
 * Consistency path between the trees of the first `first` and the first `second` leaves (RFC 9162, 2.1.4.1).
 * @throws RangeError unless 0 < first <= second
 */
export function consistencyPath(read: NodeReader, first: number, second: number): Buffer[] {
  within(first - 1, second);
  const path: Buffer[] = [];
  let [from, to, whole] = [0, second, true];
  while (first !== to) {
    const middle = from + split(to - from);
    if (first <= middle) {
      path.unshift(Buffer.from(rangeHash(read, middle, to)));
      to = middle;
    } else {
      path.unshift(Buffer.from(rangeHash(read, from, middle)));
      from = middle;
      whole = false;
    }
  }
  if (!whole) path.unshift(Buffer.from(rangeHash(read, from, to)));
  return path;
}

const equal = (a: Uint8Array, b: Uint8Array) => Buffer.compare(a, b) === 0;

/** Whether the path proves that `leaf` is number `index` of the `size` leaves under `root` (RFC 9162, 2.1.3.2). */
export function verifyInclusion(
  leaf: Uint8Array,
  index: number,
  size: number,
  path: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  // In a tree of one the leaf is the root: without this, nothing would prove nothing.
  if (leaf.length !== 32) return false;
  let [fn, sn, r] = [index, size - 1, leaf];
  for (const p of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      r = nodeHash(p, r);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else r = nodeHash(r, p);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equal(r, root);
}

/** Whether the path proves that the tree of `second` leaves only adds to the tree of `first` (RFC 9162, 2.1.4.2). */
export function verifyConsistency(
  first: number,
  second: number,
  path: readonly Uint8Array[],
  firstRoot: Uint8Array,
  secondRoot: Uint8Array,
): boolean {
  if (!Number.isSafeInteger(first) || !Number.isSafeInteger(second) || first < 1 || first > second) return false;
  if (first === second) return path.length === 0 && equal(firstRoot, secondRoot);
  if (path.length === 0) return false;
  const [start, ...rest] = Number.isInteger(Math.log2(first)) ? [firstRoot, ...path] : path;
  if (!start) return false;
  let [fn, sn] = [first - 1, second - 1];
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let [fr, sr] = [start, start];
  for (const c of rest) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      [fr, sr] = [nodeHash(c, fr), nodeHash(c, sr)];
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else sr = nodeHash(sr, c);
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equal(fr, firstRoot) && equal(sr, secondRoot);
}
