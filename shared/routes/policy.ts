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
  /** Of a rule that asks: no rule lifts its ask. */
  alwaysAsks: z.boolean().optional(),
});
export type PolicyView = z.infer<typeof policyViewSchema>;

/** A rule that a person made on a card. */
export const learnedRuleSchema = z.object({
  id: z.string(),
  text: z.string(),
  source: z.string(),
  /** Its last day, `YYYY-MM-DD`, and the same for people; null where it has none. */
  until: z.string().nullable(),
  untilText: z.string().nullable(),
  /** That day is over: it lets nothing through any more. */
  expired: z.boolean(),
});
export type LearnedRule = z.infer<typeof learnedRuleSchema>;

export const policyRoutes = {
  ...policyWorkshopRoutes,
  list: route(
    'policy.list',
    z.object({}),
    z.object({ policies: z.array(policyViewSchema), problems: z.array(z.string()) }),
  ),
  /** The rules that a person made on cards, newest first. */
  learned: route('policy.learned', z.object({}), z.array(learnedRuleSchema)),
  /** Removes one of them: such calls ask again. Answers those that are left. */
  forget: route('policy.forget', z.object({ id: z.string().max(100) }), z.array(learnedRuleSchema)),
  /** What the policies would say of a request; nothing is run and nothing is sent but read-only look-ups. */
  check: route(
    'policy.check',
    z.object({ request: z.string().max(100_000) }),
    z.object({ run: runViewSchema, decision: decisionViewSchema.nullable() }),
  ),
} as const;
