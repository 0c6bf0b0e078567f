import type { StepView } from './domain.ts';
import type { PlanEntry } from './routes/approval.ts';

/**
 * The steps that one approval of a plan covers, in order: the one that is asked about and those that follow it without a
 * gap and are known. What comes after something unknown is shown, and asked about when it comes.
 */
export function coveredSteps(plan: readonly Pick<PlanEntry, 'state' | 'step'>[]): StepView[] {
  const covered: StepView[] = [];
  for (const { state, step } of plan) {
    if (state === 'done') continue;
    if (state === 'unknown' || step === null) break;
    covered.push(step);
  }
  return covered;
}
