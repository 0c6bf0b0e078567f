import { describe, expect, it } from 'vitest';
import { strings } from './strings.ts';

describe('the words of the window', () => {
  it('can each be replaced by its key: texts, lists of texts, and functions of named values', () => {
    const odd: string[] = [];
    const look = (value: unknown, path: string): void => {
      if (typeof value === 'string') {
        if (value.trim() === '') odd.push(`${path}: empty`);
      } else if (typeof value === 'function') {
        // A translation is written by the names: one that takes its values apart has none.
        if (!/^\(\s*(?:[a-z]\w*(?:\s*,\s*[a-z]\w*)*)?\s*\)\s*=>/iu.test(String(value).replace(/\/\*.*?\*\//gu, '')))
          odd.push(`${path}: ${String(value).slice(0, 60)}`);
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, one] of Object.entries(value)) look(one, `${path}.${key}`);
      } else odd.push(`${path}: ${typeof value}`);
    };
    look(strings, 'strings');
    expect(odd).toEqual([]);
  });
});
