import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../shared/index.ts';
import { cedar, discardCedar } from './cedar.ts';
import { createPolicyEngine, decisionLifetime } from './engine.ts';
import { connectors, factsOf, policyDir, toolNamed } from './testing.ts';
import type { CallFacts } from './types.ts';

const read = factsOf({ tool: 'stripe.balance.retrieve', args: {} });
const refund = factsOf({ tool: 'stripe.refunds.create', args: { payment: '$payment-small' } });
const star = factsOf({ tool: 'github.repos.star', args: { repo: '$repo' } });

const permitAll = '@id("all") @says("All.") permit (principal, action, resource);';
const engineOf = (text: string) => createPolicyEngine({ connectors, files: [{ file: 'test.cedar', text }] });

let userDir: string;
beforeEach(async () => {
  userDir = await mkdtemp(join(tmpdir(), 'thimble-policy-'));
});
afterEach(() => rm(userDir, { recursive: true }));
const write = (text: string) => writeFile(join(userDir, 'mine.cedar'), text);

describe('a decision', () => {
  it('is bound to the call, and lasts as long as its verdict says', async () => {
    const engine = await createPolicyEngine({ connectors, policyDir });
    const [allow, ask] = [engine.decide(read), engine.decide(refund)];
    expect([allow.verdict, ask.verdict]).toEqual(['allow', 'ask']);
    expect(allow.expiresAt - read.now).toBe(decisionLifetime.allow);
    expect(allow.decidedAt).toBe('2026-03-04T15:30:00.000Z');
    expect(ask.callHash).toMatch(/^[0-9a-f]{64}$/u);
    expect(engine.decide(refund).callHash).toBe(ask.callHash);
    expect(engine.decide(refund).id).not.toBe(ask.id);
    const other = factsOf({ tool: 'stripe.refunds.create', args: { payment: '$payment-yen' } });
    expect(engine.decide(other).callHash).not.toBe(ask.callHash);
  });

  it('is for one account, and rules may speak of it by name', async () => {
    const engine = await engineOf(
      `${permitAll} @id("work-is-read-only") @says("Nothing is changed at work.")
       forbid (principal, action in Action::"changes", resource) when { context.meta.account == "work" };`,
    );
    const at = (account: string) =>
      engine.decide(factsOf({ tool: 'github.repos.star', args: { repo: '$repo' }, account }));
    expect([at('home').verdict, at('work').verdict, engine.decide(star).verdict]).toEqual(['allow', 'deny', 'allow']);
    expect(at('work').rules[0]?.id).toBe('work-is-read-only');
    expect(at('home').callHash).not.toBe(engine.decide(star).callHash);
    expect(engine.decide({ ...star, account: { id: 'other', name: 'demo' } }).callHash).not.toBe(
      engine.decide(star).callHash,
    );
  });

  it('denies what is not a call at all', async () => {
    const engine = await createPolicyEngine({ connectors, policyDir });
    const odd: Partial<CallFacts>[] = [
      { now: Number.NaN },
      { args: { payment: '\ud800' } },
      { args: { payment: Number.POSITIVE_INFINITY as Json } },
      { args: { payment: BigInt(1) as unknown as Json } },
      { args: null as unknown as JsonObject },
      { settings: undefined as unknown as CallFacts['settings'] },
      { sources: undefined as unknown as CallFacts['sources'] },
      { tool: undefined as unknown as CallFacts['tool'] },
      { account: undefined as unknown as CallFacts['account'] },
      { account: { id: 'a', name: 7 as unknown as string } },
      {
        args: {
          ...refund.args,
          payment: { ...(refund.args.payment as JsonObject), __proto__: null, extra: 'x'.repeat(2_000_000) },
        },
      },
    ];
    for (const change of odd)
      expect(engine.decide({ ...refund, ...change })).toMatchObject({ verdict: 'deny', expiresAt: expect.any(Number) });
  });

  it('is made about the tool it knows, not the one handed in', async () => {
    const engine = await createPolicyEngine({ connectors, policyDir });
    const forged = { ...refund, tool: { ...refund.tool, effect: 'read' as const } };
    expect(engine.decide(forged).verdict).toBe('ask');
    expect(engine.decide({ ...refund, tool: { ...refund.tool, name: 'stripe.refunds.nope' } }).rules[0]?.id).toBe(
      'unknown-tool',
    );
    expect(engine.decide({ ...refund, connector: { ...refund.connector, version: '0.0.1' } }).rules[0]?.id).toBe(
      'unknown-tool',
    );
  });

  it('does not trust an argument of unknown origin', async () => {
    const engine = await createPolicyEngine({ connectors, policyDir });
    expect(engine.decide(star).verdict).toBe('allow');
    expect(engine.decide({ ...star, sources: {} }).rules.map((rule) => rule.id)).toEqual(['tainted-asks']);
    expect(engine.decide({ ...read, sources: {} }).verdict).toBe('allow');
  });
});

