import { z } from 'zod';
import { errorBodySchema } from './errors.ts';
import { jsonSchema } from './json.ts';

/** The services that Thimble ships connectors for. */
export const shippedServiceSchema = z.enum(['stripe', 'github', 'slack', 'notion']);
export type ShippedService = z.infer<typeof shippedServiceSchema>;

/** A connector's name: one of the shipped services or that of an installed plug-in. */
export const serviceSchema = z.string().regex(/^[a-z][a-z0-9_-]{1,39}$/u);
export type Service = z.infer<typeof serviceSchema>;

/** What a call does to the world. `money` is a write that moves or promises money; `destructive` cannot simply be undone. */
export const effectSchema = z.enum(['read', 'write', 'money', 'destructive']);
export type Effect = z.infer<typeof effectSchema>;

/**
 * The place in an earlier step's result that something came from, as plain text for people: characters that hide are
 * written out (`⟦U+202E⟧`), secrets are redacted, and only so much is kept as to see what it was part of.
 */
export const passageSchema = z.object({
  /** 1-based. */
  step: z.number().int(),
  service: serviceSchema,
  /** "Read a channel, by Ana Petrov". */
  place: z.string(),
  /** "messages › 3 › text". */
  path: z.string(),
  /** The text around it, and what was copied; `copied` is all of the field where the whole of it counts. */
  before: z.string(),
  copied: z.string(),
  after: z.string(),
});
export type Passage = z.infer<typeof passageSchema>;

/** Something in a text that is not what it seems: a hidden character, or a word of mixed scripts. */
export const textMarkSchema = z.object({
  kind: z.enum(['bidi', 'invisible', 'tag', 'selector', 'control', 'private', 'mixed_scripts', 'look_alike']),
  /** UTF-16 offset in the value as it is sent, or in the record's name. */
  at: z.number().int(),
  /** "U+202E"; empty for words. */
  code: z.string(),
  /** What it is, for people. */
  text: z.string(),
});
export type TextMark = z.infer<typeof textMarkSchema>;

/** Where an argument's value came from. Policy treats `result` as untrusted: a service's text may be an injection. */
export const provenanceSchema = z.discriminatedUnion('kind', [
  /** Literally in the request; `text` is the part that was copied. */
  z.object({ kind: z.literal('words'), text: z.string() }),
  /** Looked up from the person's words: `text` what they said, `via` what was asked ("Stripe customers"). */
  z.object({ kind: z.literal('resolver'), text: z.string(), via: z.string() }),
  /** Copied from the result of an earlier step (1-based) of the same run. */
  z.object({
    kind: z.literal('result'),
    step: z.number().int(),
    text: z.string(),
    /** Absent in logs of earlier versions. */
    passage: passageSchema.optional(),
  }),
  /** Typed or changed by the person on the approval card. */
  z.object({ kind: z.literal('person'), text: z.string() }),
  /** Kept by the log from an earlier call that this one takes back: that entry and when it was made (ISO 8601). */
  z.object({ kind: z.literal('logged'), entryId: z.string(), at: z.string() }),
  /** Chosen by the model (an enum or a flag) or a default; not copied from anywhere. */
  z.object({ kind: z.literal('model') }),
]);
export type Provenance = z.infer<typeof provenanceSchema>;

/** One argument as people see it. `proposed` is what the model wrote, `value` what the API gets, `label` how to read it. */
export const argumentViewSchema = z.object({
  name: z.string(),
  kind: z.string(),
  description: z.string(),
  proposed: z.string(),
  value: jsonSchema,
  label: z.string(),
  source: provenanceSchema,
  confidence: z.number().min(0).max(1).nullable(),
  editable: z.boolean(),
  choices: z.array(z.string()).nullable(),
  /** Hidden characters and look-alikes in the value; absent in logs of earlier versions. */
  marks: z.array(textMarkSchema).optional(),
});
export type ArgumentView = z.infer<typeof argumentViewSchema>;

export const verdictSchema = z.enum(['allow', 'ask', 'deny']);
export type Verdict = z.infer<typeof verdictSchema>;

/** A rule of a decision, in words. `change`: what would make it say something else; null where nothing would, or in old logs. */
export const ruleViewSchema = z.object({
  id: z.string(),
  verdict: verdictSchema,
  text: z.string(),
  change: z.string().nullable().default(null),
});
export type RuleView = z.infer<typeof ruleViewSchema>;

/** A decision as people see it: the verdict and the rules that gave it, in words. */
export const decisionViewSchema = z.object({
  id: z.string(),
  verdict: verdictSchema,
  rules: z.array(ruleViewSchema),
  callHash: z.string(),
  decidedAt: z.string(),
});
export type DecisionView = z.infer<typeof decisionViewSchema>;

export const stepStateSchema = z.enum([
  'decided', // resolved and decided, nothing sent
  'waiting', // an approval card is open
  'running',
  'succeeded',
  'failed', // the service or the sandbox said no; nothing of the call took effect, or the service says what did
  'denied', // by policy
  'refused', // by the person, or the card timed out
  'unknown', // sent, no answer: check in the service
]);
export type StepState = z.infer<typeof stepStateSchema>;

