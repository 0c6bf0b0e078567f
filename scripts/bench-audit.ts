import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillLog } from '../main/audit/bench-log.ts';
import { createAuditReview, createSigner, openAuditLog, type Signer } from '../main/audit/index.ts';
import { createMemoryKeychain } from '../main/keychain/index.ts';
import { quantile } from '../models/eval/index.ts';
import type { AuditFilter } from '../shared/index.ts';
import { madeUpCalls, random } from './bench/made-up-calls.ts';

const begin = Date.parse('2019-01-01T09:00:00Z');

/*
 * The log with many entries: `npm run bench -- audit [CALLS [FOLDER]]`. Figures are of the way that a window takes: a question to
 * the reading thread and its answer.
 */

type Row = (name: string, value: string) => void;

const ms = (value: number | null): string =>
  value === null ? 'n/a' : `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const p50p95 = (taken: number[]): string => `${ms(quantile(taken, 0.5))} / ${ms(quantile(taken, 0.95))}`;

async function timed(times: number, work: (n: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const started = performance.now();
    await work(n);
    taken.push(performance.now() - started);
  }
  return taken;
}

const typed = [
  'refund the invoice',
  'oskar',
  'zoë marchetti',
  'remove priya',
  'onboarding',
  'st_zz',
  'workshop general',
  'nobody here',
];
const filters: readonly (readonly [name: string, filter: AuditFilter])[] = [
  ['all', {}],
  ['one service', { service: 'slack' }],
  ['failed or unknown', { statuses: ['failed', 'unknown'] }],
  ['tainted money', { effect: 'money', tainted: true }],
  ['one year', { from: '2021-01-01T00:00:00Z', to: '2022-01-01T00:00:00Z' }],
  ['a common word', { query: 'refund' }],
];

const keyName = { service: 'thimble/audit', account: 'signing-key' } as const;

/** The log's file with the key that signs it; made where the folder has none. */
async function filledLog(folder: string, calls: number): Promise<{ readonly file: string; readonly signer: Signer }> {
  const file = join(folder, 'audit.db');
  const keyFile = join(folder, 'bench-key');
  const keychain = createMemoryKeychain();
  if (existsSync(keyFile)) {
    await keychain.set(keyName, readFileSync(keyFile, 'utf8'));
    return { file, signer: await createSigner(keychain, { log: file }) };
  }
  const signer = await createSigner(keychain, { log: file });
  fillLog(file, signer, calls, madeUpCalls(begin));
  writeFileSync(keyFile, (await keychain.get(keyName)) ?? '', { mode: 0o600 });
  return { file, signer };
}

/**
 * Prints the figures of a log of `calls` entries, made in a temporary folder.
 * @param kept a folder in which the log stays for the next run: making a million entries takes many minutes
 */
export async function benchAuditLog(row: Row, calls: number, kept?: string): Promise<void> {
  const folder = kept ?? mkdtempSync(join(tmpdir(), 'thimble-bench-audit-'));
  mkdirSync(folder, { recursive: true });
  try {
    const started = performance.now();
    const { file, signer } = await filledLog(folder, calls);
    const name = `${calls.toLocaleString('en')} entries`;
    row(
      `audit log of ${name}: made or found in, size`,
      `${((performance.now() - started) / 1000).toFixed(0)} s, ${(statSync(file).size / 1e6).toFixed(0)} MB`,
    );
    const audit = openAuditLog({ file, signer, now: Date.now });
    const review = createAuditReview({
      file,
      audit,
      signer,
      exportDir: join(folder, 'exports'),
      viewFile: join(folder, 'views.json'),
      emit: () => undefined,
      now: Date.now,
    });
    const before = process.memoryUsage().rss;
    const page = (filter: AuditFilter, offset: number) => review.page({ filter, offset, limit: 50, upTo: null });
    const first = await timed(1, () => page({}, 0));
    row('first page, with the start of the reading thread', ms(first[0] ?? null));
    const whole = await timed(1, () => review.days({ filter: {}, upTo: null, zone: 'Europe/Berlin' }));
    row('until all is in memory, and days are counted', ms(whole[0] ?? null));
    row('memory for that', `${((process.memoryUsage().rss - before) / 1e6).toFixed(0)} MB`);
    for (const [what, filter] of filters) {
      const { total } = await page(filter, 0);
      await review.days({ filter, upTo: null, zone: 'Europe/Berlin' });
      const places = random(3);
      const taken = await timed(60, () => page(filter, Math.floor(places() * total)));
      row(`page anywhere, ${what}, p50 / p95`, p50p95(taken));
    }
    const letters = typed.flatMap((text) => [...text].map((_, n) => text.slice(0, n + 1)));
    row(
      `search as one types, ${letters.length} beginnings, p50 / p95`,
      p50p95(await timed(letters.length, (n) => page({ query: letters[n] ?? '' }, 0))),
    );
    const stats = await timed(10, () => review.stats({ filter: {}, zone: 'Europe/Berlin' }));
    row('numbers of the charts, p50 / p95', p50p95(stats));
    const days = await timed(10, () => review.days({ filter: {}, upTo: null, zone: 'Europe/Berlin' }));
    row('days, p50 / p95', p50p95(days));
    const { intent, outcome } = madeUpCalls(begin)(calls);
    let reading = true;
    const reader = (async () => {
      while (reading) await page({ query: 'invoice' }, 0);
    })();
    const appended = await timed(100, async () => {
      audit.record(intent, outcome);
      await new Promise((turn) => setImmediate(turn));
    });
    reading = false;
    await reader;
    row('a call logged while it is being searched, p50 / p95', p50p95(appended));
    const listed = await timed(20, async () => audit.list({}, undefined, 50));
    row('first page of the terminal’s list, p50 / p95', p50p95(listed));
    let held = 0;
    let last = performance.now();
    const ticks = setInterval(() => {
      held = Math.max(held, performance.now() - last - 5);
      last = performance.now();
    }, 5);
    const report = await review.verify();
    clearInterval(ticks);
    row(
      `verify, ${report.entries.toLocaleString('en')} records: ${report.ok ? 'intact' : 'NOT INTACT'}, main thread held at most`,
      `${(report.milliseconds / 1000).toFixed(1)} s, ${ms(held)}`,
    );
    review.close();
    audit.close();
  } finally {
    if (kept === undefined) rmSync(folder, { recursive: true, force: true });
  }
}
