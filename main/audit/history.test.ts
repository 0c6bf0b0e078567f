import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ArgumentView, Json } from '../../shared/index.ts';
import { createMemoryKeychain } from '../keychain/index.ts';
import { type HistoryQuery, historyQuery } from '../policy/index.ts';
import { intentBodySchema } from './body.ts';
import { openDatabase } from './database.ts';
import { addChange, dropChange, readHistory } from './history.ts';
import { Statements } from './statements.ts';
import { anIntent, anOutcome, openLog, scratch, start, toVersion } from './testing.ts';
import type { Intent, Outcome } from './types.ts';

const zone = 'America/New_York';
const arg = (name: string, kind: string, value: Json): ArgumentView => ({
  name,
  kind,
  description: '',
  proposed: '',
  value,
  label: '',
  source: { kind: 'words', text: '' },
  confidence: null,
  editable: true,
  choices: null,
});
const payment = (customer: string): Json => ({
  id: 'pi_1',
  charge: null,
  amount: 90_000,
  refunded: 0,
  currency: 'usd',
  status: 'succeeded',
  customer,
  customer_name: customer,
  description: '',
});
const refund = (minor: number, currency = 'usd', customer = 'cus_1', changes: Partial<Intent> = {}): Intent =>
  anIntent({
    tool: 'stripe.refunds.create',
    effect: 'money',
    place: 'acc_1',
    args: [arg('payment', 'stripe.payment', payment(customer)), arg('amount', 'amount', { minor, currency })],
    ...changes,
  });
const post = (channel: string, changes: Partial<Intent> = {}): Intent =>
  anIntent({
    tool: 'slack.chat.postMessage',
    service: 'slack',
    effect: 'write',
    place: 'acc_1',
    args: [
      arg('to', 'slack.destination', { id: channel, name: channel, type: 'channel', private: false }),
      arg('text', 'text', 'hi'),
    ],
    ...changes,
  });

/** What would be asked before a call like a logged one. */
function queryOf(intent: Intent, now = start): HistoryQuery {
  const params = Object.fromEntries(intent.args.map(({ name, kind }) => [name, { kind }]));
  const args = Object.fromEntries(intent.args.map(({ name, value }) => [name, value]));
  return historyQuery({ ...intent, params, args }, now, zone);
}

