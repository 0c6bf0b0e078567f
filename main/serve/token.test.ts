import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isAuthorized, newToken, tokenInFile } from './token.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-token-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a token file', () => {
  it('is made for its owner alone, and read again', () => {
    const file = join(folder, 'token');
    const token = tokenInFile(file);
    expect(readFileSync(file, 'utf8')).toBe(`${token}\n`);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(tokenInFile(file)).toBe(token);
  });
  it('is refused when it holds something else', () => {
    const file = join(folder, 'token');
    writeFileSync(file, 'short', { mode: 0o600 });
    expect(() => tokenInFile(file)).toThrow(/holds no token/u);
    expect(() => tokenInFile(join(folder, 'none', 'token'))).toThrow(/could not be written/u);
  });
  it.skipIf(process.platform === 'win32')('is refused when others can read it, or when it is a link', () => {
    const file = join(folder, 'token');
    tokenInFile(file);
    symlinkSync(file, join(folder, 'link'));
    expect(() => tokenInFile(join(folder, 'link'))).toThrow(/only you can read/u);
    chmodSync(file, 0o644);
    expect(() => tokenInFile(file)).toThrow(/only you can read/u);
  });
});

describe('isAuthorized', () => {
  const token = newToken();
  it('takes the token and nothing else', () => {
    expect(isAuthorized(`Bearer ${token}`, token)).toBe(true);
    expect(isAuthorized(`bearer ${token}`, token)).toBe(true);
    for (const header of [undefined, '', 'Bearer', 'Bearer ', token, `Basic ${token}`, `Bearer ${token}x`])
      expect(isAuthorized(header, token)).toBe(false);
  });
});
