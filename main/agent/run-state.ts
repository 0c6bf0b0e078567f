import type { Question, RunView } from '../../shared/index.ts';
import type { RunAccounts } from '../accounts/index.ts';
import type { Approvals } from './approvals.ts';
import type { Lookups } from './lookup.ts';
import type { PlanEdits } from './plan.ts';
import type { KeptPlan } from './plan-approval.ts';
import type { SecondAttempt } from './second.ts';
import type { AgentParts, OwnedTool } from './types.ts';

/** One request on its way: its view, its stop button, and the question it waits on. */
export interface Run {
  view: RunView;
  readonly accounts: RunAccounts;
  /** The words came from a link, and the person ran them unchanged. */
  readonly fromLink?: boolean;
  readonly abort: AbortController;
  /** What the second model answered; it is asked once a run. */
  second: SecondAttempt | null;
  /** What a person approved ahead; null where there is nothing, or it has ended. */
  approved: KeptPlan | null;
  /** What a person changed of steps that are still to come. */
  edits: PlanEdits;
  /** Look-ups for a plan that no card waits for any more. */
  planning: Promise<void> | null;
  pending: {
    readonly question: Question;
    /** @param at which candidate; null: none */
    settle(at: number | null): void;
  } | null;
}

export interface RunDeps {
  readonly parts: AgentParts;
  readonly find: (tool: string) => OwnedTool | null;
  readonly lookups: Lookups;
  readonly approvals: Approvals;
  /** Called with every change of the view. */
  readonly changed: (run: Run) => void;
}

/** Changes what people see of a run, and tells. */
export function update(deps: RunDeps, run: Run, changes: Partial<RunView>): void {
  run.view = { ...run.view, ...changes };
  deps.changed(run);
}

/** Ends a run with what there is to say of it. */
export function finish(deps: RunDeps, run: Run, state: 'done' | 'stopped' | 'failed', say: string | null): void {
  run.approved = null;
  update(deps, run, { state, say, question: null });
}
