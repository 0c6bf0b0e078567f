import type { VerifyReport } from '../../../../shared/index.ts';
import { Notice } from '../../components/notice.tsx';
import { duration } from '../../format/time.ts';
import { strings } from '../../strings.ts';

/** What verifying the whole log found: every bad entry by name, with a way to it. */
export function VerifyReportNotice({
  report,
  onShow,
}: {
  readonly report: VerifyReport;
  readonly onShow: (id: string) => void;
}) {
  if (report.ok)
    return (
      <Notice tone="good" title={strings.audit.verified(report.entries, duration(report.milliseconds))}>
        <p>
          {strings.audit.root256} <code className="hash">{report.rootHash}</code>
        </p>
      </Notice>
    );
  return (
    <Notice tone="bad" title={strings.audit.tampered(report.problems.length)}>
      <ul className="problems">
        {report.problems.map((problem) => (
          <li key={`${problem.index} ${problem.entryId} ${problem.message}`}>
            {problem.index !== null && <code>#{problem.index}</code>}{' '}
            {problem.entryId && <code>{problem.entryId}</code>} {problem.message}{' '}
            {problem.entryId && (
              <button type="button" className="link" onClick={() => onShow(problem.entryId ?? '')}>
                {strings.audit.showEntry}
              </button>
            )}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
