import { z } from 'zod';
import { verdictSchema } from '../domain.ts';
import { route } from '../route.ts';

/** Longest text of one policy file, in UTF-16 code units. */
export const maxPolicyText = 65_536;
/** Most decisions of the log that are replayed at once. */
export const maxReplay = 10_000;

/** A file name in the folder of a person's own rules; whether it may be used is for the main process to say. */
const file = z.string().min(1).max(80);
const text = z.string().max(maxPolicyText);
/** Lower-case hex SHA-256 of a file's UTF-8 text. */
const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);

/** `shipped`: the default set. `own`: the person's, editable. `learned`: made on cards, and only removed there. */
export const policyFileSchema = z.object({
  file: z.string(),
  kind: z.enum(['shipped', 'own', 'learned']),
  text: z.string(),
  hash: sha256,
  editable: z.boolean(),
  /** Why it cannot be used or edited, in a sentence; null when nothing is wrong. */
  problem: z.string().nullable(),
});
export type PolicyFileView = z.infer<typeof policyFileSchema>;

/** A remark on a file's text. `start` and `end` count UTF-16 code units; `line` and `column` begin at 1. */
export const policyRemarkSchema = z.object({
  severity: z.enum(['error', 'warning']),
  message: z.string(),
  hint: z.string(),
  rule: z.string().nullable(),
  start: z.number().int(),
  end: z.number().int(),
  line: z.number().int(),
  column: z.number().int(),
});
export type PolicyRemark = z.infer<typeof policyRemarkSchema>;

/** What a text under edit came to. `loosened`: what it may let through that is stopped now, one sentence each. */
export const policyCheckSchema = z.object({
  valid: z.boolean(),
  remarks: z.array(policyRemarkSchema),
  rules: z.array(
    z.object({
      id: z.string(),
      verdict: verdictSchema,
      text: z.string(),
      replaces: z.boolean(),
      start: z.number().int(),
      end: z.number().int(),
    }),
  ),
  loosened: z.array(z.string()),
});
export type PolicyCheck = z.infer<typeof policyCheckSchema>;

/**
 * What came of a change. `confirm`: it loosens rules, and was not made yet: a code was shown outside of the window
 * (in the terminal that Thimble was started from), and `policy.confirm` takes it.
 */
export const policyChangeSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('saved'), hash: sha256.nullable() }),
  z.object({ state: z.literal('confirm'), id: z.string(), loosened: z.array(z.string()) }),
]);
export type PolicyChange = z.infer<typeof policyChangeSchema>;

/** How many replayed calls went from one verdict to another. */
const transitionSchema = z.object({ from: verdictSchema, to: verdictSchema, count: z.number().int() });

/** A logged call that would be decided otherwise. `logged` is what the log says of it. */
export const replayedCallSchema = z.object({
  id: z.string(),
  at: z.string(),
  tool: z.string(),
  effectText: z.string(),
  request: z.string(),
  lookup: z.boolean(),
  logged: verdictSchema,
  from: verdictSchema,
  to: verdictSchema,
  /** Rules of the edited set that decide it, in words. */
  rules: z.array(z.object({ id: z.string(), text: z.string() })),
});
export type ReplayedCall = z.infer<typeof replayedCallSchema>;

/** `total` decisions were looked at, `replayed` of them could be decided again; the others are named with why not. */
export const replaySchema = z.object({
  total: z.number().int(),
  replayed: z.number().int(),
  notReplayed: z.array(z.object({ why: z.string(), count: z.number().int() })),
  transitions: z.array(transitionSchema),
  /** Newest first, at most 500; the counts are of all. */
  calls: z.array(replayedCallSchema),
});
export type Replay = z.infer<typeof replaySchema>;

const expectSchema = z.object({ verdict: verdictSchema, rules: z.array(z.string()) });

/** One case, run against the text under edit. `skipped` says why a case was not run. */
export const caseResultSchema = z.object({
  file: z.string(),
  own: z.boolean(),
  name: z.string(),
  state: z.enum(['passed', 'failed', 'skipped']),
  expected: expectSchema,
  actual: expectSchema.nullable(),
  problem: z.string().nullable(),
});
export type CaseResult = z.infer<typeof caseResultSchema>;

/** A former text of a file. `hash` is null where the file was deleted. `at` is ISO 8601 UTC. */
export const policyVersionSchema = z.object({
  id: z.string(),
  at: z.string(),
  hash: sha256.nullable(),
  by: z.string(),
  what: z.string(),
});
export type PolicyVersion = z.infer<typeof policyVersionSchema>;

