import type { DomainHandlers } from '../router.ts';
import type { Services } from '../services.ts';
import { policyWorkshopHandlers } from './policy-workshop.ts';

/** Policies, what they would say of a request, and changing them. */
export function policyHandlers(services: Services): DomainHandlers<'policy'> {
  const { agent, policy, workshop, learned } = services;
  return {
    ...policyWorkshopHandlers(services),
    list: async () => {
      await workshop.refresh();
      return { policies: [...policy.policies()], problems: [...policy.problems()] };
    },
    learned: () => learned.list(),
    forget: async ({ id }) => {
      await learned.forget(id);
      return learned.list();
    },
    check: async ({ request }, { caller }) => {
      // A caller of its own, so that checking does not cancel the preview of what is being typed elsewhere.
      const run = await agent.preview(request, `${caller}/check`);
      return { run, decision: run.steps.at(-1)?.decision ?? null };
    },
  };
}
