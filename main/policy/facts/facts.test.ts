import { describe, expect, it } from 'vitest';
import { defineTool } from '../../../connectors/index.ts';
import { localTime, localTimeText } from './local-time.ts';
import { moneyOf, moneyText } from './money.ts';
import { reachOf } from './reach.ts';

const param = { description: '', sets: [] };
const base = {
  title: '',
  description: '',
  undo: { kind: 'none', text: '' },
  effectText: () => '',
  run: async () => ({ data: null, summary: '' }),
} as const;

describe('localTime', () => {
  const settings = { zone: 'America/New_York', workingHours: { start: '09:00', end: '17:30', days: [1, 2, 3, 4, 5] } };
  it.each([
    ['2026-03-04T10:30:00-05:00', 'Wednesday 10:30', true],
    ['2026-03-04T17:29:59-05:00', 'Wednesday 17:29', true],
    ['2026-03-04T17:30:00-05:00', 'Wednesday 17:30', false],
    // The clocks go forward at 2 that Sunday: 21:00 is UTC-4.
    ['2026-03-08T21:00:00-04:00', 'Sunday 21:00', false],
    ['2026-03-09T00:00:00-04:00', 'Monday 00:00', false],
  ])('%s is %s', (iso, text, working) => {
    const time = localTime(Date.parse(iso), settings);
    expect(localTimeText(time)).toBe(text);
    expect(time.in_working_hours).toBe(working);
  });

  it('lets hours run over midnight', () => {
    const night = { zone: 'UTC', workingHours: { start: '22:00', end: '06:00', days: [5] } };
    expect(localTime(Date.parse('2026-03-06T23:00:00Z'), night).in_working_hours).toBe(true);
    expect(localTime(Date.parse('2026-03-07T05:59:00Z'), night).in_working_hours).toBe(true);
    expect(localTime(Date.parse('2026-03-07T23:00:00Z'), night).in_working_hours).toBe(false);
  });

  it('throws rather than guess', () => {
    expect(() => localTime(0, { ...settings, zone: 'Mars/Olympus' })).toThrow();
    expect(() => localTime(0, { ...settings, workingHours: { start: '9', end: '5', days: [1] } })).toThrow();
    expect(() => localTime(Number.NaN, settings)).toThrow();
  });
});

describe('moneyOf', () => {
  const refund = defineTool({
    ...base,
    name: 'stripe.refunds.create',
    effect: 'money',
    params: { payment: { ...param, kind: 'stripe.payment', required: true }, amount: { ...param, kind: 'amount' } },
  });
  const payment = { id: 'pi', amount: 19_900, refunded: 900, currency: 'usd', status: 'succeeded' };

  it('takes the stated amount, else what is left of the payment', () => {
    expect(moneyOf(refund, { payment, amount: { minor: 500, currency: 'usd' } })).toEqual({
      minor: 500,
      currency: 'usd',
    });
    expect(moneyOf(refund, { payment })).toEqual({ minor: 19_000, currency: 'usd' });
    expect(moneyOf(refund, {})).toBeNull();
  });

  it('multiplies a price and keeps a negative amount in sight', () => {
    const subscribe = defineTool({
      ...base,
      name: 'stripe.subscriptions.create',
      effect: 'money',
      params: {
        price: { ...param, kind: 'stripe.price' },
        quantity: { ...param, kind: 'integer' },
        amounts: { ...param, kind: 'amount', many: true },
      },
    });
    expect(moneyOf(subscribe, { price: { id: 'p', unit_amount: 1900, currency: 'usd' }, quantity: 3 })).toEqual({
      minor: 5700,
      currency: 'usd',
    });
    const amounts = [
      { minor: -1, currency: 'usd' },
      { minor: 90, currency: 'usd' },
    ];
    expect(moneyOf(subscribe, { amounts })?.minor).toBe(-1);
    expect(moneyOf(subscribe, { amounts: amounts.toReversed() })?.minor).toBe(-1);
  });

  it('reads in words by the currency', () => {
    expect([moneyText({ minor: 19_900, currency: 'usd' }), moneyText({ minor: 500, currency: 'jpy' })]).toEqual([
      '$199.00',
      '¥500',
    ]);
  });
});

describe('reachOf', () => {
  const tool = defineTool({
    ...base,
    name: 'slack.chat.postMessage',
    effect: 'write',
    params: {
      to: { ...param, kind: 'slack.destination' },
      people: { ...param, kind: 'slack.user', many: true },
      lines: { ...param, kind: 'text', many: true },
    },
  });

  it('names channels, counts people, and sees a card number split over a list', () => {
    expect(
      reachOf(tool, {
        to: { id: 'C1', name: '#General ', type: 'channel', private: false },
        people: [
          { id: 'U1', name: 'Ana' },
          { id: 'U2', name: 'Joe' },
        ],
        lines: ['4242 4242', '4242 4242'],
      }),
    ).toEqual({ channels: ['general'], people: 2, records: 2, secrets: ['a card number'] });
  });

  it('does not take a person for a channel', () => {
    expect(reachOf(tool, { to: { id: 'U1', name: 'general', type: 'person', private: true } }).channels).toEqual([]);
  });
});
