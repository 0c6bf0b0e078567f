import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { auditDetailSchema, type Json } from '../../../shared/index.ts';
import { createMemoryKeychain, type Keychain } from '../../keychain/index.ts';
import type { MerkleAuditLog } from '../log.ts';
import { Statements } from '../statements.ts';
import { anIntent, anOutcome, openLog, scratch, start } from '../testing.ts';
import type { Removal } from './prune-entry.ts';
import { findRemovable } from './removable.ts';

// Every text is written and overwritten on disk.
vi.setConfig({ testTimeout: 60_000 });

let place: ReturnType<typeof scratch>;
let keychain: Keychain;
let log: MerkleAuditLog;

beforeEach(async () => {
  place = scratch();
  keychain = createMemoryKeychain();
  log = await openLog(place.file, keychain);
});
afterEach(() => {
  log.close();
  place.remove();
});

const secretWords = ['quokkazebra', 'marmaladesky', 'thistledown'];

function fill(count: number): string[] {
  return Array.from({ length: count }, (_, n) =>
    log.record(
      anIntent({ request: `tell ${secretWords[n % 3]} number ${n}`, account: 'quokkaaccount' }),
      anOutcome({ summary: `told ${secretWords[n % 3]}`, result: { text: `${secretWords[n % 3]} `.repeat(400) } }),
    ),
  );
}

/** What would be removed of calls begun before an offset from the start, in milliseconds. */
function removable(offset: number): Removal {
  const database = new DatabaseSync(place.file);
  const { oldest: _, ...removal } = findRemovable(new Statements(database), start + offset);
  database.close();
  return removal;
}

/** All bytes of the log's files. */
const bytes = () =>
  ['', '-wal', '-shm'].map((end) => {
    try {
      return readFileSync(`${place.file}${end}`, 'latin1');
    } catch {
      return '';
    }
  });
const found = (words: string) => bytes().some((text) => text.includes(words));

function tamper(sql: string): void {
  const database = new DatabaseSync(place.file);
  for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'trigger'").all())
    database.exec(`DROP TRIGGER ${name}`);
  database.exec(sql);
  database.close();
}

describe('removing texts', () => {
  it('takes them out of every file, keeps the proofs, and is an entry itself', async () => {
    const ids = fill(40);
    // A call takes one and a half seconds of this log's clock; the last ten stay.
    const removal = removable(45_000);
    expect(removal).toMatchObject({ entries: 30, ranges: [[0, 60]] });
    for (const word of [...secretWords, 'quokkaaccount']) expect(found(word)).toBe(true);
    const entry = await log.remove(removal);
    expect(found('number 29')).toBe(false);
    expect(found('number 30')).toBe(true);
    const report = log.verify();
    expect(report).toMatchObject({ ok: true, entries: 82, problems: [] });
    expect(log.show(entry)).toMatchObject({ tool: 'thimble.audit.prune', status: 'succeeded', effect: 'destructive' });

    const removed = log.show(ids[0] ?? '');
    expect(() => auditDetailSchema.omit({ undo: true }).parse(removed)).not.toThrow();
    expect(removed).toMatchObject({ removed: true, tool: 'stripe.refunds.create', status: 'succeeded', args: [] });
    expect(removed.proofs.map(({ proof }) => proof.valid)).toEqual([true, true]);
    expect(() => log.undoOf(ids[0] ?? '')).toThrow(/removed from the log/u);
    expect(log.show(ids[39] ?? '').request).toContain('number 39');

    // What is left is found, what is gone is not.
    expect(log.list({ query: 'quokkazebra' }, undefined, 50).total).toBe(4);
    expect(log.list({}, undefined, 50).total).toBe(41);
  });

  it('leaves no word in any file when all is removed', async () => {
    fill(12);
    await log.remove(removable(1_000_000));
    for (const word of [...secretWords, 'quokkaaccount', 'number 3']) expect(found(word)).toBe(false);
    expect(log.verify().ok).toBe(true);
    log.close();
    for (const word of secretWords) expect(found(word)).toBe(false);
    log = await openLog(place.file, keychain);
  });

  it('never takes an open intent, nor the entry of a removal, and nothing twice', async () => {
    fill(2);
    const open = log.intent(anIntent({ request: 'still open' }));
    fill(1);
    expect(removable(1_000_000)).toMatchObject({
      entries: 3,
      ranges: [
        [0, 4],
        [5, 7],
      ],
    });
    await log.remove(removable(1_000_000));
    expect(log.show(open).request).toBe('still open');
    expect(removable(1_000_000)).toMatchObject({ entries: 0, ranges: [] });
    log.outcome(open, anOutcome());
    await log.remove(removable(1_000_000));
    expect(log.verify()).toMatchObject({ ok: true, problems: [] });
    expect(log.list({ query: 'still open' }, undefined, 5).total).toBe(0);
  });

  it('is finished by the next process where one was cut off', async () => {
    fill(5);
    const removal = removable(1_000_000);
    log.close();
    // As if it had ended right after the entry was written.
    const cut = await openLog(place.file, keychain);
    const done = cut.remove(removal);
    cut.close();
    await expect(done).rejects.toThrow(expect.objectContaining({ code: 'storage_unavailable' }));
    log = await openLog(place.file, keychain);
    expect(log.verify()).toMatchObject({ ok: true });
    expect(log.closeDangling()).toBe(0);
    await log.finishRemovals();
    for (const word of secretWords) expect(found(word)).toBe(false);
    expect(log.verify()).toMatchObject({ ok: true, problems: [] });
    expect(log.list({ statuses: ['intent'] }, undefined, 5).total).toBe(0);
  });
});

