import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ThimbleError } from '../../shared/index.ts';
import { logFiles, openAppLog, watchProcess } from './index.ts';

let dataDir = '';
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'thimble-log-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const now = () => Date.parse('2026-03-04T10:30:00Z');
const lines = (file = logFiles(dataDir)[0]): Record<string, unknown>[] =>
  readFileSync(file, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('the log of the app', () => {
  it('has an event a line', () => {
    const log = openAppLog({ dataDir, now });
    log.started({ thimble: '1.2.3' });
    log.problems(['Needle is missing.\nIt is.']);
    log.failed('router', new ThimbleError('storage_unavailable', 'It is full.', 'Empty it.'));
    log.stopped();
    const at = '2026-03-04T10:30:00.000Z';
    expect(lines()).toEqual([
      { at, level: 'info', event: 'started', thimble: '1.2.3' },
      { at, level: 'warning', event: 'problem', message: 'Needle is missing.\nIt is.' },
      { at, level: 'error', event: 'failed', where: 'router', code: 'storage_unavailable', message: 'It is full.' },
      { at, level: 'info', event: 'stopped' },
    ]);
  });

  it('keeps three files of the given size at most, newest first', () => {
    const log = openAppLog({ dataDir, now, rotation: { bytes: 400, files: 3 } });
    for (let index = 0; index < 40; index++) log.started({ index: String(index) });
    const files = logFiles(dataDir);
    expect(files.map((file) => file.slice(dataDir.length + 1))).toEqual([
      'thimble.log',
      'thimble.1.log',
      'thimble.2.log',
    ]);
    for (const file of files) expect(statSync(file).size).toBeLessThanOrEqual(400);
    expect(existsSync(join(dataDir, 'thimble.3.log'))).toBe(false);
    const kept = files.toReversed().flatMap((file) => lines(file).map(({ index }) => Number(index)));
    expect(kept).toEqual(Array.from({ length: kept.length }, (_, index) => 40 - kept.length + index));
    expect(kept.length).toBeGreaterThan(8);
  });

  it.skipIf(process.platform === 'win32')('is for its owner alone (skipped on Windows, which has no modes)', () => {
    writeFileSync(logFiles(dataDir)[0], '');
    chmodSync(logFiles(dataDir)[0], 0o644);
    const log = openAppLog({ dataDir, now, rotation: { bytes: 200, files: 3 } });
    for (let index = 0; index < 20; index++) log.stopped();
    for (const file of logFiles(dataDir)) expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('has no secret, whatever brings it', () => {
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const log = openAppLog({ dataDir, now });
    log.problems([`The token ${secret} was refused.`]);
    log.failed('router', new Error(`no ${secret} here`));
    expect(readFileSync(logFiles(dataDir)[0], 'utf8')).not.toContain(secret);
    expect(lines().map(({ message }) => message)).toEqual([
      expect.stringContaining('[redacted'),
      expect.stringContaining('[redacted'),
    ]);
  });

  it('has nothing that a message quotes, nor a stack or a cause', () => {
    const log = openAppLog({ dataDir, now });
    for (const [open, close] of ['“”', '‘’', '""', '``', "''"].map((pair) => [...pair])) {
      log.failed('x', new Error(`No user called ${open}oskar lindqvist${close} is there.`, { cause: 'oskar' }));
      log.failed('x', new Error(`Cut off: ${open}oskar`));
    }
    try {
      JSON.parse('oskar owes $5');
    } catch (thrown) {
      log.failed('x', thrown);
    }
    log.failed('x', 'oskar as a text');
    log.problems(['Account “oskar” needs a new token.']);
    expect(readFileSync(logFiles(dataDir)[0], 'utf8')).not.toMatch(/oskar/iu);
    expect(lines()[0]).toMatchObject({ code: 'Error', message: 'No user called “…” is there.' });
    expect(Object.keys(lines()[0] ?? {})).toEqual(['at', 'level', 'event', 'where', 'code', 'message']);
  });

  it('stops nothing where it cannot be written', () => {
    const log = openAppLog({ dataDir: join(dataDir, 'not there'), now });
    expect(() => log.started({})).not.toThrow();
  });

  it('hears of what nothing caught until it is told to stop', () => {
    const log = openAppLog({ dataDir, now });
    const stop = watchProcess(log);
    process.emit('uncaughtExceptionMonitor', new TypeError('x is not a function'), 'unhandledRejection');
    stop();
    process.emit('uncaughtExceptionMonitor', new TypeError('again'), 'uncaughtException');
    expect(lines()).toMatchObject([
      { level: 'error', where: 'unhandledRejection', code: 'TypeError', message: 'x is not a function' },
    ]);
  });
});
