import type { ThimbleEvent } from '../../../shared/index.ts';
import { call, subscribe } from '../bridge/client.ts';
import { approvalsStore, navigate, runsStore, shellStore } from './app.ts';
import { auditJobsStore } from './audit-jobs.ts';
import { isOver } from './runs.ts';

const pollMilliseconds = 3000;

function receive(event: ThimbleEvent): void {
  switch (event.type) {
    case 'run.updated':
      runsStore.dispatch({ type: 'event', run: event.run });
      break;
    case 'approval.opened':
      approvalsStore.dispatch({ type: 'opened', approval: event.approval });
      break;
    case 'approval.closed':
      approvalsStore.dispatch({ type: 'closed', approvalId: event.approvalId });
      break;
    case 'audit.appended':
      shellStore.dispatch({ auditRevision: shellStore.get().auditRevision + 1 });
      break;
    case 'audit.verify_progress':
      auditJobsStore.dispatch({ verify: { done: event.done, total: event.total } });
      break;
    case 'audit.export_progress':
      auditJobsStore.dispatch({ export: { done: event.done, total: event.total } });
      break;
    case 'accounts.changed':
      shellStore.dispatch({ accountsRevision: shellStore.get().accountsRevision + 1 });
      void refreshInfo();
      break;
    case 'settings.changed':
      void refreshInfo();
      break;
    case 'navigate':
      navigate(event.view, event.auditId ?? null, event.approvalId ?? null);
      break;
  }
}

/** Asks for the open cards; on failure the window keeps what it has, and the next poll asks again. */
export async function refreshApprovals(): Promise<void> {
  const { revision } = approvalsStore.get();
  const approvals = await call('approval', 'list', {}).catch(() => null);
  if (approvals) approvalsStore.dispatch({ type: 'listed', approvals, revision });
}

async function refreshRuns(): Promise<void> {
  const { runs, revisions } = runsStore.get();
  for (const run of runs.filter((candidate) => !isOver(candidate))) {
    const fresh = await call('command', 'get', { runId: run.id }).catch(() => null);
    if (fresh) runsStore.dispatch({ type: 'reply', run: fresh, revision: revisions[run.id] ?? 0 });
  }
}

/** Reads what the main process says of itself again. */
export async function refreshInfo(): Promise<void> {
  const [info, settings] = await Promise.all([
    call('app', 'info', {}).catch(() => null),
    call('app', 'settings', {}).catch(() => null),
  ]);
  shellStore.dispatch({ info: info ?? shellStore.get().info, settings: settings ?? shellStore.get().settings });
}

/**
 * Joins the stores to the main process. Events are the news; a slow poll mends what a lost connection missed.
 * @param also given each event after the stores
 */
export function connect(also: (event: ThimbleEvent) => void = () => undefined): () => void {
  const unsubscribe = subscribe((event) => {
    receive(event);
    also(event);
  });
  void refreshInfo();
  void refreshApprovals();
  const timer = setInterval(() => {
    if (document.hidden) return;
    void refreshApprovals();
    void refreshRuns();
  }, pollMilliseconds);
  return () => {
    clearInterval(timer);
    unsubscribe();
  };
}
