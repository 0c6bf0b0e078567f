import { randomUUID } from 'node:crypto';
import type { Approval, DecisionView, Rehearsal } from '../../shared/index.ts';
import { coveredSteps, ThimbleError } from '../../shared/index.ts';
import type { Edits } from './edit.ts';
import type { Prepared } from './prepare.ts';

/** What a person said of an open card. */
export interface ApprovalAnswer {
  readonly verdict: 'approve' | 'deny';
  readonly by: string;
  readonly reason: string;
  /** `plan`: the steps that follow are approved too; only this one unless given. */
  readonly scope?: 'once' | 'plan' | undefined;
  /** The hashes of the steps that follow, as they were shown. */
  readonly planHashes?: readonly string[] | undefined;
}

/** What a card shows. */
export type CardView = Pick<Approval, 'step' | 'plan'>;

interface OpenCard {
  approval: Approval;
  readonly settle: (answer: ApprovalAnswer) => void;
  readonly timer: NodeJS.Timeout;
  /** Epoch milliseconds. */
  readonly expires: number;
  /**
   * Resolves and decides a step of the card again with the person's own words. What it answers puts the new call in the
   * place of the old one and gives what the card then shows; it is called only while the card is still open.
   * @param index the step, 1-based
   */
  readonly edit: (args: Edits, index: number) => Promise<() => CardView>;
  readonly rehearse: (index: number, lookUp: boolean) => Promise<Rehearsal>;
  /** The call that the card is about, as it is now. */
  readonly call: () => Prepared;
  editing: boolean;
}

export interface Approvals {
  /** Opens a card and waits: for an answer, the time-out or the abort; the last two count as a refusal. */
  open(input: {
    readonly runId: string;
    readonly request: string;
    readonly show: (approvalId: string) => CardView;
    readonly minutes: number;
    readonly edit: OpenCard['edit'];
    readonly rehearse: OpenCard['rehearse'];
    readonly call: OpenCard['call'];
    readonly signal: AbortSignal;
  }): Promise<ApprovalAnswer>;
  list(): Approval[];
  /** @throws ThimbleError `not_found` (answered or expired), `bad_input` when the card changed since it was read */
  answer(approvalId: string, callHash: string, answer: ApprovalAnswer): Approval;
  /**
   * Does `first`, during which the card can be neither changed nor approved otherwise, and then approves it.
   * @throws ThimbleError as {@link answer}, also when the card ended meanwhile; or what `first` throws: the card is still
   *   open then
   */
  answerAfter(
    approvalId: string,
    callHash: string,
    answer: ApprovalAnswer,
    first: () => Promise<void>,
  ): Promise<Approval>;
  /** The call on a card. @throws ThimbleError `not_found`, or `bad_input` when it is another than the one that was read */
  call(approvalId: string, callHash: string): { readonly approval: Approval; readonly call: Prepared };
  /** @throws ThimbleError `not_found`, or whatever stands in the way of resolving the new words */
  edit(approvalId: string, args: Edits, index?: number): Promise<Approval>;
  /** What a step of a card would send. @throws ThimbleError `not_found`, or what kept it from being found out */
  request(approvalId: string, index?: number, lookUp?: boolean): Promise<Rehearsal>;
}

