import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  cedarSchema,
  createPolicyEngine,
  draftLearned,
  mergeRules,
  type Rule,
  readLayer,
} from '../../main/policy/index.ts';
import { buildContext, connectors, Decider, factsOf, policyCases, policyDir } from '../../main/policy/testing.ts';
import { contextFor, type MadeContext, misfit, type Pools, poolsOf, varied } from './evaluator/contexts.ts';
import { type Judgement, judge, policiesOf, ruleOf, type SecondRule } from './evaluator/judge.ts';
import { ownFiles } from './evaluator/own-rules.ts';
import { type Random, randomOf } from './evaluator/random.ts';

/**
 * The rules are read twice: by Cedar and the decider, and by an interpreter that was written from docs/policies.md and
 * Cedar's JSON form. Both must say the same of every request. THIMBLE_SEED repeats a run.
 */

const seed = Number(process.env.THIMBLE_SEED ?? Math.floor(Math.random() * 2 ** 31));
/** Requests in all, over how many sets of rules. */
const requests = 100_000;
const setCount = 40;
/** How often each default rule has to be among those that decided. */
const least = 25;

const shippedText = readdirSync(policyDir)
  .filter((name) => name.endsWith('.cedar'))
  .sort()
  .map((file) => readFileSync(join(policyDir, file), 'utf8'))
  .join('\n');
const shipped = readLayer([{ file: 'shipped', text: shippedText }]);
const schema = cedarSchema(connectors);
const tools = connectors.flatMap((connector) =>
  connector.tools.map((tool) => ({ tool, service: connector.service, shipped: connector.service !== 'todo' })),
);

/** Few writes ask with it, so that the permit which asks cover by default decides alone. */
const narrowed =
  '@id("writes-ask") @says("Messages ask.") @decision("ask") forbid (principal, action == Action::"slack.chat.postMessage", resource);';

const json = (text: string): ReturnType<typeof policiesOf> => policiesOf(text);
const second = (text: string): SecondRule[] => json(text).map(ruleOf);

/** A rule of the person's own takes the place of the default one of its id. */
function merged(own: readonly SecondRule[], base: readonly SecondRule[]): SecondRule[] {
  return [...base.filter(({ id }) => !own.some((rule) => rule.id === id)), ...own];
}

interface Made {
  readonly tool: string;
  readonly service: string;
  readonly effect: string;
  readonly context: MadeContext;
}

const cases = policyCases()
  .flatMap((file) => file.cases)
  .flatMap((one) => {
    const facts = factsOf(one);
    try {
      const { context } = buildContext(facts);
      const { tool, connector } = facts;
      return [
        {
          facts,
          tool: tool.name,
          service: connector.service,
          effect: tool.effect,
          context: context as unknown as MadeContext,
        },
      ];
    } catch {
      // A case of a call that cannot be judged has no context.
      return [];
    }
  });

/** A request: a case of the default set with some facts changed, or one for a tool that some rule names, or for any. */
function made(random: Random, pools: Pools, rules: readonly SecondRule[]): Made {
  if (random.chance(0.35)) {
    const one = random.pick(cases);
    return { ...one, context: varied(random, one.context, pools, random.below(4)) };
  }
  const named = random.pick(rules).actions ?? [];
  const aimed = tools.filter(({ tool }) => named.includes(tool.name) || named.includes(tool.effect));
  const one = random.pick(aimed.length > 0 && random.chance(0.6) ? aimed : tools);
  const { tool, service } = one;
  return { tool: tool.name, service, effect: tool.effect, context: contextFor(random, tool, one.shipped, pools) };
}

const plain = (finding: Judgement | ReturnType<Decider['decide']>): Judgement =>
  finding.kind === 'decided'
    ? { ...finding, ids: [...finding.ids].sort() }
    : { kind: finding.kind === 'error' ? 'error' : 'nothing' };

/** Rules that cards offer for the cases of the default set. */
async function learned(): Promise<string[]> {
  const engine = await createPolicyEngine({ connectors, policyDir });
  const drafts = new Map<string, string>();
  for (const { facts } of cases) {
    const draft = draftLearned(
      engine,
      { facts, decision: engine.decide(facts), labels: {}, request: facts.request },
      { days: 30 },
    );
    if (draft.kind === 'draft') drafts.set(draft.id, draft.text);
  }
  return [...drafts.values()];
}

/** Compares both on `count` requests; the first that they do not agree on is thrown with all that makes it. */
function compare(
  rules: readonly Rule[],
  theirs: readonly SecondRule[],
  count: number,
  random: Random,
  decided: Map<string, number>,
  kinds: Map<string, number>,
): void {
  const decider = new Decider(rules, schema, 'second-evaluator');
  const pools = poolsOf(json(rules.map(({ source }) => source).join('\n')));
  for (let at = 0; at < count; at++) {
    const request = made(random, pools, theirs);
    const broken = random.chance(0.01);
    const context = broken ? misfit(random, request.context) : request.context;
    const found = plain(decider.decide(request.tool, request.service, context as never));
    const expected: Judgement = broken
      ? { kind: 'error' }
      : plain(judge(theirs, request.tool, request.effect, context));
    if (JSON.stringify(found, order) !== JSON.stringify(expected, order))
      throw new Error(
        `They do not agree (seed ${seed}): Cedar ${JSON.stringify(found)}, second ${JSON.stringify(expected)}\n${request.tool} ${JSON.stringify(context)}`,
      );
    const kind = found.kind === 'decided' ? found.verdict : found.kind;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    if (found.kind === 'decided') for (const id of found.ids) decided.set(id, (decided.get(id) ?? 0) + 1);
  }
}

