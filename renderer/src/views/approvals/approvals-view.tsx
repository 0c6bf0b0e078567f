import { approvalsStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { ApprovalCard } from './approval-card.tsx';

/** Every call that waits for a person, oldest first. */
export function ApprovalsView() {
  const { open } = useStore(approvalsStore);
  return (
    <div className="page">
      <h1>{strings.views.approvals}</h1>
      {open.length === 0 && (
        <div className="empty">
          <p className="empty-title">{strings.approval.empty}</p>
          <p>{strings.approval.emptyDetail}</p>
        </div>
      )}
      {open.map((approval, index) => (
        <article className="approval-entry" key={approval.id}>
          <p className="asked">
            <span className="quiet">{strings.approval.request}</span> “{approval.request}”
          </p>
          <ApprovalCard approval={approval} focus={index === 0} />
        </article>
      ))}
    </div>
  );
}
