import { useEffect } from 'react';
import { subscribe } from '../../bridge/client.ts';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { draftsStore } from '../../state/policy-drafts.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { RulesTab } from './rules/rules-tab.tsx';
import { usePolicies } from './use-policies.ts';
import { Workshop } from './workshop/workshop.tsx';

const words = strings.policies;
const tabs = ['rules', 'workshop'] as const;

/** The rules in words, and the workshop in which they are changed. */
export function PoliciesView() {
  const { tab } = useStore(draftsStore);
  const { list, files } = usePolicies();
  const problems = list.value?.problems ?? [];

  useEffect(() => {
    const reload = (): void => {
      list.reload();
      files.reload();
    };
    // Another program may have changed the files where the system could not watch them.
    window.addEventListener('focus', reload);
    const unsubscribe = subscribe((event) => {
      if (event.type === 'policies.changed') reload();
    });
    return () => {
      window.removeEventListener('focus', reload);
      unsubscribe();
    };
  }, [list.reload, files.reload]);

  return (
    <div className={tab === 'workshop' ? 'page page-wide' : 'page'}>
      <header className="policies-head">
        <div>
          <h1>{words.heading}</h1>
          <p className="quiet">{words.intro}</p>
        </div>
        <div className="tabs" role="tablist" aria-label={words.tabs.label}>
          {tabs.map((name) => (
            <button
              key={name}
              type="button"
              role="tab"
              id={`policies-${name}`}
              aria-selected={tab === name}
              aria-controls="policies-panel"
              tabIndex={tab === name ? 0 : -1}
              onClick={() => draftsStore.dispatch({ type: 'tab', tab: name })}
              onKeyDown={(event) => {
                if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
                const other = name === 'rules' ? 'workshop' : 'rules';
                draftsStore.dispatch({ type: 'tab', tab: other });
                document.getElementById(`policies-${other}`)?.focus();
              }}
            >
              {words.tabs[name]}
            </button>
          ))}
        </div>
      </header>
      {list.error && <ErrorNotice error={list.error} />}
      {problems.length > 0 && (
        <Notice tone="bad" title={words.problems}>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </Notice>
      )}
      <div id="policies-panel" role="tabpanel" aria-labelledby={`policies-${tab}`} className="policies-panel">
        {tab === 'rules' ? <RulesTab list={list} files={files.value?.files ?? []} /> : <Workshop files={files} />}
      </div>
    </div>
  );
}
