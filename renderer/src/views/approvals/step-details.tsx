import type { FormField, StepView } from '../../../../shared/index.ts';
import { Rules } from '../../components/call-values.tsx';
import { VerdictChip } from '../../components/chips.tsx';
import { Notice, UnusedNotice } from '../../components/notice.tsx';
import { ServiceBadge, serviceTitle } from '../../components/service-badge.tsx';
import { SteeredBy } from '../../components/source-text.tsx';
import { VisibleText } from '../../components/visible-text.tsx';
import { strings } from '../../strings.ts';
import { CallForm } from './call-form.tsx';
import { ExactRequest } from './exact-request.tsx';
import type { Card } from './use-card.ts';

const words = strings.approval;

interface StepDetailsProps {
  readonly approvalId: string;
  readonly step: StepView;
  readonly fields: readonly FormField[];
  readonly card: Card;
  /** Id for the effect in words; null where a line above says it. */
  readonly effectId: string | null;
  /** The step is the card's own: warnings interrupt. */
  readonly open: boolean;
}

/** Everything that there is to know of one step before it runs: effect, warnings, values with their forms, rules, request. */
export function StepDetails({ approvalId, step, fields, card, effectId, open }: StepDetailsProps) {
  const quotedTaint = step.args.some((arg) => arg.source.kind === 'result');
  return (
    <div className="step-details">
      {effectId !== null && (
        <p className="approval-effect" id={effectId}>
          <VisibleText text={step.effectText} />
        </p>
      )}
      <p className="approval-meta">
        {open && <ServiceBadge service={step.service} />}
        <span>{serviceTitle(step.service)}</span>
        {step.account !== null && <strong>{strings.call.as(step.account)}</strong>}
        <span className={`effect effect-${step.effect}`}>{strings.effect[step.effect]}</span>
        <span className="quiet">{step.undoText}</span>
      </p>
      {step.secondModel !== null && (
        <Notice tone="bad" title={strings.call.proposedBy(step.secondModel)}>
          <p>{words.secondModel}</p>
        </Notice>
      )}
      {step.tainted && (
        <Notice tone="bad" title={words.taintHeading}>
          <p>{quotedTaint ? words.taint : words.taintPlan}</p>
          <SteeredBy passage={step.steeredBy} args={step.args} />
        </Notice>
      )}
      <UnusedNotice unused={step.unused} />
      <CallForm step={step} fields={fields} card={card} />
      {step.decision && (
        <div className="decision">
          <VerdictChip verdict={step.decision.verdict} />
          <Rules decision={step.decision} />
        </div>
      )}
      <ExactRequest key={step.decision?.callHash} approvalId={approvalId} index={step.index} />
    </div>
  );
}
