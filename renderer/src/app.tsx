import { useEffect } from 'react';
import { hasBridge } from './bridge/client.ts';
import { Icon } from './components/icon.tsx';
import { Mark } from './components/mark.tsx';
import { ErrorNotice, Notice } from './components/notice.tsx';
import { Paused } from './components/paused.tsx';
import { Unsettled } from './components/unsettled.tsx';
import { useMainProcess } from './components/use-main-process.ts';
import { useTheme } from './components/use-theme.ts';
import { approvalsStore, navigate, shellStore, type View, views } from './state/app.ts';
import { useStore } from './state/store.ts';
import { strings } from './strings.ts';
import { ApprovalsView } from './views/approvals/approvals-view.tsx';
import { LateAnswer } from './views/approvals/late-answer.tsx';
import { AuditView } from './views/audit/audit-view.tsx';
import { CommandView } from './views/command/command-view.tsx';
import { ConnectionsView } from './views/connections/connections-view.tsx';
import { PoliciesView } from './views/policies/policies-view.tsx';
import { SettingsView } from './views/settings/settings-view.tsx';
import { Tour } from './views/tour/tour.tsx';

const pages: Record<View, () => React.JSX.Element> = {
  command: CommandView,
  approvals: ApprovalsView,
  audit: AuditView,
  policies: PoliciesView,
  connections: ConnectionsView,
  settings: SettingsView,
};

function Rail() {
  const { view, info } = useStore(shellStore);
  const { open } = useStore(approvalsStore);
  return (
    <aside className="rail">
      <div className="brand">
        <Mark size={30} />
        <span>{strings.appName}</span>
      </div>
      <nav aria-label={strings.views.label}>
        {views.map((name, index) => (
          <button
            type="button"
            key={name}
            className="rail-item"
            aria-current={view === name ? 'page' : undefined}
            title={strings.keys.view(strings.views[name], index + 1)}
            onClick={() => navigate(name)}
          >
            <Icon name={name} size={20} />
            <span className="rail-name">{strings.views[name]}</span>
            {name === 'approvals' && open.length > 0 && (
              <span className="badge num" role="img" aria-label={strings.status.waiting(open.length)}>
                {open.length}
              </span>
            )}
          </button>
        ))}
      </nav>
      {info && (
        <footer className="rail-foot">
          {info.demo && (
            <p className="demo-tag" title={strings.status.demoDetail}>
              {strings.status.demo}
            </p>
          )}
          <p className={info.model.ready ? 'quiet' : 'rail-problem'} title={info.model.problem ?? undefined}>
            {info.model.ready
              ? strings.status.modelReady(info.model.name, info.model.device)
              : strings.status.modelMissing}
          </p>
        </footer>
      )}
    </aside>
  );
}

function Problems() {
  const { info, hiddenProblems } = useStore(shellStore);
  const all = [...new Set([...(info?.problems ?? []), ...(info?.model.problem ? [info.model.problem] : [])])];
  const problems = all.filter((problem) => !hiddenProblems.includes(problem));
  if (problems.length === 0) return null;
  const hide = (
    <button type="button" className="button button-small" onClick={() => shellStore.dispatch({ hiddenProblems: all })}>
      {strings.status.hide}
    </button>
  );
  return (
    <Notice tone="wait" title={strings.status.problems} action={hide}>
      <ul>
        {problems.map((problem) => (
          <li key={problem}>{problem}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** What waits elsewhere is always one click away, and said aloud when it comes. */
function WaitingBar() {
  const { view } = useStore(shellStore);
  const { open } = useStore(approvalsStore);
  const elsewhere = open.length > 0 && view !== 'approvals' && view !== 'command';
  return (
    <div className="waiting-bar" role="status">
      {elsewhere && (
        <>
          <Icon name="hand" />
          <span>{strings.status.waiting(open.length)}</span>
          <button type="button" className="button button-small" onClick={() => navigate('approvals')}>
            {strings.status.review}
          </button>
        </>
      )}
    </div>
  );
}

/** The window: views at the side, the one in use beside them. */
export function App() {
  const { view } = useStore(shellStore);
  const { open } = useStore(approvalsStore);
  const Page = pages[view];

  useMainProcess(() => undefined);

  useTheme();
  useEffect(() => {
    document.title = open.length > 0 ? `(${open.length}) ${strings.appName}` : strings.appName;
  }, [open.length]);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const next = event.key === 'k' ? 'command' : views[Number(event.key) - 1];
      if (!next) return;
      event.preventDefault();
      navigate(next);
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  return (
    <div className="shell">
      <a className="skip" href="#content">
        {strings.skip}
      </a>
      <Rail />
      <div className="stage">
        <WaitingBar />
        <main id="content" className={`content content-${view}`} tabIndex={-1}>
          {!hasBridge() && <ErrorNotice error={{ code: 'unreachable', ...strings.noBridge }} />}
          <Paused />
          <Problems />
          <Unsettled />
          <LateAnswer />
          <Tour />
          <Page />
        </main>
      </div>
    </div>
  );
}
