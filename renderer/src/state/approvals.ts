import type { Approval } from '../../../shared/index.ts';

/**
 * Open approval cards. `closed` remembers every id that was answered or ended: a card that is gone never comes back,
 * whatever a late list or a repeated event says.
 */
export interface ApprovalsState {
  readonly open: readonly Approval[];
  readonly closed: ReadonlySet<string>;
  /** Counts events, so that a list asked for before an event cannot undo it. */
  readonly revision: number;
}

export type ApprovalsAction =
  | { readonly type: 'opened'; readonly approval: Approval }
  | { readonly type: 'closed'; readonly approvalId: string }
  /** A list that was asked for when `revision` was current. */
  | { readonly type: 'listed'; readonly approvals: readonly Approval[]; readonly revision: number };

export const noApprovals: ApprovalsState = { open: [], closed: new Set(), revision: 0 };

function byOpening(left: Approval, right: Approval): number {
  return left.openedAt.localeCompare(right.openedAt) || left.id.localeCompare(right.id);
}

/** The next state of the cards, oldest first. */
export function reduceApprovals(state: ApprovalsState, action: ApprovalsAction): ApprovalsState {
  switch (action.type) {
    case 'opened': {
      if (state.closed.has(action.approval.id)) return state;
      const others = state.open.filter((approval) => approval.id !== action.approval.id);
      return { ...state, open: [...others, action.approval].sort(byOpening), revision: state.revision + 1 };
    }
    case 'closed': {
      if (state.closed.has(action.approvalId)) return state;
      return {
        open: state.open.filter((approval) => approval.id !== action.approvalId),
        closed: new Set([...state.closed, action.approvalId]),
        revision: state.revision + 1,
      };
    }
    case 'listed': {
      if (action.revision !== state.revision) return state;
      return { ...state, open: action.approvals.filter((approval) => !state.closed.has(approval.id)).sort(byOpening) };
    }
  }
}
