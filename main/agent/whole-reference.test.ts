import { describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { withWholeReferences } from './whole-reference.ts';

const tool = connectors.flatMap((one) => one.tools).find((one) => one.name === 'stripe.refunds.create');
if (!tool) throw new Error('no such tool');
const widened = (request: string, args: Record<string, string>) => withWholeReferences({ tool }, args, request);

describe('withWholeReferences', () => {
  it('takes the words that say which record into the words for it', () => {
    expect(widened("refund $5 of Oskar's latest payment", { payment: 'payment', customer: 'Oskar' })).toEqual({
      payment: 'latest payment',
      customer: 'Oskar',
    });
    expect(widened('void the last unpaid charge', { payment: 'charge' })).toEqual({ payment: 'last unpaid charge' });
  });
  it('leaves whole references, other words and other kinds alone', () => {
    const whole = { payment: 'the latest payment' };
    expect(widened('refund the latest payment', whole)).toEqual(whole);
    expect(widened('refund that payment', { payment: 'payment' })).toEqual({ payment: 'payment' });
    expect(widened('refund the first $5', { amount: '$5' })).toEqual({ amount: '$5' });
    expect(widened('refund my last customer Bo', { customer: 'customer Bo' })).toEqual({ customer: 'customer Bo' });
  });
  it('leaves words alone that stand in the request twice, or are another value', () => {
    const twice = { payment: 'payment' };
    expect(widened('refund the last payment, not the first payment', twice)).toEqual(twice);
    const other = { payment: 'payment', reason: 'duplicate' };
    expect(widened('refund the duplicate payment', other)).toEqual(other);
  });
});
