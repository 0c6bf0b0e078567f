import { describe, expect, it } from 'vitest';
import { stretchesOf, waitOf } from './timing.ts';

const approval = { by: 'you', at: '2026-11-22T14:00:09.500Z', verdict: 'approve', reason: '' } as const;

describe('the times of an entry', () => {
  it('are how long its card was open and how long it ran', () => {
    const answered = { ...approval, openedAt: '2026-11-22T14:00:00Z' };
    expect(stretchesOf({ approval: answered, milliseconds: 184 })).toEqual([
      { kind: 'waited', milliseconds: 9500 },
      { kind: 'ran', milliseconds: 184 },
    ]);
  });

  it('are left out where they are not known, or where a clock was set back', () => {
    expect(stretchesOf({ approval: null, milliseconds: null })).toEqual([]);
    expect(waitOf({ ...approval, openedAt: null })).toBeNull();
    expect(waitOf({ ...approval, openedAt: '2026-11-22T15:00:00Z' })).toBeNull();
    expect(waitOf({ ...approval, openedAt: 'never' })).toBeNull();
  });
});
