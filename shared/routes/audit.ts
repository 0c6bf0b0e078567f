import { z } from 'zod';
import {
  argumentViewSchema,
  askedSchema,
  auditStatusSchema,
  auditSummarySchema,
  decisionViewSchema,
  effectSchema,
  passageSchema,
  serviceSchema,
  undoViewSchema,
  verdictSchema,
} from '../domain.ts';
import { errorBodySchema } from '../errors.ts';
import { jsonSchema } from '../json.ts';
import { route } from '../route.ts';

/** All filters are joined by "and". `query` is full text. */
export const auditFilterSchema = z.object({
  query: z.string().max(500).optional(),
  service: serviceSchema.optional(),
  effect: effectSchema.optional(),
  verdict: verdictSchema.optional(),
  status: auditStatusSchema.optional(),
  /** Resolver look-ups are left out unless asked for. */
  lookups: z.boolean().optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** RFC 9162 inclusion proof against a signed checkpoint. Hashes are lower-case hex SHA-256. */
export const inclusionProofSchema = z.object({
  leafIndex: z.number().int(),
  treeSize: z.number().int(),
  leafHash: z.string(),
  rootHash: z.string(),
  path: z.array(z.string()),
  checkpoint: z.object({
    size: z.number().int(),
    rootHash: z.string(),
    at: z.string(),
    signature: z.string(),
    publicKey: z.string(),
  }),
  valid: z.boolean(),
});
export type InclusionProofView = z.infer<typeof inclusionProofSchema>;

/** One entry with its whole story. */
export const auditDetailSchema = auditSummarySchema.extend({
  runId: z.string(),
  step: z.number().int(),
  args: z.array(argumentViewSchema),
  /** Questions that the person answered before the call was made, oldest first. */
  asked: z.array(askedSchema),
  decision: decisionViewSchema.nullable(),
  approval: z
    .object({ by: z.string(), at: z.string(), verdict: z.enum(['approve', 'deny']), reason: z.string() })
    .nullable(),
  /** What was sent, without credentials: method, path and body of each HTTP request. */
  requests: z.array(
    z.object({ method: z.string(), path: z.string(), body: jsonSchema, status: z.number().int().nullable() }),
  ),
  result: jsonSchema,
  error: errorBodySchema.nullable(),
  milliseconds: z.number().nullable(),
  undoText: z.string(),
  /** Whose account of the service was used; `demo` for the demo workspace. */
  account: z.string(),
  /** The second model that proposed it, and where that runs; null for what Needle or a person did. */
  secondModel: z.string().nullable(),
  /** What a service returned that made the model propose the call, where one place could be told. */
  steeredBy: passageSchema.optional(),
  /** The entry that this call took back; null for every other call. */
  undoes: z.string().nullable(),
  undo: undoViewSchema,
  proofs: z.array(z.object({ part: z.enum(['intent', 'outcome']), proof: inclusionProofSchema })),
});
export type AuditDetail = z.infer<typeof auditDetailSchema>;

/** `problems` names each bad entry: its log index, its entry id where it can be read, and what is wrong in one sentence. */
export const verifyReportSchema = z.object({
  ok: z.boolean(),
  entries: z.number().int(),
  checkpoints: z.number().int(),
  rootHash: z.string(),
  milliseconds: z.number(),
  problems: z.array(
    z.object({ index: z.number().int().nullable(), entryId: z.string().nullable(), message: z.string() }),
  ),
});
export type VerifyReport = z.infer<typeof verifyReportSchema>;

export const auditRoutes = {
  /** Newest first. `cursor` is the last id of the page before. */
  list: route(
    'audit.list',
    z.object({ filter: auditFilterSchema, cursor: z.string().optional(), limit: z.number().int().min(1).max(200) }),
    z.object({ entries: z.array(auditSummarySchema), next: z.string().nullable(), total: z.number().int() }),
  ),
  show: route('audit.show', z.object({ id: z.string() }), auditDetailSchema),
  verify: route('audit.verify', z.object({}), verifyReportSchema),
  /** The whole log as JSON lines, with proofs; the caller saves it. */
  export: route(
    'audit.export',
    z.object({ filter: auditFilterSchema }),
    z.object({ filename: z.string(), jsonl: z.string() }),
  ),
} as const;
