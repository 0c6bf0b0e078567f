import type { AuditDetail, InclusionProofView } from '../../../../../shared/index.ts';
import { isStoryOf } from './story-in-body.ts';

/**
 * The checks of an inclusion proof, in order. `leaf`: the leaf hash is that of a record of this entry at this place.
 * `body`: the record's MAC is that of the text that was kept. `story`: what is shown of the entry is what that text says.
 * `path`: the path leads from the leaf hash to the root hash. `checkpoint`: the signed checkpoint is about that root.
 * `signature`: the checkpoint's key signed it.
 */
export type ProofCheck = 'leaf' | 'body' | 'story' | 'path' | 'checkpoint' | 'signature';

/** What held, in order, and the first check that did not, if one did not. `removed`: there is no text to check any more. */
export interface CheckedProof {
  readonly passed: readonly ProofCheck[];
  readonly failed: ProofCheck | null;
  readonly removed: boolean;
}

type Bytes = Uint8Array<ArrayBuffer>;

function fromHex(text: string): Bytes | null {
  if (!/^[0-9a-f]{64}$/u.test(text)) return null;
  return Uint8Array.from(text.match(/../gu) ?? [], (pair) => Number.parseInt(pair, 16));
}

function toHex(bytes: Bytes): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromBase64(text: string): Bytes {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}

/** Whether the leaf hash is `SHA-256(0x00 || leaf)` (RFC 9162, 2.1.1) and the leaf is about this record and no other. */
async function isLeafOf(proof: InclusionProofView, id: string, part: string): Promise<boolean> {
  const text = new TextEncoder().encode(proof.leaf.text);
  const data = new Uint8Array(1 + text.length);
  data.set(text, 1);
  if (toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', data))) !== proof.leafHash) return false;
  const leaf = readLeaf(proof.leaf.text);
  return leaf !== null && leaf.index === proof.leafIndex && leaf.id === id && leaf.part === part;
}

type Leaf = Readonly<Record<'index' | 'id' | 'part' | 'mac', unknown>>;

function readLeaf(text: string): Leaf | null {
  try {
    const value: unknown = JSON.parse(text);
    return value !== null && typeof value === 'object' ? (value as Leaf) : null;
  } catch {
    return null;
  }
}

/** Whether the leaf's MAC is HMAC-SHA256 of the body under its salt. */
async function isBodyOf(leafText: string, body: string, salt: string): Promise<boolean> {
  const secret = fromHex(salt);
  const mac = fromHex(String(readLeaf(leafText)?.mac));
  if (!secret || !mac) return false;
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['verify']);
  return crypto.subtle.verify('HMAC', key, mac, new TextEncoder().encode(body));
}

/** `SHA-256(0x01 || left || right)` (RFC 9162, 2.1.1). */
async function nodeHash(left: Bytes, right: Bytes): Promise<Bytes> {
  const data = new Uint8Array(1 + left.length + right.length);
  data[0] = 1;
  data.set(left, 1);
  data.set(right, 1 + left.length);
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
}

const half = (n: number): number => Math.floor(n / 2);

/** The root that the path leads to (RFC 9162, 2.1.3.2), in hex; null where it does not fit the shape of the tree. */
async function rootOfPath({ leafIndex, treeSize, leafHash, path }: InclusionProofView): Promise<string | null> {
  if (!Number.isSafeInteger(leafIndex) || !Number.isSafeInteger(treeSize)) return null;
  if (leafIndex < 0 || leafIndex >= treeSize) return null;
  let hash = fromHex(leafHash);
  let [fn, sn] = [leafIndex, treeSize - 1];
  for (const step of path) {
    const sibling = fromHex(step);
    if (!hash || !sibling || sn === 0) return null;
    if (fn % 2 === 1 || fn === sn) {
      hash = await nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else hash = await nodeHash(hash, sibling);
    [fn, sn] = [half(fn), half(sn)];
  }
  return hash && sn === 0 ? toHex(hash) : null;
}

/** What a checkpoint's key signs, line by line, as the log writes it (after the note format, C2SP tlog-checkpoint). */
function checkpointText({ size, rootHash, at }: InclusionProofView['checkpoint']): Bytes | null {
  const root = fromHex(rootHash);
  if (!root) return null;
  return new TextEncoder().encode(`thimble audit log\n${size}\n${btoa(String.fromCharCode(...root))}\n${at}\n`);
}

async function isSigned(checkpoint: InclusionProofView['checkpoint']): Promise<boolean> {
  const text = checkpointText(checkpoint);
  if (!text) return false;
  try {
    const key = await crypto.subtle.importKey('raw', fromBase64(checkpoint.publicKey), 'Ed25519', false, ['verify']);
    return await crypto.subtle.verify('Ed25519', key, fromBase64(checkpoint.signature), text);
  } catch {
    // A key or a signature that cannot be read proves nothing.
    return false;
  }
}

/**
 * Checks the inclusion proof of one record of an entry in this window, with the browser's own cryptography
 * (https://www.w3.org/TR/webcrypto/), so that what is shown rests on nothing that the main process says of itself. Of a
 * record whose text was removed, place and signature are still proven. Never throws.
 */
export async function checkProof(
  entry: AuditDetail,
  { part, proof }: AuditDetail['proofs'][number],
): Promise<CheckedProof> {
  const { checkpoint, leaf } = proof;
  const { body, salt } = leaf;
  const ofText: readonly (readonly [ProofCheck, () => Promise<boolean>])[] =
    body === null || salt === null
      ? []
      : [
          ['body', () => isBodyOf(leaf.text, body, salt)],
          ['story', async () => isStoryOf(entry, part, body)],
        ];
  const checks: typeof ofText = [
    ['leaf', () => isLeafOf(proof, entry.id, part)],
    ...ofText,
    ['path', async () => (await rootOfPath(proof)) === proof.rootHash],
    ['checkpoint', async () => checkpoint.size === proof.treeSize && checkpoint.rootHash === proof.rootHash],
    ['signature', () => isSigned(checkpoint)],
  ];
  const removed = ofText.length === 0;
  const passed: ProofCheck[] = [];
  for (const [name, holds] of checks) {
    if (!(await holds())) return { passed, failed: name, removed };
    passed.push(name);
  }
  return { passed, failed: null, removed };
}