/** The open approval cards of one agent. `now` gives epoch milliseconds. */
export function createApprovals(
  now: () => number,
  events: { opened(approval: Approval): void; closed(approvalId: string): void },
): Approvals {
  const cards = new Map<string, OpenCard>();
  const timeOut = ({ openedAt, expiresAt }: Approval): ApprovalAnswer => {
    const minutes = Math.round((Date.parse(expiresAt) - Date.parse(openedAt)) / 60_000);
    return { verdict: 'deny', by: 'time-out', reason: `Nobody answered within ${minutes} minutes.` };
  };

  const card = (id: string): OpenCard => {
    const found = cards.get(id);
    // Timers stand still while a machine sleeps; the clock does not.
    if (found && now() >= found.expires) found.settle(timeOut(found.approval));
    if (!found || !cards.has(id))
      throw new ThimbleError(
        'not_found',
        'That approval is no longer open.',
        'It was answered, or its time ran out; start the request again.',
      );
    return found;
  };

  return {
    open({ runId, request, show, minutes, edit, rehearse, call, signal }) {
      return new Promise((resolve) => {
        const id = randomUUID();
        const settle = (answer: ApprovalAnswer): void => {
          const open = cards.get(id);
          if (!open) return;
          cards.delete(id);
          clearTimeout(open.timer);
          signal.removeEventListener('abort', aborted);
          events.closed(id);
          resolve(answer);
        };
        const aborted = (): void => settle({ verdict: 'deny', by: 'stopped', reason: 'The run was stopped.' });
        const opened = now();
        const expires = opened + minutes * 60_000;
        const approval: Approval = {
          id,
          runId,
          request,
          ...show(id),
          openedAt: new Date(opened).toISOString(),
          expiresAt: new Date(expires).toISOString(),
        };
        const timer = setTimeout(() => settle(timeOut(approval)), minutes * 60_000);
        cards.set(id, { approval, settle, timer, expires, edit, rehearse, call, editing: false });
        if (signal.aborted) return aborted();
        signal.addEventListener('abort', aborted, { once: true });
        events.opened(approval);
      });
    },
    list: () => [...cards.values()].map((open) => open.approval),
    answer(approvalId, callHash, answer) {
      const open = card(approvalId);
      if (answer.verdict === 'approve') {
        const decision = unchanged(open, callHash);
        if (decision.verdict === 'deny')
          throw new ThimbleError(
            'denied',
            decision.rules[0]?.text ?? 'Policy denies this call.',
            'Change the values, or deny the card.',
          );
        if (answer.scope === 'plan') checkPlan(open.approval, answer.planHashes ?? []);
      }
      open.settle(answer);
      return open.approval;
    },
    async answerAfter(approvalId, callHash, answer, first) {
      const open = card(approvalId);
      unchanged(open, callHash);
      open.editing = true;
      try {
        await first();
      } finally {
        open.editing = false;
      }
      return this.answer(approvalId, callHash, answer);
    },
    call(approvalId, callHash) {
      const open = card(approvalId);
      unchanged(open, callHash);
      return { approval: open.approval, call: open.call() };
    },
    async edit(approvalId, args, index) {
      const open = card(approvalId);
      if (open.editing)
        throw new ThimbleError('bad_input', 'That card is already being changed.', 'Wait for it to be decided again.');
      open.editing = true;
      try {
        const replace = await open.edit(args, index ?? open.approval.step.index);
        // Answered, expired or stopped meanwhile: what was answered stays what it was.
        card(approvalId);
        open.approval = { ...open.approval, ...replace() };
      } finally {
        open.editing = false;
      }
      events.opened(open.approval);
      return open.approval;
    },
    async request(approvalId, index, lookUp = false) {
      const open = card(approvalId);
      return open.rehearse(index ?? open.approval.step.index, lookUp);
    },
  };
}

function changedSince(): ThimbleError {
  return new ThimbleError(
    'bad_input',
    'The call changed since you read it.',
    'Read the card again and answer it then.',
  );
}

/** @throws ThimbleError unless the hashes are of exactly the steps that follow on the card, and no rule denies one */
function checkPlan({ plan }: Approval, hashes: readonly string[]): void {
  const [, ...ahead] = coveredSteps(plan);
  if (
    ahead.length === 0 ||
    ahead.length !== hashes.length ||
    ahead.some(({ decision }, at) => !decision || decision.callHash === '' || decision.callHash !== hashes[at])
  )
    throw changedSince();
  const denied = ahead.find(({ decision }) => decision?.verdict === 'deny');
  if (denied)
    throw new ThimbleError(
      'denied',
      `Step ${denied.index} is not allowed: ${denied.decision?.rules[0]?.text ?? 'policy denies it.'}`,
      'Change it, or approve this step alone.',
    );
}

/** The card's decision. @throws ThimbleError `bad_input` where it is another than the one that was read, or is being changed */
function unchanged({ approval, editing }: OpenCard, callHash: string): DecisionView {
  const { decision } = approval.step;
  // The hash is what the person saw: anything else is a card that changed under their hands.
  if (editing || !decision || decision.callHash !== callHash) throw changedSince();
  return decision;
}
