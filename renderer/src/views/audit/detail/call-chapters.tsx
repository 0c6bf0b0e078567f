import type { ArgumentView, AuditDetail } from '../../../../../shared/index.ts';
import { CallValues, DecisionBlock } from '../../../components/call-values.tsx';
import { ServiceBadge } from '../../../components/service-badge.tsx';
import { SteeredBy } from '../../../components/source-text.tsx';
import { VisibleText } from '../../../components/visible-text.tsx';
import { navigate } from '../../../state/app.ts';
import { strings } from '../../../strings.ts';
import { Chapter } from './chapter.tsx';

const words = strings.audit;

interface PartProps {
  readonly entry: AuditDetail;
  readonly zone: string;
}

/** What the person said, what they were asked on the way, and what the call takes back. */
export function SaidChapter({ entry }: PartProps) {
  return (
    <Chapter title={words.words}>
      {entry.request === '' ? (
        <p>{entry.title}</p>
      ) : (
        <blockquote>
          <VisibleText text={entry.request} />
        </blockquote>
      )}
      {entry.asked.map(({ text, options, chosen }) => (
        <p key={text}>{words.asked(text, options, chosen)}</p>
      ))}
      {entry.fromLink && <p className="source source-tainted">{words.fromLink}</p>}
      {entry.settles !== undefined && (
        <p>
          {strings.settle.settles}.{' '}
          <button type="button" className="link" onClick={() => navigate('audit', entry.settles ?? null)}>
            {strings.settle.seeSettled}
          </button>
        </p>
      )}
      {entry.undoes && (
        <p>
          {strings.undo.undoes}.{' '}
          <button type="button" className="link" onClick={() => navigate('audit', entry.undoes)}>
            {strings.undo.seeUndone}
          </button>
        </p>
      )}
    </Chapter>
  );
}

/** The call that was proposed, and by whom. */
export function CallChapter({ entry }: PartProps) {
  return (
    <Chapter title={words.call}>
      <p className="call-head">
        <ServiceBadge service={entry.service} />
        <span className="call-title">{entry.title}</span>
        <code className="tool-name">{entry.tool}</code>
        {entry.account !== '' && <span className="quiet">{words.account(entry.account)}</span>}
      </p>
      <p>
        <VisibleText text={entry.effectText} />
      </p>
      <p className="quiet">{words.step(entry.step)}</p>
      {entry.secondModel !== null && (
        <p className="source source-tainted">{strings.call.proposedBy(entry.secondModel)}</p>
      )}
      {entry.tainted && <p className="source source-tainted">{words.tainted}</p>}
      <SteeredBy passage={entry.steeredBy} args={entry.args} />
    </Chapter>
  );
}

/** What the model wrote for a value and how sure it was, where it wrote it. */
function Proposed({ arg }: { readonly arg: ArgumentView }) {
  if (arg.confidence === null) return null;
  return (
    <span className="proposed">
      {arg.proposed !== '' && arg.proposed !== arg.label && (
        <span className="proposed-text">
          <VisibleText text={words.proposed(arg.proposed)} />
        </span>
      )}
      <span className="num">{words.sure(Math.round(arg.confidence * 100))}</span>
    </span>
  );
}

/** Every value: what it is, where it came from, what the model had written, and how sure it was. */
export function ValuesChapter({ entry }: PartProps) {
  if (entry.args.length === 0) return null;
  return (
    <Chapter title={strings.call.values}>
      <CallValues args={entry.args} extra={(arg) => <Proposed arg={arg} />} />
    </Chapter>
  );
}

/** The rules that decided. */
export function DecisionChapter({ entry, zone }: PartProps) {
  if (!entry.decision) return null;
  return (
    <Chapter title={strings.call.rules} at={entry.decision.decidedAt} zone={zone}>
      <DecisionBlock decision={entry.decision} />
    </Chapter>
  );
}
