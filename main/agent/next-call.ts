import type { Asked, Question } from '../../shared/index.ts';
import { isTypedCall, ThimbleError } from '../../shared/index.ts';
import type { ProposedCall } from '../inference/index.ts';
import { type Draft, type Prepared, type PrepareInput, prepare } from './prepare.ts';
import { dependsOnResults, proposeNext, type RunStep } from './propose.ts';
import { readingQuestion, readingsOf } from './readings.ts';
import { isOtherScript } from './request-check.ts';
import type { Candidate } from './resolve/index.ts';
import { type Run, type RunDeps, update } from './run-state.ts';
import { sayNone } from './say.ts';
import { askSecondModel, sayWouldAsk } from './second.ts';
import { readTypedCall } from './typed-call.ts';
import type { AgentParts } from './types.ts';

/** What a draft is resolved with, at the run's next step. */
export function prepareInput(
  { lookups, parts }: RunDeps,
  run: Run,
  steps: readonly RunStep[],
  choices: ReadonlyMap<string, Candidate>,
): PrepareInput {
  const { view, accounts } = run;
  return {
    request: wordsOf(run),
    step: steps.length + 1,
    steps,
    // What was approved ahead is read as it was then: “in an hour” does not become another time by waiting.
    now: run.approved?.countedFrom ?? parts.now(),
    choices,
    accounts,
    lookup: (tool, args) => lookups.ask(tool, args, { runId: view.id, request: view.request, accounts }),
  };
}

/** What a person said on the way to one call. */
export interface Answers {
  /** The records that were meant, by question. */
  readonly choices: Map<string, Candidate>;
  /** The call that was meant, where the model was not sure of its own. */
  reading: ProposedCall | null;
  /** All of it for the log, oldest first. */
  readonly asked: Asked[];
}

/** Before anything was asked. */
export const noAnswers = (): Answers => ({ choices: new Map(), reading: null, asked: [] });

/** A run's next call, or what stands in its way. */
export type Next =
  | { readonly kind: 'call'; readonly prepared: Prepared }
  /** `pick` takes the candidate that the person chose into the answers, with which the call is then looked for again. */
  | { readonly kind: 'question'; readonly question: Question; pick(at: number): void }
  /** In words of the second model, which are in the run's view. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'end'; readonly done: boolean; readonly say: string };

/** The services that a sentence can reach. */
const reachable = (parts: AgentParts): string[] => parts.connectors().map(({ title }) => title);

/** What the model and the resolvers read. A call that is written out says nothing but its values. */
export const wordsOf = ({ view, accounts }: Run): string => (isTypedCall(view.request) ? view.request : accounts.words);

/**
 * What the model proposes next, resolved and decided. A call that it is not sure of comes back as a question, with its
 * readings to choose from.
 */
export async function nextCall(deps: RunDeps, run: Run, past: readonly RunStep[], answers: Answers): Promise<Next> {
  const { parts, find } = deps;
  const request = wordsOf(run);
  const signal = run.abort.signal;
  const typed = isTypedCall(request);
  if (typed && past.length > 0) return { kind: 'end', done: true, say: '' };
  if (typed) {
    const draft = readTypedCall(request, find);
    return typeof draft === 'string'
      ? { kind: 'end', done: false, say: draft }
      : readied(deps, run, draft, past, answers);
  }
  if (isOtherScript(request))
    return {
      kind: 'end',
      done: false,
      say: 'I did nothing: I only understand English so far. Say it in English, and keep quoted text as it is.',
    };
  const proposal = answers.reading ?? (await proposeNext(parts, find, request, past, signal));
  signal.throwIfAborted();
  if (proposal.kind !== 'call') {
    const reason = proposal.kind === 'done' ? 'not_a_request' : proposal.reason;
    const nothing = sayNone(reason, reachable(parts));
    if (past.length > 0 || reason !== 'not_a_request') return { kind: 'end', done: past.length > 0, say: nothing };
    return secondCall(deps, run, nothing, answers);
  }
  const ready = async (one: ProposedCall): Promise<Next> =>
    readied(deps, run, await draftOf(deps, run, past, one), past, answers);
  const next = await ready(proposal);
  if (answers.reading || proposal.confidence >= parts.settings().askBelow) return next;
  const readings = await readingsOf(deps, run, past, { proposal, next }, ready);
  if (readings.length === 0) return next;
  return {
    kind: 'question',
    question: readingQuestion(readings, past.length + 1),
    pick: (at) => {
      answers.reading = readings[at]?.proposal ?? null;
    },
  };
}

/** A proposed call as a draft, marked where what services returned has steered it. */
export async function draftOf(
  { parts, find }: RunDeps,
  run: Run,
  past: readonly RunStep[],
  proposal: ProposedCall,
): Promise<Draft> {
  const owned = find(proposal.tool);
  if (!owned)
    throw new ThimbleError(
      'internal',
      'The model proposed a tool that does not exist.',
      'Report this: it is a defect.',
    );
  const steered =
    owned.tool.effect === 'read' || past.length === 0
      ? null
      : await dependsOnResults(parts, find, wordsOf(run), past, proposal, run.abort.signal);
  return {
    ...owned,
    args: proposal.args,
    confidence: proposal.confidence,
    argConfidence: proposal.argConfidence,
    edited: new Set(),
    steered: steered !== null,
    steeredBy: steered?.by ?? null,
    secondModel: null,
  };
}

/** What the second model makes of a request that is none for Needle; `nothing`, Needle's own refusal, where it is no help. */
async function secondCall(deps: RunDeps, run: Run, nothing: string, answers: Answers): Promise<Next> {
  const { parts, find } = deps;
  const name = parts.secondModel.name();
  if (name !== null && run.view.preview) return { kind: 'end', done: false, say: sayWouldAsk(name) };
  run.second ??= await askSecondModel(parts, find, wordsOf(run), run.abort.signal);
  const attempt = run.second;
  if (attempt === null) return { kind: 'end', done: false, say: nothing };
  if (attempt.kind === 'trouble') return { kind: 'end', done: false, say: `${nothing} ${attempt.say}` };
  if (attempt.kind === 'words') {
    update(deps, run, { answer: attempt.answer });
    return { kind: 'answered' };
  }
  const next = await readied(deps, run, attempt.draft, [], answers);
  const proposed = `${name ?? 'The second model'} proposed “${attempt.draft.tool.title}”.`;
  if (next.kind === 'end') return { ...next, say: `${proposed} ${next.say}` };
  if (next.kind !== 'question') return next;
  return { ...next, question: { ...next.question, text: `${proposed} ${next.question.text}` } };
}

/** A draft, resolved and decided, or the question or the sentence that stands in its way. */
async function readied(
  deps: RunDeps,
  run: Run,
  draft: Draft,
  past: readonly RunStep[],
  answers: Answers,
): Promise<Next> {
  const { choices } = answers;
  const prepared = await prepare(deps.parts, draft, prepareInput(deps, run, past, choices));
  run.abort.signal.throwIfAborted();
  if (prepared.kind === 'question') {
    const { question, candidates } = prepared;
    return {
      kind: 'question',
      question,
      pick: (at) => {
        const candidate = candidates[at];
        if (candidate) choices.set(question.id, candidate);
      },
    };
  }
  if (prepared.kind === 'missing') return { kind: 'end', done: false, say: prepared.message };
  return { kind: 'call', prepared };
}
