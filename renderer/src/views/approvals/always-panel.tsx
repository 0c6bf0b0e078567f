import { useEffect, useId, useRef, useState } from 'react';
import type { AlwaysDraft, Approval } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { Icon } from '../../components/icon.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { useLoad } from '../../components/use-load.ts';
import { strings } from '../../strings.ts';
import { amountText, readAmount } from './amount-text.ts';
import { useArmed } from './use-armed.ts';
import type { Card } from './use-card.ts';

const words = strings.always;
const dayChoices = [7, 30, 90] as const;
type Days = (typeof dayChoices)[number];
type Offered = AlwaysDraft & { readonly kind: 'offered' };

/** How long what is typed stays as it is before the rule is written again. */
const pauseMilliseconds = 400;

interface AlwaysPanelProps {
  readonly approval: Approval;
  readonly card: Card;
  /** The card could be approved now. */
  readonly canApprove: boolean;
  readonly onBack: () => void;
}

/** What was typed, once it has stayed as it is for a moment. */
function useSettled(typed: string): string {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
}

/**
 * The rule that would let calls like this one through, written by the main process and shown word for word. Approving
 * sends its hash: what is made is what stands here. It takes the place of the card's own buttons while it is open.
 */
export function AlwaysPanel({ approval, card, canApprove, onBack }: AlwaysPanelProps) {
  const [days, setDays] = useState<Days>(30);
  const [typed, setTyped] = useState('');
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  const headingId = useId();
  const callHash = approval.step.decision?.callHash ?? '';
  const settled = useSettled(typed);
  const [currency, setCurrency] = useState('usd');
  const minor = settled === '' ? undefined : readAmount(settled, currency);
  const asked = `${callHash} ${days} ${minor}`;
  const draft = useLoad(async () => {
    // A number that cannot be read makes no rule: the last one stays, and cannot be approved.
    if (minor === null) return null;
    const limit = minor === undefined ? {} : { maxMinor: minor };
    const found = await call('approval', 'alwaysDraft', { approvalId: approval.id, callHash, days, ...limit });
    return { found, asked };
  }, asked);
  const found = draft.value?.found ?? null;
  const current = !draft.loading && draft.value?.asked === asked && typed === settled;
  const offered = found?.kind === 'offered' ? found : null;
  const last = useRef<Offered | null>(null);
  if (offered) last.current = offered;
  const shown = offered ?? last.current;
  const armed = useArmed(current && offered ? offered.hash : '');

  useEffect(() => heading.current?.focus(), []);
  // Its buttons are in sight once the rule is there.
  const there = found !== null;
  useEffect(() => {
    if (there) panel.current?.scrollIntoView({ block: 'nearest' });
  }, [there]);
  useEffect(() => {
    if (shown?.limit) setCurrency(shown.limit.currency);
  }, [shown]);

  const ready = canApprove && current && offered !== null && armed && !card.busy;
  return (
    <section
      ref={panel}
      className="always"
      aria-labelledby={headingId}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
    >
      <h4 id={headingId} ref={heading} tabIndex={-1}>
        {words.heading}
      </h4>
      {draft.error && <ErrorNotice error={draft.error} />}
      <div role="status" className="always-says" data-busy={!current || undefined}>
        {found?.kind === 'not_offered' ? (
          <>
            <strong>{words.notOffered}</strong>
            <p>{found.why}</p>
          </>
        ) : (
          <p>{offered?.says ?? (minor === null ? shown?.says : draft.error ? '' : words.loading)}</p>
        )}
      </div>
      {shown && (
        <>
          <div className="always-bounds">
            <label className="always-field">
              <span className="field-name">{words.days}</span>
              <select
                value={days}
                onChange={(event) => setDays(dayChoices.find((one) => String(one) === event.target.value) ?? 30)}
              >
                {dayChoices.map((one) => (
                  <option key={one} value={one}>
                    {words.dayChoice(one)}
                  </option>
                ))}
              </select>
            </label>
            {shown.limit?.raisable && (
              <label className="always-field">
                <span className="field-name">{words.limit}</span>
                <input
                  inputMode="decimal"
                  title={words.limitHint(shown.limit.currency)}
                  aria-invalid={minor === null}
                  value={typed === '' ? amountText(shown.limit.minor, shown.limit.currency) : typed}
                  onChange={(event) => setTyped(event.target.value)}
                />
                {minor === null && <span className="always-bad">{words.limitBad}</span>}
              </label>
            )}
          </div>
          <p className="quiet">
            {shown.free.length > 0 && `${words.free(new Intl.ListFormat('en').format(shown.free))} `}
            {words.bounds}
          </p>
          {offered && (
            <details>
              <summary>{words.exact}</summary>
              {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region must be reachable by keyboard */}
              <pre tabIndex={0}>{offered.text}</pre>
            </details>
          )}
        </>
      )}
      <footer className="approval-actions">
        <button type="button" className="button" disabled={card.busy} onClick={onBack}>
          <Icon name="back" />
          {words.back}
        </button>
        {found?.kind !== 'not_offered' && (
          <button
            type="button"
            className="button button-primary"
            disabled={!ready}
            onClick={() => offered && void card.approveAlways(offered.hash)}
          >
            <Icon name="check" />
            {card.busy ? words.answering : words.approve}
          </button>
        )}
      </footer>
    </section>
  );
}
