import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditRoutes, type ThimbleEvent } from '../../shared/index.ts';
import { createMemoryKeychain, type Keychain } from '../keychain/index.ts';
import type { MerkleAuditLog } from './log.ts';
import { type AuditReview, createAuditReview } from './review.ts';
import { createSigner } from './signer.ts';
import { anIntent, anOutcome, openLog, scratch } from './testing.ts';

// A thread takes a while to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 });

let place: ReturnType<typeof scratch>;
let keychain: Keychain;
let log: MerkleAuditLog;
let review: AuditReview;
const events: ThimbleEvent[] = [];

beforeEach(async () => {
  place = scratch();
  keychain = createMemoryKeychain();
  log = await openLog(place.file, keychain);
  events.length = 0;
  review = await openReview();
});
afterEach(() => {
  review.close();
  log.close();
  place.remove();
});

async function openReview(): Promise<AuditReview> {
  return createAuditReview({
    file: place.file,
    audit: log,
    signer: await createSigner(keychain, { log: place.file }),
    exportDir: exportDir(),
    viewFile: join(dirname(place.file), 'views.json'),
    emit: (event) => events.push(event),
    now: () => Date.parse('2026-03-04T16:00:00Z'),
  });
}
const exportDir = () => join(dirname(place.file), 'exports');

async function whole(id: string): Promise<string> {
  let text = '';
  for (let offset: number | null = 0; offset !== null; ) {
    const piece: { text: string; next: number | null } = await review.exportRead(id, offset);
    text += piece.text;
    offset = piece.next;
  }
  return text;
}

describe('pages', () => {
  it('are by position, stand still under `upTo`, and follow the log without it', async () => {
    for (let n = 0; n < 5; n++) log.record(anIntent({ request: `request ${n}` }), anOutcome());
    const first = await review.page({ filter: {}, offset: 0, limit: 2, upTo: null });
    expect(() => auditRoutes.page.output.parse(first)).not.toThrow();
    expect(first).toMatchObject({ total: 5, exact: true, upTo: 10, newer: 0 });
    expect(first.entries.map((entry) => entry.request)).toEqual(['request 4', 'request 3']);
    log.record(anIntent({ request: 'request 5' }), anOutcome());
    const still = await review.page({ filter: {}, offset: 2, limit: 10, upTo: first.upTo });
    expect(still).toMatchObject({ total: 5, newer: 1, upTo: 10 });
    expect(still.entries.map((entry) => entry.request)).toEqual(['request 2', 'request 1', 'request 0']);
    expect(await review.page({ filter: {}, offset: 0, limit: 1, upTo: null })).toMatchObject({
      total: 6,
      entries: [{ request: 'request 5' }],
    });
    expect(await review.page({ filter: {}, offset: 99, limit: 5, upTo: null })).toMatchObject({
      total: 6,
      entries: [],
    });
  });

  it('show an outcome that came after', async () => {
    const id = log.intent(anIntent());
    const query = { filter: { statuses: ['succeeded' as const] }, offset: 0, limit: 5, upTo: null };
    expect((await review.page(query)).total).toBe(0);
    log.outcome(id, anOutcome());
    expect(await review.page(query)).toMatchObject({ total: 1, entries: [{ id, status: 'succeeded' }] });
  });
});

describe('verification', () => {
  it('runs apart, tells how far it is, and gives one report to all who ask', async () => {
    log.record(anIntent(), anOutcome());
    const [one, other] = await Promise.all([review.verify(), review.verify()]);
    expect(one).toMatchObject({ ok: true, entries: 2, problems: [] });
    expect(other).toBe(one);
    expect(events).toContainEqual({ type: 'audit.verify_progress', done: 0, total: 2 });
  });

  it('can be cancelled', async () => {
    log.record(anIntent(), anOutcome());
    const report = review.verify();
    review.cancelVerify();
    await expect(report).rejects.toThrow(expect.objectContaining({ code: 'cancelled' }));
    expect(await review.verify()).toMatchObject({ ok: true });
  });
});

describe('an export', () => {
  it.each([
    ['jsonl', /^thimble-audit-2026-03-04T16-00-00Z\.jsonl$/u],
    ['csv', /^thimble-audit-2026-03-04T16-00-00Z\.csv$/u],
    ['bundle', /^thimble-audit-2026-03-04T16-00-00Z\.proof\.jsonl$/u],
  ] as const)(
    'as %s is a file with a name that every system accepts, and goes when it is let go',
    async (format, name) => {
      log.record(anIntent({ request: 'post “Zoë 🧵”' }), anOutcome());
      const made = await review.export({}, format);
      expect(made).toMatchObject({ entries: 1, filename: expect.stringMatching(name) });
      const text = await whole(made.id);
      expect(Buffer.byteLength(text)).toBe(made.bytes);
      expect(text).toContain('post “Zoë 🧵”');
      review.exportClose(made.id);
      expect(readdirSync(exportDir())).toEqual([]);
      await expect(review.exportRead(made.id, 0)).rejects.toThrow(expect.objectContaining({ code: 'not_found' }));
    },
  );

  it('comes in pieces that break no character', async () => {
    for (let n = 0; n < 3; n++)
      log.record(anIntent(), anOutcome({ result: `${'x'.repeat(n)}${'🧵'.repeat(120_000)}` }));
    const { id, bytes } = await review.export({}, 'jsonl');
    expect(bytes).toBeGreaterThan(1_048_576);
    const text = await whole(id);
    expect(Buffer.byteLength(text)).toBe(bytes);
    expect(text).not.toContain('\ufffd');
    expect(
      text
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line).id),
    ).toHaveLength(3);
  });

  it('is let go when another is made, and what a dead process left is removed', async () => {
    log.record(anIntent(), anOutcome());
    const first = await review.export({}, 'csv');
    await review.export({}, 'csv');
    await expect(review.exportRead(first.id, 0)).rejects.toThrow(expect.objectContaining({ code: 'not_found' }));
    review.close();
    expect(existsSync(exportDir()) ? readdirSync(exportDir()) : []).toEqual([]);
    review = await openReview();
  });
});

describe('removing texts', () => {
  it('says what would go, and leaves the last day alone', async () => {
    log.record(anIntent(), anOutcome());
    const before = '2026-03-04T15:59:59Z';
    expect(await review.prunable(before)).toEqual({ entries: 1, oldest: '2026-03-04T15:30:00.500Z' });
    await expect(review.prune(before)).rejects.toThrow(expect.objectContaining({ code: 'bad_input' }));
    await expect(review.prune('not a time')).rejects.toThrow();
    expect(await review.prune('2026-03-03T15:00:00Z')).toEqual({ entryId: null, entries: 0 });
    expect(log.verify()).toMatchObject({ ok: true, entries: 2 });
  });
});

describe('saved views', () => {
  it('are kept by name', async () => {
    review.saveView({ name: 'Money', filter: { effect: 'money' } });
    review.saveView({ name: 'Failed', filter: { statuses: ['failed', 'unknown'] } });
    review.saveView({ name: 'Money', filter: { effect: 'money', tainted: true } });
    const again = await openReview();
    expect(again.views()).toEqual([
      { name: 'Failed', filter: { statuses: ['failed', 'unknown'] } },
      { name: 'Money', filter: { effect: 'money', tainted: true } },
    ]);
    expect(again.removeView('Failed')).toHaveLength(1);
    expect(() => again.removeView('Failed')).toThrow(expect.objectContaining({ code: 'not_found' }));
    again.close();
  });
});
