import type { View } from '../../../shared/index.ts';
import { type ApprovalsAction, noApprovals, reduceApprovals } from './approvals.ts';
import { noRuns, type RunsAction, reduceRuns } from './runs.ts';
import { createStore } from './store.ts';
import type { AppInfo, Settings } from './types.ts';

/** The views of the main window, in the order of its rail. */
export const views = ['command', 'approvals', 'audit', 'policies', 'connections', 'settings'] as const satisfies View[];
export type { View };

interface Shell {
  readonly view: View;
  /** The entry to show when the activity opens. */
  readonly auditId: string | null;
  /** The card to begin with when the approvals open. */
  readonly approvalId: string | null;
  /** Words to put into the box when the command view is there; never run by themselves. */
  readonly fill: string | null;
  readonly info: AppInfo | null;
  readonly settings: Settings | null;
  /** Problems that the person has read and put away; Settings lists them still. */
  readonly hiddenProblems: readonly string[];
  /** Goes up with each entry written. */
  readonly auditRevision: number;
  /** Goes up with each change of the accounts. */
  readonly accountsRevision: number;
}

/** Cards that wait for a person. */
export const approvalsStore = createStore<typeof noApprovals, ApprovalsAction>(noApprovals, reduceApprovals);

/** Runs of this session. */
export const runsStore = createStore<typeof noRuns, RunsAction>(noRuns, reduceRuns);

/** Everything else that more than one view needs. */
export const shellStore = createStore<Shell, Partial<Shell>>(
  {
    view: 'command',
    auditId: null,
    approvalId: null,
    fill: null,
    info: null,
    settings: null,
    hiddenProblems: [],
    auditRevision: 0,
    accountsRevision: 0,
  },
  (state, change) => ({ ...state, ...change }),
);

type Navigate = (view: View, auditId: string | null, approvalId: string | null) => void;

let show: Navigate = (view, auditId, approvalId) => shellStore.dispatch({ view, auditId, approvalId });

/** Has views shown in another way: the quick command's window asks the host to show them in the main one. */
export function navigateWith(other: Navigate): void {
  show = other;
}

/** Shows a view; `auditId` picks an entry in the activity, `approvalId` the card to begin with. */
export function navigate(view: View, auditId: string | null = null, approvalId: string | null = null): void {
  show(view, auditId, approvalId);
}
