import { describe, expect, it } from 'vitest';
import { unusedAmounts } from './unused.ts';

describe('unusedAmounts', () => {
  it.each([
    ['refund $5 of the last payment', { payment: 'the last payment' }, ['$5']],
    ['refund $5 of the last payment', { payment: 'the last payment', amount: '$5' }, []],
    ['refund the $49 payment of Jane', { payment: 'the $49 payment of Jane' }, []],
    ['charge them 1,200 dollars, please', { customer: 'them' }, ['1,200 dollars']],
    ['charge them 1,200 dollars.', { amount: '1200 dollars' }, []],
    ['refund it and say "you got $10 back"', { payment: 'it' }, []],
    ['half of the fee goes back', { payment: 'the fee' }, ['half']],
    ['half of the fee goes back', { payment: 'the fee', amount: 'half' }, []],
    ['a 20% coupon', { name: 'coupon' }, ['20%']],
  ])('%s with %j', (request, args, unused) => {
    expect(unusedAmounts(request, args)).toEqual(unused);
  });
});
