import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

/** Approval cards. */
export function approvalHandlers({ approvals }: Services): DomainHandlers<'approval'> {
  return {
    list: async () => [...(await approvals.list())],
    answer: ({ approvalId, callHash, verdict, reason }) =>
      approvals.answer({ approvalId, callHash, verdict, reason: reason ?? '' }),
    edit: ({ approvalId, args }) => approvals.edit(approvalId, args),
  };
}