describe('what a log counts', () => {
  let place: ReturnType<typeof scratch>;
  beforeEach(() => {
    place = scratch();
  });
  afterEach(() => place.remove());

  const outcomes: readonly [Outcome['status'], boolean][] = [
    ['succeeded', true],
    ['unknown', true],
    ['failed', false],
    ['denied', false],
    ['refused', false],
  ];
  it.each(outcomes)('of a call that ended %s: %s', async (status, counted) => {
    const log = await openLog(place.file);
    log.record(refund(500), anOutcome({ status }));
    const open = log.intent(post('C1'));
    expect(log.history(queryOf(refund(1)))).toMatchObject({
      dayChanges: counted ? 2 : 1,
      dayMinor: counted ? 500 : 0,
      customerDayMinor: counted ? 500 : 0,
      known: counted ? ['stripe.customer:cus_1'] : [],
    });
    // Without an outcome it may have happened.
    expect(log.history(queryOf(post('C1'))).known).toEqual(['slack.channel:C1']);
    log.outcome(open, anOutcome({ status }));
    expect(log.history(queryOf(post('C1'))).known).toEqual(counted ? ['slack.channel:C1'] : []);
    expect(log.verify()).toMatchObject({ ok: true });
    log.close();
  });

  it('is compared once more in the transaction that writes: of two processes one gets past a limit', async () => {
    const keychain = createMemoryKeychain();
    const log = await openLog(place.file, keychain);
    const other = await openLog(place.file, keychain);
    const seen = log.history(queryOf(refund(1))).upTo;
    expect(other.history(queryOf(refund(1))).upTo).toBe(seen);
    const first = other.intent(refund(500), seen);
    expect(() => log.intent(refund(600), seen)).toThrow(/at the same moment/u);
    expect(() => log.intent(post('C1', { effect: 'read' }), seen)).not.toThrow();
    other.outcome(first, anOutcome({ status: 'failed' }));
    // What changed nothing is in nobody's way.
    log.intent(refund(600), seen);
    expect(log.history(queryOf(refund(1)))).toMatchObject({ dayMinor: 600 });
    other.close();
    log.close();
  });

  it('is no look-up and no read', async () => {
    const log = await openLog(place.file);
    log.record(post('C1', { effect: 'read' }), anOutcome());
    log.record(post('C1', { lookup: true }), anOutcome());
    expect(log.history(queryOf(post('C1')))).toMatchObject({ dayChanges: 0, hourChanges: 0, known: [] });
    log.close();
  });

  it('is apart for each start of the demo, together for the accounts; who is known, by account', async () => {
    const log = await openLog(place.file);
    log.record(refund(500, 'usd', 'cus_1', { place: 'acc_1' }), anOutcome());
    log.record(refund(70, 'usd', 'cus_1', { place: 'acc_2' }), anOutcome());
    log.record(refund(9000, 'usd', 'cus_1', { place: 'demo/a' }), anOutcome());
    const seen = (name: string) => log.history(queryOf(refund(1, 'usd', 'cus_1', { place: name })));
    expect(seen('acc_1')).toMatchObject({ dayChanges: 2, dayMinor: 570, customerDayMinor: 500 });
    expect(seen('acc_3')).toMatchObject({ dayChanges: 2, dayMinor: 570, customerDayMinor: 0, known: [] });
    expect(seen('demo/a')).toMatchObject({ dayChanges: 1, dayMinor: 9000 });
    expect(seen('demo/b')).toMatchObject({ dayChanges: 0, dayMinor: 0, known: [] });
    log.close();
  });

  it('is no less for a negative amount', async () => {
    const log = await openLog(place.file);
    log.record(refund(500), anOutcome());
    log.record(refund(-500), anOutcome());
    expect(log.history(queryOf(refund(1))).dayMinor).toBe(500);
    log.close();
  });

  it('is what was there before a place in the log, for a call that is judged again', async () => {
    const log = await openLog(place.file);
    log.record(refund(500), anOutcome());
    const second = log.record(refund(70), anOutcome());
    log.record(refund(9), anOutcome());
    log.record(post('C1'), anOutcome());
    const before = log.calls(1, second)[0]?.index ?? 0;
    const then = log.history({ ...queryOf(refund(70)), before });
    expect(then).toMatchObject({ dayChanges: 1, hourChanges: 1, minuteChanges: 1, dayToolChanges: 1, dayMinor: 500 });
    expect(then).toMatchObject({ customerDayMinor: 500, known: ['stripe.customer:cus_1'] });
    expect(log.history({ ...queryOf(post('C1')), before })).toMatchObject({ known: [] });
    expect(log.history(queryOf(refund(70)))).toMatchObject({ dayChanges: 4, dayMinor: 579 });
    log.close();
  });

  it('is an error where it cannot be read', async () => {
    const log = await openLog(place.file);
    log.close();
    expect(() => log.history(queryOf(refund(1)))).toThrow(expect.objectContaining({ code: 'storage_unavailable' }));
  });

  it('is made from the texts of a log of the version before', async () => {
    const keychain = createMemoryKeychain();
    const old = await openLog(place.file, keychain);
    old.record(refund(500), anOutcome());
    old.record(refund(30), anOutcome({ status: 'failed' }));
    old.record(post('C1', { effect: 'read' }), anOutcome());
    old.intent(post('C2'));
    old.close();
    toVersion(place.file, 2);
    const log = await openLog(place.file, keychain);
    expect(log.history(queryOf(refund(1)))).toMatchObject({ dayChanges: 2, dayMinor: 500, customerDayMinor: 500 });
    expect(log.history(queryOf(post('C2'))).known).toEqual(['slack.channel:C2']);
    expect(log.verify()).toMatchObject({ ok: true });
    log.close();
  });

  it.each([
    ['smaller', 'UPDATE changes SET minor = 1'],
    ['at another time', 'UPDATE changes SET at = at - 86400000'],
    ['gone', 'DELETE FROM changes'],
    ['of nobody', 'DELETE FROM recipients'],
    ['of somebody else', "UPDATE recipients SET recipient = x'00'"],
    ['invented', "INSERT INTO recipients (recipient, at, intent) VALUES (x'00', 1, 999)"],
  ])('is named by verification when it is %s', async (_, sql) => {
    const keychain = createMemoryKeychain();
    const log = await openLog(place.file, keychain);
    log.record(refund(500), anOutcome());
    const database = new DatabaseSync(place.file);
    database.exec(sql);
    database.close();
    expect(log.verify().problems[0]?.message).toMatch(/^What is counted for policies/u);
    log.close();
  });
});

