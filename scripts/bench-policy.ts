import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { workspace } from '../connectors/demo/index.ts';
import { connectors } from '../connectors/index.ts';
import { createSigner, openAuditLog } from '../main/audit/index.ts';
import { createMemoryKeychain } from '../main/keychain/index.ts';
import { type CallFacts, createPolicyEngine, type History, historyQuery } from '../main/policy/index.ts';
import { quantile } from '../models/eval/index.ts';
import type { JsonObject, Provenance } from '../shared/index.ts';

/** The decision on one call, as the agent makes it: its facts, what went before from a log of a million changes, the rules. */

const changes = 1_000_000;
const now = Date.parse(workspace.now);
const zone = workspace.timezone;
const place = 'acc_bench';

/** Rules of a person's own, so that there are more than fifty. */
const own = ['general', 'random', 'releases', 'support', 'design', 'finance', 'incidents', 'marketing'].map(
  (channel) =>
    `@id("no-links-in-${channel}") @says("Links in #${channel} ask first.") @decision("ask")
     forbid (principal, action == Action::"slack.chat.postMessage", resource)
     when { context.args.text like "*http*" && context.meta.channels.contains("${channel}") };`,
);

/** A million changes over the last year, every tenth of which moves money, each to one of a thousand recipients. */
function fill(file: string): void {
  const database = new DatabaseSync(file);
  const year = 365 * 86_400_000;
  database.exec(`
    PRAGMA synchronous = OFF;
    BEGIN;
    INSERT INTO changes (intent, scope, at, tool, currency, minor)
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${changes})
      SELECT i, '', ${now - year} + i * ${year / changes},
        CASE WHEN i % 10 = 0 THEN 'stripe.refunds.create' ELSE 'slack.chat.postMessage' END,
        CASE WHEN i % 10 = 0 THEN 'usd' END, CASE WHEN i % 10 = 0 THEN 500 END FROM n;
    INSERT INTO recipients (recipient, at, intent)
      SELECT CAST(printf('%016d', intent % 1000) AS BLOB), at, intent FROM changes ORDER BY 1, 2;
    COMMIT;
    PRAGMA optimize;`);
  database.close();
}

function callOf(name: string, args: JsonObject): Omit<CallFacts, 'history'> {
  for (const connector of connectors)
    for (const tool of connector.tools)
      if (tool.name === name) {
        const source = (arg: string): [string, Provenance] => [arg, { kind: 'words', text: arg }];
        return {
          tool,
          connector,
          account: { id: place, name: 'work' },
          args,
          sources: Object.fromEntries(Object.keys(args).map(source)),
          tainted: false,
          lookup: false,
          step: 1,
          request: 'please do it',
          now,
          settings: { zone, workingHours: { start: '09:00', end: '18:00', days: [1, 2, 3, 4, 5] } },
        };
      }
  throw new Error(`There is no tool ${name}.`);
}

const to = { id: 'C0RBFQFOEQH', name: 'releases', type: 'channel', private: false };
const payment = {
  id: 'pi_1',
  charge: null,
  amount: 2599,
  refunded: 0,
  currency: 'usd',
  status: 'succeeded',
  customer: 'cus_1',
  customer_name: 'Oskar Lindqvist',
  description: 'Sticker pack',
};

const calls: readonly ((n: number) => Omit<CallFacts, 'history'>)[] = [
  (n) => callOf('slack.chat.postMessage', { to, text: `message ${n}` }),
  (n) => callOf('stripe.refunds.create', { payment, amount: { minor: 100 + n, currency: 'usd' } }),
  (n) => callOf('slack.reminders.add', { text: `call the bank ${n}` }),
  (n) => callOf('github.issues.comment', { issue: { owner: 'a', repo: 'b', number: n, title: 't' }, body: `n ${n}` }),
];

/** Milliseconds of each of `times` runs. */
function timed(times: number, work: (n: number) => unknown): number[] {
  const taken: number[] = [];
  for (let n = 0; n < times; n++) {
    const started = performance.now();
    work(n);
    taken.push(performance.now() - started);
  }
  return taken;
}

const spread = (taken: readonly number[]): string =>
  [0.5, 0.99].map((part) => `${(quantile(taken, part) ?? Number.NaN).toFixed(2)} ms`).join(' / ');

/** Prints the figures of decisions. @param row takes a figure's name and value */
export async function benchPolicy(row: (name: string, value: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'thimble-bench-policy-'));
  try {
    const userDir = join(folder, 'policies');
    mkdirSync(userDir);
    writeFileSync(join(userDir, 'own.cedar'), own.join('\n'));
    const policyDir = join(import.meta.dirname, '..', 'policies');
    const engine = await createPolicyEngine({ connectors, policyDir, userDir });
    if (engine.problems().length > 0) throw new Error(engine.problems().join(' '));
    const file = join(folder, 'audit.db');
    const signer = await createSigner(createMemoryKeychain());
    openAuditLog({ file, signer, now: () => now }).close();
    fill(file);
    const log: History & { close(): void } = openAuditLog({ file, signer, now: () => now });
    const before = ({ tool: { name, effect, params }, args }: Omit<CallFacts, 'history'>) =>
      log.history(historyQuery({ tool: name, effect, params, place, args }, now, zone));
    const call = (n: number): Omit<CallFacts, 'history'> => {
      const make = calls[n % calls.length];
      if (!make) throw new Error('There is no call to decide.');
      return make(n);
    };
    const decide = (n: number) => {
      const facts = call(n);
      return engine.decide({ ...facts, history: before(facts) });
    };
    for (let n = 0; n < 200; n++) if (decide(n).rules[0]?.id === 'bad-call') throw new Error('A call is not one.');
    const queries = timed(2000, (n) => before(call(n)));
    row(`what went before a call, from ${changes} changes, p50 / p99`, spread(queries));
    const rules = `policy decision over ${engine.policies().length} rules`;
    row(`${rules}, facts and what went before included, p50 / p99`, spread(timed(4000, decide)));
    log.close();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
