import { describe, expect, it } from 'vitest';
import { rowAfterKey } from './list-keys.ts';

describe('the keys of the list', () => {
  it('go from row to row, page to page and to both ends', () => {
    const from = (key: string) => rowAfterKey(key, 500, 1_000_000, 10);
    expect(['ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End'].map(from)).toEqual([
      501, 499, 510, 490, 0, 999_999,
    ]);
  });

  it('stay in the list', () => {
    expect(rowAfterKey('ArrowDown', 4, 5, 10)).toBe(4);
    expect(rowAfterKey('ArrowUp', 0, 5, 10)).toBe(0);
    expect(rowAfterKey('PageDown', 1, 5, 10)).toBe(4);
    expect(rowAfterKey('PageUp', 1, 5, 10)).toBe(0);
  });

  it('begin at the newest entry', () => {
    expect(rowAfterKey('ArrowDown', null, 5, 10)).toBe(0);
    expect(rowAfterKey('ArrowUp', null, 5, 10)).toBe(0);
  });

  it('are no others, and none in an empty list', () => {
    expect(rowAfterKey('a', 1, 5, 10)).toBeNull();
    expect(rowAfterKey('End', null, 0, 10)).toBeNull();
  });
});