const order = ['kind', 'verdict', 'ids'];

describe('the second evaluator', () => {
  it(`agrees with Cedar on ${requests} requests`, { timeout: 600_000 }, async () => {
    const base = second(shippedText);
    expect(base.map(({ id }) => id).sort()).toEqual(shipped.map(({ id }) => id).sort());
    const cards = await learned();
    expect(cards.length).toBeGreaterThan(15);
    const liftable = base.filter((rule) => rule.says === 'ask' && !rule.always).map(({ id }) => id);
    // What always asks, by name, no file may name at all.
    const vocabulary = { tools: tools.map(({ tool }) => tool), shipped: base.map(({ id }) => id), liftable };
    const files = fc.sample(ownFiles(vocabulary), { numRuns: setCount - 3, seed });
    const sets = [[], cards, [narrowed], ...files.map((file, at) => (at % 4 === 0 ? [...file, ...cards] : file))];
    const random = randomOf(seed);
    const decided = new Map<string, number>();
    const byDefault = new Map<string, number>();
    const kinds = new Map<string, number>();
    let lifted = 0;
    for (const [at, own] of sets.entries()) {
      const text = own.join('\n');
      // In some sets nothing permits changes, or reading, but what the person's own rules do.
      const without = at % 8 === 3 ? 'changes-possible' : at % 8 === 7 ? 'reads-allowed' : '';
      const kept = <T extends { readonly id: string }>(some: readonly T[]): T[] =>
        some.filter(({ id }) => id !== without);
      const rules = mergeRules(kept(shipped), readLayer([{ file: 'own', text }], 1_000_000));
      const counts = at < 2 ? byDefault : decided;
      compare(rules, merged(second(text), kept(base)), requests / setCount, random, counts, kinds);
      const names = second(text).filter(({ says }) => says === 'lift');
      lifted += names.reduce((sum, { id }) => sum + (counts.get(id) ?? 0), 0);
    }
    for (const [id, count] of byDefault) decided.set(id, (decided.get(id) ?? 0) + count);
    const rare = base.map(({ id }) => [id, decided.get(id) ?? 0] as const).sort((a, b) => a[1] - b[1]);
    console.log(
      `second evaluator: ${requests} requests, ${setCount} sets of rules, seed ${seed}: ${[...kinds].map(([kind, count]) => `${kind} ${count}`).join(', ')}; the rarest of ${rare.length} default rules ${rare
        .slice(0, 3)
        .map(([id, count]) => `${id} ${count}`)
        .join(', ')}`,
    );
    expect(rare.filter(([, count]) => count < least)).toEqual([]);
    expect(['allow', 'ask', 'deny', 'error', 'nothing'].filter((kind) => (kinds.get(kind) ?? 0) < 200)).toEqual([]);
    expect(lifted).toBeGreaterThan(200);
  });

  // One operator of a rule changed in what the second evaluator reads: the comparison has to see it.
  const mutations: readonly (readonly [name: string, from: string, to: string])[] = [
    ['> into >=', 'context.meta.minute_changes > 10', 'context.meta.minute_changes >= 10'],
    ['< into <=', 'context.meta.money.minor < 0', 'context.meta.money.minor <= 0'],
    [
      '|| into &&',
      'context.meta.records > 10 || context.meta.people > 10',
      'context.meta.records > 10 && context.meta.people > 10',
    ],
    [
      '&& into ||',
      'context.meta.from_private && context.meta.to_public',
      'context.meta.from_private || context.meta.to_public',
    ],
    ['no !', 'when { !context.meta.shipped }', 'when { context.meta.shipped }'],
    ['when into unless', 'when { context.meta.second_model }', 'unless { context.meta.second_model }'],
    ['another like', '"*<!here>*"', '"*<!here>"'],
    [
      'ask into deny',
      '@decision("ask")\nforbid (principal, action in Action::"money", resource);',
      'forbid (principal, action in Action::"money", resource);',
    ],
  ];
  it.each(mutations)('sees %s', { timeout: 120_000 }, (_name, from, to) => {
    const [rule] = shipped.filter(({ source }) => source.includes(from));
    if (!rule) throw new Error('no rule has this text');
    // With nothing beside it but what permits, so that it decides often.
    const rules = [...shipped.filter(({ verdict }) => verdict === 'allow'), rule];
    const theirs = second(rules.map(({ source }) => source).join('\n'));
    expect(() => compare(rules, theirs, 1_000, randomOf(1), new Map(), new Map())).not.toThrow();
    const mutant = second(rules.map(({ source }) => source.replace(from, to)).join('\n'));
    expect(() => compare(rules, mutant, 5_000, randomOf(1), new Map(), new Map())).toThrow('They do not agree');
  });
});
