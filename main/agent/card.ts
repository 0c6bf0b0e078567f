import type { PlanEntry, RunView, StepView } from '../../shared/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import type { ApprovalAnswer, CardView } from './approvals.ts';
import { type Edits, redecide } from './edit.ts';
import { formFields } from './form-fields.ts';
import type { PlanEdits, Planned } from './plan.ts';
import { keepPlan } from './plan-approval.ts';
import { type Prepared, stepView } from './prepare.ts';
import { rehearse } from './rehearse.ts';
import type { Run, RunDeps } from './run-state.ts';
import type { StepCall } from './step.ts';

type Next = Extract<Planned, { kind: 'next' }>;

/** What a card is opened with. */
export interface CardInput {
  /** 1-based. */
  readonly index: number;
  readonly call: StepCall;
  /** Shows the step as it is in the run. */
  readonly show: (prepared: Prepared, changes: Partial<StepView>, state: RunView['state']) => StepView;
}

/** How a card ended, and the call that was then on it. */
export interface CardEnd {
  readonly answer: ApprovalAnswer;
  readonly prepared: Prepared;
  /** ISO 8601. */
  readonly openedAt: string;
}

/**
 * Opens the card of a step, with the plan of what follows, and waits for its end. Nothing of the run goes on meanwhile. A
 * plan that was approved before ends here: the card shows what follows anew. Where the person approves the plan, the run
 * keeps that.
 */
export async function askOnCard(deps: RunDeps, run: Run, { index, call, show }: CardInput): Promise<CardEnd> {
  const { parts, approvals } = deps;
  run.approved = null;
  let prepared = call.prepared;
  // Decided already, and seen so while the plan is made.
  show(prepared, {}, 'thinking');
  let ahead = await call.ahead(prepared, run.edits);
  let approvalId = '';
  const view = (): CardView => {
    const step = show(prepared, { state: 'waiting', approvalId }, 'waiting');
    return { step, plan: planEntries(run, step, prepared, ahead, call.editable) };
  };
  const { approvalMinutes: minutes } = parts.settings();
  const openedAt = parts.now();
  const answer = await approvals.open({
    runId: run.view.id,
    request: run.view.request,
    minutes,
    signal: run.abort.signal,
    show: (opened) => {
      approvalId = opened;
      return view();
    },
    edit: async (typed, at) => {
      const change = await changed(deps, run, { call, prepared, ahead, typed, at, index });
      return () => {
        if (change.prepared !== prepared) parts.ledger.record(change.prepared.decision);
        ({ prepared, ahead } = change);
        run.edits = change.edits;
        return view();
      };
    },
    call: () => prepared,
    rehearse: async (at, lookUp) => {
      const step = at === index ? prepared : nextAt(ahead, at).prepared;
      return rehearse(parts, { prepared: step, run: run.view, index: at, lookUp }, run.abort.signal);
    },
  });
  if (answer.verdict === 'approve' && answer.scope === 'plan') {
    const expires = openedAt + minutes * 60_000;
    const next = leading(ahead);
    const now = parts.now();
    const countedFrom = next[0]?.input?.now ?? now;
    run.approved = keepPlan(next, { by: answer.by, onStep: index, now, expires, countedFrom });
  }
  return { answer, prepared, openedAt: new Date(openedAt).toISOString() };
}

/** The steps that follow without a gap, as `coveredSteps` counts them on the card. */
function leading(ahead: readonly Planned[]): Next[] {
  const next: Next[] = [];
  for (const one of ahead) {
    if (one.kind !== 'next') break;
    next.push(one);
  }
  return next;
}

function nextAt(ahead: readonly Planned[], index: number): Next {
  const found = ahead.find((one) => one.index === index);
  if (found?.kind === 'next') return found;
  throw new ThimbleError('not_found', 'That step is not known yet.', 'It is asked about when it comes.');
}

interface Change {
  readonly call: StepCall;
  readonly prepared: Prepared;
  readonly ahead: readonly Planned[];
  readonly typed: Edits;
  /** The step that is changed, and that of the card. */
  readonly at: number;
  readonly index: number;
}

/** What a card holds after a change of one of its steps: what follows is planned anew. */
async function changed(
  deps: RunDeps,
  run: Run,
  { call, prepared, ahead, typed, at, index }: Change,
): Promise<{ prepared: Prepared; ahead: readonly Planned[]; edits: PlanEdits }> {
  if (at === index) {
    const edited = await call.edit(prepared, typed);
    return { prepared: edited, ahead: await call.ahead(edited, run.edits), edits: run.edits };
  }
  const step = nextAt(ahead, at);
  if (step.input === null) throw notEditable();
  // Read at once, so that what cannot be read is said of this field.
  await redecide(deps.parts, step.prepared, typed, step.input);
  const before = run.edits.get(at);
  const edits = new Map(run.edits).set(at, { basis: step.basis, typed: { ...before?.typed, ...typed } });
  return { prepared, ahead: await call.ahead(prepared, edits), edits };
}

/** Why a call that takes another back keeps its values. */
export function notEditable(): ThimbleError {
  return new ThimbleError(
    'bad_input',
    'What takes a call back is done as it is or not at all: changed, it would be another call.',
    'Deny the card, and ask for what you want instead.',
  );
}

function planEntries(
  run: Run,
  step: StepView,
  prepared: Prepared,
  ahead: readonly Planned[],
  editable: boolean,
): PlanEntry[] {
  const fields = (one: Prepared) => (editable ? formFields(one) : []);
  const done = run.view.steps.slice(0, step.index - 1);
  return [
    ...done.map((one) => ({
      index: one.index,
      state: 'done' as const,
      step: one,
      text: one.summary ?? one.effectText,
      fields: [],
    })),
    { index: step.index, state: 'this', step, text: step.effectText, fields: fields(prepared) },
    ...ahead.map((one): PlanEntry => {
      const { index } = one;
      if (one.kind === 'unknown') return { index, state: 'unknown', step: null, text: one.text, fields: [] };
      const next = stepView(one.prepared, index, {});
      return { index, state: 'next', step: next, text: next.effectText, fields: fields(one.prepared) };
    }),
  ];
}
