import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryKeychain, type Keychain } from '../keychain/index.ts';
import { bodyMac, hashOfLeaf } from './leaf.ts';
import { openAuditLog } from './log.ts';
import { createSigner } from './signer.ts';
import { anIntent, anOutcome, openLog, scratch } from './testing.ts';

let place: ReturnType<typeof scratch>;
let keychain: Keychain;
let ids: string[];

beforeEach(async () => {
  place = scratch();
  keychain = createMemoryKeychain();
  const log = await openLog(place.file, keychain);
  ids = [0, 1, 2, 3, 4].map((n) => log.record(anIntent({ request: `request number ${n}` }), anOutcome()));
  log.close();
  // The anchor is written as the log closes.
  await new Promise((done) => setTimeout(done, 5));
});
afterEach(() => place.remove());

/** Does what somebody who can write the file may do, triggers and all. */
function tamper(act: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(place.file);
  for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER ${name}`);
  act(database);
  database.close();
}

async function verify() {
  const log = await openLog(place.file, keychain);
  try {
    return log.verify();
  } finally {
    log.close();
  }
}

/** Recomputes an entry's hashes, as a careful forger would. */
function rehash(database: DatabaseSync, index: number): void {
  const row = database.prepare('SELECT * FROM entries WHERE idx = ?').get(index) ?? {};
  const mac = bodyMac(row.salt as Uint8Array, String(row.body));
  const leaf = hashOfLeaf({ index, id: String(row.id), part: row.part as 'intent', at: Number(row.at), mac });
  database.prepare('UPDATE entries SET mac = ?, leaf = ? WHERE idx = ?').run(mac, leaf, index);
}

describe('verify', () => {
  it('finds nothing in an untouched log', async () => {
    expect(await verify()).toMatchObject({ ok: true, entries: 10, checkpoints: 5, problems: [] });
  });

  it('names the entry when a byte of the file is flipped', async () => {
    const file = readFileSync(place.file);
    const at = file.indexOf('request number 2');
    expect(at).toBeGreaterThan(0);
    file[at] = (file[at] ?? 0) ^ 1;
    writeFileSync(place.file, file);
    const report = await verify();
    expect(report).toMatchObject({
      ok: false,
      problems: [{ index: 4, entryId: ids[2], message: 'Its text was changed after it was written.' }],
    });
    const log = await openLog(place.file, keychain);
    expect(log.show(ids[2] ?? '').proofs.map(({ proof }) => proof.valid)).toEqual([false, true]);
    expect(log.list({}, undefined, 10).entries).toHaveLength(5);
    log.close();
  });

  it('names the entry when its text no longer reads, and the list goes on', async () => {
    tamper((database) => database.exec("UPDATE entries SET body = 'gone' WHERE idx = 3"));
    expect((await verify()).problems).toEqual([
      { index: 3, entryId: ids[1], message: 'Its text was changed after it was written.' },
    ]);
    const log = await openLog(place.file, keychain);
    expect(log.list({}, undefined, 10).entries).toHaveLength(5);
    expect(() => log.show(ids[1] ?? '')).toThrow(expect.objectContaining({ code: 'storage_unavailable' }));
    log.close();
  });

  it.each([
    ['the time', 'UPDATE entries SET at = at + 1 WHERE idx = 6', 6, 3],
    ['the part', "UPDATE entries SET id = 'log_x' WHERE idx = 6", 6, null],
    ['the MAC', 'UPDATE entries SET mac = zeroblob(32) WHERE idx = 2', 2, 1],
    ['the leaf', 'UPDATE entries SET leaf = zeroblob(32) WHERE idx = 2', 2, 1],
    ['the text, removed', 'UPDATE entries SET body = NULL, salt = NULL WHERE idx = 2', 2, 1],
    ['the status in the list', "UPDATE calls SET status = 'denied' WHERE intent = 2", 3, 1],
    ['the verdict in the list', "UPDATE calls SET verdict = 'allow' WHERE intent = 2", 2, 1],
    ['the list', 'DELETE FROM calls WHERE intent = 2', 2, 1],
  ])('names the entry when %s is changed', async (_, sql, index, which) => {
    tamper((database) => database.exec(sql));
    const report = await verify();
    expect(report.ok).toBe(false);
    expect(report.problems[0]).toMatchObject({ index, entryId: which === null ? 'log_x' : ids[which] });
  });

  it('names the entry even when all hashes but the signed ones are made to fit', async () => {
    tamper((database) => {
      database.exec(`UPDATE entries SET body = replace(body, 'request number 3', 'request number 7') WHERE idx = 6`);
      rehash(database, 6);
    });
    expect((await verify()).problems).toContainEqual({
      index: 7,
      entryId: ids[3],
      message: 'It is not the entry that was signed for.',
    });
  });

  it('sees a hole, a cut, and a tree that is not its own', async () => {
    tamper((database) => database.exec('UPDATE nodes SET hash = zeroblob(32) WHERE level = 1 AND idx = 0'));
    expect((await verify()).problems.map((problem) => problem.message)).toContain(
      'The stored tree is not the tree of the entries.',
    );
    tamper((database) => database.exec('DELETE FROM entries WHERE idx = 4'));
    expect((await verify()).problems[0]).toMatchObject({ index: 4, message: 'Entries 4 to 4 are missing.' });
  });

  it('sees a log cut off behind its last checkpoint', async () => {
    tamper((database) => database.exec('DELETE FROM entries WHERE idx >= 8; DELETE FROM calls WHERE intent >= 8'));
    expect((await verify()).problems.map((problem) => problem.message)).toContain(
      'Entries 8 to 9 were signed and are missing.',
    );
  });

  it('sees a log cut off with its checkpoints, by what the keychain knows', async () => {
    const cut =
      'DELETE FROM entries WHERE idx >= 8; DELETE FROM calls WHERE intent >= 8; DELETE FROM checkpoints WHERE size > 8; DELETE FROM nodes WHERE (idx + 1) * (1 << level) > 8';
    tamper((database) => database.exec(cut));
    const expected = 'The keychain knows of 10 entries; those from 8 on are missing.';
    expect((await verify()).problems.map((problem) => problem.message)).toEqual([expected]);
    // New entries do not cover it up.
    const log = await openLog(place.file, keychain);
    for (let n = 0; n < 3; n++) log.record(anIntent(), anOutcome());
    log.close();
    await new Promise((done) => setTimeout(done, 5));
    expect((await verify()).problems.map((problem) => problem.message)).toEqual([
      'The first 10 entries are not those that the keychain knows of.',
    ]);
  });

  it('sees a log cut off while it is open', async () => {
    const log = await openLog(place.file, keychain);
    log.record(anIntent(), anOutcome());
    expect(log.verify().ok).toBe(true);
    tamper((database) =>
      database.exec(
        'DELETE FROM entries WHERE idx >= 10; DELETE FROM calls WHERE intent >= 10; DELETE FROM changes WHERE intent >= 10; DELETE FROM recipients WHERE intent >= 10; DELETE FROM checkpoints WHERE size > 10; DELETE FROM nodes WHERE (idx + 1) * (1 << level) > 10',
      ),
    );
    expect(log.verify().problems.map((problem) => problem.message)).toEqual([
      'The keychain knows of 12 entries; those from 10 on are missing.',
    ]);
    log.close();
  });

  it('sees an old copy of the file in its place, also when it has grown since', async () => {
    const copy = `${place.file}.copy`;
    copyFileSync(place.file, copy);
    const log = await openLog(place.file, keychain);
    for (let n = 0; n < 3; n++) log.record(anIntent({ request: 'hidden' }), anOutcome());
    log.close();
    await new Promise((done) => setTimeout(done, 5));
    copyFileSync(copy, place.file);
    expect((await verify()).problems.map((problem) => problem.message)).toEqual([
      'The keychain knows of 16 entries; those from 10 on are missing.',
    ]);
    const later = await openLog(place.file, keychain);
    for (let n = 0; n < 4; n++) later.record(anIntent({ request: 'instead' }), anOutcome());
    later.close();
    await new Promise((done) => setTimeout(done, 5));
    expect((await verify()).problems.map((problem) => problem.message)).toEqual([
      'The first 16 entries are not those that the keychain knows of.',
    ]);
  });

  it('sees that the whole log was wiped', async () => {
    for (const end of ['', '-wal', '-shm']) rmSync(`${place.file}${end}`, { force: true });
    expect((await verify()).problems.map((problem) => problem.message)).toEqual([
      'The keychain knows of 10 entries; those from 0 on are missing.',
    ]);
  });

  it('sees a wrong signature, and one by another key', async () => {
    const forger = await createSigner(createMemoryKeychain());
    tamper((database) =>
      database.prepare('UPDATE checkpoints SET signature = ? WHERE size = 6').run(forger.sign('anything')),
    );
    expect((await verify()).problems.map((problem) => problem.message)).toEqual([
      'The signature over the first 6 entries is wrong.',
    ]);
    const other = openAuditLog({ file: place.file, signer: forger, now: () => 0 });
    other.record(anIntent(), anOutcome());
    other.close();
    expect((await verify()).problems.map((problem) => problem.message)).toContain(
      'The first 12 entries are signed by another key than the one in the keychain.',
    );
  });

  it('says that a damaged database cannot be read, without throwing', async () => {
    const log = await openLog(place.file, keychain);
    const file = readFileSync(place.file);
    file.fill(0xff, 4096);
    writeFileSync(place.file, file);
    const report = log.verify();
    expect(report.ok).toBe(false);
    expect(report.problems.at(-1)?.message).toMatch(/damaged|cannot be read/u);
    log.close();
  });
});

describe('the triggers', () => {
  it.each([
    'UPDATE entries SET at = 0',
    'DELETE FROM entries',
    'UPDATE nodes SET hash = zeroblob(32)',
    'DELETE FROM checkpoints',
  ])('stop %s', (sql) => {
    const database = new DatabaseSync(place.file);
    expect(() => database.exec(sql)).toThrow('append-only');
    database.close();
  });
});
