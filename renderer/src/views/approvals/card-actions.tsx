import { useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { strings } from '../../strings.ts';
import type { PlanChoice } from './plan-choice.ts';
import type { Card } from './use-card.ts';

const words = strings.approval;

interface CardActionsProps {
  readonly card: Card;
  readonly choice: PlanChoice | null;
  readonly canApprove: boolean;
  /** Opens the rule that would let such calls through; null where none can be made. */
  readonly onAlways: (() => void) | null;
}

/** The answers of a card. Ctrl+Enter gives the one of the coloured button. */
export function CardActions({ card, choice, canApprove, onAlways }: CardActionsProps) {
  const [reason, setReason] = useState('');
  const whole = choice !== null && (
    <button
      type="button"
      className={choice.first ? 'button button-primary' : 'button'}
      disabled={!canApprove}
      title={choice.first ? `${strings.keys.approve} ${words.keys}` : undefined}
      onClick={() => void card.approve(choice)}
    >
      {choice.first && <Icon name="check" />}
      {words.approvePlan[choice.scope](choice.count)}
    </button>
  );
  const first = choice?.first ?? false;
  return (
    <footer className={choice ? 'approval-actions approval-actions-plan' : 'approval-actions'}>
      <input
        className="approval-reason"
        aria-label={words.reason}
        placeholder={words.reason}
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
      <button type="button" className="button" disabled={card.busy} onClick={() => void card.deny(reason)}>
        <Icon name="cross" />
        {words.deny}
      </button>
      {onAlways && (
        <button type="button" className="button" disabled={card.busy || card.editing !== null} onClick={onAlways}>
          {strings.always.open}
        </button>
      )}
      {!first && whole}
      <button
        type="button"
        className={first ? 'button' : 'button button-primary'}
        disabled={!canApprove}
        title={first ? undefined : `${strings.keys.approve} ${words.keys}`}
        onClick={() => void card.approve(null)}
      >
        {!first && <Icon name="check" />}
        {card.busy && !first ? words.answering : choice ? words.approveThis : words.approve}
      </button>
      {first && whole}
    </footer>
  );
}
