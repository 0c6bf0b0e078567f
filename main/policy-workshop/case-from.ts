import type { ConnectorManifest } from '../../connectors/index.ts';
import type { JsonObject, RunView, Settings } from '../../shared/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import {
  type AccountRef,
  type CallFacts,
  type CallHistory,
  type HistoryQuery,
  historyQuery,
  type PolicyCase,
  type PolicyEngine,
} from '../policy/index.ts';

/** Longest name of a case, in UTF-16 code units. */
const maxName = 200;

/** What a case keeps of what went before: all but how far the log had come, which no rule sees. */
function caseHistory({ upTo: _, known, ...counts }: CallHistory): NonNullable<PolicyCase['history']> {
  return { ...counts, known: [...known] };
}

/** A case of a call's facts, which expects what these rules say of it now. */
export function caseOf(facts: CallFacts, name: string, engine: Pick<PolicyEngine, 'decide'>): PolicyCase {
  const decision = engine.decide(facts);
  return {
    name: name.slice(0, maxName) || facts.tool.name,
    tool: facts.tool.name,
    args: facts.args,
    sources: { ...facts.sources },
    ...(facts.tainted ? { tainted: true } : {}),
    ...(facts.lookup ? { lookup: true } : {}),
    ...(facts.undoOf === undefined ? {} : { undoOf: facts.undoOf }),
    ...(facts.secondModel ? { secondModel: true } : {}),
    step: facts.step,
    ...(facts.history ? { history: caseHistory(facts.history) } : {}),
    ...(facts.past && facts.past.length > 0
      ? { past: facts.past.flatMap((one) => (one ? [{ tool: one.tool.name, args: one.args }] : [])) }
      : {}),
    account: facts.account.name,
    request: facts.request,
    now: new Date(facts.now).toISOString(),
    zone: facts.settings.zone,
    workingHours: facts.settings.workingHours,
    expect: { verdict: decision.verdict, rules: decision.rules.map((rule) => rule.id) },
  };
}

/** What a preview does not say of its call. */
export interface PreviewContext {
  readonly connectors: readonly ConnectorManifest[];
  readonly settings: Pick<Settings, 'zone' | 'workingHours'>;
  /** The account of a service that a run without a choice uses, and where that is, as the log names it. */
  readonly account: (service: string) => { readonly ref: AccountRef; readonly place: string };
  readonly history: (query: HistoryQuery) => CallHistory;
}

/**
 * The facts of the call that a request would be, from its preview.
 * @throws ThimbleError `bad_input` when the request comes to no call
 */
export function previewFacts(run: RunView, { connectors, settings, account, history }: PreviewContext): CallFacts {
  const step = run.steps.at(-1);
  const connector = connectors.find(({ service }) => service === step?.service);
  const tool = connector?.tools.find(({ name }) => name === step?.tool);
  if (!step?.decision || !connector || !tool)
    throw new ThimbleError('bad_input', run.say ?? 'No call comes of this request.', 'Name what should be done.');
  const { ref, place } = account(step.service);
  const args: JsonObject = Object.fromEntries(step.args.map(({ name, value }) => [name, value]));
  const now = Date.parse(step.decision.decidedAt);
  const { name, effect, params } = tool;
  return {
    tool,
    connector,
    account: ref,
    args,
    sources: Object.fromEntries(step.args.map(({ name: arg, source }) => [arg, source])),
    tainted: step.tainted,
    lookup: false,
    secondModel: step.secondModel !== null,
    step: step.index,
    past: [],
    history: history(historyQuery({ tool: name, effect, place, params, args }, now, settings.zone)),
    request: run.request,
    now,
    settings,
  };
}
