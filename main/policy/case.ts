import { z } from 'zod';
import type { ConnectorManifest, ToolDefinition } from '../../connectors/index.ts';
import {
  type Json,
  type JsonObject,
  jsonObjectSchema,
  type Provenance,
  provenanceSchema,
  settingsSchema,
  verdictSchema,
} from '../../shared/index.ts';
import { demoAccount } from './account.ts';
import { recipientsOf } from './facts/recipients.ts';
import type { CallFacts, PolicyEngine } from './types.ts';

const count = z.number().int().min(0);
const words = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

/**
 * One test of a set of rules, as written in `policies/cases/*.json`. In the default set's cases a text `"$name"` stands
 * for a shared value of `values.json`.
 */
export const policyCaseSchema = z.strictObject({
  name: z.string().min(1).max(200),
  tool: z.string().max(200),
  args: jsonObjectSchema,
  /** Arguments that came from the result of step 1; the others are the person's words. */
  results: z.array(z.string()).optional(),
  /** The words that arguments were read from, where they matter. */
  words: words.optional(),
  /** Where arguments came from, in place of `results` and `words`: a case that was made of a logged call has these. */
  sources: z.record(z.string(), provenanceSchema).optional(),
  tainted: z.boolean().optional(),
  lookup: z.boolean().optional(),
  /** The tool of the call that it takes back: all arguments are then from the log. */
  undoOf: z.string().max(200).optional(),
  secondModel: z.boolean().optional(),
  /** Place in the plan, from 1; 0 for a look-up. */
  step: z.number().int().min(0).max(100).optional(),
  /** The account's name; `demo` unless given. */
  account: z.string().max(200).optional(),
  request: z.string().max(10_000).optional(),
  /** ISO 8601. */
  now: z.string().max(40).optional(),
  zone: z.string().max(60).optional(),
  workingHours: settingsSchema.shape.workingHours.optional(),
  /** What went before it, through Thimble: nothing of what is left out. `firstTime`: its recipients are new. */
  history: z
    .strictObject({
      dayChanges: count,
      hourChanges: count,
      minuteChanges: count,
      dayToolChanges: count,
      dayMinor: count,
      customerDayMinor: count,
      firstTime: z.boolean(),
      /** Keys of those of its recipients that are not new, in place of `firstTime`. */
      known: z.array(z.string().max(400)).max(500),
    })
    .partial()
    .optional(),
  /** Names of other records that look-ups brought. */
  seen: z.array(z.string().max(200)).max(200).optional(),
  /** The steps before it, the first one first. */
  past: z
    .array(z.strictObject({ tool: z.string().max(200), args: jsonObjectSchema }))
    .max(20)
    .optional(),
  expect: z.strictObject({ verdict: verdictSchema, rules: z.array(z.string().max(80)).max(100) }),
});
export type PolicyCase = z.infer<typeof policyCaseSchema>;

/** What the facts of a case are made with. */
export interface CaseContext {
  readonly connectors: readonly ConnectorManifest[];
  /** The shared values, by name; without them a text that begins with `$` is that text. */
  readonly values?: Readonly<Record<string, Json>>;
}

function fill(value: Json, values: Readonly<Record<string, Json>>): Json {
  if (typeof value === 'string' && /^\$[a-z-]+$/u.test(value)) {
    const found = Object.hasOwn(values, value.slice(1)) ? values[value.slice(1)] : undefined;
    if (found === undefined) throw new Error(`there is no shared value ${value}`);
    return found;
  }
  if (Array.isArray(value)) return value.map((one) => fill(one, values));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, fill(one, values)]));
}

function toolNamed(
  connectors: readonly ConnectorManifest[],
  name: string,
): { tool: ToolDefinition; connector: ConnectorManifest } {
  for (const connector of connectors)
    for (const tool of connector.tools) if (tool.name === name) return { tool, connector };
  throw new Error(`there is no tool ${name}`);
}

