import { type ReactNode, useEffect, useRef } from 'react';
import { call } from '../../bridge/client.ts';
import { CallValues, DecisionBlock } from '../../components/call-values.tsx';
import { StatusChip } from '../../components/chips.tsx';
import { Icon } from '../../components/icon.tsx';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { RawData, Result } from '../../components/result.tsx';
import { ServiceBadge } from '../../components/service-badge.tsx';
import { SteeredBy } from '../../components/source-text.tsx';
import { Undo } from '../../components/undo.tsx';
import { useLoad } from '../../components/use-load.ts';
import { duration, instant } from '../../format/time.ts';
import { navigate } from '../../state/app.ts';
import { strings } from '../../strings.ts';
import { Proof } from './proof.tsx';

const words = strings.audit;

function Chapter({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="chapter" aria-label={title}>
      <h3>{title}</h3>
      <div className="chapter-body">{children}</div>
    </section>
  );
}

interface AuditDetailProps {
  readonly id: string;
  readonly zone: string | undefined;
  readonly revision: number;
  readonly onBack: () => void;
}

/** One entry's whole story, in the order in which it happened. */
export function AuditDetailPanel({ id, zone, revision, onBack }: AuditDetailProps) {
  const detail = useLoad(() => call('audit', 'show', { id }), `${id} ${revision}`);
  const entry = detail.value?.id === id ? detail.value : null;
  const back = useRef<HTMLButtonElement>(null);

  // In a narrow window the list gives way to the entry, and takes the focus with it.
  useEffect(() => {
    if (back.current?.checkVisibility()) back.current.focus();
  }, []);

  return (
    <article className="audit-detail" aria-label={words.detail} data-entry={id}>
      <button ref={back} type="button" className="button button-small button-quiet back" onClick={onBack}>
        <Icon name="back" size={16} />
        {words.back}
      </button>
      {detail.error && <ErrorNotice error={detail.error} />}
      {!entry && !detail.error && <p className="quiet">{strings.loading}</p>}
      {entry && (
        <>
          <header className="audit-detail-head">
            <p className="call-head">
              <StatusChip status={entry.status} />
              <time className="quiet num" dateTime={entry.at}>
                {instant(entry.at, zone)}
              </time>
              {entry.milliseconds !== null && <span className="quiet num">{duration(entry.milliseconds)}</span>}
              {entry.lookup && <span className="mode">{words.lookup}</span>}
            </p>
            <h2>{entry.summary ?? entry.effectText}</h2>
          </header>
          {entry.status === 'unknown' && <Notice tone="wait" title={words.unknownHint} />}
          <Chapter title={words.words}>
            {entry.request === '' ? <p>{entry.title}</p> : <blockquote>{entry.request}</blockquote>}
            {entry.asked.map(({ text, options, chosen }) => (
              <p key={text}>{words.asked(text, options, chosen)}</p>
            ))}
            {entry.undoes && (
              <p>
                {strings.undo.undoes}.{' '}
                <button type="button" className="link" onClick={() => navigate('audit', entry.undoes)}>
                  {strings.undo.seeUndone}
                </button>
              </p>
            )}
          </Chapter>
          <Chapter title={words.call}>
            <p className="call-head">
              <ServiceBadge service={entry.service} />
              <span className="call-title">{entry.title}</span>
              <code className="tool-name">{entry.tool}</code>
              {entry.account !== '' && <span className="quiet">{words.account(entry.account)}</span>}
            </p>
            <p>{entry.effectText}</p>
            {entry.secondModel !== null && (
              <p className="source source-tainted">{strings.call.proposedBy(entry.secondModel)}</p>
            )}
            {entry.tainted && <p className="source source-tainted">{words.tainted}</p>}
            <SteeredBy passage={entry.steeredBy} />
          </Chapter>
          {entry.args.length > 0 && (
            <Chapter title={strings.call.values}>
              <CallValues args={entry.args} />
            </Chapter>
          )}
          {entry.decision && (
            <Chapter title={strings.call.rules}>
              <DecisionBlock decision={entry.decision} />
            </Chapter>
          )}
          <Chapter title={words.approval}>
            {entry.approval ? (
              <>
                <p>
                  {(entry.approval.verdict === 'approve' ? words.approvedBy : words.deniedBy)(
                    entry.approval.by,
                    instant(entry.approval.at, zone),
                  )}
                </p>
                {entry.approval.reason && <blockquote>{entry.approval.reason}</blockquote>}
              </>
            ) : (
              <p className="quiet">{words.noApproval}</p>
            )}
          </Chapter>
          <Chapter title={words.requests}>
            {entry.requests.length === 0 && <p className="quiet">{words.noRequests}</p>}
            {entry.requests.map((request, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what was sent is fixed
              <div className="sent" key={index}>
                <p>
                  <code>
                    {request.method} {request.path}
                  </code>
                  <span className="quiet num">{request.status ?? words.noAnswer}</span>
                </p>
                {request.body !== null && <RawData value={request.body} label={words.body} />}
              </div>
            ))}
          </Chapter>
          <Chapter title={strings.call.result}>
            {entry.error && <ErrorNotice error={entry.error} />}
            {(entry.result !== null || !entry.error) && <Result value={entry.result} />}
          </Chapter>
          <Chapter title={strings.undo.heading}>
            <Undo auditId={entry.id} undo={entry.undo} />
          </Chapter>
          <Chapter title={words.proof}>
            {entry.proofs.map((part) => (
              <Proof key={part.part} part={part} zone={zone} />
            ))}
          </Chapter>
        </>
      )}
    </article>
  );
}