describe('verification', () => {
  const problems = () => log.verify().problems.map(({ message }) => message);

  it.each([
    ['a text is removed that no entry speaks of', 'UPDATE entries SET body = NULL, salt = NULL WHERE idx = 8'],
    [
      'it is hidden as a removal in the list',
      "UPDATE entries SET body = NULL, salt = NULL WHERE idx = 8; UPDATE calls SET removed = 1, account = '' WHERE intent = 8",
    ],
  ])('names it when %s', async (_, sql) => {
    fill(5);
    await log.remove(removable(3000));
    expect(problems()).toEqual([]);
    tamper(sql);
    expect(log.verify().problems[0]).toMatchObject({ index: 8, message: 'Its text was removed.' });
  });

  it.each([
    [
      'what the list says of a removed call is changed',
      "UPDATE calls SET verdict = 'allow' WHERE intent = 0",
      /list says something else/u,
    ],
    ['a removed call is taken out of the list', 'DELETE FROM calls WHERE intent = 0', /missing from the list/u],
    [
      'the MAC of a removed text is changed',
      'UPDATE entries SET mac = zeroblob(32) WHERE idx = 0',
      /record was changed/u,
    ],
    [
      'a text is put in the place of a removed one',
      "UPDATE entries SET body = '{}', salt = zeroblob(32) WHERE idx = 0",
      /text was changed/u,
    ],
  ])('names it when %s', async (_, sql, message) => {
    fill(5);
    await log.remove(removable(3000));
    tamper(sql);
    expect(problems()[0]).toMatch(message);
  });

  it('does not take a removal’s word that is not the word that was signed', async () => {
    fill(5);
    await log.remove(removable(3000));
    const database = new DatabaseSync(place.file);
    const row = database.prepare("SELECT idx, body FROM entries WHERE body LIKE '%thimble.audit.prune%'").get() ?? {};
    database.close();
    const body = JSON.parse(String(row.body)) as { args: { name: string; value: Json }[] };
    for (const arg of body.args) if (arg.name === 'ranges') arg.value = [[0, 10]];
    tamper(
      `UPDATE entries SET body = '${JSON.stringify(body).replaceAll("'", "''")}' WHERE idx = ${row.idx};
       UPDATE entries SET body = NULL, salt = NULL WHERE idx = 8`,
    );
    expect(log.verify().problems).toContainEqual(
      expect.objectContaining({ index: row.idx, message: 'Its text was changed after it was written.' }),
    );
  });
});
