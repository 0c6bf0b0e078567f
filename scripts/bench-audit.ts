import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fillLog, type MadeUp } from '../main/audit/bench-log.ts';
import { createAuditReview, createSigner, openAuditLog } from '../main/audit/index.ts';
import { createMemoryKeychain } from '../main/keychain/index.ts';
import { quantile } from '../models/eval/index.ts';
import type { AuditFilter } from '../shared/index.ts';

/*
 * The log with many entries: `npm run bench -- audit [CALLS]`. Figures are of the way that a window takes: a question to
 * the reading thread and its answer.
 */

type Row = (name: string, value: string) => void;

const ms = (value: number | null): string =>
  value === null ? 'n/a' : `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const p50p95 = (taken: number[]): string => `${ms(quantile(taken, 0.5))} / ${ms(quantile(taken, 0.95))}`;

/** A small generator of numbers from 0 to 1, the same each time (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const people =
  'Oskar Lindqvist,Zoë Marchetti,Sam Rivera,Priya Raman,Jonas Weber,Amara Okafor,Mei Tanaka,Luis Ortega'.split(',');
const nouns = 'invoice,workshop,sticker pack,release,incident,roadmap,billing page,onboarding,webhook,dashboard'.split(
  ',',
);
const channels = 'releases,general,incidents,billing,design,random'.split(',');

const kinds = [
  { tool: 'stripe.refunds.create', service: 'stripe', effect: 'money', title: 'Refund a payment', verb: 'refund' },
  { tool: 'slack.chat.postMessage', service: 'slack', effect: 'write', title: 'Post a message', verb: 'post about' },
  { tool: 'github.issues.list', service: 'github', effect: 'read', title: 'List issues', verb: 'show issues on' },
  {
    tool: 'github.issues.create',
    service: 'github',
    effect: 'write',
    title: 'Open an issue',
    verb: 'open an issue on',
  },
  {
    tool: 'notion.pages.update',
    service: 'notion',
    effect: 'write',
    title: 'Change a page',
    verb: 'update the page of',
  },
  {
    tool: 'slack.conversations.kick',
    service: 'slack',
    effect: 'destructive',
    title: 'Remove a person',
    verb: 'remove',
  },
] as const;

/** Calls as they come in a company, about one every four minutes. */
function madeUpCalls(): MadeUp {
  const next = random(7);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T;
  return (n) => {
    const kind = pick(kinds);
    const [person, noun, channel] = [pick(people), pick(nouns), pick(channels)];
    const at = Date.parse('2019-01-01T09:00:00Z') + n * 240_000;
    const iso = new Date(at).toISOString();
    const asks = kind.effect === 'money' || kind.effect === 'destructive' || next() < 0.2;
    const denied = next() < 0.02;
    const refused = asks && next() < 0.1;
    const effectText = `${kind.title}: ${noun} of ${person} (#${channel}, ${n})`;
    const record = `${kind.service.slice(0, 2)}_${n.toString(36)}${Math.floor(next() * 1e9).toString(36)}`;
    return {
      at,
      intent: {
        runId: `run_${n}`,
        step: 1,
        request: `${kind.verb} the ${noun} of ${person} and tell #${channel}`,
        tool: kind.tool,
        title: kind.title,
        service: kind.service,
        effect: kind.effect,
        effectText,
        undoText: 'It can be taken back.',
        args: [person, noun, channel].map((label, i) => ({
          name: ['person', 'subject', 'channel'][i] ?? '',
          kind: 'text',
          description: 'What it is about',
          proposed: label,
          value: { id: `${record}${i}`, name: label },
          label,
          source: { kind: 'words', text: label },
          confidence: 0.9,
          editable: true,
          choices: null,
        })),
        decision: {
          id: `dec_${n}`,
          verdict: denied ? 'deny' : asks ? 'ask' : 'allow',
          rules: [
            {
              id: `${kind.effect}-rule`,
              verdict: 'ask',
              text: 'Anything that changes something asks first.',
              change: null,
            },
          ],
          callHash: record.padEnd(64, '0'),
          decidedAt: iso,
        },
        approval: asks
          ? {
              by: 'the person at the app',
              at: iso,
              openedAt: new Date(at - next() * 60_000).toISOString(),
              verdict: refused ? 'deny' : 'approve',
              reason: '',
            }
          : null,
        tainted: next() < 0.03,
        lookup: next() < 0.1,
        account: next() < 0.7 ? 'work' : 'demo',
        place: 'bench/1',
        undoes: null,
        asked: [],
        secondModel: null,
      },
      outcome: {
        status: denied
          ? 'denied'
          : refused
            ? 'refused'
            : next() < 0.03
              ? 'failed'
              : next() < 0.002
                ? 'unknown'
                : 'succeeded',
        summary: `${kind.title}, done for ${person}`,
        result: { id: record, subject: noun, note: `about the ${noun} in ${channel}` },
        error: null,
        requests: [
          { method: 'POST', path: `/v1/${kind.service}/${record}`, query: null, body: { subject: noun }, status: 200 },
        ],
        undo: [],
        milliseconds: Math.round(80 + next() * 400),
      },
    };
  };
}

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

/** Prints the figures of a log of `calls` entries, made in a temporary folder. */
export async function benchAuditLog(row: Row, calls: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'thimble-bench-audit-'));
  const file = join(folder, 'audit.db');
  try {
    const signer = await createSigner(createMemoryKeychain(), { log: file });
    const started = performance.now();
    fillLog(file, signer, calls, madeUpCalls());
    const name = `${calls.toLocaleString('en')} entries`;
    row(
      `audit log of ${name}: made in, size`,
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
    const { intent, outcome } = madeUpCalls()(calls);
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
    rmSync(folder, { recursive: true, force: true });
  }
}
