import { undoText } from '../../connectors/index.ts';
import type { Asked, RunView, StepView } from '../../shared/index.ts';
import { type ThimbleError, toThimbleError } from '../../shared/index.ts';
import { type Intent, unanswered } from '../audit/index.ts';
import { cutResult, trimResult } from '../inference/index.ts';
import type { Decision } from '../policy/index.ts';
import { askOnCard } from './card.ts';
import type { Edits } from './edit.ts';
import { type CallOutcome, executeCall } from './execute.ts';
import { placeOf } from './place.ts';
import type { PlanEdits, Planned } from './plan.ts';
import { claim, type KeptPlan } from './plan-approval.ts';
import { decideNow, type Prepared, stepView } from './prepare.ts';
import type { RunStep } from './propose.ts';
import { deniedBy, refusedBy } from './refusals.ts';
import { finish, type Run, type RunDeps, update } from './run-state.ts';
import { sayStopped } from './say.ts';
import { visibleJson } from './visible-json.ts';

/** A call that is ready to be asked about and run. */
export interface StepCall {
  readonly prepared: Prepared;
  /** What the model wrote, before a person changed it on the card of an earlier step. */
  readonly proposed: Prepared['args'];
  /** A card opens even where the rules would let it run: what a person changed of it ahead does not fit it any more. */
  readonly mustAsk: boolean;
  readonly editable: boolean;
  /**
   * Resolves and decides the call again with what the person typed on its card.
   * @throws ThimbleError when it cannot be read, or when the call is not to be changed
   */
  readonly edit: (before: Prepared, typed: Edits) => Promise<Prepared>;
  /** The steps that would follow the call as it is. */
  readonly ahead: (now: Prepared, edits: PlanEdits) => Promise<readonly Planned[]>;
  /** The entry that the call takes back; null for every other call. */
  readonly undoes: string | null;
  /** The entry of unknown outcome that the call settles, by being sent again with its keys. */
  readonly settles?: string;
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
  const { parts, lookups } = deps;
  const { request, id } = run.view;
  // Decided once more, as things are now: other runs may have gone on since, and from here to the intent nothing waits.
  let prepared: Prepared = { ...call.prepared, ...decideNow(parts, call.prepared) };
  let approval: Intent['approval'] = null;
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
    ...(run.fromLink ? { fromLink: true } : {}),
    ...(call.settles === undefined ? {} : { settles: call.settles }),
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
  const ahead = approvedAhead(run, index, prepared, parts.now());
  if (ahead && prepared.decision.verdict === 'ask') {
    const by = `${ahead.by} (plan)`;
    approval = { by, at: ahead.at, verdict: 'approve', reason: `For this plan, on the card of step ${ahead.onStep}.` };
    parts.ledger.approve(prepared.decision.id, prepared.decision.callHash, by);
  } else if (call.mustAsk || prepared.decision.verdict === 'ask') {
    let shown: Decision;
    do {
      const card = await askOnCard(deps, run, {
        index,
        call: { ...call, prepared },
        show: (one, changes, state) => {
          prepared = one;
          return show(changes, state);
        },
      });
      const { answer, openedAt } = card;
      prepared = card.prepared;
      shown = prepared.decision;
      approval = {
        by: answer.by,
        at: new Date(parts.now()).toISOString(),
        openedAt,
        verdict: answer.verdict,
        reason: answer.reason,
      };
      if (answer.verdict === 'deny') return turnDown('refused', refusedBy(answer.by));
      // A card may have been open for an hour: what was approved is decided once more, and only that.
      prepared = { ...prepared, ...decideNow(parts, prepared) };
      parts.ledger.record(prepared.decision);
      if (prepared.decision.verdict === 'deny') return turnDown('denied', deniedBy(prepared));
      // What a person did not see asked, they did not approve: a total that another card has moved meanwhile, another hour.
    } while (asksMore(prepared.decision, shown));
    if (prepared.decision.verdict === 'ask') parts.ledger.approve(prepared.decision.id, shown.callHash, approval.by);
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
      proposed: call.proposed,
      call: { tool: prepared.tool, args: prepared.resolved },
      result: trimResult(outcome.data),
      whole: outcome.data,
    };
  update(deps, run, { error: outcome.error });
  finish(deps, run, 'failed', sayStopped(run.view.steps, outcome.error?.message ?? 'The call failed.'));
  return null;
}

/** Whether a rule asks now that was not among those that a card showed. */
function asksMore(now: Decision, shown: Decision): boolean {
  const ids = new Set(shown.rules.map(({ id }) => id));
  return now.verdict === 'ask' && now.rules.some(({ id }) => !ids.has(id));
}

/** The plan that covers a step, taken from it; a run that leaves what was approved has no plan any more. */
function approvedAhead(run: Run, index: number, prepared: Prepared, now: number): KeptPlan | null {
  const plan = run.approved;
  if (plan === null || claim(plan, index, prepared, now)) return plan;
  run.approved = null;
  return null;
}
