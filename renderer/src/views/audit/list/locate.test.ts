import { describe, expect, it, vi } from 'vitest';
import { locateRow } from './locate.ts';

const count = 1_000_000;
const newest = Date.parse('2026-11-22T14:00:00Z');
/** Three entries a moment. */
const row = (index: number) => ({ id: `e${index}`, at: new Date(newest - Math.floor(index / 3) * 1000).toISOString() });
const log = (size: number) =>
  vi.fn(async (offset: number, limit: number) =>
    Array.from({ length: Math.max(0, Math.min(limit, size - offset)) }, (_, at) => row(offset + at)),
  );

describe('the row of an entry', () => {
  it('is found among a million with few questions', async () => {
    for (const index of [0, 1, 4999, 500_000, 765_432, count - 1]) {
      const rows = log(count);
      expect(await locateRow(row(index), count, rows)).toBe(index);
      expect(rows.mock.calls.length).toBeLessThan(20);
    }
  });

  it('is none where the entry is not under the filter, or where the list has become shorter', async () => {
    expect(await locateRow({ ...row(500), id: 'other' }, count, log(count))).toBeNull();
    expect(await locateRow(row(5), 0, log(0))).toBeNull();
    expect(await locateRow(row(900), 1000, log(10))).toBeNull();
  });
});
