import { describe, expect, it } from 'vitest';
import type { Provenance } from '../../shared/index.ts';
import { claim, type KeptPlan, keepPlan } from './plan-approval.ts';
import type { Prepared } from './prepare.ts';

const said: Provenance = { kind: 'words', text: 'x' };
const returned: Provenance = { kind: 'result', step: 1, text: 'x' };

interface Given {
  readonly callHash?: string;
  readonly rules?: readonly string[];
  readonly steered?: boolean;
  readonly sources?: Record<string, Provenance[]>;
  readonly secondModel?: string;
}

function prepared({ callHash = 'a', rules = ['writes-ask'], steered = false, sources = {}, secondModel }: Given = {}) {
  const tainted = steered || Object.values(sources).some((all) => all.some(({ kind }) => kind === 'result'));
  return {
    steered,
    tainted,
    secondModel: secondModel ?? null,
    facts: { itemSources: sources },
    decision: { callHash, verdict: 'ask', rules: rules.map((id) => ({ id, verdict: 'ask', text: id })) },
  } as unknown as Prepared;
}

const now = 1_000_000;
const kept = (given: Given = {}): KeptPlan =>
  keepPlan([{ index: 2, prepared: prepared(given) }], {
    by: 'me',
    onStep: 1,
    now,
    countedFrom: now,
    expires: now + 60_000,
  });

describe('claim', () => {
  it('is good for the same call at its place, once', () => {
    const plan = kept();
    expect(claim(plan, 2, prepared(), now)).toBe(true);
    expect(claim(plan, 2, prepared(), now)).toBe(false);
  });
  it.each<[string, Given, Given, number]>([
    ['another call', {}, { callHash: 'b' }, 2],
    ['another place', {}, {}, 3],
    ['a call without a hash', { callHash: '' }, { callHash: '' }, 2],
    ['a rule that was not shown', {}, { rules: ['writes-ask', 'many-asks'] }, 2],
    ['a call that a result steered', {}, { steered: true }, 2],
    ['a value that a result holds', { sources: { text: [said] } }, { sources: { text: [returned] } }, 2],
    ['one more such value', { sources: { text: [returned] } }, { sources: { text: [returned], to: [returned] } }, 2],
    [
      'a call that a result steered, where only a value was marked',
      { sources: { text: [returned] } },
      { sources: { text: [returned] }, steered: true },
      2,
    ],
    ['the second model', {}, { secondModel: 'llama' }, 2],
  ])('is not good for %s', (_what, seen, then, index) => {
    expect(claim(kept(seen), index, prepared(then), now)).toBe(false);
  });
  it('is good for what was marked as it is now, and for fewer rules', () => {
    const sources = { text: [said, returned] };
    expect(claim(kept({ sources, steered: true }), 2, prepared({ sources }), now)).toBe(true);
    expect(claim(kept({ rules: ['a', 'b'] }), 2, prepared({ rules: ['b'] }), now)).toBe(true);
  });
  it('ends with its time by the app’s clock, and by one that nobody sets back', () => {
    expect(claim(kept(), 2, prepared(), now + 60_000)).toBe(false);
    expect(claim({ ...kept(), expiresHere: performance.now() - 1 }, 2, prepared(), now)).toBe(false);
  });
});
