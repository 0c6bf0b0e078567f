import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Context } from '@cedar-policy/cedar-wasm/nodejs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cedar } from './cedar.ts';
import { buildContext } from './context.ts';
import { Decider, type Finding } from './decider.ts';
import { type Rule, readLayer } from './rules.ts';
import { cedarSchema } from './schema.ts';
import { connectors, factsOf, policyCases, policyDir } from './testing.ts';

interface Request {
  readonly name: string;
  readonly action: string;
  readonly service: string;
  readonly context: Context;
}

let rules: readonly Rule[];
let requests: readonly (Request & { readonly matched: ReadonlySet<string> })[];
const schema = cedarSchema(connectors);

/** Ids of the rules that match a request, each asked alone as Cedar has it, over the whole schema. */
function matching({ action, service, context }: Request): ReadonlySet<string> {
  return new Set(
    rules.flatMap(({ id }) => {
      const answer = cedar().statefulIsAuthorized({
        principal: { type: 'Person', id: 'me' },
        action: { type: 'Action', id: action },
        resource: { type: 'Service', id: service },
        context,
        preparsedSchemaName: 'reference',
        validateRequest: true,
        preparsedPolicySetId: `reference-${id}`,
        entities: [],
      });
      if (answer.type === 'failure') throw new Error(answer.errors[0]?.message);
      expect(answer.response.diagnostics.errors).toEqual([]);
      return answer.response.diagnostics.reason;
    }),
  );
}

/** Deny beats ask beats allow, from the rules that match, without a word of how the engine asks Cedar. */
function reference(set: readonly Rule[], matched: ReadonlySet<string>): Finding {
  const ids = (verdict: Rule['verdict']): string[] =>
    set.filter((rule) => rule.verdict === verdict && matched.has(rule.id)).map(({ id }) => id);
  const [deny, ask, allow] = [ids('deny'), ids('ask'), ids('allow')];
  if (deny.length > 0) return { kind: 'decided', verdict: 'deny', ids: deny };
  if (allow.length === 0) return { kind: 'nothing' };
  return ask.length > 0
    ? { kind: 'decided', verdict: 'ask', ids: ask }
    : { kind: 'decided', verdict: 'allow', ids: allow };
}

const sorted = (finding: Finding): Finding =>
  finding.kind === 'decided' ? { ...finding, ids: [...finding.ids].sort() } : finding;

beforeAll(() => {
  const names = readdirSync(policyDir).filter((name) => name.endsWith('.cedar'));
  rules = readLayer(names.map((file) => ({ file, text: readFileSync(join(policyDir, file), 'utf8') })));
  cedar().preparseSchema('reference', schema);
  for (const { id, source } of rules)
    cedar().preparsePolicySet(`reference-${id}`, { staticPolicies: { [id]: source } });
  const cases = policyCases()
    .flatMap((file) => file.cases)
    .filter(({ expect: { rules: said } }) => !said.includes('bad-call') && !said.includes('lookup-only-reads'));
  // Every third is plenty: each is put to every rule.
  requests = cases
    .filter((_, at) => at % 3 === 0)
    .map((one) => {
      const facts = factsOf(one);
      const request = {
        name: one.name,
        action: facts.tool.name,
        service: facts.connector.service,
        context: buildContext(facts).context,
      };
      return { ...request, matched: matching(request) };
    });
}, 120_000);

describe('one question to Cedar', () => {
  it('finds what the rules find that are asked one by one', () => {
    const decider = new Decider(rules, schema);
    const verdicts = new Set<string>();
    for (const { name, action, service, context, matched } of requests) {
      const found = decider.decide(action, service, context);
      expect(sorted(found), name).toEqual(sorted(reference(rules, matched)));
      if (found.kind === 'decided') verdicts.add(found.verdict);
    }
    expect([...verdicts].sort()).toEqual(['allow', 'ask', 'deny']);
  });

  it('finds it for any part of the rules', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { minLength: rules.length, maxLength: rules.length }),
        fc.nat(requests.length - 1),
        (kept, at) => {
          const some = rules.filter((_, i) => kept[i]);
          const one = requests[at];
          if (!one || some.length === 0) return;
          const found = new Decider(some, schema).decide(one.action, one.service, one.context);
          expect(sorted(found), one.name).toEqual(sorted(reference(some, one.matched)));
        },
      ),
      { numRuns: 15 },
    );
  }, 120_000);

  it('that does not fit the schema of its service is an error', () => {
    const decider = new Decider(rules, schema);
    const [one] = requests;
    if (!one) throw new Error('there is no case');
    for (const [action, service, context] of [
      ['slack.chat.postMessage', 'stripe', {}],
      ['nowhere.at.all', 'nowhere', one.context],
      ['slack', 'slack', one.context],
      [one.action, one.service, { ...one.context, meta: {} }],
      [one.action, one.service, { ...one.context, more: 1 }],
    ] as const)
      expect(decider.decide(action, service, context).kind, action).toBe('error');
  });
});
