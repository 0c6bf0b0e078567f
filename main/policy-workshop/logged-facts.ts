import type { ConnectorManifest } from '../../connectors/index.ts';
import type { JsonObject, Provenance, Settings } from '../../shared/index.ts';
import type { LoggedCall } from '../audit/index.ts';
import {
  type CallFacts,
  type CallHistory,
  demoAccount,
  type HistoryQuery,
  historyQuery,
  type PastCall,
  withoutQuoted,
} from '../policy/index.ts';

/** What is needed beside the entry itself. */
export interface RebuildContext {
  readonly connectors: readonly ConnectorManifest[];
  /** Of now: the log does not keep the zone and the hours of then. */
  readonly settings: Pick<Settings, 'zone' | 'workingHours'>;
  /** The tool of another entry of the log; null when it cannot be read. */
  readonly toolOf: (id: string) => string | null;
  /** What went before a call, by the log. @throws ThimbleError when that cannot be read */
  readonly history: (query: HistoryQuery) => CallHistory;
  /** The steps of a run by their place in it, look-ups apart; those that are not to be had are missing. */
  readonly steps: (runId: string) => ReadonlyMap<number, LoggedCall>;
}

/** The facts that a logged call was decided from, or why they cannot be had again. */
export type Rebuilt =
  | { readonly kind: 'facts'; readonly facts: CallFacts }
  | { readonly kind: 'not'; readonly why: string }
  /** Not a call that policies decide: a change to plug-ins, accounts or policies. */
  | { readonly kind: 'other' };

const reasons = {
  removed: 'The text of the entry was removed from the log or cannot be read.',
  secret: 'It held a secret, which the log does not keep.',
  tool: 'No connector has this tool now.',
  undone: 'The call that it takes back cannot be read.',
  items: 'It names several records; the log does not keep which words or results each of them came from.',
  steps: 'An earlier step of its run cannot be read.',
  history: 'What went before it cannot be counted.',
} as const;

/** Rules that Thimble itself answers with, for what is no call of a service. */
const ownChanges = new Set(['you-install', 'you-connect', 'you-write-policies', 'you-keep']);

const redacted = (value: unknown): boolean => JSON.stringify(value).includes('[redacted:');

/**
 * Rebuilds what a logged call was decided from: resolved values and their sources, account, request, place in the plan,
 * taint, look-up, undo, second model and the instant of then. What the log does not keep is not guessed: the entry is
 * then not replayed. The zone and the working hours are those of now.
 */
export function rebuildFacts(call: LoggedCall, context: RebuildContext): Rebuilt {
  const { intent } = call;
  const { connectors, settings, toolOf } = context;
  if (!intent) return { kind: 'not', why: reasons.removed };
  if (!intent.decision || intent.decision.rules.some(({ id }) => ownChanges.has(id))) return { kind: 'other' };
  const connector = connectors.find((one) => one.tools.some(({ name }) => name === intent.tool));
  const tool = connector?.tools.find(({ name }) => name === intent.tool);
  if (!connector || !tool) return { kind: 'not', why: reasons.tool };
  if (redacted(intent.args) || redacted(intent.request)) return { kind: 'not', why: reasons.secret };
  const undoOf = intent.undoes === null ? undefined : toolOf(intent.undoes);
  if (undoOf === null) return { kind: 'not', why: reasons.undone };
  const quotes = withoutQuoted(intent.request) !== intent.request;
  const several = intent.args.filter(({ value }) => Array.isArray(value) && value.length > 1);
  if (undoOf === undefined && several.some(({ source }) => quotes || source.kind === 'result'))
    return { kind: 'not', why: reasons.items };
  const past = undoOf === undefined && !intent.lookup ? pastOf(call, context) : [];
  if (!past) return { kind: 'not', why: reasons.steps };
  const args: JsonObject = Object.fromEntries(intent.args.map(({ name, value }) => [name, value]));
  const sources: Record<string, Provenance> = Object.fromEntries(intent.args.map(({ name, source }) => [name, source]));
  const now = Date.parse(intent.decision.decidedAt);
  let history: CallHistory;
  try {
    const { name, effect, params } = tool;
    const query = historyQuery({ tool: name, effect, place: intent.place, params, args }, now, settings.zone);
    history = context.history({ ...query, before: call.index });
  } catch {
    return { kind: 'not', why: reasons.history };
  }
  return {
    kind: 'facts',
    facts: {
      tool,
      connector,
      account: intent.account === demoAccount.name ? demoAccount : { id: intent.place, name: intent.account },
      args,
      sources,
      tainted: intent.tainted,
      lookup: intent.lookup,
      ...(undoOf === undefined ? {} : { undoOf }),
      secondModel: intent.secondModel !== null,
      step: intent.step,
      past,
      history,
      // What takes a call back has no words of a person, whatever its run is called.
      request: undoOf === undefined ? intent.request : '',
      now,
      settings,
    },
  };
}

/** The steps before a call in its run; null when one of them is not to be had. */
function pastOf({ intent }: LoggedCall, { connectors, steps }: RebuildContext): PastCall[] | null {
  if (!intent || intent.step <= 1) return [];
  const known = steps(intent.runId);
  const past: PastCall[] = [];
  for (let step = 1; step < intent.step; step++) {
    const before = known.get(step)?.intent;
    const tool = connectors.flatMap((one) => one.tools).find(({ name }) => name === before?.tool);
    if (!before || !tool) return null;
    past.push({ tool, args: Object.fromEntries(before.args.map(({ name, value }) => [name, value])) });
  }
  return past;
}

/** The steps of each run among `calls`, for {@link RebuildContext.steps}. */
export function stepsOf(calls: readonly LoggedCall[]): RebuildContext['steps'] {
  const runs = new Map<string, Map<number, LoggedCall>>();
  for (const call of calls) {
    if (!call.intent || call.intent.lookup) continue;
    const { runId, step } = call.intent;
    const steps = runs.get(runId) ?? new Map<number, LoggedCall>();
    runs.set(runId, steps.set(step, call));
  }
  return (runId) => runs.get(runId) ?? new Map();
}
