import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UndoCall } from '../../connectors/index.ts';
import { createMemoryKeychain } from '../keychain/index.ts';
import type { MerkleAuditLog } from './log.ts';
import { anIntent, anOutcome, openLog, scratch, toVersion } from './testing.ts';

let place: ReturnType<typeof scratch>;
let log: MerkleAuditLog;
beforeEach(async () => {
  place = scratch();
  log = await openLog(place.file);
});
afterEach(() => {
  log.close();
  place.remove();
});

const edit = (text: string): UndoCall => ({ tool: 'slack.chat.update', args: { text }, text: 'Set the old text.' });

describe('what takes a call back', () => {
  it('is kept with where it was made, and with the entries that did it or tried', () => {
    const id = log.record(anIntent({ place: 'acc_1' }), anOutcome({ undo: [edit('before')] }));
    const failed = log.record(anIntent({ undoes: id }), anOutcome({ status: 'failed' }));
    const open = log.intent(anIntent({ undoes: id }));
    log.record(anIntent({ undoes: failed }), anOutcome());
    const kept = log.undoOf(id);
    expect(kept).toMatchObject({ place: 'acc_1', redacted: false, calls: [edit('before')], record: { id } });
    expect(kept.by.map((one) => [one.id, one.status])).toEqual([
      [failed, 'failed'],
      [open, 'intent'],
    ]);
    expect(log.show(open).undoes).toBe(id);
    expect(log.verify()).toMatchObject({ ok: true });
  });
  it('marks the entry in the list once it has succeeded, and not before', () => {
    const id = log.record(anIntent(), anOutcome({ undo: [edit('before')] }));
    const mark = () => log.list({}, undefined, 50).entries.find((entry) => entry.id === id)?.undone;
    log.record(anIntent({ undoes: id }), anOutcome({ status: 'failed' }));
    const by = log.intent(anIntent({ undoes: id }));
    expect(mark()).toBeUndefined();
    log.outcome(by, anOutcome());
    expect(mark()).toBe(true);
    expect(log.show(by).undone).toBeUndefined();
  });
  it('is begun once at a time, whichever process begins it', async () => {
    const id = log.record(anIntent(), anOutcome({ undo: [edit('before')] }));
    const other = await openLog(place.file);
    const first = log.intent(anIntent({ undoes: id }));
    expect(() => other.intent(anIntent({ undoes: id }))).toThrow(/undone elsewhere/u);
    expect(() => other.intent(anIntent({ undoes: first }))).not.toThrow();
    log.outcome(first, anOutcome({ status: 'failed' }));
    expect(() => other.intent(anIntent({ undoes: id }))).not.toThrow();
    expect(log.undoOf(id).by.map(({ status }) => status)).toEqual(['failed', 'intent']);
    other.close();
  });
  it('is not kept where it held a secret: it would write the mark of the redaction', () => {
    const secret = log.record(anIntent(), anOutcome({ undo: [edit('ok'), edit('pay with 4242 4242 4242 4242')] }));
    expect(log.undoOf(secret)).toMatchObject({ calls: [], redacted: true });
    // Text that the database would not give back as it was is no different.
    const broken = log.record(anIntent(), anOutcome({ undo: [edit('half \ud83d')] }));
    expect(log.undoOf(broken)).toMatchObject({ calls: [], redacted: true });
    const told = log.record(anIntent(), anOutcome({ undo: [{ ...edit('ok'), text: 'Undo 4242 4242 4242 4242.' }] }));
    expect(log.undoOf(told)).toMatchObject({ redacted: false, calls: [{ args: { text: 'ok' } }] });
    expect(JSON.stringify(log.undoOf(told))).not.toContain('4242 4242');
  });
  it('is gone with the text of its entry, and that is said', () => {
    const id = log.record(anIntent(), anOutcome({ undo: [edit('before')] }));
    const database = new DatabaseSync(place.file);
    database.exec('DROP TRIGGER entries_no_update');
    database.prepare("UPDATE entries SET body = NULL WHERE id = ? AND part = 'outcome'").run(id);
    database.close();
    const gone = expect.objectContaining({ code: 'not_found', message: expect.stringMatching(/text .* was removed/u) });
    expect(() => log.undoOf(id)).toThrow(gone);
    expect(() => log.show(id)).toThrow(gone);
  });
  it('shows when the list hides that it was done', () => {
    const id = log.record(anIntent(), anOutcome({ undo: [edit('before')] }));
    const by = log.record(anIntent({ undoes: id }), anOutcome());
    const database = new DatabaseSync(place.file);
    database.prepare('UPDATE calls SET undoes = NULL WHERE id = ?').run(by);
    database.close();
    expect(log.verify()).toMatchObject({ ok: false, problems: [{ entryId: by }] });
  });
  it('is nothing that a person asks for again', () => {
    const id = log.record(anIntent({ request: 'post it' }), anOutcome());
    log.record(anIntent({ request: 'Undo: Post it', undoes: id }), anOutcome());
    expect(log.recentRequests(5)).toEqual(['post it']);
  });
});

describe('a log of the version before', () => {
  it('is taken over as it is', async () => {
    const keychain = createMemoryKeychain();
    const file = `${place.file}-old`;
    const old = await openLog(file, keychain);
    const id = old.record(anIntent(), anOutcome());
    old.close();
    toVersion(file, 1);
    const now = await openLog(file, keychain);
    try {
      const by = now.record(anIntent({ undoes: id }), anOutcome());
      expect(now.undoOf(id).by).toMatchObject([{ id: by, status: 'succeeded' }]);
      expect(now.verify()).toMatchObject({ ok: true, entries: 4 });
    } finally {
      now.close();
    }
  });
});
