import { coveredSteps } from '../../../../shared/covered-steps.ts';
import type { PlanEntry } from '../../../../shared/index.ts';

/** What a person may approve besides the step of the card. */
export interface PlanChoice {
  /** Steps that it covers, the card's own among them. */
  readonly count: number;
  /** `all` there are; the `rest` after what was done; or those that are `known`, with others to come. */
  readonly scope: 'all' | 'rest' | 'known';
  /** It is what the first button says: all is known, and nothing of it was written by someone else. */
  readonly first: boolean;
  /** Hashes of the steps that follow. */
  readonly hashes: readonly string[];
}

/** The plan that a card offers; null where it covers no more than the step itself, or holds what a rule denies. */
export function planChoice(plan: readonly PlanEntry[]): PlanChoice | null {
  const covered = coveredSteps(plan);
  if (covered.length < 2 || covered.some(({ decision }) => !decision || decision.verdict === 'deny')) return null;
  const whole = plan.every(({ state }) => state !== 'unknown');
  return {
    count: covered.length,
    scope: !whole ? 'known' : covered.length < plan.length ? 'rest' : 'all',
    first: whole && covered.every(({ tainted }) => !tainted),
    hashes: covered.slice(1).map(({ decision }) => decision?.callHash ?? ''),
  };
}
