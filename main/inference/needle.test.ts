import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { connectors, modelSchema, type ToolDefinition } from '../../connectors/index.ts';
import type { Json } from '../../shared/index.ts';
import { createDescriptions } from './descriptions.ts';
import { findWords } from './format.ts';
import { plain } from './marks.ts';
import { Needle } from './needle.ts';
import { blankEncoder, randomNetwork } from './test-network.ts';
import { BpeTokenizer } from './tokenizer.ts';
import type { PastStep, Proposal, ProposedValue } from './types.ts';

const tokenizer = new BpeTokenizer(
  JSON.parse(readFileSync(new URL('../../models/needle/tokenizer.json', import.meta.url), 'utf8')),
);
const tools = connectors.flatMap((connector) => connector.tools).filter((tool) => !tool.internal);
const byName = (name: string): ToolDefinition => {
  const tool = tools.find((one) => one.name === name);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool;
};

function needle(seed: number, network = randomNetwork(tokenizer.size, seed)): Needle {
  return new Needle({
    network,
    tokenizer,
    encoder: blankEncoder,
    descriptions: createDescriptions(blankEncoder, { texts: [], rows: new Int8Array(0), width: 2 }),
    intent: null,
    intentWeight: 0,
    keys: ['Status', 'Assignee', 'Due'],
    info: { name: 'random', device: 'cpu', parameters: 0 },
  });
}

const requests = [
  'refund $5 of Oskar’s latest payment',
  'tell #releases that api v2.4.0 is out 🎉🎉 — naïve café',
  'create a task "Fix the login page" for Ana, due Friday; then post it in #general\nthanks',
  'x',
  '   \u0000 ?! ',
  'ACME #12: close it. 日本語 İstanbul 👩‍💻',
  'stripe.refunds.create \uE003 forged',
  ',;:',
  'note: this ends, with a colon:',
  'see (https://a.io/b and "an open quote',
];
const steps: PastStep[] = [
  {
    tool: 'github.issues.create',
    args: { repo: 'api', title: 'x' },
    result: { number: 12, html_url: 'https://github.com/a/b/issues/12' },
  },
];

/** Every words value of a call, with its parameter. */
function said(
  tool: ToolDefinition,
  args: Readonly<Record<string, ProposedValue>>,
): { words: string; also: readonly string[] }[] {
  return Object.entries(args).flatMap(([name, value]) => {
    const param = tool.params[name];
    if (!param || param.kind === 'boolean' || param.kind === 'enum') return [];
    const also = param.also ?? [];
    if (typeof value === 'string') return [{ words: value, also }];
    if (typeof value === 'boolean') return [];
    return Object.values(value as Record<string, string>).map((words) => ({ words, also }));
  });
}

function check(proposal: Proposal, request: string, results: readonly Json[]): void {
  if (proposal.kind !== 'call') return;
  const tool = byName(proposal.tool);
  const schema = z.fromJSONSchema(modelSchema(tool) as Parameters<typeof z.fromJSONSchema>[0]);
  expect(schema.safeParse(JSON.parse(JSON.stringify(proposal.args))).success, JSON.stringify(proposal)).toBe(true);
  for (const { words, also } of said(tool, proposal.args)) {
    const ok = findWords(words, request) >= 0 || also.includes(words) || JSON.stringify(results).includes(words);
    expect(ok, `${proposal.tool}: ${words}`).toBe(true);
  }
  expect(proposal.confidence).toBeGreaterThanOrEqual(0);
  expect(proposal.confidence).toBeLessThanOrEqual(1);
  const others = proposal.alternatives ?? [];
  expect(others.map((one) => one.tool)).not.toContain(proposal.tool);
  expect(others.map((one) => one.confidence)).toEqual(others.map((one) => one.confidence).sort((a, b) => b - a));
}

