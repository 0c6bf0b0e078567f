import type { World } from './match.ts';

/** What the scorer needs of the demo workspace file. */
export interface WorkspaceFacts {
  readonly now: string;
  readonly timezone: string;
  readonly stripe: {
    readonly currency: string;
    readonly payment_intents: readonly { readonly id: string; readonly charge: string; readonly amount: number }[];
    readonly refunds: readonly { readonly payment_intent: string; readonly amount: number }[];
  };
  readonly github: {
    readonly repos: readonly { readonly workflows: readonly { readonly id: number; readonly file: string }[] }[];
  };
}

/** Facts of the seed for matching. `operations` are the rows of connectors/demo/operations.json. */
export function worldOf(
  workspace: WorkspaceFacts,
  operations: readonly { readonly op: string; readonly effect: string }[],
): World {
  const refundable = new Map<string, number>();
  for (const payment of workspace.stripe.payment_intents) {
    const refunded = workspace.stripe.refunds
      .filter((refund) => refund.payment_intent === payment.id)
      .reduce((sum, refund) => sum + refund.amount, 0);
    refundable.set(payment.id, payment.amount - refunded);
    refundable.set(payment.charge, payment.amount - refunded);
  }
  return {
    now: workspace.now,
    zone: workspace.timezone,
    currency: workspace.stripe.currency,
    refundable,
    effects: new Map(operations.map((row) => [row.op, row.effect === 'read' ? 'read' : 'write'])),
    aliases: new Map(
      workspace.github.repos.flatMap((repo) => repo.workflows.map((workflow) => [String(workflow.id), workflow.file])),
    ),
  };
}
