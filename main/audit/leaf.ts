import { createHmac } from 'node:crypto';
import { canonicalJson } from '../../shared/index.ts';
import { leafHash } from './merkle.ts';

export type Part = 'intent' | 'outcome';

/** What a leaf of the tree says. The body is in it only as a MAC, so that it can be deleted and the proof kept. */
export interface LeafRecord {
  readonly index: number;
  readonly id: string;
  readonly part: Part;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly mac: Uint8Array;
}

/** HMAC-SHA256 of a body under its entry's own random salt: no guess at a deleted body can be checked against it. */
export function bodyMac(salt: Uint8Array, body: string): Buffer {
  return createHmac('sha256', salt).update(body, 'utf8').digest();
}

/** The leaf as canonical JSON (RFC 8785): what is hashed, and what an export carries. */
export function leafText({ index, id, part, at, mac }: LeafRecord): string {
  return canonicalJson({ v: 1, index, id, part, at, mac: Buffer.from(mac).toString('hex') });
}

export function hashOfLeaf(record: LeafRecord): Buffer {
  return leafHash(Buffer.from(leafText(record), 'utf8'));
}
