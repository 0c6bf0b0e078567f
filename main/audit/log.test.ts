import { readFileSync, statSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { auditDetailSchema, auditRoutes } from '../../shared/index.ts';
import { createMemoryKeychain } from '../keychain/index.ts';
import type { MerkleAuditLog } from './log.ts';
import { verifyConsistency } from './merkle.ts';
import { createSigner } from './signer.ts';
import { anIntent, anOutcome, openLog, scratch } from './testing.ts';

let place: ReturnType<typeof scratch>;
let log: MerkleAuditLog;
beforeEach(async () => {
  place = scratch();
  log = await openLog(place.file);
});
afterEach(() => {
  log.close();
  place.remove();
});

const bytes = (hex: string) => Buffer.from(hex, 'hex');

describe('the log', () => {
  it('keeps an intent, then its outcome, and shows the whole story', () => {
    const id = log.intent(anIntent());
    expect(log.show(id)).toMatchObject({ status: 'intent', summary: null, requests: [], milliseconds: null });
    log.outcome(id, anOutcome());
    const shown = log.show(id);
    expect(() => auditDetailSchema.omit({ undo: true }).parse(shown)).not.toThrow();
    expect(shown).toMatchObject({
      id,
      at: '2026-03-04T15:30:00.500Z',
      status: 'succeeded',
      verdict: 'ask',
      approvedBy: 'Sam Rivera',
      summary: 'Refunded $5.00 to Oskar Lindqvist',
      args: anIntent().args,
      decision: anIntent().decision,
      requests: [{ method: 'POST', path: '/v1/refunds?expand=charge', body: { amount: 500 }, status: 200 }],
      result: { id: 're_1', amount: 500 },
      milliseconds: 120,
    });
    expect(shown.proofs.map(({ part, proof }) => [part, proof.leafIndex, proof.treeSize, proof.valid])).toEqual([
      ['intent', 0, 2, true],
      ['outcome', 1, 2, true],
    ]);
  });

  it('takes one outcome a call, of a call it knows', () => {
    const id = log.record(anIntent(), anOutcome({ status: 'denied' }));
    expect(() => log.outcome(id, anOutcome())).toThrow(expect.objectContaining({ code: 'internal' }));
    expect(() => log.outcome('log_nope', anOutcome())).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(() => log.show('log_nope')).toThrow(expect.objectContaining({ code: 'not_found' }));
    expect(log.verify()).toMatchObject({ ok: true, entries: 2 });
  });

  it('is readable by its owner only', () => {
    log.intent(anIntent());
    for (const file of [place.file, `${place.file}-wal`]) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('redacts before it hashes or stores', () => {
    const card = '4242 4242 4242 4242';
    const key = 'AKIAIOSFODNN7EXAMPLE';
    const id = log.record(
      anIntent({ request: `post ${card} in #random`, effectText: `Post “${card}”` }),
      anOutcome({ summary: `posted ${key}`, result: { [key]: [key, 4242424242424242] }, requests: [] }),
    );
    const shown = JSON.stringify(log.show(id));
    expect(shown).toContain('[redacted: a card number]');
    expect(shown).not.toMatch(/4242 ?4242|AKIAIOSFODNN7/u);
    expect(log.show(id).proofs.every(({ proof }) => proof.valid)).toBe(true);
    expect(log.recentRequests(5)).toEqual([]);
    log.close();
    expect(readFileSync(place.file, 'latin1')).not.toMatch(/4242 ?4242|AKIAIOSFODNN7/u);
  });

  it('keeps text as it was, whatever it is made of', () => {
    const odd = 'nul \0, lone \ud800, emoji 🧵, quotes "\'`, U+2028 \u2028, RTL \u202e';
    const id = log.record(anIntent({ request: odd }), anOutcome({ result: { [odd]: odd } }));
    expect(log.show(id).request).toBe(odd.toWellFormed());
    expect(log.verify().ok).toBe(true);
  });

  it('says so when a result was too large to keep', () => {
    const id = log.record(anIntent(), anOutcome({ result: 'x '.repeat(200_000) }));
    expect(log.show(id).result).toEqual({ left_out: '400002 characters of result were too many to keep' });
  });

  it('survives being closed and opened, with the same key', async () => {
    log.close();
    const keychain = createMemoryKeychain();
    log = await openLog(place.file, keychain);
    const id = log.record(anIntent(), anOutcome());
    log.close();
    log.close();
    log = await openLog(place.file, keychain);
    expect(log.show(id).proofs[1]?.proof.valid).toBe(true);
    expect(log.verify()).toMatchObject({ ok: true, entries: 2, checkpoints: 1 });
  });

  it('is taken over by a new key when the old one is gone, but not by an old key', async () => {
    const id = log.record(anIntent(), anOutcome());
    log.close();
    log = await openLog(place.file, createMemoryKeychain(), false);
    expect(log.verify()).toMatchObject({ ok: true, entries: 2, checkpoints: 2 });
    expect(log.show(id).proofs.every(({ proof }) => proof.valid)).toBe(true);
    log.record(anIntent(), anOutcome());
    expect(log.verify()).toMatchObject({ ok: true, entries: 4, checkpoints: 3 });
    log.close();
    const keychain = createMemoryKeychain();
    await createSigner(keychain);
    log = await openLog(place.file, keychain, false);
    expect(log.verify().problems.at(-1)?.message).toContain('signed by another key');
    expect(log.show(id).proofs.some(({ proof }) => proof.valid)).toBe(false);
  });

  it('works in memory', async () => {
    const other = await openLog(':memory:', createMemoryKeychain(), false);
    const id = other.record(anIntent(), anOutcome());
    expect([other.verify().ok, other.show(id).status, other.list({}, undefined, 5).total]).toEqual([
      true,
      'succeeded',
      1,
    ]);
    other.close();
  });
});

describe('lists', () => {
  beforeEach(() => {
    log.record(anIntent(), anOutcome());
    log.record(anIntent({ lookup: true, effect: 'read', request: 'look up' }), anOutcome());
    log.record(
      anIntent({ request: 'post in #releases', service: 'slack', tool: 'slack.chat.postMessage', effect: 'write' }),
      anOutcome({ status: 'failed', summary: 'channel_not_found' }),
    );
    log.record(
      anIntent({ request: 'delete Zoë', effect: 'destructive', decision: null, approval: null }),
      anOutcome({ status: 'denied', summary: null }),
    );
    log.intent(anIntent({ request: 'refund again' }));
  });

  it.each([
    [{}, 4],
    [{ lookups: true }, 5],
    [{ service: 'slack' }, 1],
    [{ effect: 'destructive', verdict: 'deny' }, 1],
    [{ status: 'intent' }, 1],
    [{ status: 'failed', service: 'stripe' }, 0],
    [{ query: 'oskar refund' }, 4],
    [{ query: 'pi_3QaA' }, 4],
    [{ query: '#releases' }, 1],
    [{ query: 'channel_not_found' }, 1],
    [{ query: 'chan' }, 1],
    [{ query: 'zoe' }, 1],
    [{ query: 'nowhere' }, 0],
    [{ query: '"; DROP TABLE calls; -- OR * NEAR(' }, 0],
    [{ query: '***' }, 0],
    [{ query: '   ' }, 4],
  ] as const)('%j finds %i', (filter, total) => {
    expect(log.list(filter, undefined, 50)).toMatchObject({ total, next: null });
    expect(log.list(filter, undefined, 50).entries).toHaveLength(total);
  });

  it('page by the last id, newest first, whatever comes in between', () => {
    const first = log.list({}, undefined, 2);
    expect(first.entries.map((entry) => entry.request)).toEqual(['refund again', 'delete Zoë']);
    log.intent(anIntent({ request: 'newer' }));
    const second = log.list({}, first.next ?? '', 2);
    expect(second.entries.map((entry) => entry.request)).toEqual(['post in #releases', anIntent().request]);
    expect(second.next).toBeNull();
    expect(() => auditRoutes.list.output.parse(second)).not.toThrow();
    expect(() => log.list({}, 'log_nope', 2)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });

  it('offer the latest different requests', () => {
    log.intent(anIntent({ request: 'post in #releases' }));
    expect(log.recentRequests(3)).toEqual(['post in #releases', 'refund again', 'delete Zoë']);
  });
});

describe('proofs', () => {
  it('show that the log only grew', () => {
    log.record(anIntent(), anOutcome());
    const before = log.checkpoint();
    for (let n = 0; n < 3; n++) log.record(anIntent(), anOutcome());
    const proof = log.consistency(before?.size ?? 0);
    expect(proof.firstRoot).toBe(before?.rootHash);
    expect(
      verifyConsistency(
        proof.firstSize,
        proof.secondSize,
        proof.path.map(bytes),
        bytes(proof.firstRoot),
        bytes(proof.secondRoot),
      ),
    ).toBe(true);
    expect(() => log.consistency(99)).toThrow(expect.objectContaining({ code: 'not_found' }));
  });
});

describe('what an earlier process left open', () => {
  it('becomes unknown, once; this process keeps its own', async () => {
    const keychain = createMemoryKeychain();
    log.close();
    const earlier = await openLog(place.file, keychain);
    const left = earlier.intent(anIntent());
    earlier.record(anIntent(), anOutcome());
    expect(earlier.closeDangling()).toBe(0);
    earlier.close();
    log = await openLog(place.file, keychain);
    const mine = log.intent(anIntent());
    expect(log.closeDangling()).toBe(1);
    expect(log.closeDangling()).toBe(0);
    expect(log.show(left)).toMatchObject({ status: 'unknown', error: { code: 'outcome_unknown' } });
    expect(log.show(mine).status).toBe('intent');
    expect(log.verify().ok).toBe(true);
  });
});
