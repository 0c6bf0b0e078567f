import { undoText } from '../../connectors/index.ts';
import type { Asked, RunView, StepView } from '../../shared/index.ts';
import { type ThimbleError, toThimbleError } from '../../shared/index.ts';
import { type Intent, unanswered } from '../audit/index.ts';
import { cutResult, trimResult } from '../inference/index.ts';
import { type CallOutcome, executeCall } from './execute.ts';
import { placeOf } from './place.ts';
import { decideNow, type Prepared, stepView } from './prepare.ts';
import type { RunStep } from './propose.ts';
import { deniedBy, refusedBy } from './refusals.ts';
import { finish, type Run, type RunDeps, update } from './run-state.ts';
import { sayStopped } from './say.ts';
import { visibleJson } from './visible-json.ts';

/** A call that is ready to be asked about and run. */
export interface StepCall {
  readonly prepared: Prepared;
  /**
   * Resolves and decides the call again with what the person typed on its card.
   * @throws ThimbleError when it cannot be read, or when the call is not to be changed
   */
  readonly edit: (before: Prepared, typed: Readonly<Record<string, string>>) => Promise<Prepared>;
  /** The entry that the call takes back; null for every other call. */
  readonly undoes: string | null;
  /** What the person was asked before the call was ready. */
  readonly asked: readonly Asked[];
  /** A last look before it is sent. @throws ThimbleError when it must not be sent any more */
  readonly check?: () => void;
}

/**
 * Has a call approved where policy asks, runs it, and gives what the model may know of it; null ends the run.
 * @param index 1-based
 */
export async function oneStep(deps: RunDeps, run: Run, index: number, call: StepCall): Promise<RunStep | null> {
  const { parts, lookups, approvals } = deps;
  const { request, id } = run.view;
  const first = call.prepared;
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
    undoText: undoText(prepared.tool),
    args: prepared.views,
    decision: prepared.decision,
    approval,
    tainted: prepared.tainted,
    ...(prepared.steeredBy ? { steeredBy: prepared.steeredBy } : {}),
    lookup: false,
    account: prepared.account.name,
    place: placeOf(parts, prepared.account),
    undoes: call.undoes,
    asked: call.asked,
    secondModel: prepared.secondModel,
  });
  const turnDown = (status: 'denied' | 'refused' | 'failed', error: ThimbleError): null => {
    const auditId = parts.audit.record(intent(), unanswered(status, error.toJSON()));
    parts.emit({ type: 'audit.appended' });
    show({ state: status, error: error.toJSON(), auditId, approvalId: null }, 'stopped');
    finish(deps, run, 'stopped', sayStopped(run.view.steps, error.message));
    return null;
  };

  parts.ledger.record(prepared.decision);
  if (prepared.decision.verdict === 'deny') return turnDown('denied', deniedBy(prepared));
  if (prepared.decision.verdict === 'ask') {
    const openedAt = new Date(parts.now()).toISOString();
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
        const edited = await call.edit(prepared, typed);
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
      openedAt,
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
  try {
    call.check?.();
  } catch (thrown) {
    return turnDown('failed', toThimbleError(thrown));
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
      result: visibleJson(cutResult(outcome.data, 16_384)),
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
