import { z } from 'zod';
import { auditStatusSchema, auditSummarySchema, effectSchema, serviceSchema, verdictSchema } from '../domain.ts';

/**
 * Whose yes a call had: a person's on its own card, a person's for a whole plan, a rule's that a person made on a card,
 * or none (allowed by other rules, refused or denied).
 */
export const approverSchema = z.enum(['person', 'plan', 'rule', 'none']);
export type Approver = z.infer<typeof approverSchema>;

/** All filters are joined by "and". `query` is full text. */
export const auditFilterSchema = z.object({
  query: z.string().max(500).optional(),
  service: serviceSchema.optional(),
  effect: effectSchema.optional(),
  verdict: verdictSchema.optional(),
  status: auditStatusSchema.optional(),
  /** Any of these; none of them given is no filter. */
  statuses: z.array(auditStatusSchema).max(10).optional(),
  approvedBy: approverSchema.optional(),
  tainted: z.boolean().optional(),
  /** By its name in Thimble; `demo` for the demo workspace. */
  account: z.string().max(200).optional(),
  tool: z.string().max(200).optional(),
  /** Every step of one request. */
  runId: z.string().max(100).optional(),
  /** ISO 8601, the first moment that is in. */
  from: z.iso.datetime({ offset: true }).optional(),
  /** ISO 8601, the first moment that is out. */
  to: z.iso.datetime({ offset: true }).optional(),
  /** Resolver look-ups are left out unless asked for. */
  lookups: z.boolean().optional(),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** Size of the log, in records, that a reader has in view: entries begun later are left out. Null: all there are now. */
const upTo = z.number().int().min(0).nullable().default(null);

export const auditPageQuerySchema = z.object({
  filter: auditFilterSchema,
  /** How many entries to skip, from the newest. */
  offset: z.number().int().min(0),
  limit: z.number().int().min(0).max(200),
  upTo,
});
export type AuditPageQuery = z.infer<typeof auditPageQuerySchema>;

/** Entries by position, newest first. */
export const auditPageSchema = z.object({
  entries: z.array(auditSummarySchema),
  /** Entries under the filter and below `upTo`. */
  total: z.number().int(),
  /** False while a broad search is still being counted: there are then at least `total`; ask again for all. */
  exact: z.boolean(),
  /** What `upTo` was, to be given again. */
  upTo: z.number().int(),
  /** Entries under the filter that were begun since `upTo`; what is still being counted left out. */
  newer: z.number().int(),
});
export type AuditPage = z.infer<typeof auditPageSchema>;

export const auditDaysQuerySchema = z.object({
  filter: auditFilterSchema,
  upTo,
  /** IANA time zone. */
  zone: z.string().max(100),
});
export type AuditDaysQuery = z.infer<typeof auditDaysQuerySchema>;

/**
 * Runs of entries of one day (`2026-11-25` in the zone), newest first; `offset` is the position of the run's newest entry.
 * A clock that was set back makes a day show twice.
 */
export const auditDaysSchema = z.object({
  days: z.array(z.object({ day: z.string(), count: z.number().int(), offset: z.number().int() })),
  upTo: z.number().int(),
});
export type AuditDays = z.infer<typeof auditDaysSchema>;

export const auditStatsQuerySchema = z.object({
  /** `from` and `to` of the filter bound the time; look-ups are left out as in lists. */
  filter: auditFilterSchema,
  zone: z.string().max(100),
});
export type AuditStatsQuery = z.infer<typeof auditStatsQuerySchema>;

const counts = z.number().int();

/** Calls of one day. `asked`: a card was opened for them. `savedSeconds` is an estimate, see docs/audit.md. */
export const auditDayStatsSchema = z.object({
  day: z.string(),
  calls: counts,
  verdicts: z.object({ allow: counts, ask: counts, deny: counts }),
  statuses: z.record(auditStatusSchema, counts),
  services: z.record(serviceSchema, counts),
  asked: counts,
  savedSeconds: z.number(),
});
export type AuditDayStats = z.infer<typeof auditDayStatsSchema>;

export const auditStatsSchema = z.object({
  calls: counts,
  /** Days with calls, oldest first. */
  days: z.array(auditDayStatsSchema),
  /** Most used first. */
  services: z.array(z.object({ service: serviceSchema, calls: counts })),
  /** The ten most used. */
  tools: z.array(z.object({ tool: z.string(), service: serviceSchema, calls: counts })),
  asked: z.object({
    calls: counts,
    /** Of the answers that people gave on cards; null where the log knows of none. */
    medianSeconds: z.number().nullable(),
  }),
  savedSeconds: z.number(),
});
export type AuditStats = z.infer<typeof auditStatsSchema>;

/** A filter that the person gave a name; kept beside the settings, not in the log. */
export const auditViewSchema = z.object({ name: z.string().trim().min(1).max(60), filter: auditFilterSchema });
export type AuditView = z.infer<typeof auditViewSchema>;

/** What goes out: all that the log knows, for programs; a table; or what proves itself without the log. */
export const auditFormatSchema = z.enum(['jsonl', 'csv', 'bundle']);
export type AuditFormat = z.infer<typeof auditFormatSchema>;

/** An export that lies ready to be fetched piece by piece. */
export const auditExportSchema = z.object({
  id: z.string(),
  filename: z.string(),
  /** Entries in it. */
  entries: z.number().int(),
  bytes: z.number().int(),
});
export type AuditExport = z.infer<typeof auditExportSchema>;

/** What would be removed; `oldest` (ISO 8601) is null where nothing would be. */
export const auditPrunableSchema = z.object({ entries: z.number().int(), oldest: z.string().nullable() });
export type AuditPrunable = z.infer<typeof auditPrunableSchema>;

/** A signed statement of the log's size, in records, and root. */
export const checkpointSchema = z.object({
  size: z.number().int(),
  rootHash: z.string(),
  at: z.string(),
  signature: z.string(),
  publicKey: z.string(),
});

/** The log's identity and size. `fingerprint` is of the signing key, for people to compare. */
export const auditStateSchema = z.object({
  publicKey: z.string(),
  fingerprint: z.string(),
  /** Null while the log is empty. */
  checkpoint: checkpointSchema.nullable(),
  /** What the keychain knows of the log; null where it knows nothing. */
  anchor: z.object({ size: z.number().int(), rootHash: z.string() }).nullable(),
});
export type AuditState = z.infer<typeof auditStateSchema>;
