import { beforeAll, describe, expect, it } from 'vitest';
import type { AuditDetail, InclusionProofView } from '../../../../../shared/index.ts';
import { checkProof } from './check-proof.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const sha256 = async (...parts: readonly Uint8Array[]): Promise<Bytes> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', Uint8Array.from(parts.flatMap((part) => [...part]))));
const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));

/** Root and path by the definitions of RFC 9162 (2.1.1 and 2.1.3.1), not by the way in which proofs are checked. */
function split(size: number): number {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
}
async function root(of: readonly Bytes[]): Promise<Bytes> {
  const [only] = of;
  if (only && of.length === 1) return only;
  const k = split(of.length);
  return sha256(Uint8Array.of(1), await root(of.slice(0, k)), await root(of.slice(k)));
}
async function path(at: number, of: readonly Bytes[]): Promise<Bytes[]> {
  if (of.length === 1) return [];
  const k = split(of.length);
  return at < k
    ? [...(await path(at, of.slice(0, k))), await root(of.slice(k))]
    : [...(await path(at - k, of.slice(k))), await root(of.slice(0, k))];
}

const id = 'log_1';
const body = JSON.stringify({ status: 'succeeded', summary: 'Posted', result: null, error: null, milliseconds: 12 });
// What the check reads of an entry: its id, and what its outcome says.
const entry = { id, ...JSON.parse(body) } as AuditDetail;
const at = '2026-11-22T14:00:00.000Z';
const other = '00'.repeat(32);
const salt = '11'.repeat(32);
const leaves: Bytes[] = [];
const texts: string[] = [];
let pair: CryptoKeyPair;
let publicKey = '';

async function leafOf(index: number): Promise<string> {
  const secret = new Uint8Array(32).fill(0x11);
  const key = await crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const mac = hex(new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(body))));
  return JSON.stringify({ at: 1, id, index, mac, part: 'outcome', v: 1 });
}

beforeAll(async () => {
  for (let index = 0; index < 11; index++) {
    const leaf = await leafOf(index);
    texts.push(leaf);
    leaves.push(await sha256(Uint8Array.of(0), new TextEncoder().encode(leaf)));
  }
  pair = await crypto.subtle.generateKey('Ed25519', true, ['sign', 'verify']);
  publicKey = base64(new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey)));
});

async function proofOf(leafIndex: number, size: number): Promise<InclusionProofView> {
  const tree = leaves.slice(0, size);
  const rootHash = await root(tree);
  const text = new TextEncoder().encode(`thimble audit log\n${size}\n${base64(rootHash)}\n${at}\n`);
  const signature = new Uint8Array(await crypto.subtle.sign('Ed25519', pair.privateKey, text));
  return {
    leaf: { text: texts[leafIndex] ?? '', body, salt },
    leafIndex,
    treeSize: size,
    leafHash: hex(tree[leafIndex] ?? new Uint8Array()),
    rootHash: hex(rootHash),
    path: (await path(leafIndex, tree)).map(hex),
    checkpoint: { size, rootHash: hex(rootHash), at, signature: base64(signature), publicKey },
    valid: true,
  };
}

const check = (proof: InclusionProofView) => checkProof(entry, { part: 'outcome', proof });

const failure = async (change: (proof: InclusionProofView) => Partial<InclusionProofView>): Promise<string | null> => {
  const proof = await proofOf(4, 11);
  return (await check({ ...proof, ...change(proof) })).failed;
};

describe('the proof check of the window', () => {
  it('takes every leaf of trees of every shape', async () => {
    for (let size = 1; size <= leaves.length; size++)
      for (let index = 0; index < size; index++)
        expect(await check(await proofOf(index, size)), `${index} of ${size}`).toEqual({
          passed: ['leaf', 'body', 'story', 'path', 'checkpoint', 'signature'],
          failed: null,
          removed: false,
        });
  });

  it('does not believe the word of the main process', async () => {
    expect(await failure(() => ({ rootHash: other, valid: true }))).toBe('path');
    expect(await failure(() => ({ treeSize: 4 }))).toBe('path');
    expect(await failure((proof) => ({ path: proof.path.slice(1) }))).toBe('path');
    expect(await failure((proof) => ({ path: [...proof.path, other] }))).toBe('path');
    expect(await failure(() => ({ path: ['not a hash'] }))).toBe('path');
    expect(await failure(() => ({ treeSize: 10.5 }))).toBe('path');
  });

  it('takes no proof of nothing', async () => {
    const proof = await proofOf(0, 1);
    expect((await check({ ...proof, leafHash: '', rootHash: '', path: [] })).failed).toBe('leaf');
    expect((await check({ ...proof, treeSize: 0, path: [] })).failed).toBe('path');
  });

  it('takes no other record, and no other text, for the one that is shown', async () => {
    const leaf = { text: texts[4] ?? '', body, salt };
    expect(await failure(() => ({ leafHash: other }))).toBe('leaf');
    expect(await failure(() => ({ leafIndex: 5 }))).toBe('leaf');
    expect(await failure(() => ({ leaf: { ...leaf, text: texts[5] ?? '' } }))).toBe('leaf');
    expect(await failure(() => ({ leaf: { ...leaf, body: body.replace('Posted', 'Sent') } }))).toBe('body');
    expect(await failure(() => ({ leaf: { ...leaf, salt: other } }))).toBe('body');
    const proof = await proofOf(4, 11);
    const part = { part: 'outcome', proof } as const;
    expect((await checkProof({ ...entry, id: 'log_2' }, part)).failed).toBe('leaf');
    expect((await checkProof(entry, { part: 'intent', proof })).failed).toBe('leaf');
    expect((await checkProof({ ...entry, summary: 'Sent' }, part)).failed).toBe('story');
  });

  it('still proves the place of a record whose text was removed', async () => {
    const proof = await proofOf(4, 11);
    expect(await check({ ...proof, leaf: { ...proof.leaf, body: null, salt: null } })).toEqual({
      passed: ['leaf', 'path', 'checkpoint', 'signature'],
      failed: null,
      removed: true,
    });
  });

  it('wants the root signed, by the key that is named', async () => {
    const foreign = (await proofOf(2, 5)).checkpoint.signature;
    const signed = (change: Partial<InclusionProofView['checkpoint']>) =>
      failure((proof) => ({ checkpoint: { ...proof.checkpoint, ...change } }));
    expect(await signed({ size: 12 })).toBe('checkpoint');
    expect(await signed({ rootHash: other })).toBe('checkpoint');
    expect(await signed({ at: '2026-11-22T14:00:01.000Z' })).toBe('signature');
    expect(await signed({ signature: foreign })).toBe('signature');
    expect(await signed({ publicKey: base64(new Uint8Array(32).fill(7)) })).toBe('signature');
    expect(await signed({ publicKey: '!' })).toBe('signature');
  });
});
