import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { JsonObject } from '../../../shared/index.ts';
import { createPolicyEngine, type ReloadablePolicyEngine } from '../engine.ts';
import { connectors, factsOf, policyCases, policyDir } from '../testing.ts';
import type { CallFacts } from '../types.ts';
import { again, draftLearned, type LearnedDraft } from './draft.ts';
import { openLearnedFile } from './file.ts';

const folder = mkdtempSync(join(tmpdir(), 'thimble-learned-'));
let plain: ReloadablePolicyEngine;
let learned: ReloadablePolicyEngine;
const all: CallFacts[] = policyCases().flatMap(({ cases }) => cases.map((one) => factsOf(one)));
const drafts = new Map<string, LearnedDraft & { readonly from: CallFacts }>();

// A rule of every case of the default set that one can be made of, all in force at once.
beforeAll(async () => {
  plain = await createPolicyEngine({ connectors, policyDir });
  const file = openLearnedFile(folder);
  for (const from of all) {
    const call = { facts: from, decision: plain.decide(from), labels: {}, request: from.request };
    const draft = draftLearned(plain, call, { days: 30 });
    if (draft.kind === 'draft') drafts.set(draft.id, { ...draft, from });
  }
  file.write([...drafts.values()].map(({ text }) => text).join('\n'));
  learned = await createPolicyEngine({ connectors, policyDir, userDir: folder });
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const changes: Readonly<Record<string, (facts: CallFacts) => CallFacts>> = {
  nothing: (facts) => facts,
  tainted: (facts) => ({ ...facts, tainted: true }),
  fromResult: (facts) => ({
    ...facts,
    sources: Object.fromEntries(Object.keys(facts.args).map((name) => [name, { kind: 'result', step: 1, text: '' }])),
  }),
  unknownSource: (facts) => ({ ...facts, sources: {} }),
  undo: (facts) => ({ ...facts, undoOf: facts.tool.name }),
  secondModel: (facts) => ({ ...facts, secondModel: true }),
  mass: (facts) => ({ ...facts, request: `${facts.request} for all customers, all channels and every repository` }),
  otherAccount: (facts) => ({ ...facts, account: { id: 'another', name: facts.account.name } }),
  later: (facts) => ({ ...facts, now: facts.now + 400 * 86_400_000 }),
  secret: (facts) => ({ ...facts, args: { ...facts.args, text: 'the card is 378282246310005' } }),
};
const firm = ['tainted', 'fromResult', 'unknownSource', 'undo', 'secondModel', 'mass', 'otherAccount', 'later'];

it('there are rules to be tested, and each lets its own call through', () => {
  expect(learned.problems()).toEqual([]);
  expect(drafts.size).toBeGreaterThan(15);
  for (const draft of drafts.values())
    expect(learned.decide(again(draft.from))).toMatchObject({ verdict: 'allow', rules: [{ id: draft.id }] });
});

it('a rule made on a card never changes a denial, never speaks for what always asks, and for no other tool', {
  timeout: 120_000,
}, () => {
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.constantFrom(...Object.keys(changes)), (facts, change) => {
      const call = changes[change]?.(facts) ?? facts;
      const [before, after] = [plain.decide(call), learned.decide(call)];
      if (before.verdict !== 'ask' || firm.includes(change)) {
        expect(after.verdict).toBe(before.verdict);
        expect(after.rules).toEqual(before.rules);
      } else if (after.verdict !== 'ask') {
        expect(after.verdict).toBe('allow');
        for (const { id } of after.rules) expect(drafts.get(id)?.tool).toBe(call.tool.name);
      }
    }),
    { numRuns: 250 },
  );
});

/** Another record of the same kind: every text and number of a reference but its type is another one. */
function elsewhere(value: unknown): unknown {
  if (typeof value === 'string') return `${value}x`;
  if (typeof value === 'number') return value + 1;
  if (Array.isArray(value)) return value.map(elsewhere);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [
      name,
      ['type', 'currency', 'status'].includes(name) ? one : elsewhere(one),
    ]),
  );
}

it('a rule made on a card speaks for no other place', () => {
  for (const { from, tool } of drafts.values()) {
    // What makes a record of its own is bound to the account, which is tested above.
    if (!Object.keys(from.args).some((name) => /\./u.test(from.tool.params[name]?.kind ?? ''))) continue;
    const args = Object.fromEntries(
      Object.entries(from.args).map(([name, value]) => {
        const reference = /\./u.test(from.tool.params[name]?.kind ?? '');
        return [name, reference ? elsewhere(value) : value];
      }),
    ) as JsonObject;
    expect({ tool, verdict: learned.decide({ ...from, args }).verdict }).not.toEqual({ tool, verdict: 'allow' });
  }
});