/**
 * The facts that a case describes.
 * @throws Error when it names a tool or a shared value that is not there
 */
export function caseFacts(one: Omit<PolicyCase, 'name' | 'expect'>, { connectors, values }: CaseContext): CallFacts {
  const filled = (given: JsonObject): JsonObject => (values ? (fill(given, values) as JsonObject) : given);
  const args = filled(one.args);
  const source = (name: string): Provenance =>
    one.sources?.[name] ??
    (one.undoOf !== undefined
      ? { kind: 'logged', entryId: 'log_1', at: '2026-03-04T15:00:00.000Z' }
      : one.results?.includes(name)
        ? { kind: 'result', step: 1, text: name }
        : { kind: 'words', text: [one.words?.[name] ?? name].flat()[0] ?? name });
  const { tool, connector } = toolNamed(connectors, one.tool);
  const { firstTime = false, ...before } = one.history ?? {};
  const items = Object.entries(one.words ?? {}).filter(([, said]) => Array.isArray(said));
  return {
    tool,
    connector,
    account: one.account === undefined ? demoAccount : { id: `id of ${one.account}`, name: one.account },
    args,
    sources: Object.fromEntries(Object.keys(args).map((name) => [name, source(name)])),
    itemSources: Object.fromEntries(
      items.map(([name, said]) => [name, [said].flat().map((text) => ({ kind: 'words' as const, text }))]),
    ),
    tainted: one.tainted ?? false,
    lookup: one.lookup ?? false,
    ...(one.undoOf === undefined ? {} : { undoOf: one.undoOf }),
    ...(one.secondModel === undefined ? {} : { secondModel: one.secondModel }),
    step: one.step ?? 1,
    namesSeen: one.seen ?? [],
    past: (one.past ?? []).map((step) => ({
      tool: toolNamed(connectors, step.tool).tool,
      args: filled(step.args),
    })),
    history: {
      dayChanges: before.dayChanges ?? 0,
      hourChanges: before.hourChanges ?? 0,
      minuteChanges: before.minuteChanges ?? 0,
      dayToolChanges: before.dayToolChanges ?? 0,
      dayMinor: before.dayMinor ?? 0,
      customerDayMinor: before.customerDayMinor ?? 0,
      upTo: -1,
      known: before.known ?? (firstTime ? [] : recipientsOf(tool.name, tool.params, args).map(({ key }) => key)),
    },
    request: one.request ?? (one.undoOf === undefined ? 'please do it' : ''),
    now: Date.parse(one.now ?? '2026-03-04T10:30:00-05:00'),
    settings: {
      zone: one.zone ?? 'America/New_York',
      workingHours: one.workingHours ?? { start: '09:00', end: '18:00', days: [1, 2, 3, 4, 5] },
    },
  };
}

/** What a case came to. */
export interface CaseOutcome {
  readonly passed: boolean;
  /** What the rules said; null where the case could not be put to them. */
  readonly actual: PolicyCase['expect'] | null;
  /** Why not, in a sentence; null otherwise. */
  readonly problem: string | null;
}

/** Puts a case to a set of rules. It passes when the verdict and the rules that gave it are those expected, in order. */
export function runCase(engine: Pick<PolicyEngine, 'decide'>, one: PolicyCase, context: CaseContext): CaseOutcome {
  let facts: CallFacts;
  try {
    facts = caseFacts(one, context);
  } catch (thrown) {
    const why = thrown instanceof Error ? thrown.message : String(thrown);
    return { passed: false, actual: null, problem: `The case cannot be run: ${why}.` };
  }
  const decision = engine.decide(facts);
  const actual = { verdict: decision.verdict, rules: decision.rules.map((rule) => rule.id) };
  const passed =
    actual.verdict === one.expect.verdict &&
    actual.rules.length === one.expect.rules.length &&
    actual.rules.every((id, at) => id === one.expect.rules[at]);
  return { passed, actual, problem: null };
}