/** What a bundle would do to the person's own files. Nothing is written before `policy.import` with this `plan`. */
export const importPlanSchema = z.object({
  plan: sha256,
  files: z.array(
    z.object({
      file: z.string(),
      change: z.enum(['new', 'replace', 'same']),
      before: z.string(),
      after: z.string(),
    }),
  ),
  cases: z.array(z.object({ file: z.string(), change: z.enum(['new', 'replace', 'same']), count: z.number().int() })),
  problems: z.array(z.string()),
  loosened: z.array(z.string()),
});
export type ImportPlan = z.infer<typeof importPlanSchema>;

/** What can stand in a rule, for completion and help. */
export const policyVocabularySchema = z.object({
  actions: z.array(z.object({ name: z.string(), detail: z.string(), group: z.boolean() })),
  /** Fields of `context.args`, by action. */
  args: z.record(
    z.string(),
    z.array(z.object({ name: z.string(), type: z.string(), optional: z.boolean(), detail: z.string() })),
  ),
  meta: z.array(z.object({ name: z.string(), type: z.string(), optional: z.boolean(), detail: z.string() })),
});
export type PolicyVocabulary = z.infer<typeof policyVocabularySchema>;

/** Longest bundle that is read, in UTF-16 code units. */
export const maxBundleText = 400_000;
const bundle = z.string().max(maxBundleText);

/** The policy workshop: files of rules, what an edit would do, and keeping it. */
export const policyWorkshopRoutes = {
  /** Files changed outside of the app are read again first. */
  files: route(
    'policy.files',
    z.object({}),
    z.object({
      files: z.array(policyFileSchema),
      problems: z.array(z.string()),
      confirms: z.enum(['dialog', 'code', 'none']),
    }),
  ),
  vocabulary: route('policy.vocabulary', z.object({}), policyVocabularySchema),
  checkText: route('policy.check_text', z.object({ file, text }), policyCheckSchema),
  /** `baseHash` is of the text that was edited, null for a new file. Rejects with `bad_input` when either is stale. */
  save: route('policy.save', z.object({ file, text, baseHash: sha256.nullable() }), policyChangeSchema),
  rename: route('policy.rename', z.object({ file, to: file, baseHash: sha256 }), policyChangeSchema),
  remove: route('policy.remove', z.object({ file, baseHash: sha256 }), policyChangeSchema),
  /** Makes a change that waits for its code. */
  confirm: route('policy.confirm', z.object({ id: z.string().max(80), code: z.string().max(40) }), policyChangeSchema),
  /** Decides the latest logged calls again; a newer replay of the same caller cancels this one. `text` null: without the file. */
  replay: route(
    'policy.replay',
    z.object({ file, text: text.nullable(), limit: z.number().int().min(1).max(maxReplay).default(1000) }),
    replaySchema,
  ),
  cancelReplay: route('policy.cancel_replay', z.object({}), z.object({})),
  /** Runs all cases, the shipped ones and the person's, against the edited set. */
  cases: route(
    'policy.cases',
    z.object({ file, text: text.nullable() }),
    z.object({ cases: z.array(caseResultSchema), problems: z.array(z.string()) }),
  ),
  /** Keeps a logged call, or the call that a request would be, as a case of the person's own: what is said now is expected. */
  addCase: route(
    'policy.add_case',
    z.object({
      from: z.discriminatedUnion('kind', [
        z.object({ kind: z.literal('entry'), id: z.string().max(80) }),
        z.object({ kind: z.literal('request'), request: z.string().max(10_000) }),
      ]),
    }),
    z.object({ name: z.string(), file: z.string() }),
  ),
  removeCase: route('policy.remove_case', z.object({ file, name: z.string().max(200) }), z.object({})),
  /** Newest first. */
  history: route('policy.history', z.object({ file }), z.object({ versions: z.array(policyVersionSchema) })),
  version: route('policy.version', z.object({ file, id: z.string().max(80) }), z.object({ text: z.string() })),
  restore: route(
    'policy.restore',
    z.object({ file, id: z.string().max(80), baseHash: sha256.nullable() }),
    policyChangeSchema,
  ),
  export: route('policy.export', z.object({}), z.object({ filename: z.string(), json: z.string() })),
  importPlan: route('policy.import_plan', z.object({ bundle }), importPlanSchema),
  import: route('policy.import', z.object({ bundle, plan: sha256 }), policyChangeSchema),
} as const;
