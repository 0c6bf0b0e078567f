import { approvalsStore, shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { ApprovalCard } from './approval-card.tsx';

/** Every call that waits for a person, oldest first. */
export function ApprovalsView() {
  const { open } = useStore(approvalsStore);
  const { approvalId } = useStore(shellStore);
  const wanted = open.find(({ id }) => id === approvalId) ?? open[0];
  return (
    <div className="page">
      <h1>{strings.views.approvals}</h1>
      {open.length === 0 && (
        <div className="empty">
          <p className="empty-title">{strings.approval.empty}</p>
          <p>{strings.approval.emptyDetail}</p>
        </div>
      )}
      {open.map((approval) => (
        <article className="approval-entry" key={approval.id}>
          <p className="asked">
            <span className="quiet">{strings.approval.request}</span> “{approval.request}”
          </p>
          <ApprovalCard approval={approval} focus={approval.id === wanted?.id} />
        </article>
      ))}
    </div>
  );
}
