import { CallValues, DecisionBlock } from '../../components/call-values.tsx';
import { ErrorNotice, UnusedNotice } from '../../components/notice.tsx';
import { ServiceBadge } from '../../components/service-badge.tsx';
import { SteeredBy } from '../../components/source-text.tsx';
import { strings } from '../../strings.ts';
import type { Preview } from './use-preview.ts';

/** The call as it stands while one types: what it would do, with which values, and what the rules say. */
export function PreviewCard({ preview, onRun }: { readonly preview: Preview; readonly onRun: () => void }) {
  const { run, error, pending } = preview;
  const step = run?.steps.at(-1);
  const next = run?.question ? 'choose' : step?.decision?.verdict;
  if (!run && !error && !pending) return null;
  return (
    <section
      className={pending ? 'card preview preview-pending' : 'card preview'}
      aria-label={strings.command.preview}
      aria-busy={pending}
      data-testid="preview"
    >
      {pending && <div className="stitching" role="status" aria-label={strings.command.previewing} />}
      {!run && !error && <p className="quiet">{strings.command.previewing}</p>}
      {error && <ErrorNotice error={error} />}
      {run?.error && <ErrorNotice error={run.error} />}
      {step && (
        <>
          <header className="call-head">
            <ServiceBadge service={step.service} />
            <span className="call-title">{step.title}</span>
            <code className="tool-name">{step.tool}</code>
            {step.account !== null && <span className="quiet">{strings.call.as(step.account)}</span>}
          </header>
          <p className="effect-text">{step.effectText}</p>
          <UnusedNotice unused={step.unused} />
          <SteeredBy passage={step.steeredBy} args={step.args} />
          <CallValues args={step.args} />
          {step.decision && <DecisionBlock decision={step.decision} />}
          {step.error && <ErrorNotice error={step.error} />}
        </>
      )}
      {run?.question && (
        <div className="preview-question">
          <p>{run.question.text}</p>
          <p className="quiet">{run.question.candidates.map((candidate) => candidate.label).join(' · ')}</p>
        </div>
      )}
      {run?.say && !step && <p className="say">{run.say}</p>}
      {next && (
        <footer className="preview-foot">
          {/* The verdict on the words before is none on these. */}
          <p className="quiet">{pending ? strings.command.nothingSent : strings.command.enterHint[next]}</p>
          <button type="button" className="button button-primary" onClick={onRun}>
            {pending ? strings.command.run : strings.command.enter[next]}
            <kbd>{strings.keys.enter}</kbd>
          </button>
        </footer>
      )}
    </section>
  );
}
