import { beforeAll, describe, expect, it } from 'vitest';
import { cedar, discardCedar } from './cedar.ts';
import { createPolicyEngine, type ReloadablePolicyEngine } from './engine.ts';
import { connectors, factsOf, policyDir } from './testing.ts';
import type { CallFacts } from './types.ts';

/** A change that runs without asking: whatever breaks on the way has to take that away, and nothing may be thrown. */

let engine: ReloadablePolicyEngine;
const allowed: CallFacts = factsOf({ tool: 'slack.dnd.setSnooze', args: { duration: { seconds: 1800 } } });
beforeAll(async () => {
  engine = await createPolicyEngine({ connectors, policyDir });
}, 60_000);

const explosive: unknown = new Proxy(
  {},
  {
    get: () => {
      throw new Error('broken');
    },
    ownKeys: () => {
      throw new Error('broken');
    },
  },
);
const nonsense: Readonly<Record<string, unknown>> = {
  nothing: undefined,
  null: null,
  'no number': Number.NaN,
  'a text': 'text',
  'an empty object': {},
  'what throws when it is looked at': explosive,
};
const fields = [
  'tool',
  'connector',
  'account',
  'args',
  'sources',
  'history',
  'request',
  'now',
  'settings',
  'step',
] as const;

describe('a change that would run without asking', () => {
  it('is allowed as it is', () => {
    expect(engine.decide(allowed).verdict).toBe('allow');
  });

  const broken = fields
    .flatMap((field) => Object.entries(nonsense).map(([what, value]) => ({ field, what, value })))
    // A request is a text.
    .filter(({ field, what }) => field !== 'request' || what !== 'a text');
  it.each(broken)('is not allowed with $what for its $field', ({ field, value }) => {
    const { verdict, rules } = engine.decide({ ...allowed, [field]: value } as CallFacts);
    expect(verdict).not.toBe('allow');
    expect(rules.length).toBeGreaterThan(0);
  });

  it('is denied in a zone that does not exist', () => {
    const settings = { ...allowed.settings, zone: 'Mars/Olympus' };
    expect(engine.decide({ ...allowed, settings }).verdict).toBe('deny');
  });

  it.each([
    ['traps', () => JSON.parse('{')],
    ['answers nothing', () => undefined],
    ['answers nonsense', () => ({ type: 'success', response: {} })],
    [
      'allows without a reason',
      () => ({ type: 'success', response: { decision: 'allow', diagnostics: { reason: [], errors: [] } } }),
    ],
    [
      'allows for a reason that is no rule',
      () => ({ type: 'success', response: { decision: 'allow', diagnostics: { reason: ['x'], errors: [] } } }),
    ],
    ['fails', () => ({ type: 'failure', errors: [], warnings: [] })],
  ])('is denied when the engine %s, and decided again after that', (_how, answer) => {
    discardCedar();
    expect(engine.decide(allowed).verdict).toBe('allow');
    const instance = cedar() as { statefulIsAuthorized: unknown };
    instance.statefulIsAuthorized = answer;
    expect(engine.decide(allowed).verdict).toBe('deny');
    discardCedar();
    expect(engine.decide(allowed).verdict).toBe('allow');
  });
});
