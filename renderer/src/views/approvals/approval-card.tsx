import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import type { Approval } from '../../../../shared/index.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { useNow } from '../../components/use-now.ts';
import { countdown } from '../../format/time.ts';
import { strings } from '../../strings.ts';
import { AlwaysPanel } from './always-panel.tsx';
import { CardActions } from './card-actions.tsx';
import { planChoice } from './plan-choice.ts';
import { PlanList } from './plan-list.tsx';
import { StepDetails } from './step-details.tsx';
import { useArmed } from './use-armed.ts';
import { useCard } from './use-card.ts';

const words = strings.approval;

/**
 * One call that waits for a person, with the plan that it is part of. The exact effect comes first, in words; focus goes to
 * the heading and never to a button; approving sends the hashes of what is on the card, so that anything else is refused
 * by the main process.
 */
export function ApprovalCard({ approval, focus }: { readonly approval: Approval; readonly focus: boolean }) {
  const { step, plan } = approval;
  const card = useCard(approval);
  const choice = planChoice(plan);
  const heading = useRef<HTMLHeadingElement>(null);
  const headingId = useId();
  const effectId = useId();
  const left = Date.parse(approval.expiresAt) - useNow(500);
  const expired = left <= 0;
  const verdict = step.decision?.verdict ?? 'deny';
  const shown = plan.map((entry) => entry.step?.decision?.callHash ?? entry.text).join(' ');
  const armed = useArmed(`${step.decision?.callHash ?? ''} ${shown} ${focus}`);
  const canApprove = armed && !card.busy && card.editing === null && !expired && verdict !== 'deny';
  const several = plan.length > 1;
  const [always, setAlways] = useState(false);

  useEffect(() => {
    if (focus) heading.current?.focus({ preventScroll: false });
  }, [focus]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return;
    event.preventDefault();
    if (canApprove && !always) void card.approve(choice?.first ? choice : null);
  }

  const hint = expired
    ? words.expired
    : card.editing !== null
      ? words.editing
      : verdict === 'deny'
        ? words.denied
        : null;
  const own = plan.find((entry) => entry.state === 'this');
  const details = (
    <StepDetails approvalId={approval.id} step={step} fields={own?.fields ?? []} card={card} effectId={effectId} open />
  );
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
          {card.changed ? words.changedHeading : words.heading}
        </h3>
        <span className={left < 60_000 ? 'approval-timer approval-timer-short' : 'approval-timer'}>
          {expired ? words.expired : words.expires(countdown(left))}
        </span>
      </header>
      {several ? (
        <PlanList approval={approval} card={card}>
          {details}
        </PlanList>
      ) : (
        details
      )}
      <p role="status" className="visually-hidden">
        {card.said}
      </p>
      {card.error && <ErrorNotice error={card.error} />}
      {hint && <p className="approval-hint">{hint}</p>}
      {always ? (
        <AlwaysPanel approval={approval} card={card} canApprove={canApprove} onBack={() => setAlways(false)} />
      ) : (
        <CardActions
          card={card}
          choice={choice}
          canApprove={canApprove}
          onAlways={verdict === 'ask' ? () => setAlways(true) : null}
        />
      )}
    </section>
  );
}
