import type { Question, RunView, StepView } from '../../shared/index.ts';
import { isTypedCall, ThimbleError, toThimbleError } from '../../shared/index.ts';
import type { RunAccounts } from '../accounts/index.ts';
import type { Intent } from '../audit/index.ts';
import type { PastStep } from '../inference/index.ts';
import type { Approvals } from './approvals.ts';
import { redecide } from './edit.ts';
import { type CallOutcome, executeCall } from './execute.ts';
import type { Lookups } from './lookup.ts';
import { type Draft, decideNow, type Prepared, type PrepareInput, prepare, stepView } from './prepare.ts';
import { dependsOnResults, proposeNext, type RunStep } from './propose.ts';
import { deniedBy, refusedBy } from './refusals.ts';
import { isOtherScript } from './request-check.ts';
import type { Candidate } from './resolve/index.ts';
import { sayDone, sayNone, sayStopped } from './say.ts';
import { trimResult } from './trim.ts';
import { readTypedCall } from './typed-call.ts';
import type { AgentParts, OwnedTool } from './types.ts';

/** Most calls of one run. */
const maxSteps = 8;

/** One request on its way: its view, its stop button, and the question it waits on. */
export interface Run {
  view: RunView;
  readonly accounts: RunAccounts;
  readonly abort: AbortController;
  pending: {
    readonly question: Question;
    readonly candidates: readonly Candidate[];
    settle(candidate: Candidate | null): void;
  } | null;
}

export interface RunDeps {
  readonly parts: AgentParts;
  readonly find: (tool: string) => OwnedTool | null;
  readonly lookups: Lookups;
  readonly approvals: Approvals;
  /** Called with every change of the view. */
  readonly changed: (run: Run) => void;
}

/** Proposes, resolves and decides the first call of a request; nothing but look-ups is sent. */
export async function previewRun(deps: RunDeps, run: Run): Promise<void> {
  await guarded(deps, run, async () => {
    const next = await nextCall(deps, run, [], new Map());
    if (next.kind === 'end') return finish(deps, run, 'done', next.say);
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
      const result = await oneStep(deps, run, index, next.prepared, past, choices);
      if (!result) return;
      past.push(result);
    }
    finish(deps, run, 'done', sayDone(run.view.steps));
  });
}

type Next =
  | { readonly kind: 'call'; readonly prepared: Prepared }
  | { readonly kind: 'question'; readonly question: Question; readonly candidates: readonly Candidate[] }
  | { readonly kind: 'end'; readonly done: boolean; readonly say: string };

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
  const services = parts.connectors().map((connector) => connector.title);
  if (isOtherScript(request))
    return {
      kind: 'end',
      done: false,
      say: 'I did nothing: I only understand English so far. Say it in English, and keep quoted text as it is.',
    };
  const proposal = await proposeNext(parts, find, request, past, signal);
  signal.throwIfAborted();
  if (proposal.kind === 'done') return { kind: 'end', done: true, say: sayNone('not_a_request', services) };
  if (proposal.kind === 'none') return { kind: 'end', done: past.length > 0, say: sayNone(proposal.reason, services) };
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
  };
  return readied(deps, run, draft, past, choices);
}

/** A draft, resolved and decided, or the question or the sentence that stands in its way. */
async function readied(
  { parts, lookups }: RunDeps,
  run: Run,
  draft: Draft,
  past: readonly RunStep[],
  choices: ReadonlyMap<string, Candidate>,
): Promise<Next> {
  const { id } = run.view;
  const request = wordsOf(run);
  const prepared = await prepare(parts, draft, {
    request,
    step: past.length + 1,
    steps: past,
    choices,
    accounts: run.accounts,
    lookup: (tool, args) => lookups.ask(tool, args, { runId: id, request: run.view.request, accounts: run.accounts }),
  });
  run.abort.signal.throwIfAborted();
  if (prepared.kind === 'question') return prepared;
  if (prepared.kind === 'missing') return { kind: 'end', done: false, say: prepared.message };
  return { kind: 'call', prepared };
}

