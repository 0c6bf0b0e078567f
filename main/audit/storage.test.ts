import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryKeychain, type Keychain } from '../keychain/index.ts';
import { openDatabase, transaction } from './database.ts';
import { createSigner, verifySignature } from './signer.ts';
import { guarded } from './storage-error.ts';
import { anIntent, anOutcome, openLog, scratch } from './testing.ts';

let place: ReturnType<typeof scratch>;
beforeEach(() => {
  place = scratch();
});
afterEach(() => place.remove());

const unavailable = expect.objectContaining({ code: 'storage_unavailable', hint: expect.stringMatching(/\w/u) });

describe('storage that cannot be used is one clear error', () => {
  it('a file that is no database', async () => {
    writeFileSync(place.file, 'this is not a database, but it is long enough to look at '.repeat(50));
    await expect(openLog(place.file)).rejects.toThrow(unavailable);
  });

  it('a folder in its place', async () => {
    mkdirSync(place.file);
    await expect(openLog(place.file)).rejects.toThrow(unavailable);
  });

  it('a folder that is a file', async () => {
    writeFileSync(place.file, '');
    await expect(openLog(join(place.file, 'audit.db'))).rejects.toThrow(unavailable);
  });

  it.skipIf(process.getuid?.() === 0)('a folder that cannot be written (not to be seen as root)', async () => {
    chmodSync(dirname(place.file), 0o500);
    await expect(openLog(place.file)).rejects.toThrow(unavailable);
    chmodSync(dirname(place.file), 0o700);
  });

  it('a log of another version', async () => {
    const database = new DatabaseSync(place.file);
    database.exec('PRAGMA user_version = 99');
    database.close();
    await expect(openLog(place.file)).rejects.toThrow(/another version/u);
  });

  it('a call of which half cannot be written is not written at all', async () => {
    const log = await openLog(place.file);
    log.record(anIntent(), anOutcome());
    expect(() => log.record(anIntent(), anOutcome({ milliseconds: 'long' as unknown as number }))).toThrow();
    expect(log.verify()).toMatchObject({ ok: true, entries: 2 });
    expect(log.list({}, undefined, 5).total).toBe(1);
    log.close();
  });

  it.each([
    ['read-only', 'The audit log cannot be written.', 'PRAGMA query_only = ON'],
    ['on a full disk', 'The disk is full, so the audit log cannot be written.', 'PRAGMA max_page_count = 1'],
  ])('a database that is %s', (_, message, pragma) => {
    const database = openDatabase(place.file);
    database.exec(pragma);
    const fill = () =>
      database
        .prepare('INSERT INTO search (rowid, text) VALUES (1, ?)')
        .run(Array.from({ length: 50_000 }, (_, n) => `word${n}`).join(' '));
    expect(() => guarded(() => transaction(database, fill))).toThrow(
      expect.objectContaining({ code: 'storage_unavailable', message }),
    );
    database.close();
  });

  it('a log that was closed', async () => {
    const log = await openLog(place.file);
    log.close();
    expect(() => log.intent(anIntent())).toThrow(unavailable);
    expect(() => log.list({}, undefined, 1)).toThrow(unavailable);
  });
});

describe('the signer', () => {
  it('keeps its key in the keychain', async () => {
    const keychain = createMemoryKeychain();
    const [first, second] = [await createSigner(keychain), await createSigner(keychain)];
    expect([first.fresh, second.fresh]).toEqual([true, false]);
    expect(second.publicKey).toBe(first.publicKey);
    expect(Buffer.from(first.publicKey, 'base64')).toHaveLength(32);
    const signature = second.sign('text');
    expect(verifySignature(first.publicKey, 'text', signature)).toBe(true);
    expect(verifySignature(first.publicKey, 'texts', signature)).toBe(false);
    expect(verifySignature('not a key', 'text', signature)).toBe(false);
  });

  it('says so when the key cannot be read', async () => {
    const keychain = createMemoryKeychain();
    await keychain.set({ service: 'thimble/audit', account: 'signing-key' }, 'AAAA');
    await expect(createSigner(keychain)).rejects.toThrow(expect.objectContaining({ code: 'keychain_unavailable' }));
  });

  it('keeps an anchor a log, and the last one when the keychain refuses', async () => {
    const memory = createMemoryKeychain();
    let locked = false;
    const keychain: Keychain = {
      ...memory,
      set: async (name, secret) => (locked ? Promise.reject(new Error('locked')) : memory.set(name, secret)),
    };
    const signer = await createSigner(keychain, { log: place.file });
    expect(signer.anchor).toBeNull();
    signer.keep({ size: 1, rootHash: 'a'.repeat(64) });
    signer.keep({ size: 2, rootHash: 'b'.repeat(64) });
    await signer.flush();
    locked = true;
    signer.keep({ size: 3, rootHash: 'c'.repeat(64) });
    await signer.flush();
    expect((await createSigner(keychain, { log: place.file })).anchor).toEqual({ size: 2, rootHash: 'b'.repeat(64) });
    expect((await createSigner(keychain, { log: `${place.file}.other` })).anchor).toBeNull();
    expect((await createSigner(keychain)).anchor).toBeNull();
  });
});
