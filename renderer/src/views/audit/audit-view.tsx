import { useEffect, useRef, useState } from 'react';
import type { AuditFilter } from '../../../../shared/index.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { useSettled } from '../../components/use-now.ts';
import { shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { ChartsPane } from './charts/charts-pane.tsx';
import { FilterBar } from './filters/filter-bar.tsx';
import { cleanFilter } from './filters/filter-parts.ts';
import { SavedViews } from './filters/saved-views.tsx';
import type { ListHandle } from './list/audit-list.tsx';
import { useTimeline } from './list/use-timeline.ts';
import { ListAndEntry } from './list-and-entry.tsx';
import { LogTools } from './tools/log-tools.tsx';

/** How long a filter must stay the same before the log is asked, in milliseconds. */
const typingPause = 60;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea');
}

/** The log: a list to search and filter beside the story of one entry, or the charts of what it counts up to. */
export function AuditView() {
  const { auditRevision, auditId, settings } = useStore(shellStore);
  const zone = settings?.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const [filter, setFilter] = useState<AuditFilter>({});
  const [charts, setCharts] = useState(false);
  const settled = cleanFilter(useSettled(filter, typingPause));
  const timeline = useTimeline(settled, zone, auditRevision);
  const search = useRef<HTMLInputElement>(null);
  const list = useRef<ListHandle>(null);

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
      event.preventDefault();
      search.current?.focus();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  // An entry that is asked for from elsewhere is shown, whatever was.
  useEffect(() => {
    if (auditId !== null) setCharts(false);
  }, [auditId]);

  return (
    <div className="audit">
      <header className="audit-head">
        <h1>{strings.audit.heading}</h1>
        <LogTools
          filter={settled}
          charts={charts}
          zone={zone}
          onCharts={setCharts}
          onShow={(id) => {
            setCharts(false);
            shellStore.dispatch({ auditId: id });
          }}
        />
        <FilterBar
          filter={filter}
          zone={zone}
          searchRef={search}
          onChange={setFilter}
          onLeave={() => list.current?.focus()}
        />
        <SavedViews filter={filter} revision={auditRevision} onChoose={setFilter} />
        {timeline.error && <ErrorNotice error={timeline.error} />}
      </header>
      {charts ? (
        <ChartsPane
          filter={settled}
          zone={zone}
          revision={auditRevision}
          onPick={(wanted) => {
            setFilter(wanted);
            setCharts(false);
          }}
        />
      ) : (
        <ListAndEntry timeline={timeline} filter={settled} zone={zone} list={list} onFilter={setFilter} />
      )}
    </div>
  );
}
