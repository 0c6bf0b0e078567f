import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { ErrorBody, VerifyReport } from '../../../../../shared/index.ts';
import { call, errorBody } from '../../../bridge/client.ts';
import { ErrorNotice, Notice } from '../../../components/notice.tsx';
import { useLoad } from '../../../components/use-load.ts';
import { number } from '../../../format/days.ts';
import { duration } from '../../../format/time.ts';
import { auditJobsStore } from '../../../state/audit-jobs.ts';
import { useStore } from '../../../state/store.ts';
import { strings } from '../../../strings.ts';
import { ProgressBar } from './progress-bar.tsx';

const words = strings.audit;

/** Problems shown before the person asks for the others. */
const firstShown = 20;

function Problems(props: { readonly report: VerifyReport; readonly onShow: (id: string) => void }) {
  const { problems } = props.report;
  const [all, setAll] = useState(false);
  const shown = all ? problems : problems.slice(0, firstShown);
  return (
    <>
      <ul className="problems">
        {shown.map((problem) => (
          <li key={`${problem.index} ${problem.entryId} ${problem.message}`}>
            {problem.index !== null && <code>#{problem.index}</code>}{' '}
            {problem.entryId && <code>{problem.entryId}</code>} {problem.message}{' '}
            {problem.entryId && (
              <button type="button" className="link" onClick={() => props.onShow(problem.entryId ?? '')}>
                {words.showEntry}
              </button>
            )}
          </li>
        ))}
      </ul>
      {shown.length < problems.length && (
        <button type="button" className="link" onClick={() => setAll(true)}>
          {words.showAllProblems(number(problems.length))}
        </button>
      )}
    </>
  );
}

/** Whose signature it is, and what is kept of the log outside of its file. */
function Identity() {
  const { value } = useLoad(() => call('audit', 'state', {}), 'state');
  if (!value) return null;
  return (
    <>
      <p>{words.verifiedKey(value.fingerprint)}</p>
      <p>{value.anchor ? words.verifiedAnchor(number(value.anchor.size)) : words.noAnchor}</p>
    </>
  );
}

interface ReportProps {
  readonly report: VerifyReport;
  readonly close: ReactNode;
  readonly onShow: (id: string) => void;
}

function Report(props: ReportProps) {
  const { report } = props;
  const title = report.ok
    ? words.verified(number(report.entries), report.entries)
    : words.tampered(number(report.problems.length), report.problems.length);
  return (
    <Notice tone={report.ok ? 'good' : 'bad'} title={title} action={props.close}>
      <p>{words.verifiedHow(number(report.checkpoints), duration(report.milliseconds))}</p>
      {report.ok && <Identity />}
      {!report.ok && <Problems report={report} onShow={props.onShow} />}
      <p>
        {words.root256} <code className="hash">{report.rootHash}</code>
      </p>
    </Notice>
  );
}

interface VerifyPanelProps {
  readonly onShow: (id: string) => void;
  readonly onClose: () => void;
}

/** Recomputes the whole log as soon as it is shown: how far that is, a way to stop it, and what was found. */
export function VerifyPanel({ onShow, onClose }: VerifyPanelProps) {
  const progress = useStore(auditJobsStore).verify;
  const [report, setReport] = useState<VerifyReport | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  const over = useRef(onClose);
  over.current = onClose;

  useEffect(() => {
    let gone = false;
    auditJobsStore.dispatch({ verify: null });
    call('audit', 'verify', {}).then(
      (answer) => !gone && setReport(answer),
      (thrown) => {
        const body = errorBody(thrown);
        if (gone) return;
        if (body.code === 'cancelled') over.current();
        else setError(body);
      },
    );
    return () => {
      gone = true;
    };
  }, []);

  const close = (
    <button type="button" className="button button-small" onClick={onClose}>
      {words.close}
    </button>
  );
  return (
    <section className="log-panel" aria-label={words.verify}>
      {error && <ErrorNotice error={error} action={close} />}
      {report && <Report report={report} close={close} onShow={onShow} />}
      {!report && !error && (
        <div className="row">
          <ProgressBar label={words.verifying} progress={progress} />
          <button
            type="button"
            className="button button-small"
            onClick={() => void call('audit', 'cancelVerify', {}).catch((thrown) => setError(errorBody(thrown)))}
          >
            {words.cancel}
          </button>
        </div>
      )}
    </section>
  );
}
