import { undoText } from '../../connectors/index.ts';
import type {
  ArgumentView,
  JsonObject,
  Passage,
  Provenance,
  Question,
  StepView,
  TextMark,
} from '../../shared/index.ts';
import { visible } from '../../shared/index.ts';
import type { CallAccount, RunAccounts } from '../accounts/index.ts';
import type { ProposedValue } from '../inference/index.ts';
import { type CallFacts, type Decision, type LookAlike, lookAlikesOf, lookAlikeText } from '../policy/index.ts';
import { textMarks, visibleName } from '../text-safety/index.ts';
import { decide } from './decide.ts';
import { describeTool } from './describe-tool.ts';
import { collectNames } from './names-seen.ts';
import type { RunStep } from './propose.ts';
import { traceWords } from './provenance.ts';
import { type Choices, type ResolveContext, type ResolvedCall, resolveCall, resolvers } from './resolve/index.ts';
import { toolFinder } from './tools.ts';
import type { AgentParts, OwnedTool } from './types.ts';
import { unusedAmounts } from './unused.ts';

/** A call of the model or of a person's edit, before it is resolved. */
export interface Draft extends OwnedTool {
  readonly args: Readonly<Record<string, ProposedValue>>;
  readonly confidence: number;
  readonly argConfidence: Readonly<Record<string, number>>;
  /** Parameters that the person typed on the card. */
  readonly edited: ReadonlySet<string>;
  /** The proposal itself depends on what services returned. */
  readonly steered: boolean;
  /** What steered it, where one place of a result can be told. */
  readonly steeredBy?: Passage | null;
  /** The second model that wrote it, and where that runs; null for every other call. */
  readonly secondModel: string | null;
}

/** A resolved and decided call, ready to run or to be asked about. */
export interface Prepared extends Draft {
  readonly kind: 'ready';
  readonly account: CallAccount;
  readonly resolved: JsonObject;
  readonly views: readonly ArgumentView[];
  readonly sources: Readonly<Record<string, Provenance>>;
  readonly effectText: string;
  readonly tainted: boolean;
  readonly unused: readonly string[];
  /** What it was decided from. */
  readonly facts: CallFacts;
  readonly decision: Decision;
}

export interface PrepareInput {
  readonly request: string;
  /** 1-based. */
  readonly step: number;
  readonly steps: readonly RunStep[];
  /** What “tomorrow” and “in an hour” are counted from, epoch milliseconds. */
  readonly now: number;
  readonly choices: Choices;
  readonly accounts: RunAccounts;
  readonly lookup: ResolveContext['lookup'];
}

/**
 * Resolves a draft's words and has policy decide the result. A call that cannot be resolved comes back as the question
 * or the sentence that says what is missing.
 * @throws ThimbleError when a look-up cannot be made
 */
export async function prepare(
  parts: AgentParts,
  draft: Draft,
  input: PrepareInput,
): Promise<Prepared | Exclude<ResolvedCall, { kind: 'resolved' }>> {
  const settings = parts.settings();
  const account = input.accounts.of(draft.connector.service);
  const names = new Set<string>();
  const find = toolFinder(parts.connectors);
  const describe = (name: string) => describeTool(find(name));
  const call = await resolveCall(
    {
      tool: draft.tool,
      args: draft.args,
      confidence: draft.argConfidence,
      trace: (words, param) =>
        draft.edited.has(param)
          ? { kind: 'person', text: words }
          : traceWords(words, input.request, input.steps, describe),
      choices: input.choices,
      request: input.request,
      now: input.now,
      zone: settings.zone,
      me: account.me,
      defaults: settings.defaults,
      lookup: async (name, args) => {
        const answer = await input.lookup(name, args);
        collectNames(answer, names);
        return answer;
      },
    },
    resolvers,
  );
  if (call.kind === 'question') return { ...call, question: visibleQuestion(call.question) };
  if (call.kind === 'missing') return { ...call, message: visible(call.message) };
  const tainted =
    draft.steered || Object.values(call.itemSources).some((all) => all.some(({ kind }) => kind === 'result'));
  const decided = decide(parts, {
    tool: draft.tool,
    connector: draft.connector,
    account,
    args: call.args,
    sources: call.sources,
    itemSources: call.itemSources,
    tainted,
    lookup: false,
    secondModel: draft.secondModel !== null,
    step: input.step,
    past: input.steps.map(({ call: made }) => made ?? null),
    request: input.request,
    namesSeen: [...names],
  });
  const alike = lookAlikesOf(decided.facts);
  return {
    ...draft,
    kind: 'ready',
    account,
    resolved: call.args,
    views: call.views.map((view) => ({
      ...view,
      label: visibleName(view.label),
      marks: [
        ...marksOf(view),
        ...alike.filter(({ param, other }) => param === view.name && other !== null).map(lookAlikeMark),
      ],
    })),
    sources: call.sources,
    effectText: visibleName(draft.tool.effectText(call.args as never, call.labels)),
    tainted,
    unused: draft.tool.effect === 'money' ? unusedAmounts(input.request, draft.args) : [],
    ...decided,
  };
}

/** What in a value, or in the name of the record that it is, is not what it seems. */
function marksOf({ value, label }: ArgumentView): TextMark[] {
  return textMarks(typeof value === 'string' ? value : label);
}

/** A name that can be taken for another one; of mixed alphabets {@link marksOf} tells already. */
const lookAlikeMark = (alike: LookAlike): TextMark => ({
  kind: 'look_alike',
  at: 0,
  code: '',
  text: visible(lookAlikeText(alike)),
});

/** The same call decided again, by the rules, the hour, the settings and the log of now. */
export function decideNow(parts: AgentParts, { facts }: Prepared): Pick<Prepared, 'facts' | 'decision'> {
  return decide(parts, facts);
}

const visibleQuestion = (question: Question): Question => ({
  ...question,
  text: visible(question.text),
  candidates: question.candidates.map(({ id, label, detail }) => ({
    id,
    label: visibleName(label),
    detail: visibleName(detail),
  })),
});

/** The step as people see it. */
export function stepView(prepared: Prepared, index: number, changes: Partial<StepView>): StepView {
  return {
    index,
    tool: prepared.tool.name,
    title: prepared.tool.title,
    service: prepared.connector.service,
    account: prepared.account.label,
    effect: prepared.tool.effect,
    effectText: prepared.effectText,
    undoText: undoText(prepared.tool),
    args: [...prepared.views],
    confidence: prepared.confidence,
    tainted: prepared.tainted,
    secondModel: prepared.secondModel,
    ...(prepared.steeredBy ? { steeredBy: prepared.steeredBy } : {}),
    unused: [...prepared.unused],
    decision: {
      id: prepared.decision.id,
      verdict: prepared.decision.verdict,
      rules: prepared.decision.rules,
      callHash: prepared.decision.callHash,
      decidedAt: prepared.decision.decidedAt,
    },
    approvalId: null,
    state: 'decided',
    summary: null,
    result: null,
    error: null,
    auditId: null,
    milliseconds: null,
    ...changes,
  };
}
