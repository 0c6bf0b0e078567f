import { describe, expect, it } from 'vitest';
import { coveredSteps } from './covered-steps.ts';
import type { StepView } from './domain.ts';
import type { PlanState } from './routes/approval.ts';

const plan = (...states: PlanState[]) =>
  states.map((state, at) => ({ state, step: state === 'unknown' ? null : ({ index: at + 1 } as StepView) }));
const covered = (...states: PlanState[]) => coveredSteps(plan(...states)).map(({ index }) => index);

describe('coveredSteps', () => {
  it('are those from this one on that are known, up to the first that is not', () => {
    expect(covered('this')).toEqual([1]);
    expect(covered('done', 'this', 'next', 'next')).toEqual([2, 3, 4]);
    expect(covered('this', 'next', 'unknown', 'next')).toEqual([1, 2]);
    expect(covered('this', 'unknown', 'next')).toEqual([1]);
  });
});
