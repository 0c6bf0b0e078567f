import type { AuditDetail } from '../../../../../shared/index.ts';
import { duration, instant } from '../../../format/time.ts';
import { strings } from '../../../strings.ts';
import { Chapter } from './chapter.tsx';
import { waitOf } from './timing.ts';

const words = strings.audit;

/** Who said yes or no, when, how long that took, and why. */
export function ApprovalChapter({ entry, zone }: { readonly entry: AuditDetail; readonly zone: string }) {
  const { approval } = entry;
  const wait = waitOf(approval);
  return (
    <Chapter title={words.approval} at={approval?.at ?? null} zone={zone}>
      {approval ? (
        <>
          <p>
            {(approval.verdict === 'approve' ? words.approvedBy : words.deniedBy)(
              approval.by,
              instant(approval.at, zone),
            )}
            {wait !== null && <span className="quiet"> {words.answeredAfter(duration(wait))}</span>}
          </p>
          {approval.reason && <blockquote>{approval.reason}</blockquote>}
        </>
      ) : (
        <p className="quiet">{words.noApproval}</p>
      )}
    </Chapter>
  );
}
