import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { operations } from '../connectors/demo/index.ts';
import { createSigner, openAuditLog } from '../main/audit/index.ts';
import { type DemoApp, startDemoApp } from '../main/index.ts';
import { createMemoryKeychain } from '../main/keychain/index.ts';
import { callHash, demoAccount } from '../main/policy/index.ts';
import type { SendReply } from '../main/sandbox/index.ts';
import { quantile, readTasks } from '../models/eval/index.ts';
import { benchAuditLog } from './bench-audit.ts';
import { benchEngine } from './bench-engine.ts';
import { benchPolicy } from './bench-policy.ts';
import { benchQuick } from './bench-quick.ts';
import { benchScroll } from './bench-scroll.ts';

/**
 * `npm run bench`: prints the figures of docs/performance.md, side by side in one run. `-- engine` prints the engine's alone,
 * `-- scroll` those of the activity, `-- quick` those of the quick command, `-- audit [ENTRIES [FOLDER]]` those of a long log, which stays in the folder, `-- app` the
 * rest.
 */

const ms = (value: number | null): string =>
  value === null ? 'n/a' : `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
const rows: [string, string][] = [];
const row = (name: string, value: string): void => {
  rows.push([name, value]);
  console.error(`${name}: ${value}`);
};

async function timed(times: number, work: (n: number) => Promise<unknown> | unknown): Promise<number[]> {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const started = performance.now();
    await work(n);
    taken.push(performance.now() - started);
  }
  return taken;
}

async function benchRequests(app: DemoApp): Promise<void> {
  const tasks = (await readTasks('models/eval/tasks/sample.jsonl')).filter((task) => task.kind !== 'abstain');
  for (const task of tasks) await app.agent.preview(task.request);
  const cold: number[] = [];
  const warm: number[] = [];
  for (const task of tasks) {
    app.agent.forget();
    cold.push(...(await timed(1, () => app.agent.preview(task.request))));
    warm.push(...(await timed(1, () => app.agent.preview(task.request))));
  }
  row(
    'request to decided call, look-ups over HTTP, p50 / p95',
    `${ms(quantile(cold, 0.5))} / ${ms(quantile(cold, 0.95))}`,
  );
  row(
    'request to decided call, look-ups remembered, p50 / p95',
    `${ms(quantile(warm, 0.5))} / ${ms(quantile(warm, 0.95))}`,
  );
}

async function benchSandbox(app: DemoApp): Promise<void> {
  const { sandbox } = app.composition;
  const call = { service: 'stripe' as const, tool: 'stripe.balance.retrieve', args: {}, timeoutMs: 10_000 };
  const body = { object: 'balance', available: [{ amount: 1, currency: 'usd' }], pending: [] };
  const answer = async (): Promise<SendReply> => ({ ok: true, response: { status: 200, body, link: '' } });
  for (let n = 0; n < 20; n++) await sandbox.run(call, answer);
  const taken = await timed(200, () => sandbox.run(call, answer));
  row(
    'sandbox call (fresh isolate, one request answered at once), p50 / p99',
    `${ms(quantile(taken, 0.5))} / ${ms(quantile(taken, 0.99))}`,
  );
}

async function benchHash(app: DemoApp): Promise<void> {
  const tool = app.tools.find((one) => one.name === 'slack.chat.postMessage');
  if (!tool) throw new Error('The Slack connector has no postMessage tool.');
  const hashes = await timed(2000, (n) =>
    callHash({ tool: tool.name, connectorVersion: '1', account: demoAccount, args: { n } }),
  );
  row('call hash, p50', ms(quantile(hashes, 0.5)));
}

async function benchAudit(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'thimble-bench-'));
  try {
    const audit = openAuditLog({
      file: join(folder, 'audit.db'),
      signer: await createSigner(createMemoryKeychain()),
      now: () => Date.now(),
    });
    const intent = {
      runId: 'run',
      step: 1,
      request: 'tell #releases that api v2.4.0 is out',
      tool: 'slack.chat.postMessage',
      title: 'Post a message',
      service: 'slack' as const,
      effect: 'write' as const,
      effectText: 'Post “api v2.4.0 is out” in #releases',
      undoText: 'The message can be deleted.',
      args: [],
      decision: null,
      approval: null,
      tainted: false,
      lookup: false,
      account: 'demo',
      place: 'demo/1',
      undoes: null,
      asked: [],
      secondModel: null,
    };
    const ids: string[] = [];
    const appended = await timed(2000, () => ids.push(audit.intent(intent)));
    const closed = await timed(2000, (n) =>
      audit.outcome(ids[n] ?? '', {
        status: 'succeeded',
        summary: 'Posted',
        result: { ok: true },
        error: null,
        requests: [],
        undo: [],
        milliseconds: 1,
      }),
    );
    row(
      'audit intent on disk (synchronous), p50 / p99',
      `${ms(quantile(appended, 0.5))} / ${ms(quantile(appended, 0.99))}`,
    );
    row('audit outcome, p50 / p99', `${ms(quantile(closed, 0.5))} / ${ms(quantile(closed, 0.99))}`);
    const shown = await timed(200, (n) => audit.show(ids[n * 7] ?? ''));
    row('audit entry with proofs, p50', ms(quantile(shown, 0.5)));
    const started = performance.now();
    const report = audit.verify();
    row(`audit verify, ${report.entries} records`, ms(performance.now() - started));
    audit.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function benchApp(): Promise<void> {
  const before = process.memoryUsage().rss;
  const started = performance.now();
  // Nobody is there to choose a reading.
  const app = await startDemoApp({ settings: { askBelow: 0 } });
  row('start of the app (emulators, model, policies, log)', ms(performance.now() - started));
  try {
    await app.composition.sandbox.ready();
    row('start until the sandbox answers', ms(performance.now() - started));
    await benchRequests(app);
    await benchSandbox(app);
    await benchPolicy(row);
    await benchHash(app);
    await benchAudit();
    row(
      'memory of the main process, before start / now',
      `${(before / 1e6).toFixed(0)} MB / ${(process.memoryUsage().rss / 1e6).toFixed(0)} MB`,
    );
  } finally {
    await app.close();
  }
}

const [only, size, folder] = process.argv.slice(2);
const wanted = (part: string): boolean => only === undefined || only === part;
if (only === 'policy') await benchPolicy(row);
if (wanted('app')) await benchApp();
if (wanted('audit')) await benchAuditLog(row, Number(size ?? 100_000), folder);
if (wanted('engine')) await benchEngine(row);
if (wanted('scroll')) await benchScroll(row);
if (wanted('quick')) await benchQuick(row);
console.log(
  `\n| figure (Node ${process.version}, ${process.platform} ${process.arch}, ${operations.length} operations known) | value |\n| --- | --- |`,
);
for (const [name, value] of rows) console.log(`| ${name} | ${value} |`);
