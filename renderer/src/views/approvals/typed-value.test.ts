import { describe, expect, it } from 'vitest';
import { emptyTyped, isEmpty, tidy } from './typed-value.ts';

describe('typed values', () => {
  it('begin with what their control shows', () => {
    expect(emptyTyped({ kind: 'text', many: false })).toBe('');
    expect(emptyTyped({ kind: 'github.label', many: true })).toEqual([]);
    expect(emptyTyped({ kind: 'boolean', many: false })).toBe(true);
    expect(emptyTyped({ kind: 'notion.properties', many: false })).toEqual({ '': '' });
  });
  it('are sent without spaces around them and without empty parts, and keep a comma', () => {
    expect(tidy(' $5 ')).toBe('$5');
    expect(tidy([' bug, and more ', ''])).toEqual(['bug, and more']);
    expect(tidy({ ' Status ': ' Done ', '': '' })).toEqual({ Status: 'Done' });
    expect(tidy(false)).toBe(false);
  });
  it('are empty when nothing is left, and never when they are a no', () => {
    expect(['', '  ', [], [' '], {}, { '': ' ' }].map(isEmpty)).toEqual([true, true, true, true, true, true]);
    expect([false, 'x', ['x'], { Status: 'Done' }].map(isEmpty)).toEqual([false, false, false, false]);
  });
});
