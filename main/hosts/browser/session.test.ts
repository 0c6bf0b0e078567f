import { describe, expect, it } from 'vitest';
import { createSessions } from './session.ts';

describe('createSessions', () => {
  it('exchanges a token once', () => {
    const sessions = createSessions();
    const token = sessions.mint();
    const secret = sessions.exchange(token);
    expect(secret).not.toBeNull();
    expect(sessions.has(secret ?? '')).toBe(true);
    expect(sessions.exchange(token)).toBeNull();
  });

  it('knows no token, secret or empty text that it did not make', () => {
    const sessions = createSessions();
    const token = sessions.mint();
    expect(sessions.exchange('')).toBeNull();
    expect(sessions.exchange(`${token}x`)).toBeNull();
    expect(sessions.has('')).toBe(false);
    expect(sessions.has(token)).toBe(false);
  });
});
