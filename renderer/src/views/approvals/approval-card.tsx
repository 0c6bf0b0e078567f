import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Approval, ErrorBody } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { CallValues, Rules } from '../../components/call-values.tsx';
import { VerdictChip } from '../../components/chips.tsx';
import { Icon } from '../../components/icon.tsx';
import { ErrorNotice, Notice, UnusedNotice } from '../../components/notice.tsx';
import { ServiceBadge, serviceTitle } from '../../components/service-badge.tsx';
import { SteeredBy } from '../../components/source-text.tsx';
import { useNow } from '../../components/use-now.ts';
import { countdown } from '../../format/time.ts';
import { approvalsStore, runsStore } from '../../state/app.ts';
import { strings } from '../../strings.ts';
import { EditValue } from './edit-value.tsx';

/** How long a card, or a changed card, is on the screen before it can be approved: a key already on its way does nothing. */
const armMilliseconds = 700;

/** Whether what `shown` names (the call, and whether its card has its turn) has been on the screen long enough. */
function useArmed(shown: string): boolean {
  const [armedFor, setArmedFor] = useState<string | null>(null);
  useEffect(() => {
    const timer = setTimeout(() => setArmedFor(shown), armMilliseconds);
    return () => clearTimeout(timer);
  }, [shown]);
  return armedFor === shown;
}

/**
 * One call that waits for a person. The exact effect comes first, in words; focus goes to the heading and never to a
 * button; approving sends the hash of what is on the card, so that anything else is refused by the main process.
 */
export function ApprovalCard({ approval, focus }: { readonly approval: Approval; readonly focus: boolean }) {
  const { step } = approval;
  const callHash = step.decision?.callHash ?? '';
  const verdict = step.decision?.verdict ?? 'deny';
  const [editing, setEditing] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [changed, setChanged] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [reason, setReason] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  const effectId = useId();
  const left = Date.parse(approval.expiresAt) - useNow(500);
  const expired = left <= 0;
  const canApprove = useArmed(`${callHash} ${focus}`) && !busy && editing === null && !expired && verdict !== 'deny';

  useEffect(() => {
    if (focus) heading.current?.focus({ preventScroll: false });
  }, [focus]);

  async function answer(choice: 'approve' | 'deny'): Promise<void> {
    if (busy || (choice === 'approve' && !canApprove)) return;
    setBusy(true);
    setError(null);
    try {
      const words = reason.trim();
      const revision = runsStore.get().revisions[approval.runId] ?? 0;
      const run = await call('approval', 'answer', {
        approvalId: approval.id,
        callHash,
        verdict: choice,
        ...(words ? { reason: words } : {}),
      });
      approvalsStore.dispatch({ type: 'closed', approvalId: approval.id });
      runsStore.dispatch({ type: 'reply', run, revision });
    } catch (thrown) {
      const body = errorBody(thrown);
      if (body.code === 'not_found') approvalsStore.dispatch({ type: 'closed', approvalId: approval.id });
      setError(body);
      setBusy(false);
    }
  }

  async function decideAgain(name: string, typed: string): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      const next = await call('approval', 'edit', { approvalId: approval.id, args: { [name]: typed } });
      approvalsStore.dispatch({ type: 'opened', approval: next });
      setEditing(null);
      setChanged(true);
      heading.current?.focus();
    } catch (thrown) {
      setError(errorBody(thrown));
    } finally {
      setBusy(false);
    }
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.repeat) {
      event.preventDefault();
      void answer('approve');
    }
  }

  const hint = expired
    ? strings.approval.expired
    : editing !== null
      ? strings.approval.editing
      : verdict === 'deny'
        ? strings.approval.denied
        : null;
  const quotedTaint = step.args.some((arg) => arg.source.kind === 'result');
  return (
    <section
      className="card approval"
      aria-labelledby={headingId}
      aria-describedby={effectId}
      data-approval={approval.id}
      onKeyDown={onKeyDown}
    >
      <header className="approval-head">
        <h3 id={headingId} ref={heading} tabIndex={-1}>
          {changed ? strings.approval.changedHeading : strings.approval.heading}
        </h3>
        <span className={left < 60_000 ? 'approval-timer approval-timer-short' : 'approval-timer'}>
          {expired ? strings.approval.expired : strings.approval.expires(countdown(left))}
        </span>
      </header>
      <p className="approval-effect" id={effectId}>
        {step.effectText}
      </p>
      <p className="approval-meta">
        <ServiceBadge service={step.service} />
        <span>{serviceTitle(step.service)}</span>
        {step.account !== null && <strong>{strings.call.as(step.account)}</strong>}
        <span className={`effect effect-${step.effect}`}>{strings.effect[step.effect]}</span>
        <span className="quiet">{step.undoText}</span>
      </p>
      {step.secondModel !== null && (
        <Notice tone="bad" title={strings.call.proposedBy(step.secondModel)}>
          <p>{strings.approval.secondModel}</p>
        </Notice>
      )}
      {step.tainted && (
        <Notice tone="bad" title={strings.approval.taintHeading}>
          <p>{quotedTaint ? strings.approval.taint : strings.approval.taintPlan}</p>
          <SteeredBy passage={step.steeredBy} />
        </Notice>
      )}
      <UnusedNotice unused={step.unused} />
      <CallValues
        args={step.args}
        extra={(arg) =>
          arg.editable && (
            <EditValue
              arg={arg}
              open={editing === arg.name}
              busy={busy}
              onOpen={() => setEditing(arg.name)}
              onClose={() => setEditing(null)}
              onSave={(typed) => void decideAgain(arg.name, typed)}
            />
          )
        }
      />
      {step.decision && (
        <div className="decision">
          <VerdictChip verdict={verdict} />
          <Rules decision={step.decision} />
        </div>
      )}
      {error && <ErrorNotice error={error} />}
      {hint && <p className="approval-hint">{hint}</p>}
      <footer className="approval-actions">
        <input
          className="approval-reason"
          aria-label={strings.approval.reason}
          placeholder={strings.approval.reason}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <button type="button" className="button" disabled={busy} onClick={() => void answer('deny')}>
          <Icon name="cross" />
          {strings.approval.deny}
        </button>
        <button
          type="button"
          className="button button-primary"
          disabled={!canApprove}
          title={`Ctrl+Enter ${strings.approval.keys}`}
          onClick={() => void answer('approve')}
        >
          <Icon name="check" />
          {busy ? strings.approval.answering : strings.approval.approve}
        </button>
      </footer>
    </section>
  );
}
