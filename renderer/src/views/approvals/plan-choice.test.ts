import { describe, expect, it } from 'vitest';
import type { PlanEntry, StepView, Verdict } from '../../../../shared/index.ts';
import { planChoice } from './plan-choice.ts';

interface Given {
  readonly state: PlanEntry['state'];
  readonly verdict?: Verdict;
  readonly tainted?: boolean;
}

function plan(...given: Given[]): PlanEntry[] {
  return given.map(({ state, verdict = 'ask', tainted = false }, at) => {
    const step = { index: at + 1, tainted, decision: { callHash: `hash ${at + 1}`, verdict } } as unknown as StepView;
    return { index: at + 1, state, step: state === 'unknown' ? null : step, text: '', fields: [] };
  });
}
const own: Given = { state: 'this' };
const next: Given = { state: 'next' };

describe('planChoice', () => {
  it('offers nothing more where this step is all that is known', () => {
    expect(planChoice(plan(own))).toBeNull();
    expect(planChoice(plan(own, { state: 'unknown' }, next))).toBeNull();
  });
  it('offers the whole plan first, with the hashes of what follows', () => {
    expect(planChoice(plan({ state: 'done' }, own, next, next))).toEqual({
      count: 3,
      scope: 'rest',
      first: true,
      hashes: ['hash 3', 'hash 4'],
    });
  });
  it('offers what is known second where something is not, or was written by someone else', () => {
    expect(planChoice(plan(own, next, { state: 'unknown' }))).toMatchObject({ count: 2, scope: 'known', first: false });
    expect(planChoice(plan(own, { ...next, tainted: true }))).toMatchObject({ scope: 'all', first: false });
    expect(planChoice(plan({ ...own, tainted: true }, next))).toMatchObject({ first: false });
  });
  it('offers no plan with a step that is denied', () => {
    expect(planChoice(plan(own, next, { ...next, verdict: 'deny' }))).toBeNull();
    expect(planChoice(plan({ ...own, verdict: 'deny' }, next))).toBeNull();
  });
});
