import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, findMark } from '../support/canary.ts';
import { inKeyringSession, keyringMissing } from '../support/keyring.ts';

const reason = keyringMissing();
if (reason !== null) console.log(`skipped: accounts with a real keyring: ${reason}`);

describe.skipIf(reason !== null)('accounts with a real gnome-keyring', () => {
  it('keep the token in the keyring alone, over a restart and a new name, until they are disconnected', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'thimble-accounts-'));
    try {
      const child = resolve(import.meta.dirname, '../support/accounts-child.ts');
      const { stdout, stderr } = await inKeyringSession([child, dataDir]);
      expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? 'null')).toEqual([
        'Brightloom',
        true,
        false,
        true,
        { state: 'done', account: 'sam (my work)', error: null },
        false,
      ]);
      expect(findMark(stdout + stderr)).toEqual([]);
      const files = filesUnder(dataDir);
      expect(files.map(({ name }) => name.slice(dataDir.length + 1))).toEqual(
        expect.arrayContaining(['accounts.json', 'audit.db']),
      );
      expect(files.filter(({ bytes }) => findMark(bytes).length > 0).map(({ name }) => name)).toEqual([]);
    } finally {
      rmSync(dataDir, { recursive: true, force: true });
    }
  });
});
