import { z } from 'zod';
import {
  argumentViewSchema,
  askedSchema,
  auditSummarySchema,
  decisionViewSchema,
  passageSchema,
  settlingViewSchema,
  undoViewSchema,
} from '../domain.ts';
import { errorBodySchema } from '../errors.ts';
import { jsonSchema } from '../json.ts';
import { route } from '../route.ts';
import {
  auditDaysQuerySchema,
  auditDaysSchema,
  auditExportSchema,
  auditFilterSchema,
  auditFormatSchema,
  auditPageQuerySchema,
  auditPageSchema,
  auditPrunableSchema,
  auditStateSchema,
  auditStatsQuerySchema,
  auditStatsSchema,
  auditViewSchema,
  checkpointSchema,
} from './audit-query.ts';

/**
 * RFC 9162 inclusion proof against a signed checkpoint. Hashes are lower-case hex SHA-256. `leaf` is what the leaf hash is
 * of: its canonical JSON, and the text and the salt (hex) whose MAC stands in it; null where the text was removed.
 */
export const inclusionProofSchema = z.object({
  leaf: z.object({ text: z.string(), body: z.string().nullable(), salt: z.string().nullable() }),
  leafIndex: z.number().int(),
  treeSize: z.number().int(),
  leafHash: z.string(),
  rootHash: z.string(),
  path: z.array(z.string()),
  checkpoint: checkpointSchema,
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
    .object({
      by: z.string(),
      at: z.string(),
      /** When its card was opened; null where that is not known. */
      openedAt: z.string().nullable().default(null),
      verdict: z.enum(['approve', 'deny']),
      reason: z.string(),
    })
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
  /** The entry of unknown outcome that this one settles. */
  settles: z.string().optional(),
  /** The words of the request came from a link, and the person ran them unchanged. */
  fromLink: z.literal(true).optional(),
  /** There for an entry of unknown outcome. */
  settling: settlingViewSchema.optional(),
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

/** ISO 8601 with an offset. */
const moment = z.iso.datetime({ offset: true });

export const auditRoutes = {
  /** Newest first. `cursor` is the last id of the page before. */
  list: route(
    'audit.list',
    z.object({ filter: auditFilterSchema, cursor: z.string().optional(), limit: z.number().int().min(1).max(200) }),
    z.object({ entries: z.array(auditSummarySchema), next: z.string().nullable(), total: z.number().int() }),
  ),
  show: route('audit.show', z.object({ id: z.string() }), auditDetailSchema),
  /** Changes of which it is not known whether they happened, and that nothing has settled: how many, and the newest. */
  unsettled: route(
    'audit.unsettled',
    z.object({}),
    z.object({ total: z.number().int(), entries: z.array(auditSummarySchema) }),
  ),
  /** By position, so that a list of any length can be jumped in. */
  page: route('audit.page', auditPageQuerySchema, auditPageSchema),
  days: route('audit.days', auditDaysQuerySchema, auditDaysSchema),
  stats: route('audit.stats', auditStatsQuerySchema, auditStatsSchema),
  /** Named filters, in order of their names. */
  views: route('audit.views', z.object({}), z.array(auditViewSchema)),
  /** Adds one, or replaces the one of that name. */
  saveView: route('audit.save_view', auditViewSchema, z.array(auditViewSchema)),
  removeView: route('audit.remove_view', z.object({ name: z.string() }), z.array(auditViewSchema)),
  /**
   * Recomputes the whole log; answers when that is done, and tells how far it is as `audit.verify_progress`. Asked again
   * meanwhile, it answers with the same.
   */
  verify: route('audit.verify', z.object({}), verifyReportSchema),
  /** Ends a verification that runs: it then rejects with `cancelled`. */
  cancelVerify: route('audit.cancel_verify', z.object({}), z.object({})),
  state: route('audit.state', z.object({}), auditStateSchema),
  /** What {@link prune} would remove. */
  prunable: route('audit.prunable', z.object({ before: moment }), auditPrunableSchema),
  /**
   * Removes the texts of entries that were begun before a time and have ended, for good; proofs and the list stay. It is an
   * entry of the log itself, whose id is null where there was nothing to remove.
   */
  prune: route(
    'audit.prune',
    z.object({ before: moment }),
    z.object({ entryId: z.string().nullable(), entries: z.number().int() }),
  ),
  /** Makes an export, telling how far it is as `audit.export_progress`; the one before it is gone then. */
  export: route('audit.export', z.object({ filter: auditFilterSchema, format: auditFormatSchema }), auditExportSchema),
  /** A piece of an export, of at most 1 MiB, from byte `offset` on; `next` is null after the last. */
  exportRead: route(
    'audit.export_read',
    z.object({ id: z.string(), offset: z.number().int().min(0) }),
    z.object({ text: z.string(), next: z.number().int().nullable() }),
  ),
  /** Lets go of an export, also of one that is still being made. */
  exportClose: route('audit.export_close', z.object({ id: z.string().nullable() }), z.object({})),
} as const;
