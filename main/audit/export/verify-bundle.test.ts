import { createHash } from 'node:crypto';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AuditFilter } from '../../../shared/index.ts';
import { createMemoryKeychain } from '../../keychain/index.ts';
import type { MerkleAuditLog } from '../log.ts';
import { type AuditReview, createAuditReview } from '../review.ts';
import { createSigner, type Signer } from '../signer.ts';
import { anIntent, anOutcome, openLog, scratch } from '../testing.ts';
import { endLine, endText } from './bundle-format.ts';
import { verifyBundle } from './verify-bundle.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

let place: ReturnType<typeof scratch>;
let log: MerkleAuditLog;
let review: AuditReview;
let signer: Signer;
let bundle: Buffer;

beforeAll(async () => {
  place = scratch();
  const keychain = createMemoryKeychain();
  log = await openLog(place.file, keychain);
  signer = await createSigner(keychain, { log: place.file });
  review = createAuditReview({
    file: place.file,
    audit: log,
    signer,
    exportDir: join(dirname(place.file), 'exports'),
    viewFile: join(dirname(place.file), 'views.json'),
    emit: () => undefined,
    now: () => Date.parse('2026-03-06T16:00:00Z'),
  });
  log.record(anIntent({ request: 'post “Zoë 🧵”' }), anOutcome({ result: null, requests: [] }));
  log.record(anIntent({ service: 'slack' }), anOutcome({ result: null, requests: [] }));
  log.intent(anIntent({ request: 'still open' }));
  bundle = await exported({ lookups: true });
});
afterAll(() => {
  review.close();
  log.close();
  place.remove();
});

async function exported(filter: AuditFilter): Promise<Buffer> {
  const { id } = await review.export(filter, 'bundle');
  const { text, next } = await review.exportRead(id, 0);
  expect(next).toBeNull();
  return Buffer.from(text);
}

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
const verify = (bytes: Uint8Array, size = 4096) => verifyBundle(inChunks(bytes, size));
const messages = async (bytes: Uint8Array) => (await verify(bytes)).problems.map(({ message }) => message);

/** Makes a file of lines whose end fits, signed by a key, as a forger with that key would. */
function sealed(lines: readonly string[], by: Signer): Buffer {
  const body = lines.join('');
  const sha256 = createHash('sha256').update(body).digest('hex');
  return Buffer.from(
    body + endLine({ lines: lines.length, sha256, signature: by.sign(endText(lines.length, sha256)) }),
  );
}
const lines = () => bundle.toString().split(/(?<=\n)/u);

describe('a bundle', () => {
  it('proves itself, whatever pieces it comes in', async () => {
    for (const size of [1, 7, 1000, 1_000_000])
      expect(await verify(bundle, size)).toMatchObject({
        ok: true,
        entries: 3,
        records: 5,
        removed: 0,
        whole: true,
        fingerprint: expect.stringMatching(/^([0-9a-f]{4} ){7}[0-9a-f]{4}$/u),
        checkpoint: { size: 5 },
        problems: [],
      });
  });

  it('of a part says that it is a part', async () => {
    expect(await verify(await exported({ service: 'slack' }))).toMatchObject({
      ok: true,
      entries: 1,
      records: 2,
      whole: false,
      manifest: { filter: { service: 'slack' }, entries: 1 },
    });
    expect(await verify(await exported({ service: 'notion' }))).toMatchObject({ ok: true, entries: 0, whole: false });
  });

  it('shows a change of any byte', async () => {
    const missed: number[] = [];
    const end = bundle.lastIndexOf('\n', bundle.length - 2);
    // Every byte of the end, which no digest covers; of the rest, every fifth.
    for (let at = 0; at < bundle.length; at += at > end ? 1 : 5) {
      const changed = Buffer.from(bundle);
      // Another bit each time; the lowest would change the case of no letter.
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      if ((await verify(changed, 65_536)).ok) missed.push(at);
    }
    expect(missed).toEqual([]);
  });

  it('shows what is cut off, added, left out, doubled or moved', async () => {
    const [manifest = '', checkpoint = '', first = '', second = '', third = '', end = ''] = lines();
    const all = [manifest, checkpoint, first, second, third];
    const ways = [
      bundle.subarray(0, bundle.length - 1),
      bundle.subarray(0, bundle.length - end.length),
      bundle.subarray(0, 100),
      Buffer.concat([bundle, Buffer.from('\n')]),
      Buffer.concat([bundle, Buffer.from(end)]),
      Buffer.from([manifest, checkpoint, first, third, end].join('')),
      Buffer.from([manifest, checkpoint, second, first, third, end].join('')),
      Buffer.from([...all, third, end].join('')),
      Buffer.alloc(0),
    ];
    for (const way of ways) expect((await verify(way)).ok).toBe(false);
  });

  it('does not let even the key’s owner prove what was not logged', async () => {
    const [manifest = '', checkpoint = '', first = '', second = '', third = ''] = lines();
    const told = first.replace('Zoë', 'Eve');
    expect(told).not.toBe(first);
    expect(await messages(sealed([manifest, checkpoint, told, second, third], signer))).toEqual([
      'The text of its intent is not the one that was logged.',
    ]);
    expect(await messages(sealed([manifest, checkpoint, second, first, third], signer))).toEqual([
      'It is not in the order of the log, or there twice.',
    ]);
    const moved = first.replace(/\\"at\\":\d+/u, '\\"at\\":1');
    expect(await messages(sealed([manifest, checkpoint, moved, second, third], signer))).toContain(
      'Its intent is not proved to be in the log that was signed.',
    );
    expect(await messages(sealed([manifest, checkpoint, first, third], signer))).toEqual([
      'It should have 3 entries and has 2.',
    ]);
  });

  it('does not hold with an end that another key signed', async () => {
    const other = await createSigner(createMemoryKeychain());
    // Only the end is signed anew: the log's own signature is by another key.
    expect(await messages(sealed(lines().slice(0, -1), other))).toEqual(['The signature over the file is wrong.']);
  });

  it('is refused when it is something else', async () => {
    expect((await messages(Buffer.from('{"a":1}\n{"b":2}\n')))[0]).toMatch(/not a bundle/u);
    expect((await verify(Buffer.from('not json'))).ok).toBe(false);
  });

  it('proves the place of a text that was removed', async () => {
    const { entries } = await review.prune('2026-03-05T00:00:00Z');
    expect(entries).toBe(2);
    const report = await verify(await exported({ lookups: true }));
    expect(report).toMatchObject({ ok: true, entries: 4, records: 7, removed: 4, whole: true });
  });
});
