import { useCallback, useEffect, useRef, useState } from 'react';
import type { AuditFilter, ErrorBody } from '../../../../shared/index.ts';
import { call, errorBody } from '../../bridge/client.ts';
import { type AuditPages, appendPage, noPages, refreshFirstPage } from '../../state/audit-pages.ts';

const pageSize = 100;

/** The list under a filter. `revision` goes up when something was logged: the first page is then read again. */
export function useAuditList(
  filter: AuditFilter,
  revision: number,
): { pages: AuditPages; error: ErrorBody | null; loading: boolean; more: () => void } {
  const key = JSON.stringify(filter);
  const [state, setState] = useState<{ key: string; pages: AuditPages }>({ key: '', pages: noPages });
  const [error, setError] = useState<ErrorBody | null>(null);
  const [loading, setLoading] = useState(true);
  const turn = useRef(0);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `revision` is why to read again, not what to read
  useEffect(() => {
    turn.current += 1;
    const mine = turn.current;
    setLoading(true);
    call('audit', 'list', { filter: JSON.parse(key) as AuditFilter, limit: pageSize }).then(
      (page) => {
        if (mine !== turn.current) return;
        setState((before) => ({ key, pages: refreshFirstPage(before.key === key ? before.pages : noPages, page) }));
        setError(null);
        setLoading(false);
      },
      (thrown) => {
        if (mine !== turn.current) return;
        setError(errorBody(thrown));
        setLoading(false);
      },
    );
  }, [key, revision]);

  const { next } = state.pages;
  const more = useCallback(() => {
    if (loading || next === null || state.key !== key) return;
    const mine = turn.current;
    setLoading(true);
    call('audit', 'list', { filter: JSON.parse(key) as AuditFilter, cursor: next, limit: pageSize }).then(
      (page) => {
        if (mine === turn.current) setState((before) => ({ key, pages: appendPage(before.pages, page) }));
        setLoading(false);
      },
      (thrown) => {
        setError(errorBody(thrown));
        setLoading(false);
      },
    );
  }, [key, loading, next, state.key]);

  return { pages: state.pages, error, loading, more };
}
