import type { Question } from '../../shared/index.ts';
import { isTypedCall, ThimbleError, toThimbleError } from '../../shared/index.ts';
import { redecide } from './edit.ts';
import { type Draft, type Prepared, type PrepareInput, prepare, stepView } from './prepare.ts';
import { dependsOnResults, proposeNext, type RunStep } from './propose.ts';
import { prepareReady, type ReadyCall } from './ready.ts';
import { isOtherScript } from './request-check.ts';
import type { Candidate } from './resolve/index.ts';
import { finish, type Run, type RunDeps, update } from './run-state.ts';
import { sayDone, sayNone, sayStopped } from './say.ts';
import { askSecondModel, sayWouldAsk } from './second.ts';
import { oneStep } from './step.ts';
import { readTypedCall } from './typed-call.ts';
import type { AgentParts } from './types.ts';

/** Most calls of one run. */
const maxSteps = 8;

/** Proposes, resolves and decides the first call of a request; nothing but look-ups is sent. */
export async function previewRun(deps: RunDeps, run: Run): Promise<void> {
  await guarded(deps, run, async () => {
    const next = await nextCall(deps, run, [], new Map());
    if (next.kind === 'end') return finish(deps, run, 'done', next.say);
    if (next.kind === 'answered') return finish(deps, run, 'done', null);
    if (next.kind === 'question') return update(deps, run, { state: 'choosing', question: next.question });
    update(deps, run, { state: 'done', steps: [stepView(next.prepared, 1, {})] });
  });
}

/** Carries a request out, step by step, until it is done, stopped or in need of a person. */
export async function carryOut(deps: RunDeps, run: Run): Promise<void> {
  await guarded(deps, run, async () => {
    const past: RunStep[] = [];
    const sent = new Set<string>();
    for (let index = 1; index <= maxSteps; index++) {
      const choices = new Map<string, Candidate>();
      let next = await nextCall(deps, run, past, choices);
      while (next.kind === 'question') {
        const candidate = await askPerson(deps, run, next.question, next.candidates);
        if (!candidate) return finish(deps, run, 'stopped', sayStopped(run.view.steps, next.question.text));
        choices.set(next.question.id, candidate);
        next = await nextCall(deps, run, past, choices);
      }
      if (next.kind === 'answered') return finish(deps, run, 'done', null);
      if (next.kind === 'end')
        return finish(
          deps,
          run,
          'done',
          past.length > 0 && next.done ? sayDone(run.view.steps) : sayStopped(run.view.steps, next.say),
        );
      // The same call twice is the model going in circles, never what one request means.
      if (sent.has(next.prepared.decision.callHash)) break;
      sent.add(next.prepared.decision.callHash);
      const input = prepareInput(deps, run, past, choices);
      const result = await oneStep(deps, run, index, {
        prepared: next.prepared,
        edit: (before, typed) => redecide(deps.parts, before, typed, input),
        undoes: null,
      });
      if (!result) return;
      past.push(result);
      // It is asked once, and sees no results: what it proposed is all that it proposes.
      if (next.prepared.secondModel !== null) break;
    }
    finish(deps, run, 'done', sayDone(run.view.steps));
  });
}

/** Calls that are ready as they are and take back a logged one. */
export interface ReadyCalls {
  readonly calls: readonly ReadyCall[];
  /** The entry that they take back. */
  readonly undoes: string;
  /** Asked before each is sent, with how many of {@link calls} were done. @throws ThimbleError to stop */
  check(done: number): void;
}

/** Carries ready calls out in turn, each decided, asked about and logged like a step of a plan. */
export async function carryOutReady(deps: RunDeps, run: Run, { calls, undoes, check }: ReadyCalls): Promise<void> {
  await guarded(deps, run, async () => {
    for (const [done, call] of calls.entries()) {
      const prepared = prepareReady(deps.parts, run.accounts, call, done + 1);
      const result = await oneStep(deps, run, done + 1, {
        prepared,
        edit: () => Promise.reject(notEditable()),
        undoes,
        check: () => check(done),
      });
      if (!result) return;
    }
    finish(deps, run, 'done', sayDone(run.view.steps));
  });
}

function notEditable(): ThimbleError {
  return new ThimbleError(
    'bad_input',
    'What takes a call back is done as it is or not at all: changed, it would be another call.',
    'Deny the card, and ask for what you want instead.',
  );
}

