import type { Approver, DecisionView } from '../../shared/index.ts';

/** How the agent signs the answer to a card of a whole plan; the name of who answered comes before it. */
const planMark = '(plan)';

/** How the ids of rules begin that a person made on a card. */
const learnedMark = 'learned-';

/** Whose yes a call had, from what its intent says. `by` is who answered the card. */
export function approverOf(intent: {
  readonly approval: { readonly by: string; readonly verdict: 'approve' | 'deny' } | null;
  readonly decision: DecisionView | null;
}): Approver {
  const { approval, decision } = intent;
  if (approval?.verdict !== 'approve') {
    const learned = decision?.verdict === 'allow' && decision.rules.some(({ id }) => id.startsWith(learnedMark));
    return approval === null && learned ? 'rule' : 'none';
  }
  return approval.by.endsWith(planMark) ? 'plan' : 'person';
}
