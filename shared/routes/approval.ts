import { z } from 'zod';
import { runViewSchema, stepViewSchema } from '../domain.ts';
import { jsonSchema } from '../json.ts';
import { route } from '../route.ts';
import { alwaysAnswerSchema, alwaysDraftRoute } from './always.ts';

/** What a person typed or picked for one argument, as its form has it: text, yes or no, a list, or values by name. */
export const typedValueSchema = z.union([
  z.string(),
  z.boolean(),
  z.array(z.string()).max(200),
  z.record(z.string(), z.string()),
]);
export type TypedValue = z.infer<typeof typedValueSchema>;

/** One field of a call's form. */
export const formFieldSchema = z.object({
  name: z.string(),
  /** A kind of connectors/kit: it picks the control. */
  kind: z.string(),
  description: z.string(),
  required: z.boolean(),
  /** A list of `kind`. */
  many: z.boolean(),
  /** For a choice: what may be chosen. */
  choices: z.array(z.string()).nullable(),
  /** The words that stand there now; null while the argument is not given. */
  typed: typedValueSchema.nullable(),
});
export type FormField = z.infer<typeof formFieldSchema>;

export const planStateSchema = z.enum([
  'done', // carried out before
  'this', // the step that the card is about
  'next', // known: it will be proposed like this unless a result changes it
  'unknown', // depends on something that is not there yet
]);
export type PlanState = z.infer<typeof planStateSchema>;

/** One step of a plan as far as it is known while a card is open. */
export const planEntrySchema = z.object({
  index: z.number().int().min(1),
  state: planStateSchema,
  /** The call; null where it is not known. */
  step: stepViewSchema.nullable(),
  /** The step in one line, for people. */
  text: z.string(),
  /** Its form; empty where nothing of it can be changed. */
  fields: z.array(formFieldSchema),
});
export type PlanEntry = z.infer<typeof planEntrySchema>;

/** An open approval: a step that waits for a person. `expiresAt` (ISO 8601): it then counts as denied. */
export const approvalSchema = z.object({
  id: z.string(),
  runId: z.string(),
  request: z.string(),
  step: stepViewSchema,
  /** Every step of the run, as far as it is known, in order. */
  plan: z.array(planEntrySchema),
  openedAt: z.string(),
  expiresAt: z.string(),
});
export type Approval = z.infer<typeof approvalSchema>;

/** One HTTP request without origin, headers and credential. */
export const exactRequestSchema = z.object({
  method: z.string(),
  path: z.string(),
  query: jsonSchema,
  body: jsonSchema,
});
export type ExactRequest = z.infer<typeof exactRequestSchema>;

/** What a step would send, found by running its code with nothing let out but, where asked for, what it reads first. */
export const rehearsalSchema = z.object({
  /**
   * `exact`: `request` is what it sends. `looks_up`: it first reads `reads`, and what it sends is known after that.
   * `nothing`: it ended without a change.
   */
  state: z.enum(['exact', 'looks_up', 'nothing']),
  /** What was read, or asked to be read, before the change. */
  reads: z.array(exactRequestSchema),
  request: exactRequestSchema.nullable(),
  /** Changes that may follow the first one, each from the answer to the one before. */
  more: z.number().int(),
});
export type Rehearsal = z.infer<typeof rehearsalSchema>;

export const approvalRoutes = {
  list: route('approval.list', z.object({}), z.array(approvalSchema)),
  /**
   * Approves exactly the call whose hash is shown, or refuses it. A stale hash is an error, never an approval. `scope`
   * `plan` approves the following steps too: `planHashes` are those of all that {@link coveredSteps} gives after this one.
   */
  answer: route(
    'approval.answer',
    z.object({
      approvalId: z.string(),
      callHash: z.string(),
      verdict: z.enum(['approve', 'deny']),
      reason: z.string().max(500).optional(),
      scope: z.enum(['once', 'plan']).optional(),
      planHashes: z.array(z.string()).max(20).optional(),
      /** Approving: makes the rule first that was drafted and shown; where that fails, nothing is approved. */
      always: alwaysAnswerSchema.optional(),
    }),
    runViewSchema,
  ),
  alwaysDraft: alwaysDraftRoute,
  /**
   * Replaces arguments (name to what the person typed; null takes one away), resolves and decides again, and plans anew
   * what follows. `index`: which step of the plan; the card's own unless given. Answers the card as it is now.
   */
  edit: route(
    'approval.edit',
    z.object({
      approvalId: z.string(),
      index: z.number().int().min(1).optional(),
      args: z.record(z.string(), typedValueSchema.nullable()),
    }),
    approvalSchema,
  ),
  /** The exact request of a step of the plan. `lookUp`: what the step reads first may be read, logged like any call. */
  request: route(
    'approval.request',
    z.object({
      approvalId: z.string(),
      index: z.number().int().min(1).optional(),
      lookUp: z.boolean().optional(),
    }),
    rehearsalSchema,
  ),
} as const;