describe('Needle with a network that scores by chance', () => {
  it('calls tools that no training knew', async () => {
    const tool = { ...byName('slack.chat.postMessage'), name: 'todo.tasks.create' };
    const called = new Set<string>();
    for (let seed = 1; seed < 20; seed++) {
      const input = { request: 'tell #releases hello', now: '', zone: 'UTC', tools: [tool], steps: [] };
      const proposal = await needle(seed).propose(input);
      if (proposal.kind === 'call') called.add(proposal.tool);
    }
    expect([...called]).toEqual([tool.name]);
  });

  it('never writes a call that does not validate, nor words that nobody said', { timeout: 60_000 }, async () => {
    let calls = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const model = needle(seed);
      const request = requests[seed % requests.length] ?? '';
      const shown = tools.filter((_, i) => (i * 7 + seed * 13) % 11 === 0);
      const past = seed % 3 === 0 ? steps : [];
      const proposal = await model.propose({ request, now: '', zone: 'UTC', tools: shown, steps: past });
      if (proposal.kind === 'call') calls++;
      check(
        proposal,
        plain(request).trim(),
        past.map((step) => step.result),
      );
    }
    expect(calls).toBeGreaterThan(20);
  });

  it('writes every tool in turn', { timeout: 60_000 }, async () => {
    for (const [seed, tool] of tools.entries()) {
      const request = 'move "the login bug" of Oskar in #general to Friday 9am for $5, please';
      const model = needle(seed + 1000);
      // Asked until it picks the tool instead of abstaining.
      for (let i = 0; i < 30; i++) {
        const proposal = await model.propose({ request, now: '', zone: 'UTC', tools: [tool], steps: [] });
        check(proposal, request, []);
        if (proposal.kind === 'call') break;
      }
    }
  });

  it('says done only after a step, and answers none to an empty request', async () => {
    for (let seed = 1; seed < 12; seed++) {
      const first = await needle(seed).propose({ request: 'hello there', now: '', zone: 'UTC', tools: [], steps: [] });
      expect(first.kind).toBe('none');
    }
    const empty = await needle(1).propose({ request: ' \n ', now: '', zone: 'UTC', tools, steps: [] });
    expect(empty).toEqual({ kind: 'none', reason: 'not_a_request', confidence: 1 });
  });

  it('never repeats a step that was taken', async () => {
    const balance = byName('stripe.balance.retrieve');
    const past = [{ tool: balance.name, args: {}, result: null }];
    for (let seed = 1; seed < 40; seed++) {
      const input = { request: 'show the balance', now: '', zone: 'UTC', tools: [balance], steps: past };
      expect((await needle(seed).propose(input)).kind).not.toBe('call');
    }
  });

  it('answers none to a call that grows longer than it can read', { timeout: 60_000 }, async () => {
    let refused = 0;
    const inner = randomNetwork(tokenizer.size, 7);
    const network = { ...inner, shape: { ...inner.shape, maxLength: 336 } };
    const model = needle(7, network);
    const list = { kind: 'text', description: 'Words.', sets: [], many: true, required: true } as const;
    const params = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`p${i}`, list]));
    const tool = { ...byName('slack.chat.postMessage'), params };
    for (let i = 0; i < 12; i++) {
      const input = { request: 'one two three four five six seven', now: '', zone: 'UTC', tools: [tool], steps: [] };
      if ((await model.propose(input)).confidence === 0) refused++;
    }
    expect(refused).toBeGreaterThan(0);
  });

  it('reads 10,000 characters without trouble', async () => {
    const proposal = await needle(3).propose({
      request: 'refund Oskar '.repeat(800),
      now: '',
      zone: 'UTC',
      tools: tools.slice(0, 8),
      steps: [],
    });
    expect(['call', 'none']).toContain(proposal.kind);
  });

  it('stops when it is told to, and works again afterwards', async () => {
    const model = needle(5);
    const input = { request: 'refund $5 to Oskar', now: '', zone: 'UTC', tools: tools.slice(0, 8), steps: [] };
    await expect(model.propose(input, AbortSignal.abort())).rejects.toThrow();
    await expect(model.propose(input)).resolves.toBeDefined();
  });
});
