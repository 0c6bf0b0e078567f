import { describe, expect, it } from 'vitest';
import type { ToolParam } from '../../../connectors/index.ts';
import type { JsonObject } from '../../../shared/index.ts';
import { moneyResolvers } from './money.ts';
import type { ResolveContext } from './types.ts';

function context(param: Partial<ToolParam> = {}, resolved: JsonObject = {}, currency = 'usd'): ResolveContext {
  return {
    now: 0,
    zone: 'UTC',
    me: null,
    tool: 'stripe.refunds.create',
    request: '',
    resolved,
    param: { kind: 'amount', description: '', sets: [], ...param },
    lookup: async () => ({ available: [{ amount: 1, currency }] }),
  };
}

async function amount(words: string, given = context()) {
  const found = await moneyResolvers.amount?.(words, given);
  return found?.kind === 'resolved' ? found.value : found?.kind;
}
async function read(kind: 'integer' | 'percent' | 'number' | 'currency', words: string, sets: string[] = []) {
  const found = await moneyResolvers[kind]?.(words, context({ kind, sets }));
  return found?.kind === 'resolved' ? found.value : found?.kind;
}

const payment = { payment: { amount: 2599, refunded: 99, currency: 'usd' } };

describe('amount', () => {
  it('asks for the currency where no account is at hand, and looks at no other service', async () => {
    const lookup = async () => {
      throw new Error('no look-up here');
    };
    const foreign = { ...context(), tool: 'todo.tasks.create', lookup };
    expect(await amount('50', foreign)).toBe('missing');
    expect(await amount('50', { ...foreign, resolved: { currency: 'eur' } })).toEqual({ minor: 5000, currency: 'eur' });
    expect(await amount('50 euros', foreign)).toEqual({ minor: 5000, currency: 'eur' });
  });
  it.each([
    ['$5', 500, 'usd'],
    ['5 bucks', 500, 'usd'],
    ['20 bucks off', 2000, 'usd'],
    ['ten dollars', 1000, 'usd'],
    ['ten dollars and fifty cents', 1050, 'usd'],
    ['75 cents', 75, 'usd'],
    ['USD 12.50', 1250, 'usd'],
    ['12.50usd', 1250, 'usd'],
    ['$20 CAD', 2000, 'cad'],
    ['€3', 300, 'eur'],
    ['3 euros', 300, 'eur'],
    ['1.299,00 €', 129900, 'eur'],
    ['1,299', 129900, 'usd'],
    ['$2.5k', 250000, 'usd'],
    ['two hundred and fifty dollars', 25000, 'usd'],
    ['a hundred quid', 10000, 'gbp'],
    ['¥5000', 5000, 'jpy'],
    ['5000 yen', 5000, 'jpy'],
    ['"$1,299.99"', 129999, 'usd'],
    ['15.00', 1500, 'usd'],
    ['4.350 KWD', 4350, 'kwd'],
    ['twelve fifty', 1250, 'usd'],
    ['nineteen ninety-nine', 1999, 'usd'],
    ['twelve dollars fifty', 1250, 'usd'],
    ['nineteen dollars and ninety nine cents', 1999, 'usd'],
    ['a buck fifty', 150, 'usd'],
    ['€49,90', 4990, 'eur'],
    ['49$', 4900, 'usd'],
    ['$.50', 50, 'usd'],
    ['99p', 99, 'gbp'],
    ['1.2k', 120000, 'usd'],
    ['3 hundred bucks', 30000, 'usd'],
    ['half a million dollars', 50000000, 'usd'],
    ['a million and a half', 150000000, 'usd'],
    ['two dozen', 2400, 'usd'],
    ['a tenner', 1000, 'usd'],
    ['₹1,50,000', 15000000, 'inr'],
    ['Rs. 500', 50000, 'inr'],
    ['$20/month', 2000, 'usd'],
    ['$20 per seat', 2000, 'usd'],
    ['10 dollars only', 1000, 'usd'],
  ])('reads %s', async (words, minor, currency) => {
    expect(await amount(words)).toEqual({ minor, currency });
  });

  it.each(['', 'lots', '$', '-5', 'five blorps', '$1.005', '¥5.50', 'Oskar'])('refuses %j', async (words) => {
    expect(await amount(words)).toBe('missing');
  });

  it.each([
    ['one fifty', [150, 15000]],
    ['two-fifty', [250, 25000]],
    ['1.000 €', [100, 100000]],
    ['¥1.000', [1, 1000]],
  ])('asks how much %s is', async (words, minors) => {
    const found = await moneyResolvers.amount?.(words, context());
    if (found?.kind !== 'ambiguous') throw new Error(`${words} is ${found?.kind}`);
    expect(found.candidates.map(({ value }) => (value as { minor: number }).minor)).toEqual(minors);
  });

  // What is said one after the other is not added up.
  it.each(['five five', 'twenty twelve hundred and', 'ten twenty thirty', 'and five', 'thousand million'])(
    'makes no sum of %j',
    async (words) => {
      expect(await amount(words)).toBe('missing');
    },
  );

  it('takes the currency that the call names, then the payment, then the account', async () => {
    expect(await amount('50', context({}, { currency: 'jpy' }, 'eur'))).toEqual({ minor: 50, currency: 'jpy' });
    expect(await amount('50', context({}, { payment: { amount: 100, currency: 'gbp' } }, 'eur'))).toEqual({
      minor: 5000,
      currency: 'gbp',
    });
    expect(await amount('50', context({}, {}, 'eur'))).toEqual({ minor: 5000, currency: 'eur' });
  });

  it('reads shares of the payment', async () => {
    const given = context({ within: ['payment'] }, payment);
    expect(await amount('half', given)).toEqual({ minor: 1300, currency: 'usd' });
    expect(await amount('50%', given)).toEqual({ minor: 1300, currency: 'usd' });
    expect(await amount('a third of it', given)).toEqual({ minor: 866, currency: 'usd' });
    expect(await amount('the rest', given)).toEqual({ minor: 2500, currency: 'usd' });
    expect(await amount('150%', given)).toBe('missing');
  });

  it('reads what is kept of the payment', async () => {
    const given = context({ within: ['payment'] }, payment);
    expect(await amount('everything but $5', given)).toEqual({ minor: 2000, currency: 'usd' });
    expect(await amount('all except half', given)).toEqual({ minor: 1200, currency: 'usd' });
    expect(await amount('everything but $25', given)).toBe('missing');
    expect(await amount('everything but that', given)).toBe('missing');
  });

  it('takes no other currency than the payment has', async () => {
    expect(await amount('€10', context({ within: ['payment'] }, payment))).toBe('missing');
    expect(await amount('10 usd', context({ within: ['payment'] }, payment))).toEqual({ minor: 1000, currency: 'usd' });
  });

  it('gives no more of a payment than is left of it', async () => {
    const given = context({ within: ['payment'] }, payment);
    expect(await amount('$25', given)).toEqual({ minor: 2500, currency: 'usd' });
    expect(await amount('$25.01', given)).toBe('missing');
    expect(await amount('99%', given)).toBe('missing');
  });

  it('asks what a share is of when there is no payment', async () => {
    expect(await amount('half')).toBe('missing');
  });
});

