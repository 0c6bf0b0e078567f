import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditFilter } from '../../../shared/index.ts';
import type { MerkleAuditLog } from '../log.ts';
import { openReadOnly } from '../read-only.ts';
import { Statements } from '../statements.ts';
import { anIntent, anOutcome, openLog, scratch, start } from '../testing.ts';
import type { Intent, Outcome } from '../types.ts';
import { Reader } from './reader.ts';

/** One log of many kinds of calls, read by both ways: SQL over the list, and the copy in memory. */
let place: ReturnType<typeof scratch>;
let log: MerkleAuditLog;
let reader: Reader;
const open: string[] = [];

const people: readonly (Intent['approval'] | undefined)[] = [
  null,
  {
    by: 'the person at the app',
    at: '2026-03-04T15:30:05Z',
    openedAt: '2026-03-04T15:30:00Z',
    verdict: 'approve',
    reason: '',
  },
  { by: 'the person at the app (plan)', at: '2026-03-04T15:30:05Z', verdict: 'approve', reason: '' },
  {
    by: 'time-out',
    at: '2026-03-04T15:40:00Z',
    openedAt: '2026-03-04T15:30:00Z',
    verdict: 'deny',
    reason: 'Nobody answered.',
  },
];
const learned = {
  id: 'dec_2',
  verdict: 'allow' as const,
  rules: [{ id: 'learned-post-1a2b', verdict: 'allow' as const, text: 'You said: always.', change: null }],
  callHash: 'cd'.repeat(32),
  decidedAt: '2026-03-04T15:30:00.000Z',
};
const requests = [
  "refund Oskar's payment",
  'post in #releases',
  'list open issues',
  'réfund Zoë',
  'invite zoe@acme.example',
];
const statuses: readonly Outcome['status'][] = ['succeeded', 'failed', 'denied', 'refused', 'unknown'];

beforeAll(async () => {
  place = scratch();
  log = await openLog(place.file);
  for (let n = 0; n < 60; n++) {
    const given = anIntent({
      request: requests[n % 5] ?? '',
      runId: `run_${n % 7}`,
      tool: `tool.${n % 4}`,
      service: ['stripe', 'slack', 'github'][n % 3] ?? 'stripe',
      effect: (['read', 'write', 'money', 'destructive'] as const)[n % 4] ?? 'read',
      account: n % 2 === 0 ? 'demo' : 'work',
      tainted: n % 6 === 0,
      lookup: n % 9 === 0,
      approval: people[n % 4] ?? null,
      decision: n % 11 === 0 ? null : n % 12 === 4 ? learned : anIntent().decision,
    });
    if (n % 10 === 3) open.push(log.intent(given));
    else
      log.record(given, anOutcome({ status: statuses[n % 5] ?? 'failed', summary: n % 8 === 0 ? 'Refunded' : null }));
  }
  reader = new Reader(new Statements(openReadOnly(place.file)), new Statements(openReadOnly(place.file)));
});
afterAll(() => {
  log.close();
  place.remove();
});

const everyPart: fc.Arbitrary<Required<AuditFilter>> = fc.record({
  query: fc.constantFrom('r', 'refund', 'oskar refund', 'zoe', 'zoë', '#rel', 'nobody', 'money asks', '***', ' '),
  service: fc.constantFrom('stripe', 'slack', 'notion'),
  effect: fc.constantFrom('read', 'money'),
  verdict: fc.constantFrom('ask', 'deny'),
  status: fc.constantFrom('intent', 'failed'),
  statuses: fc.subarray(['failed', 'unknown', 'succeeded', 'intent'] as const).map((some) => [...some]),
  approvedBy: fc.constantFrom('person', 'plan', 'rule', 'none'),
  tainted: fc.boolean(),
  account: fc.constantFrom('demo', 'work', 'nobody'),
  tool: fc.constantFrom('tool.1', 'tool.9'),
  runId: fc.constantFrom('run_3', 'run_x'),
  from: fc.integer({ min: 0, max: 60 }).map((seconds) => new Date(start + seconds * 1000).toISOString()),
  to: fc.integer({ min: 0, max: 60 }).map((seconds) => new Date(start + seconds * 1000).toISOString()),
  lookups: fc.boolean(),
});

