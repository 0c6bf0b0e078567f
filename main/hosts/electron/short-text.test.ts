import { describe, expect, it } from 'vitest';
import { shortText } from './short-text.ts';

describe('shortText', () => {
  it('cuts between characters and says so', () => {
    expect(shortText('a'.repeat(20), 10)).toBe(`${'a'.repeat(9)}…`);
    expect(shortText(`${'a'.repeat(8)}😀b`, 10)).toBe(`${'a'.repeat(8)}…`);
    expect(shortText('short', 10)).toBe('short');
  });

  it('takes a secret out before it cuts, so that no half of one is left', () => {
    expect(shortText('token ghp_abcdefghijklmnopqrstuvwxyz0123456789', 20)).not.toContain('ghp_');
  });
});
