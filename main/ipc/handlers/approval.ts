import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

/** Approval cards. */
export function approvalHandlers({ approvals }: Services): DomainHandlers<'approval'> {
  return {
    list: async () => [...(await approvals.list())],
    answer: ({ approvalId, callHash, verdict, reason = '', scope = 'once', planHashes = [], always }) =>
      approvals.answer({ approvalId, callHash, verdict, reason, scope, planHashes, always }),
    edit: ({ approvalId, args, index }) => approvals.edit(approvalId, args, index),
    request: ({ approvalId, index, lookUp = false }) => approvals.request(approvalId, index, lookUp),
    alwaysDraft: ({ approvalId, callHash, days, maxMinor }) =>
      approvals.alwaysDraft(approvalId, callHash, { days, maxMinor }),
  };
}