describe('the engine fails closed', () => {
  it('denies every change when nobody knows what went before, and lets reads go on', async () => {
    const engine = await engineOf(permitAll);
    expect(engine.decide({ ...refund, history: null }).rules).toMatchObject([{ id: 'no-history', verdict: 'deny' }]);
    expect(engine.decide({ ...star, history: undefined as unknown as null }).verdict).toBe('deny');
    expect(engine.decide({ ...read, history: null }).verdict).toBe('allow');
  });

  it('denies everything without rules', async () => {
    const engines = [
      await createPolicyEngine({ connectors, files: [] }),
      await createPolicyEngine({ connectors, policyDir: join(userDir, 'nowhere') }),
      await engineOf('permit (principal, action, resource'),
      await engineOf('permit (principal, action, resource);'),
      await engineOf('@id("a") @says("A.") permit (principal, action, resource) when { context.meta.taintd };'),
      await engineOf(
        '@id("a") @says("A.") permit (principal, action, resource) when { context.args.amount.minor > 3 };',
      ),
      await engineOf('@id("a") @says("A.") @decision("ask") permit (principal, action, resource);'),
      await engineOf('@id("a") @says("A.") permit (principal == ?principal, action, resource);'),
      await engineOf(`${permitAll}${permitAll}`),
    ];
    for (const engine of engines) {
      expect(engine.problems().length).toBeGreaterThan(0);
      expect(engine.decide(read)).toMatchObject({ verdict: 'deny', rules: [{ id: 'no-policies' }] });
      expect(engine.policies()).toEqual([]);
    }
  });

  it('denies what no rule permits, even where a rule asks', async () => {
    const engine = await engineOf('@id("asks") @says("Asks.") @decision("ask") forbid (principal, action, resource);');
    expect(engine.decide(refund).rules[0]?.id).toBe('nothing-allows');
  });

  it('lets deny beat ask and ask beat allow', async () => {
    const ask =
      '@id("asks") @says("Asks.") @decision("ask") forbid (principal, action in Action::"changes", resource);';
    const deny = '@id("denies") @says("Denies.") forbid (principal, action in Action::"money", resource);';
    const engine = await engineOf(`${permitAll} ${ask} ${deny}`);
    expect([read, star, refund].map((facts) => engine.decide(facts).rules.map((rule) => rule.id))).toEqual([
      ['all'],
      ['asks'],
      ['denies'],
    ]);
  });

  it('denies when a rule overflows, though Cedar itself would skip it', async () => {
    const huge = '9223372036854775807';
    const engine = await engineOf(
      `${permitAll} @id("over") @says("Over.") forbid (principal, action, resource) when { context.meta.step + ${huge} > 5 };`,
    );
    expect(engine.problems()).toEqual([]);
    expect(engine.decide(read).rules[0]?.id).toBe('policy-error');
  });

  it('refuses texts that could trap the parser, and survives a trap', async () => {
    const bombs = [
      '('.repeat(500),
      '!'.repeat(600),
      `${'true || '.repeat(2000)}true`,
      `context${'.a'.repeat(3000)}`,
      '['.repeat(600),
    ];
    const engine = await createPolicyEngine({ connectors, policyDir });
    for (const bomb of bombs) {
      const broken = await engineOf(`@id("b") @says("B.") permit (principal, action, resource) when { ${bomb} };`);
      expect(broken.problems()[0]).toMatch(/nests deeper|more than \d+ operators/u);
      expect(engine.decide(read).verdict).toBe('allow');
    }
    expect(() =>
      cedar().policySetTextToParts(`permit(principal,action,resource) when { ${'('.repeat(500)}1${')'.repeat(500)} };`),
    ).toThrow();
    // The instance is in an unknown state now; the engine must end on a right answer or a denial, never an allowance.
    expect(engine.decide(refund).verdict).not.toBe('allow');
    discardCedar();
    expect(engine.decide(refund).verdict).toBe('ask');
    expect(engine.decide(read).verdict).toBe('allow');
  });
});

