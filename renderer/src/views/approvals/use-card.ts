import { useState } from 'react';
import type { Approval, ErrorBody, TypedValue } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { approvalsStore, runsStore } from '../../state/app.ts';
import { strings } from '../../strings.ts';
import { tellLateAnswer } from './late-answer.tsx';
import type { PlanChoice } from './plan-choice.ts';

/** The value that is being changed: of which step, and its name. */
export interface Editing {
  readonly index: number;
  readonly name: string;
}

/** What a card is doing, and what can be done with it. */
export interface Card {
  readonly busy: boolean;
  readonly error: ErrorBody | null;
  readonly editing: Editing | null;
  /** What is wrong with the value that is being changed. */
  readonly fieldError: ErrorBody | null;
  /** Something was decided again since the card opened. */
  readonly changed: boolean;
  /** What to say aloud. */
  readonly said: string;
  edit(editing: Editing | null): void;
  save(editing: Editing, typed: TypedValue | null): Promise<void>;
  approve(plan: PlanChoice | null): Promise<void>;
  /** Approves, and makes the rule whose draft has this hash. */
  approveAlways(hash: string): Promise<void>;
  deny(reason: string): Promise<void>;
}

/** Answers and changes a card; approving sends the hashes of what is on it. */
export function useCard(approval: Approval): Card {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [editing, setEditing] = useState<Editing | null>(null);
  const [fieldError, setFieldError] = useState<ErrorBody | null>(null);
  const [changed, setChanged] = useState(false);
  const [said, setSaid] = useState('');

  async function answer(how: {
    verdict: 'approve' | 'deny';
    reason?: string;
    scope?: 'plan';
    planHashes?: string[];
    always?: { hash: string };
  }): Promise<void> {
    if (busy) return;
    setBusy(true);
    setError(null);
    try {
      const revision = runsStore.get().revisions[approval.runId] ?? 0;
      const callHash = approval.step.decision?.callHash ?? '';
      const run = await call('approval', 'answer', { approvalId: approval.id, callHash, ...how });
      approvalsStore.dispatch({ type: 'closed', approvalId: approval.id });
      runsStore.dispatch({ type: 'reply', run, revision });
    } catch (thrown) {
      const body = errorBody(thrown);
      setError(body);
      setBusy(false);
      if (body.code !== 'not_found') return;
      // Another window answered it, or its time ran out: with the card its own error goes away.
      tellLateAnswer(body);
      approvalsStore.dispatch({ type: 'closed', approvalId: approval.id });
    }
  }

  return {
    busy,
    error,
    editing,
    fieldError,
    changed,
    said,
    edit(next) {
      setEditing(next);
      setFieldError(null);
    },
    async save({ index, name }, typed) {
      setBusy(true);
      setFieldError(null);
      try {
        const next = await call('approval', 'edit', { approvalId: approval.id, index, args: { [name]: typed } });
        approvalsStore.dispatch({ type: 'opened', approval: next });
        setEditing(null);
        setChanged(true);
        const step = next.plan.find((entry) => entry.index === index)?.step;
        if (step?.decision)
          setSaid(strings.approval.decidedAgain(strings.verdict[step.decision.verdict], step.effectText));
      } catch (thrown) {
        setFieldError(errorBody(thrown));
      } finally {
        setBusy(false);
      }
    },
    approve: (plan) => answer({ verdict: 'approve', ...(plan ? { scope: 'plan', planHashes: [...plan.hashes] } : {}) }),
    approveAlways: (hash) => answer({ verdict: 'approve', always: { hash } }),
    deny: (reason) => answer({ verdict: 'deny', ...(reason.trim() ? { reason: reason.trim() } : {}) }),
  };
}