describe('totals', () => {
  const minutes = (n: number): number => n * 60_000;
  const event = fc.record({
    // Around midnight in New York (05:00 UTC), and around the hour and the minute before now.
    at: fc.oneof(
      fc.integer({ min: -minutes(1500), max: minutes(70) }),
      fc.integer({ min: -minutes(61), max: -minutes(59) }),
      fc.integer({ min: -61_000, max: -59_000 }),
    ),
    minor: fc.integer({ min: 0, max: 1_000_000 }),
    currency: fc.constantFrom('usd', 'eur'),
    customer: fc.constantFrom('cus_1', 'cus_2'),
    kind: fc.constantFrom('refund', 'post'),
    status: fc.constantFrom('succeeded', 'failed', 'unknown', null),
  });

  it('are those of a naive recount, whatever was logged', () => {
    const database = openDatabase(':memory:');
    const statements = new Statements(database);
    fc.assert(
      fc.property(fc.array(event, { maxLength: 25 }), (events) => {
        database.exec('DELETE FROM recipients; DELETE FROM changes; DELETE FROM calls');
        for (const [i, one] of events.entries()) {
          const intent = one.kind === 'refund' ? refund(one.minor, one.currency, one.customer) : post(one.customer);
          database
            .prepare(
              `INSERT INTO calls (id, intent, service, effect, verdict, status, lookup, pid, session)
               VALUES (?, ?, '', '', '', '', 0, 0, '')`,
            )
            .run(String(i), i);
          addChange(statements, i, start + one.at, intentBodySchema.parse(intent));
          if (one.status) dropChange(statements, String(i), one.status);
        }
        const query = queryOf(refund(1));
        const counted = events.filter(({ status }) => status !== 'failed');
        const today = counted.filter(({ at }) => start + at >= query.dayStart && start + at < query.dayEnd);
        const usd = today.filter(({ kind, currency }) => kind === 'refund' && currency === 'usd');
        const sum = (some: typeof usd): number => some.reduce((all, { minor }) => all + minor, 0);
        const near = (window: number): number => counted.filter(({ at }) => Math.abs(at) < window).length;
        expect(readHistory(statements, query)).toEqual({
          dayChanges: today.length,
          hourChanges: near(3_600_000),
          minuteChanges: near(60_000),
          dayToolChanges: today.filter(({ kind }) => kind === 'refund').length,
          dayMinor: sum(usd),
          customerDayMinor: sum(usd.filter(({ customer }) => customer === 'cus_1')),
          known: counted.some(({ kind, customer }) => kind === 'refund' && customer === 'cus_1')
            ? ['stripe.customer:cus_1']
            : [],
          upTo: counted.length === 0 ? -1 : events.findLastIndex(({ status }) => status !== 'failed'),
        });
      }),
      { numRuns: 60 },
    );
    database.close();
  });

  it('begin at midnight of the person’s zone, also on a day of 23 hours', () => {
    const day = (iso: string) => {
      const { dayStart, dayEnd } = queryOf(refund(1), Date.parse(iso));
      return [new Date(dayStart).toISOString(), (dayEnd - dayStart) / 3_600_000];
    };
    expect(day('2026-03-04T04:59:59Z')).toEqual(['2026-03-03T05:00:00.000Z', 24]);
    expect(day('2026-03-04T05:00:00Z')).toEqual(['2026-03-04T05:00:00.000Z', 24]);
    expect(day('2026-03-08T12:00:00Z')).toEqual(['2026-03-08T05:00:00.000Z', 23]);
    expect(() => historyQuery({ ...refund(1), params: {}, args: {} }, start, 'Mars/Olympus')).toThrow();
  });
});
