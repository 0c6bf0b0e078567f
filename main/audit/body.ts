import { z } from 'zod';
import {
  argumentViewSchema,
  askedSchema,
  auditDetailSchema,
  auditStatusSchema,
  decisionViewSchema,
  errorBodySchema,
  jsonObjectSchema,
  jsonSchema,
  passageSchema,
} from '../../shared/index.ts';

const { approval, runId, step, request, tool, title, service, effect, effectText, undoText, tainted, lookup } =
  auditDetailSchema.shape;

/** An intent as it is kept, after redaction. */
export const intentBodySchema = z.object({
  runId,
  step,
  request,
  tool,
  title,
  service,
  effect,
  effectText,
  undoText,
  tainted,
  lookup,
  approval,
  args: z.array(argumentViewSchema),
  decision: decisionViewSchema.nullable(),
  // Absent in logs of earlier versions.
  account: z.string().default(''),
  place: z.string().default(''),
  undoes: z.string().nullable().default(null),
  asked: z.array(askedSchema).default([]),
  secondModel: z.string().nullable().default(null),
  steeredBy: passageSchema.optional(),
  settles: z.string().optional(),
  fromLink: z.literal(true).optional(),
});
export type IntentBody = z.infer<typeof intentBodySchema>;

/** An outcome as it is kept, after redaction. */
export const outcomeBodySchema = z.object({
  status: auditStatusSchema.exclude(['intent']),
  summary: z.string().nullable(),
  result: jsonSchema,
  error: errorBodySchema.nullable(),
  requests: z.array(
    z.object({
      method: z.string(),
      path: z.string(),
      query: jsonSchema,
      body: jsonSchema,
      status: z.number().int().nullable(),
    }),
  ),
  undo: z.array(z.object({ tool: z.string(), args: jsonObjectSchema, text: z.string() })).default([]),
  undoRedacted: z.boolean().default(false),
  milliseconds: z.number(),
});
export type OutcomeBody = z.infer<typeof outcomeBodySchema>;

/** Reads a body; null when it is gone or is not what was once written. */
export function readBody<T>(schema: z.ZodType<T, unknown>, text: unknown): T | null {
  if (typeof text !== 'string') return null;
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** The verdict that lists and filters show for an intent. Without a decision nothing was allowed. */
export function verdictOf(intent: IntentBody): 'allow' | 'ask' | 'deny' {
  return intent.decision?.verdict ?? 'deny';
}

function texts(value: unknown): string[] {
  if (typeof value === 'string' || typeof value === 'number') return [String(value)];
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(texts) : [];
}

/** Longest text of a result that is searched, in UTF-16 code units. */
const searchedResult = 4000;

/** The words that an entry is found by. */
export function searchText(intent: IntentBody, outcome: OutcomeBody | null): string {
  const words = [
    intent.request,
    intent.tool,
    intent.title,
    intent.service,
    intent.effectText,
    intent.account,
    intent.secondModel ?? '',
    ...intent.args.flatMap((arg) => [arg.label, arg.proposed, ...texts(arg.value)]),
    ...(intent.decision?.rules.flatMap((rule) => [rule.id, rule.text]) ?? []),
    intent.approval?.by ?? '',
    intent.approval?.reason ?? '',
    outcome?.summary ?? '',
    outcome?.error?.message ?? '',
    texts(outcome?.result).join(' ').slice(0, searchedResult),
  ];
  return words.join(' \n ').replaceAll('\0', ' ');
}
