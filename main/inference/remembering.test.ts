import { describe, expect, it } from 'vitest';
import { remembering } from './remembering.ts';

describe('remembering', () => {
  it('makes an answer once, shares what is under way, and lets the oldest go', async () => {
    const made: string[] = [];
    const ask = remembering(2, async (text) => {
      made.push(text);
      return text.length;
    });
    expect(await Promise.all([ask('a'), ask('a')])).toEqual([1, 1]);
    await ask('bb');
    await ask('ccc');
    await ask('a');
    expect(made).toEqual(['a', 'bb', 'ccc', 'a']);
  });
  it('makes again what failed', async () => {
    let failing = true;
    const ask = remembering(2, async () => {
      if (failing) throw new Error('stopped');
      return 1;
    });
    await expect(ask('a')).rejects.toThrow('stopped');
    failing = false;
    await expect(ask('a')).resolves.toBe(1);
  });
});