/** Up to three parts at once: with more, nothing is found. */
const filters: fc.Arbitrary<AuditFilter> = everyPart.chain((parts) =>
  fc.subarray(Object.entries(parts), { maxLength: 3 }).map((some) => Object.fromEntries(some) as AuditFilter),
);

const page = (filter: AuditFilter, offset = 0, limit = 200, upTo: number | null = null) =>
  reader.page({ filter, offset, limit, upTo });

describe('the reader', () => {
  it('finds what the list finds, under any filter', async () => {
    let found = 0;
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const listed = log.list(filter, undefined, 200);
        const read = await page(filter);
        expect(read.entries).toEqual(listed.entries);
        expect(read).toMatchObject({ total: listed.total, exact: true });
        found += read.total;
      }),
      { numRuns: 150 },
    );
    // The filters are not so narrow that nothing was compared.
    expect(found).toBeGreaterThan(200);
  });

  it('tells whose yes a call had', async () => {
    for (const approvedBy of ['person', 'plan', 'rule', 'none'] as const)
      expect((await page({ approvedBy, lookups: true })).total, approvedBy).toBeGreaterThan(0);
    const { entries } = await page({ approvedBy: 'plan', lookups: true });
    expect(new Set(entries.map((entry) => entry.approvedBy))).toEqual(new Set(['the person at the app (plan)']));
  });

  it('counts days and statistics over the same entries', async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (filter) => {
        const { total } = await page(filter);
        const { days } = await reader.days({ filter, upTo: null, zone: 'Asia/Kolkata' });
        expect(days.reduce((sum, day) => sum + day.count, 0)).toBe(total);
        let offset = 0;
        for (const day of days) {
          expect(day.offset).toBe(offset);
          offset += day.count;
        }
        const stats = await reader.stats({ filter, zone: 'Asia/Kolkata' });
        expect(stats.calls).toBe(total);
        for (const day of stats.days) {
          const sum = (of: object) => Object.values(of).reduce((all: number, one: number) => all + one, 0);
          expect([sum(day.verdicts), sum(day.statuses), sum(day.services)]).toEqual([day.calls, day.calls, day.calls]);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('shows what was ended, and what was found by words that came late', async () => {
    const before = await page({ query: 'late-word' });
    expect(before.total).toBe(0);
    const id = open[0] ?? '';
    log.outcome(id, anOutcome({ summary: 'a late-word came' }));
    expect((await page({ query: 'late-word' })).entries).toMatchObject([{ id, status: 'succeeded' }]);
    expect((await page({ query: id.slice(0, 12) })).entries.map((entry) => entry.id)).toContain(id);
  });

  it('puts the entries of a zone’s day together, also around midnight', async () => {
    // The log begins at 15:30 UTC: 21:00 in Kolkata, 00:30 of the next day in Tokyo.
    const day = async (zone: string) =>
      (await reader.days({ filter: {}, upTo: null, zone })).days.map((one) => one.day);
    expect(await day('Asia/Kolkata')).toEqual(['2026-03-04']);
    expect(await day('Asia/Tokyo')).toEqual(['2026-03-05']);
    await expect(day('Mars/Olympus')).rejects.toThrow(expect.objectContaining({ code: 'bad_input' }));
  });

  it('counts an ask for a card also where nobody answered it, and waits only for answers', async () => {
    const stats = await reader.stats({ filter: { lookups: true }, zone: 'UTC' });
    expect(stats.asked.medianSeconds).toBe(5);
    expect(stats.tools[0]).toMatchObject({ tool: expect.stringMatching(/^tool\./u) });
    expect(stats.asked.calls).toBeGreaterThan(0);
    expect(stats.days[0]?.day).toBe('2026-03-04');
    // Look-ups save nobody any time.
    const { savedSeconds } = await reader.stats({ filter: {}, zone: 'UTC' });
    expect(stats.savedSeconds).toBeCloseTo(savedSeconds, 6);
    expect(savedSeconds).toBeGreaterThan(0);
  });
});
