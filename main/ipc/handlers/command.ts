import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

const recentShown = 8;

/** Requests: preview, run and what follows. */
export function commandHandlers({ agent, audit }: Services): DomainHandlers<'command'> {
  return {
    preview: ({ request, accounts }, { caller }) => agent.preview(request, caller, accounts),
    stopPreview: (_input, { caller }) => {
      agent.stopPreview(caller);
      return {};
    },
    run: ({ request, accounts, fromLink }) => agent.run(request, accounts, fromLink),
    undo: ({ auditId }) => agent.undo(auditId),
    resend: ({ auditId }) => agent.resend(auditId),
    settle: async ({ auditId, happened }) => ({ auditId: await agent.settle(auditId, happened) }),
    get: ({ runId }) => agent.get(runId),
    cancel: ({ runId }) => agent.cancel(runId),
    choose: ({ runId, questionId, candidateId }) => agent.choose(runId, questionId, candidateId),
    tools: async () => [...(await agent.tools())],
    recent: async () => ({
      recent: audit.recentRequests(recentShown),
      suggestions: [...(await agent.suggestions())],
    }),
  };
}
