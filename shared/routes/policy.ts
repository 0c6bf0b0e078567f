import { z } from 'zod';
import { decisionViewSchema, runViewSchema, verdictSchema } from '../domain.ts';
import { route } from '../route.ts';
import { policyWorkshopRoutes } from './policy-workshop.ts';

/** One policy as people read it. `verdict` is what it leads to when it matches. */
export const policyViewSchema = z.object({
  id: z.string(),
  verdict: verdictSchema,
  text: z.string(),
  source: z.string(),
  file: z.string(),
  /** Of a permit that lifts asks and permits nothing by itself: the ids of the rules that ask. */
  lifts: z.array(z.string()).optional(),
});
export type PolicyView = z.infer<typeof policyViewSchema>;

export const policyRoutes = {
  ...policyWorkshopRoutes,
  list: route(
    'policy.list',
    z.object({}),
    z.object({ policies: z.array(policyViewSchema), problems: z.array(z.string()) }),
  ),
  /** What the policies would say of a request; nothing is run and nothing is sent but read-only look-ups. */
  check: route(
    'policy.check',
    z.object({ request: z.string().max(100_000) }),
    z.object({ run: runViewSchema, decision: decisionViewSchema.nullable() }),
  ),
} as const;