function prepareInput(
  { lookups }: RunDeps,
  run: Run,
  steps: readonly RunStep[],
  choices: ReadonlyMap<string, Candidate>,
): PrepareInput {
  const { view, accounts } = run;
  return {
    request: wordsOf(run),
    step: steps.length + 1,
    steps,
    choices,
    accounts,
    lookup: (tool, args) => lookups.ask(tool, args, { runId: view.id, request: view.request, accounts }),
  };
}

type Next =
  | { readonly kind: 'call'; readonly prepared: Prepared }
  | { readonly kind: 'question'; readonly question: Question; readonly candidates: readonly Candidate[] }
  /** In words of the second model, which are in the run's view. */
  | { readonly kind: 'answered' }
  | { readonly kind: 'end'; readonly done: boolean; readonly say: string };

/** The services that a sentence can reach. */
const reachable = (parts: AgentParts): string[] => parts.connectors().map(({ title }) => title);

/** What the model and the resolvers read. A call that is written out says nothing but its values. */
const wordsOf = ({ view, accounts }: Run): string => (isTypedCall(view.request) ? view.request : accounts.words);

async function nextCall(
  deps: RunDeps,
  run: Run,
  past: readonly RunStep[],
  choices: ReadonlyMap<string, Candidate>,
): Promise<Next> {
  const { parts, find } = deps;
  const request = wordsOf(run);
  const signal = run.abort.signal;
  const typed = isTypedCall(request);
  if (typed && past.length > 0) return { kind: 'end', done: true, say: '' };
  if (typed) {
    const draft = readTypedCall(request, find);
    return typeof draft === 'string'
      ? { kind: 'end', done: false, say: draft }
      : readied(deps, run, draft, past, choices);
  }
  if (isOtherScript(request))
    return {
      kind: 'end',
      done: false,
      say: 'I did nothing: I only understand English so far. Say it in English, and keep quoted text as it is.',
    };
  const proposal = await proposeNext(parts, find, request, past, signal);
  signal.throwIfAborted();
  if (proposal.kind !== 'call') {
    const reason = proposal.kind === 'done' ? 'not_a_request' : proposal.reason;
    const nothing = sayNone(reason, reachable(parts));
    if (past.length > 0 || reason !== 'not_a_request') return { kind: 'end', done: past.length > 0, say: nothing };
    return secondCall(deps, run, nothing, choices);
  }
  const owned = find(proposal.tool);
  if (!owned)
    throw new ThimbleError(
      'internal',
      'The model proposed a tool that does not exist.',
      'Report this: it is a defect.',
    );
  const steered =
    owned.tool.effect !== 'read' &&
    past.length > 0 &&
    (await dependsOnResults(parts, find, request, past, proposal, signal));
  const draft: Draft = {
    ...owned,
    args: proposal.args,
    confidence: proposal.confidence,
    argConfidence: proposal.argConfidence,
    edited: new Set(),
    steered,
    secondModel: null,
  };
  return readied(deps, run, draft, past, choices);
}

/** What the second model makes of a request that is none for Needle; `nothing`, Needle's own refusal, where it is no help. */
async function secondCall(
  deps: RunDeps,
  run: Run,
  nothing: string,
  choices: ReadonlyMap<string, Candidate>,
): Promise<Next> {
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
  const next = await readied(deps, run, attempt.draft, [], choices);
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
  choices: ReadonlyMap<string, Candidate>,
): Promise<Next> {
  const prepared = await prepare(deps.parts, draft, prepareInput(deps, run, past, choices));
  run.abort.signal.throwIfAborted();
  if (prepared.kind === 'question') return prepared;
  if (prepared.kind === 'missing') return { kind: 'end', done: false, say: prepared.message };
  return { kind: 'call', prepared };
}

function askPerson(
  deps: RunDeps,
  run: Run,
  question: Question,
  candidates: readonly Candidate[],
): Promise<Candidate | null> {
  return new Promise((resolve) => {
    const settle = (candidate: Candidate | null): void => {
      run.pending = null;
      clearTimeout(timer);
      run.abort.signal.removeEventListener('abort', aborted);
      resolve(candidate);
    };
    const aborted = (): void => settle(null);
    const timer = setTimeout(aborted, deps.parts.settings().approvalMinutes * 60_000);
    if (run.abort.signal.aborted) return aborted();
    run.abort.signal.addEventListener('abort', aborted, { once: true });
    run.pending = { question, candidates, settle };
    update(deps, run, { state: 'choosing', question });
  });
}

async function guarded(deps: RunDeps, run: Run, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    const error = toThimbleError(thrown);
    update(deps, run, { error: error.toJSON() });
    finish(deps, run, error.code === 'cancelled' ? 'stopped' : 'failed', sayStopped(run.view.steps, error.message));
  }
}
