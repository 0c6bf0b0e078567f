import type { InclusionProofView } from '../../../../../shared/index.ts';

/**
 * The checks of an inclusion proof, in order. `path`: the path leads from the leaf hash to the root hash. `checkpoint`: the
 * signed checkpoint is about that root. `signature`: the checkpoint's key signed it.
 */
export type ProofCheck = 'path' | 'checkpoint' | 'signature';

/** What held, in order, and the first check that did not, if one did not. */
export interface CheckedProof {
  readonly passed: readonly ProofCheck[];
  readonly failed: ProofCheck | null;
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
 * Checks an inclusion proof in this window with the browser's own cryptography (https://www.w3.org/TR/webcrypto/), so that
 * what is shown rests on nothing that the main process says of itself. Never throws.
 */
export async function checkProof(proof: InclusionProofView): Promise<CheckedProof> {
  const { checkpoint } = proof;
  const checks: readonly (readonly [ProofCheck, () => Promise<boolean>])[] = [
    ['path', async () => (await rootOfPath(proof)) === proof.rootHash],
    ['checkpoint', async () => checkpoint.size === proof.treeSize && checkpoint.rootHash === proof.rootHash],
    ['signature', () => isSigned(checkpoint)],
  ];
  const passed: ProofCheck[] = [];
  for (const [name, holds] of checks) {
    if (!(await holds())) return { passed, failed: name };
    passed.push(name);
  }
  return { passed, failed: null };
}
