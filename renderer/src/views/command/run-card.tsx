import type { RunView, StepView } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { CallValues, Rules } from '../../components/call-values.tsx';
import { StepChip, VerdictChip } from '../../components/chips.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { Result } from '../../components/result.tsx';
import { ServiceBadge } from '../../components/service-badge.tsx';
import { SteeredBy } from '../../components/source-text.tsx';
import { StepUndo } from '../../components/undo.tsx';
import { duration } from '../../format/time.ts';
import { approvalsStore, navigate, runsStore } from '../../state/app.ts';
import { isOver } from '../../state/runs.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { ApprovalCard } from '../approvals/approval-card.tsx';
import { QuestionCard } from './question-card.tsx';

interface StepItemProps {
  readonly step: StepView;
  readonly focus: boolean;
  /** The run has ended: what was done can now be undone. */
  readonly over: boolean;
}

function StepItem({ step, focus, over }: StepItemProps) {
  const { open } = useStore(approvalsStore);
  const approval = step.state === 'waiting' ? open.find((candidate) => candidate.id === step.approvalId) : undefined;
  const succeeded = step.state === 'succeeded';
  return (
    <li className={`step step-${step.state}`} data-step={step.index}>
      <span className="step-knot" aria-hidden="true" />
      <div className="step-body">
        <header className="call-head">
          <ServiceBadge service={step.service} />
          <span className="call-title">{step.title}</span>
          {step.account !== null && <span className="quiet">{strings.call.as(step.account)}</span>}
          <StepChip state={step.state} />
          {step.milliseconds !== null && <span className="quiet num">{duration(step.milliseconds)}</span>}
        </header>
        {approval ? (
          <ApprovalCard approval={approval} focus={focus} />
        ) : (
          <>
            <p className="effect-text">{step.summary ?? step.effectText}</p>
            {step.secondModel !== null && (
              <p className="source source-tainted">{strings.call.proposedBy(step.secondModel)}</p>
            )}
            {succeeded && step.effect === 'read' && <Result value={step.result} />}
            {step.error && <ErrorNotice error={step.error} />}
            {step.state === 'denied' && step.decision && (
              <div className="decision">
                <VerdictChip verdict={step.decision.verdict} />
                <Rules decision={step.decision} />
              </div>
            )}
            <details className="raw step-values">
              <summary>{strings.call.values}</summary>
              <SteeredBy passage={step.steeredBy} args={step.args} />
              <CallValues args={step.args} />
              {step.decision && step.state !== 'denied' && <Rules decision={step.decision} />}
            </details>
            <div className="step-foot">
              {over && succeeded && step.effect !== 'read' && step.auditId && (
                <StepUndo auditId={step.auditId} before={step.undoText} />
              )}
              {step.auditId && (
                <button type="button" className="link" onClick={() => navigate('audit', step.auditId)}>
                  {strings.command.inLog}
                </button>
              )}
            </div>
          </>
        )}
      </div>
    </li>
  );
}

/** A request on its way: its steps on a thread, the question or the approval it waits for, and how it ended. */
export function RunCard({ run, focus }: { readonly run: RunView; readonly focus: boolean }) {
  const over = isOver(run);

  async function stop(): Promise<void> {
    const revision = runsStore.get().revisions[run.id] ?? 0;
    const stopped = await call('command', 'cancel', { runId: run.id }).catch(() => null);
    if (stopped) runsStore.dispatch({ type: 'reply', run: stopped, revision });
  }

  const endedBySummary = run.say?.replace(/\.$/u, '') === run.steps.at(-1)?.summary?.replace(/\.$/u, '');
  return (
    <section className="run" aria-label={strings.command.runsAs} data-run={run.id} data-state={run.state}>
      <header className="run-head">
        <h2>{run.request}</h2>
        {over ? (
          <button
            type="button"
            className="button button-small button-quiet"
            onClick={() => runsStore.dispatch({ type: 'show', runId: null })}
          >
            {strings.command.dismiss}
          </button>
        ) : (
          <button type="button" className="button button-small" onClick={() => void stop()}>
            {strings.command.stop}
          </button>
        )}
      </header>
      {run.steps.length > 0 && (
        <ol className="steps" aria-label={strings.command.steps}>
          {run.steps.map((step) => (
            <StepItem key={step.index} step={step} focus={focus} over={over} />
          ))}
        </ol>
      )}
      {run.question && <QuestionCard runId={run.id} question={run.question} focus={focus} />}
      {run.error && <ErrorNotice error={run.error} />}
      <div role="status" className="run-status">
        {!over && (
          <p className={run.steps.length > 0 || run.question ? 'visually-hidden' : 'quiet'}>
            {strings.runState[run.state]}
          </p>
        )}
        {run.state === 'thinking' && <div className="stitching" />}
        {run.say && !endedBySummary && <p className="say">{run.say}</p>}
      </div>
      {run.answer && (
        <section className="answer" aria-label={strings.command.answeredBy(run.answer.from)}>
          <p className="answer-from">
            {strings.command.answeredBy(run.answer.from)}. {strings.command.answerHint}
          </p>
          <p className="answer-text">{run.answer.text}</p>
        </section>
      )}
    </section>
  );
}
