import { describe, expect, it } from 'vitest';
import { periodAt } from './periods.ts';

const seconds = (iso: string): number => Date.parse(iso) / 1000;
const price = (interval: string, interval_count = 1) => ({ recurring: { interval, interval_count } });

describe('periodAt', () => {
  it.each([
    ['2026-01-15', '2026-03-04', 'month', 1, '2026-02-15', '2026-03-15'],
    ['2026-01-15', '2026-03-04', 'month', 3, '2026-01-15', '2026-04-15'],
    ['2025-03-04', '2026-03-04', 'year', 1, '2026-03-04', '2027-03-04'],
    ['2026-03-01', '2026-03-20', 'week', 2, '2026-03-15', '2026-03-29'],
    ['2026-03-01', '2026-03-04', 'day', 1, '2026-03-04', '2026-03-05'],
    ['2026-01-31', '2026-02-10', 'month', 1, '2026-01-31', '2026-02-28'],
  ])('from %s, at %s, by the %s (%i): %s to %s', (start, now, interval, count, from, to) => {
    expect(periodAt(seconds(start), seconds(now), price(interval, count))).toEqual({
      current_period_start: seconds(from),
      current_period_end: seconds(to),
    });
  });
});
