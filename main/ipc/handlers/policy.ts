import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';

/** Policies, and what they would say of a request. */
export function policyHandlers({ agent, policy }: Services): DomainHandlers<'policy'> {
  return {
    list: () => ({ policies: [...policy.policies()], problems: [...policy.problems()] }),
    check: async ({ request }, { caller }) => {
      // A caller of its own, so that checking does not cancel the preview of what is being typed elsewhere.
      const run = await agent.preview(request, `${caller}/check`);
      return { run, decision: run.steps.at(-1)?.decision ?? null };
    },
  };
}
