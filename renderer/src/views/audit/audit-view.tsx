import { useEffect, useRef, useState } from 'react';
import type { AuditFilter, ErrorBody, VerifyReport } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { Icon } from '../../components/icon.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { useSettled } from '../../components/use-now.ts';
import { shellStore } from '../../state/app.ts';
import { cleanFilter } from '../../state/audit-pages.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { AuditDetailPanel } from './audit-detail.tsx';
import { AuditFilters } from './audit-filters.tsx';
import { AuditList } from './audit-list.tsx';
import { saveExport } from './save-export.ts';
import { useAuditList } from './use-audit-list.ts';
import { VerifyReportNotice } from './verify-report.tsx';

const words = strings.audit;

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, select, textarea');
}

/** The log: a list to search and filter beside the story of one entry. */
export function AuditView() {
  const { auditRevision, auditId, settings } = useStore(shellStore);
  const zone = settings?.zone;
  const [filter, setFilter] = useState<AuditFilter>({});
  const settled = cleanFilter(useSettled(filter, 180));
  const { pages, error: listError, loading, more } = useAuditList(settled, auditRevision);
  const [report, setReport] = useState<VerifyReport | null>(null);
  const [busy, setBusy] = useState<'verify' | 'export' | null>(null);
  const [error, setError] = useState<ErrorBody | null>(null);
  const search = useRef<HTMLInputElement>(null);
  const filtered = Object.keys(settled).length > 0;
  const select = (id: string | null): void => shellStore.dispatch({ auditId: id });

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== '/' || typing(event.target)) return;
      event.preventDefault();
      search.current?.focus();
    }
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, []);

  async function run(what: 'verify' | 'export'): Promise<void> {
    setBusy(what);
    setError(null);
    try {
      if (what === 'verify') setReport(await call('audit', 'verify', {}));
      else await saveExport(settled, 'bundle');
    } catch (thrown) {
      setError(errorBody(thrown));
    } finally {
      setBusy(null);
    }
  }

  return (
    <div className={auditId ? 'audit audit-has-detail' : 'audit'}>
      <header className="audit-head">
        <h1>{words.heading}</h1>
        <p className="quiet num" role="status">
          {words.count(pages.total)}
        </p>
        <div className="row audit-tools">
          <button type="button" className="button" disabled={busy !== null} onClick={() => void run('verify')}>
            <Icon name="approvals" size={16} />
            {busy === 'verify' ? words.verifying : words.verify}
          </button>
          <button type="button" className="button" disabled={busy !== null} onClick={() => void run('export')}>
            <Icon name="download" size={16} />
            {words.export}
          </button>
        </div>
        <AuditFilters filter={filter} searchRef={search} onChange={setFilter} />
        {error && <ErrorNotice error={error} />}
        {listError && <ErrorNotice error={listError} />}
        {report && <VerifyReportNotice report={report} onShow={select} />}
      </header>
      <div className="audit-panes">
        {pages.entries.length > 0 ? (
          <AuditList entries={pages.entries} selected={auditId} zone={zone} onSelect={select} onNearEnd={more} />
        ) : (
          <div className="empty">
            <p className="empty-title">{loading ? strings.loading : filtered ? words.noneFiltered : words.none}</p>
            {!loading && !filtered && <p>{words.noneDetail}</p>}
            {filtered && (
              <button type="button" className="button" onClick={() => setFilter({})}>
                {words.clear}
              </button>
            )}
          </div>
        )}
        {auditId ? (
          <AuditDetailPanel id={auditId} zone={zone} revision={auditRevision} onBack={() => select(null)} />
        ) : (
          pages.entries.length > 0 && <p className="audit-pick quiet">{words.pick}</p>
        )}
      </div>
    </div>
  );
}