/** Has a call approved where policy asks, runs it, and gives what the model may know of it; null ends the run. */
async function oneStep(
  deps: RunDeps,
  run: Run,
  index: number,
  first: Prepared,
  past: readonly PastStep[],
  choices: ReadonlyMap<string, Candidate>,
): Promise<RunStep | null> {
  const { parts, lookups, approvals } = deps;
  const { request, id } = run.view;
  const input: PrepareInput = {
    request: wordsOf(run),
    step: index,
    steps: past,
    choices,
    accounts: run.accounts,
    lookup: (tool, args) => lookups.ask(tool, args, { runId: id, request, accounts: run.accounts }),
  };
  let prepared = first;
  let approval: Intent['approval'] = null;
  let approvalId: string | null = null;
  const show = (changes: Partial<StepView>, state: RunView['state']): StepView => {
    const step = stepView(prepared, index, changes);
    update(deps, run, { state, question: null, steps: [...run.view.steps.slice(0, index - 1), step] });
    return step;
  };
  const intent = (): Intent => ({
    runId: id,
    step: index,
    request,
    tool: prepared.tool.name,
    title: prepared.tool.title,
    service: prepared.connector.service,
    effect: prepared.tool.effect,
    effectText: prepared.effectText,
    undoText: prepared.tool.undo.text,
    args: prepared.views,
    decision: prepared.decision,
    approval,
    tainted: prepared.tainted,
    lookup: false,
    account: prepared.account.name,
    undoes: null,
  });
  const turnDown = (status: 'denied' | 'refused', error: ThimbleError): null => {
    const auditId = parts.audit.record(intent(), {
      status,
      summary: null,
      result: null,
      error: error.toJSON(),
      requests: [],
      undo: [],
      milliseconds: 0,
    });
    parts.emit({ type: 'audit.appended' });
    show({ state: status, error: error.toJSON(), auditId, approvalId: null }, 'stopped');
    finish(deps, run, 'stopped', sayStopped(run.view.steps, error.message));
    return null;
  };

  parts.ledger.record(prepared.decision);
  if (prepared.decision.verdict === 'deny') return turnDown('denied', deniedBy(prepared));
  if (prepared.decision.verdict === 'ask') {
    const answer = await approvals.open({
      runId: id,
      request,
      minutes: parts.settings().approvalMinutes,
      signal: run.abort.signal,
      step: (opened) => {
        approvalId = opened;
        return show({ state: 'waiting', approvalId: opened }, 'waiting');
      },
      edit: async (typed) => {
        const edited = await redecide(parts, prepared, typed, input);
        return () => {
          parts.ledger.record(edited.decision);
          prepared = edited;
          return show({ state: 'waiting', approvalId }, 'waiting');
        };
      },
    });
    approval = {
      by: answer.by,
      at: new Date(parts.now()).toISOString(),
      verdict: answer.verdict,
      reason: answer.reason,
    };
    if (answer.verdict === 'deny') return turnDown('refused', refusedBy(answer.by));
    // A card may have been open for an hour: what was approved is decided once more, and only that.
    const approved = prepared.decision.callHash;
    prepared = { ...prepared, decision: decideNow(parts, prepared) };
    parts.ledger.record(prepared.decision);
    if (prepared.decision.verdict === 'deny') return turnDown('denied', deniedBy(prepared));
    if (prepared.decision.verdict === 'ask') parts.ledger.approve(prepared.decision.id, approved, answer.by);
  }
  show({ state: 'running' }, 'running');
  let outcome: CallOutcome;
  try {
    outcome = await executeCall(parts, { ...prepared, args: prepared.resolved, intent: intent() }, run.abort.signal);
  } catch (thrown) {
    const error = toThimbleError(thrown);
    show({ state: error.code === 'outcome_unknown' ? 'unknown' : 'failed', error: error.toJSON() }, 'running');
    throw error;
  } finally {
    if (prepared.tool.effect !== 'read') lookups.clear();
  }
  show(
    {
      state: outcome.status,
      summary: outcome.summary,
      result: trimResult(outcome.data, 16_384),
      error: outcome.error,
      auditId: outcome.auditId,
      milliseconds: outcome.milliseconds,
    },
    'running',
  );
  if (outcome.status === 'succeeded')
    return {
      tool: prepared.tool.name,
      args: prepared.args,
      proposed: first.args,
      result: trimResult(outcome.data),
    };
  update(deps, run, { error: outcome.error });
  finish(deps, run, 'failed', sayStopped(run.view.steps, outcome.error?.message ?? 'The call failed.'));
  return null;
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

function update(deps: RunDeps, run: Run, changes: Partial<RunView>): void {
  run.view = { ...run.view, ...changes };
  deps.changed(run);
}

function finish(deps: RunDeps, run: Run, state: 'done' | 'stopped' | 'failed', say: string | null): void {
  update(deps, run, { state, say, question: null });
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
