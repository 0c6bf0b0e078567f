import { type Ref, useEffect, useRef } from 'react';
import type { AuditDetail, AuditFilter } from '../../../../../shared/index.ts';
import { call } from '../../../bridge/client.ts';
import { StatusChip } from '../../../components/chips.tsx';
import { Icon } from '../../../components/icon.tsx';
import { ErrorNotice, Notice } from '../../../components/notice.tsx';
import { Undo } from '../../../components/undo.tsx';
import { useLoad } from '../../../components/use-load.ts';
import { VisibleText } from '../../../components/visible-text.tsx';
import { instant } from '../../../format/time.ts';
import { strings } from '../../../strings.ts';
import { ResultChapter, SentChapter } from './answer-chapters.tsx';
import { ApprovalChapter } from './approval-chapter.tsx';
import { CallChapter, DecisionChapter, SaidChapter, ValuesChapter } from './call-chapters.tsx';
import { Chapter } from './chapter.tsx';
import { DetailActions } from './detail-actions.tsx';
import { Proof } from './proof.tsx';
import { Settle } from './settle.tsx';

const words = strings.audit;

function Head({ entry, zone, onFilter }: StoryProps) {
  return (
    <header className="audit-detail-head">
      <p className="call-head">
        <StatusChip status={entry.status} />
        <time className="quiet num" dateTime={entry.at}>
          {instant(entry.at, zone)}
        </time>
        <code className="entry-id">{entry.id}</code>
        {entry.lookup && <span className="mode">{words.lookup}</span>}
      </p>
      <h2>{entry.removed ? <code>{entry.tool}</code> : <VisibleText text={entry.summary ?? entry.effectText} />}</h2>
      <DetailActions key={entry.id} entry={entry} onFilter={onFilter} />
    </header>
  );
}

interface StoryProps {
  readonly entry: AuditDetail;
  readonly zone: string;
  readonly onFilter: (filter: AuditFilter) => void;
}

/** What the texts of an entry tell, from the words to the way back. */
function Told({ entry, zone }: Omit<StoryProps, 'onFilter'>) {
  return (
    <>
      <SaidChapter entry={entry} zone={zone} />
      <CallChapter entry={entry} zone={zone} />
      <ValuesChapter entry={entry} zone={zone} />
      <DecisionChapter entry={entry} zone={zone} />
      <ApprovalChapter entry={entry} zone={zone} />
      <SentChapter entry={entry} />
      <ResultChapter entry={entry} />
      <Chapter title={strings.undo.heading}>
        <Undo auditId={entry.id} undo={entry.undo} />
      </Chapter>
    </>
  );
}

function Story(props: StoryProps) {
  const { entry, zone } = props;
  return (
    <>
      <Head {...props} />
      {entry.status === 'unknown' && !entry.settled && <Notice tone="wait" title={words.unknownHint} />}
      {entry.settling && <Settle entry={entry} settling={entry.settling} />}
      {entry.removed && (
        <Notice tone="wait" title={words.removedTitle}>
          <p>{words.removedDetail}</p>
        </Notice>
      )}
      <div className="story">
        {!entry.removed && <Told entry={entry} zone={zone} />}
        <Chapter title={words.proof}>
          <p className="quiet">{words.proofExplained}</p>
          {entry.proofs.map((part) => (
            <Proof key={part.part} entry={entry} part={part} zone={zone} />
          ))}
        </Chapter>
      </div>
    </>
  );
}

interface AuditDetailProps {
  readonly ref: Ref<HTMLElement>;
  readonly id: string;
  readonly zone: string;
  readonly revision: number;
  readonly onBack: () => void;
  readonly onFilter: (filter: AuditFilter) => void;
  /** The entry is there. */
  readonly onShown: (entry: AuditDetail) => void;
}

/** One entry's whole story, in the order in which it happened. Esc goes back from anywhere in it. */
export function AuditDetailPanel({ ref, id, zone, revision, onBack, onFilter, onShown }: AuditDetailProps) {
  const detail = useLoad(() => call('audit', 'show', { id }), `${id} ${revision}`);
  const entry = detail.value?.id === id ? detail.value : null;
  const back = useRef<HTMLButtonElement>(null);

  useEffect(() => {
    if (entry) onShown(entry);
  }, [entry, onShown]);

  // In a narrow window the list gives way to the entry, and takes the focus with it.
  useEffect(() => {
    if (back.current?.checkVisibility()) back.current.focus();
  }, []);

  return (
    <article
      ref={ref}
      tabIndex={-1}
      className="audit-detail"
      aria-label={words.detail}
      data-entry={id}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onBack();
      }}
    >
      <button ref={back} type="button" className="button button-small button-quiet back" onClick={onBack}>
        <Icon name="back" size={16} />
        {words.back}
      </button>
      {detail.error && <ErrorNotice error={detail.error} />}
      {!entry && !detail.error && <p className="quiet">{strings.loading}</p>}
      {entry && <Story entry={entry} zone={zone} onFilter={onFilter} />}
    </article>
  );
}
