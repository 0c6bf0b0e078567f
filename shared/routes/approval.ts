import { z } from 'zod';
import { runViewSchema, stepViewSchema } from '../domain.ts';
import { route } from '../route.ts';

/** An open approval: a step that waits for a person. `expiresAt` (ISO 8601): it then counts as denied. */
export const approvalSchema = z.object({
  id: z.string(),
  runId: z.string(),
  request: z.string(),
  step: stepViewSchema,
  openedAt: z.string(),
  expiresAt: z.string(),
});
export type Approval = z.infer<typeof approvalSchema>;

export const approvalRoutes = {
  list: route('approval.list', z.object({}), z.array(approvalSchema)),
  /** Approves exactly the call whose hash is shown, or refuses it. A stale hash is an error, never an approval. */
  answer: route(
    'approval.answer',
    z.object({
      approvalId: z.string(),
      callHash: z.string(),
      verdict: z.enum(['approve', 'deny']),
      reason: z.string().max(500).optional(),
    }),
    runViewSchema,
  ),
  /** Replaces arguments (name to what the person typed), resolves and decides again. Answers the step as it is now. */
  edit: route(
    'approval.edit',
    z.object({ approvalId: z.string(), args: z.record(z.string(), z.string()) }),
    approvalSchema,
  ),
} as const;
