import { describe, expect, it } from 'vitest';
import { amountText, readAmount } from './amount-text.ts';

describe('amounts that people type', () => {
  it.each([
    ['20', 'usd', 2000],
    ['12.50', 'usd', 1250],
    ['12.5', 'usd', 1250],
    ['$1,250', 'usd', 125_000],
    ['€ 7.05', 'eur', 705],
    ['1,250', 'jpy', 1250],
    ['0', 'usd', 0],
  ])('%s %s', (typed, currency, minor) => {
    expect(readAmount(typed, currency)).toBe(minor);
  });

  it.each([
    ['', 'usd'],
    ['a lot', 'usd'],
    ['-5', 'usd'],
    ['1.234', 'usd'],
    ['12.5', 'jpy'],
    ['1e3', 'usd'],
    ['99999999999', 'usd'],
    ['12,50', 'usd'],
  ])('%s %s is none', (typed, currency) => {
    expect(readAmount(typed, currency)).toBeNull();
  });

  it('come back as they were', () => {
    for (const [minor, currency] of [
      [1250, 'usd'],
      [1250, 'jpy'],
      [5, 'usd'],
      [1250, 'xxxx'],
    ] as const)
      expect(readAmount(amountText(minor, currency), currency)).toBe(minor);
  });
});
