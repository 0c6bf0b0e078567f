import { describe, expect, it } from 'vitest';
import type { Effect, RunView, StepState } from '../../../shared/index.ts';
import { doneSteps, isTourStepDone } from './tour.ts';

/** A run with one step, as far as the tour looks at it. */
const run = (id: string, effect: Effect, state: StepState): RunView =>
  ({ id, steps: [{ index: 1, effect, state }] }) as unknown as RunView;
const sight = (runs: RunView[], more = {}) => ({ view: 'command' as const, runs, waiting: 0, ...more });
const none = new Set<string>();

describe('the steps of the tour', () => {
  it('counts a read that succeeded, and none that failed or that only waits', () => {
    expect(isTourStepDone('read', sight([run('a', 'read', 'succeeded')]), none)).toBe(true);
    expect(isTourStepDone('read', sight([run('a', 'read', 'failed'), run('b', 'write', 'succeeded')]), none)).toBe(
      false,
    );
  });
  it('takes a card that waits for an ask, and only what was done for an approval', () => {
    expect(isTourStepDone('ask', sight([], { waiting: 1 }), none)).toBe(true);
    expect(isTourStepDone('ask', sight([run('a', 'write', 'refused')]), none)).toBe(false);
    expect(isTourStepDone('approve', sight([run('a', 'write', 'waiting')], { waiting: 1 }), none)).toBe(false);
    expect(isTourStepDone('approve', sight([run('a', 'write', 'succeeded')]), none)).toBe(true);
  });
  it('does not count what was done before the step was shown', () => {
    const before = [run('a', 'write', 'succeeded')];
    expect(isTourStepDone('undo', sight(before), doneSteps(before))).toBe(false);
    expect(isTourStepDone('undo', sight([...before, run('b', 'write', 'succeeded')]), doneSteps(before))).toBe(true);
  });
  it('is at the log when the activity is open', () => {
    expect(isTourStepDone('log', sight([]), none)).toBe(false);
    expect(isTourStepDone('log', sight([], { view: 'audit' }), none)).toBe(true);
  });
});
