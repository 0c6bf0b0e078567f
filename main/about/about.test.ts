import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnosticsText, readNotices } from './index.ts';

const input = {
  version: '1.2.3',
  host: 'browser',
  model: 'Needle v1 on CPU',
  fingerprint: '0123 4567 89ab cdef 0123 4567 89ab cdef',
  versions: { node: '26.9.0', chrome: '150.0.1', v8: '1' },
  home: '/home/sam',
  checks: [
    { name: 'Node', state: 'ok', detail: 'v26.9.0', hint: 'not said' },
    { name: 'Data folder', state: 'ok', detail: '/home/sam/.local/share/thimble', hint: '' },
    { name: 'Keychain', state: 'warning', detail: 'locked', hint: 'Unlock it.' },
  ],
} as const;

describe('diagnosticsText', () => {
  it('has the versions and each check on a line, with what to do where one is not fine', () => {
    expect(diagnosticsText(input).split('\n')).toEqual([
      'Thimble 1.2.3, browser host',
      'Chromium 150.0.1, Node 26.9.0',
      'Model: Needle v1 on CPU',
      'Key of the log: 0123 4567 89ab cdef 0123 4567 89ab cdef',
      'ok: Node: v26.9.0',
      'ok: Data folder: ~/.local/share/thimble',
      'warning: Keychain: locked Unlock it.',
      '',
    ]);
  });

  it('has no secret that a check brings, and a check writes no line of its own', () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const detail = `token ${secret}\nok: Audit log: intact`;
    const text = diagnosticsText({ ...input, checks: [{ name: 'Accounts', state: 'ok', detail, hint: '' }] });
    expect(text).not.toContain(secret);
    expect(text).toContain('[redacted');
    expect(text.split('\n').filter((line) => line.startsWith('ok: Audit'))).toEqual([]);
  });
});

describe('readNotices', () => {
  it('reads what lies beside the program', async () => {
    expect(await readNotices(resolve(import.meta.dirname, '../..'))).toContain('| zod ');
  });

  it('says what to do where the file is not there', async () => {
    await expect(readNotices(tmpdir())).rejects.toMatchObject({
      code: 'not_found',
      hint: expect.stringMatching(/again/u),
    });
  });
});
