import type { Approver, DecisionView } from '../../shared/index.ts';

/** How the agent signs the answer to a card of a whole plan; the name of who answered comes before it. */
const planMark = '(plan)';

/** Whose yes a call had, from what its intent says. `by` is who answered the card. */
export function approverOf(intent: {
  readonly approval: { readonly by: string; readonly verdict: 'approve' | 'deny' } | null;
  readonly decision: DecisionView | null;
}): Approver {
  const { approval } = intent;
  if (approval?.verdict !== 'approve') return 'none';
  return approval.by.endsWith(planMark) ? 'plan' : 'person';
}