describe('integer', () => {
  it.each([
    ['5', 5],
    ['five', 5],
    ['5x', 5],
    ['3 seats', 3],
    ['top 10', 10],
    ['a dozen', 12],
    ['net 30', 30],
    ['net30', 30],
    ['1,000', 1000],
    ['the last one', 1],
    ['the ten most recent', 10],
    ['a couple', 2],
    ['twenty-five', 25],
  ])('reads %s', async (words, value) => {
    expect(await read('integer', words)).toBe(value);
  });
  it('counts in the unit of the parameter', async () => {
    expect(await read('integer', 'two weeks', ['trial_period_days'])).toBe(14);
    expect(await read('integer', '30 days', ['days_until_due'])).toBe(30);
    expect(await read('integer', 'a year', ['duration_in_months'])).toBe(12);
    expect(await read('integer', 'six months', ['duration_in_months'])).toBe(6);
    expect(await read('integer', 'ten days', ['duration_in_months'])).toBe('missing');
  });
  it.each(['', 'many', '2.5', 'Oskar'])('refuses %j', async (words) => {
    expect(await read('integer', words)).toBe('missing');
  });
});

describe('percent', () => {
  it.each([
    ['20%', 20],
    ['20 percent', 20],
    ['twenty percent off', 20],
    ['12.5 %', 12.5],
    ['half off', 50],
    ['a quarter', 25],
    ['15', 15],
    ['free', 100],
  ])('reads %s', async (words, value) => {
    expect(await read('percent', words)).toBe(value);
  });
  it.each(['120%', 'some', ''])('refuses %j', async (words) => {
    expect(await read('percent', words)).toBe('missing');
  });
});

describe('currency and number', () => {
  it.each([
    ['EUR', 'eur'],
    ['euros', 'eur'],
    ['£', 'gbp'],
    ['US dollars', 'usd'],
    ['swiss francs', 'chf'],
    ['Kenyan shilling', 'kes'],
  ])('reads %s', async (words, code) => {
    expect(await read('currency', words)).toBe(code);
  });
  it('refuses what is none', async () => {
    expect(await read('currency', 'blorps')).toBe('missing');
    expect(await read('number', 'blorps')).toBe('missing');
  });
  it('reads numbers', async () => {
    expect(await read('number', '-2.5')).toBe(-2.5);
    expect(await read('number', '1.5 million')).toBe(1_500_000);
    expect(await read('number', '$18')).toBe(18);
    expect(await read('number', '7,000 dollars')).toBe(7000);
  });
});