describe("a person's own rules", () => {
  it('tighten, replace by id, and are listed', async () => {
    await write(
      '@id("no-refunds") @says("No refunds on my watch.") forbid (principal, action == Action::"stripe.refunds.create", resource);\n' +
        '@id("writes-ask") @says("Only Slack asks.") @decision("ask") forbid (principal, action in Action::"slack", resource) when { context.meta.effect == "write" };',
    );
    const engine = await createPolicyEngine({ connectors, policyDir, userDir });
    expect(engine.problems()).toEqual([]);
    expect(engine.decide(refund).rules).toEqual([
      { id: 'no-refunds', verdict: 'deny', text: 'No refunds on my watch.', change: null },
    ]);
    expect(engine.policies().find((policy) => policy.id === 'writes-ask')).toMatchObject({
      file: 'mine.cedar',
      text: 'Only Slack asks.',
    });
    expect(
      engine.decide(factsOf({ tool: 'github.issues.comment', args: { issue: '$issue', body: 'done' } })).verdict,
    ).toBe('allow');
  });

  it('that name a tool no connector has are a problem, as they would guard nothing', async () => {
    await write('@id("typo") @says("Typo.") forbid (principal, action == Action::"stripe.refund.create", resource);');
    const engine = await createPolicyEngine({ connectors, policyDir, userDir });
    expect(engine.problems()[0]).toContain('stripe.refund.create');
  });

  it('broken at the start leave the default rules, and everything else asks', async () => {
    await write('@id("oops") forbid (principal');
    const engine = await createPolicyEngine({ connectors, policyDir, userDir });
    expect(engine.problems().join(' ')).toMatch(/mine\.cedar.*default rules/u);
    expect(engine.decide(read).verdict).toBe('allow');
    expect(engine.decide(star).rules.map((rule) => rule.id)).toEqual(['broken-file']);
    await write('');
    await engine.reload();
    expect([engine.problems(), engine.decide(star).verdict]).toEqual([[], 'allow']);
  });

  it('broken later leave the set that was in force', async () => {
    const mine =
      '@id("no-stars") @says("No stars.") forbid (principal, action == Action::"github.repos.star", resource);';
    await write(mine);
    const engine = await createPolicyEngine({ connectors, policyDir, userDir });
    await write(mine.replace('forbid', 'forbit'));
    await engine.reload();
    expect(engine.problems()).toEqual([
      expect.stringContaining('mine.cedar'),
      expect.stringContaining('stay in force'),
    ]);
    expect(engine.decide(star).rules[0]?.id).toBe('no-stars');
  });
});

it('knows the connectors of the last reload that went well', async () => {
  let now = connectors.filter((one) => one.service === 'stripe');
  const engine = await createPolicyEngine({ connectors: () => now, policyDir, userDir });
  expect(engine.decide(star).rules[0]?.id).toBe('unknown-tool');
  now = [...connectors];
  expect(engine.decide(star).rules[0]?.id).toBe('unknown-tool');
  await engine.reload();
  expect(engine.decide(star).verdict).toBe('allow');
  now = connectors.filter((one) => one.service === 'stripe');
  await write('forbid (');
  await engine.reload();
  expect(engine.problems()[0]).toContain('mine.cedar');
  expect(engine.decide(star).verdict).toBe('allow');
});

it('does without a connector that the default rules speak of', async () => {
  const { connector } = toolNamed('stripe.refunds.create');
  const engine = await createPolicyEngine({ connectors: [connector], policyDir });
  expect(engine.problems()).toEqual([]);
  expect(engine.decide(refund).verdict).toBe('ask');
  expect(engine.decide(star).rules[0]?.id).toBe('unknown-tool');
});

it('accepts the example of the policies’ README', async () => {
  const readme = readFileSync(join(policyDir, 'README.md'), 'utf8');
  const example = /```cedar\n([\s\S]+?)```/u.exec(readme)?.[1] ?? '';
  await write(example);
  const engine = await createPolicyEngine({ connectors, policyDir, userDir });
  expect(engine.problems()).toEqual([]);
  const release = { tool: 'github.releases.create', args: { repo: '$repo', tag: 'v2' } };
  const on = (now: string) => engine.decide(factsOf({ ...release, now })).rules.map((rule) => rule.id);
  expect(on('2026-03-06T12:00:00-05:00')).toEqual(['no-friday-releases']);
  expect(on('2026-03-05T12:00:00-05:00')).toEqual(['writes-ask']);
});
