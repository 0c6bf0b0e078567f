import { type ReactNode, useState } from 'react';
import type { Approval, PlanEntry } from '../../../../shared/index.ts';
import { VerdictChip } from '../../components/chips.tsx';
import { Icon } from '../../components/icon.tsx';
import { ServiceBadge } from '../../components/service-badge.tsx';
import { VisibleText } from '../../components/visible-text.tsx';
import { strings } from '../../strings.ts';
import { StepDetails } from './step-details.tsx';
import type { Card } from './use-card.ts';

const words = strings.approval;

/** A step that follows: in one line, and with everything that the card's own step shows once it is opened. */
function NextStep({ approval, entry, card }: { approval: Approval; entry: PlanEntry; card: Card }) {
  const [open, setOpen] = useState(false);
  const { step } = entry;
  if (!step) return null;
  return (
    <>
      <p className="plan-line">
        <ServiceBadge service={step.service} />
        <span className="plan-text">
          <VisibleText text={entry.text} />
        </span>
      </p>
      <p className="plan-marks">
        <VerdictChip verdict={step.decision?.verdict ?? 'deny'} />
        {step.tainted && (
          <span className="plan-taint">
            <Icon name="warning" size={14} />
            {words.taintMark}
          </span>
        )}
        <button type="button" className="link" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? words.hideStep(entry.index) : words.showStep(entry.index)}
        </button>
      </p>
      {open && (
        <StepDetails
          approvalId={approval.id}
          step={step}
          fields={entry.fields}
          card={card}
          effectId={null}
          open={false}
        />
      )}
    </>
  );
}

/** The steps of a plan on a thread: what is done, what is asked about now (its details are `children`), what follows. */
export function PlanList({
  approval,
  card,
  children,
}: {
  readonly approval: Approval;
  readonly card: Card;
  readonly children: ReactNode;
}) {
  const { plan } = approval;
  const own = plan.findIndex(({ state }) => state === 'this');
  return (
    <ol className="plan" aria-label={words.plan}>
      {plan.map((entry, at) => (
        <li
          key={entry.index}
          className={`plan-step plan-${entry.state}`}
          data-state={entry.state}
          aria-current={entry.state === 'this' ? 'step' : undefined}
        >
          <span className="plan-number num" aria-hidden="true">
            {entry.state === 'done' ? <Icon name="check" size={14} /> : entry.state === 'unknown' ? '?' : entry.index}
          </span>
          <div className="plan-body">
            <p className="plan-state">
              {words.planState[at === own + 1 && entry.state === 'next' ? 'first' : entry.state](entry.index)}
            </p>
            {entry.state === 'this' ? (
              children
            ) : entry.state === 'next' ? (
              <NextStep approval={approval} entry={entry} card={card} />
            ) : (
              <p className="plan-text">
                <VisibleText text={entry.text} />
              </p>
            )}
          </div>
        </li>
      ))}
    </ol>
  );
}