/** One call of a run, from proposal to outcome. */
export const stepViewSchema = z.object({
  index: z.number().int().min(1),
  tool: z.string(),
  title: z.string(),
  service: serviceSchema,
  /** Whose account it uses, for people: "Sam Rivera (acme)"; null in the demo workspace. */
  account: z.string().nullable(),
  effect: effectSchema,
  /** The exact effect in words: "Refund $5.00 of Oskar Lindqvist's payment of $25.99 (Sticker pack)". */
  effectText: z.string(),
  /** How it can be undone, or that it cannot. */
  undoText: z.string(),
  args: z.array(argumentViewSchema),
  confidence: z.number().min(0).max(1),
  tainted: z.boolean(),
  /** What a service returned that made the model propose this very call, where one place can be told. */
  steeredBy: passageSchema.optional(),
  /** The second model that proposed it, and where that runs; null for what Needle or a person did. */
  secondModel: z.string().nullable(),
  /** Amounts that the request names and this call does not use: the model may have misread it. */
  unused: z.array(z.string()),
  decision: decisionViewSchema.nullable(),
  approvalId: z.string().nullable(),
  state: stepStateSchema,
  summary: z.string().nullable(),
  /** What came back, trimmed; shown for reads. */
  result: jsonSchema,
  error: errorBodySchema.nullable(),
  auditId: z.string().nullable(),
  milliseconds: z.number().nullable(),
});
export type StepView = z.infer<typeof stepViewSchema>;

export const runStateSchema = z.enum(['thinking', 'choosing', 'waiting', 'running', 'done', 'stopped', 'failed']);
export type RunState = z.infer<typeof runStateSchema>;

/** A question to the person when two records, or two calls, fit what they said. Answer with `candidates[n].id`. */
export const questionSchema = z.object({
  id: z.string(),
  text: z.string(),
  param: z.string(),
  candidates: z.array(z.object({ id: z.string(), label: z.string(), detail: z.string() })),
});
export type Question = z.infer<typeof questionSchema>;

/** A question that a person was asked on the way to a call: what was offered, and which of it they chose. */
export const askedSchema = z.object({ text: z.string(), options: z.array(z.string()), chosen: z.string() });
export type Asked = z.infer<typeof askedSchema>;

/** One request on its way. `say` is the sentence for the person once there is something to say. */
export const runViewSchema = z.object({
  id: z.string(),
  request: z.string(),
  startedAt: z.string(),
  state: runStateSchema,
  steps: z.array(stepViewSchema),
  question: questionSchema.nullable(),
  say: z.string().nullable(),
  /** Words of the second model, which Thimble has no part in: untrusted text, and whose it is. */
  answer: z.object({ from: z.string(), text: z.string() }).nullable(),
  error: errorBodySchema.nullable(),
  preview: z.boolean(),
});
export type RunView = z.infer<typeof runViewSchema>;

/** What an audit entry is about: one call of a run, from intent to outcome. */
export const auditStatusSchema = z.enum(['intent', 'succeeded', 'failed', 'denied', 'refused', 'unknown']);
export type AuditStatus = z.infer<typeof auditStatusSchema>;

/** Whether a call that was made can be taken back, as far as is known now. */
export const undoViewSchema = z.object({
  /** `offered`: can be asked for. `under_way`: somebody has. `done`: taken back. `none`: nothing to do, or no way. */
  state: z.enum(['offered', 'under_way', 'done', 'none']),
  /** What is left to do, in order, in words; empty unless offered. */
  calls: z.array(z.string()),
  /** What people should know of it: why not, what is left, what is not known; may be empty. */
  text: z.string(),
  /** The entries that took it back or tried to, oldest first. `at` is ISO 8601 UTC. */
  by: z.array(z.object({ id: z.string(), at: z.string(), status: auditStatusSchema })),
});
export type UndoView = z.infer<typeof undoViewSchema>;

/** What can be done about a call of which it is not known whether it happened. */
export const settlingViewSchema = z.object({
  /** `none`: there is nothing to settle. */
  state: z.enum(['offered', 'under_way', 'settled', 'none']),
  /** The very same request can be sent again with its key, so that the service does it at most once. */
  resend: z.boolean(),
  /** What people should know of it: why it cannot be sent again, how it was settled; may be empty. */
  text: z.string(),
  /** The entries that settled it or tried to, oldest first. `at` is ISO 8601 UTC. */
  by: undoViewSchema.shape.by,
});
export type SettlingView = z.infer<typeof settlingViewSchema>;

/** A line of the audit list. `at` is ISO 8601 UTC. `lookup` marks a read that a resolver made. */
export const auditSummarySchema = z.object({
  id: z.string(),
  at: z.string(),
  request: z.string(),
  tool: z.string(),
  title: z.string(),
  service: serviceSchema,
  effect: effectSchema,
  effectText: z.string(),
  verdict: verdictSchema,
  status: auditStatusSchema,
  approvedBy: z.string().nullable(),
  tainted: z.boolean(),
  lookup: z.boolean(),
  summary: z.string().nullable(),
  /** True where the texts were removed from the log on purpose: what is left can still be proved. */
  removed: z.boolean().optional(),
  /** True where a call that took it back succeeded. */
  undone: z.boolean().optional(),
  /** True for an unknown outcome that was settled since, by another entry. */
  settled: z.boolean().optional(),
});
export type AuditSummary = z.infer<typeof auditSummarySchema>;
