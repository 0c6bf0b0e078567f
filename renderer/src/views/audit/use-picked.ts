import { useCallback, useEffect, useRef, useState } from 'react';
import type { AuditFilter } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import { locateRow } from './list/locate.ts';
import type { Snapshot } from './list/use-timeline.ts';

/** How long a row must stay picked before its entry is read, so that a held arrow key does not read every entry. */
const settleMilliseconds = 80;

/** The row that is picked in the list, and the entry that is shown beside it. */
export interface Picked {
  /** The picked row's number; null while none is, or while it is not known where in the list it is. */
  readonly at: number | null;
  /** Goes up when the picked row is to be brought into view: not when only the list around it has changed. */
  readonly reveal: number;
  /** Goes to a row; beside a list that is shown at the same time, its entry follows. */
  readonly move: (row: number) => void;
  /** Shows a row's entry now; answers whether the row is there. */
  readonly open: (row: number) => boolean;
  /** An entry is shown that was asked for from elsewhere: finds its row, wherever in the list that is. */
  readonly find: (entry: { readonly id: string; readonly at: string }) => void;
}

function rowOf(snapshot: Snapshot | null, id: string): number | null {
  for (const [row, entry] of snapshot?.pages.loaded() ?? []) if (entry.id === id) return row;
  return null;
}

/**
 * Keeps row and entry together: the entry follows the row as it moves, the row follows an entry that was asked for from
 * elsewhere. `version`: goes up when rows came. `follow`: whether the entry is shown beside the list.
 */
export function usePicked(snapshot: Snapshot | null, version: number, follow: boolean): Picked {
  const { auditId } = useStore(shellStore);
  const [at, setAt] = useState<number | null>(null);
  const [reveal, setReveal] = useState(0);
  /** The row went somewhere, and its entry is not shown yet. */
  const ahead = useRef(false);
  const pages = snapshot?.pages;

  const go = useCallback((row: number) => {
    setAt(row);
    setReveal((before) => before + 1);
  }, []);
  const move = useCallback(
    (row: number) => {
      ahead.current = true;
      go(row);
    },
    [go],
  );

  const open = useCallback(
    (row: number): boolean => {
      const entry = pages?.row(row);
      go(row);
      ahead.current = entry === undefined;
      if (entry) shellStore.dispatch({ auditId: entry.id });
      return entry !== undefined;
    },
    [pages, go],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` tells that rows came
  useEffect(() => {
    const id = at === null ? undefined : pages?.row(at)?.id;
    if (!ahead.current || !follow || id === undefined) return;
    const timer = setTimeout(() => {
      ahead.current = false;
      shellStore.dispatch({ auditId: id });
    }, settleMilliseconds);
    return () => clearTimeout(timer);
  }, [at, version, pages, follow]);

  const [shown, find] = useState<{ readonly id: string; readonly at: string } | null>(null);
  const found = useRef<string | null>(null);
  useEffect(() => {
    if (!snapshot || !shown || ahead.current || shown.id !== auditId || rowOf(snapshot, shown.id) !== null) return;
    let over = false;
    const { upTo, total } = snapshot;
    const [filter] = JSON.parse(snapshot.key) as [AuditFilter, string];
    const rows = async (offset: number, limit: number) =>
      (await call('audit', 'page', { filter, offset, limit, upTo })).entries;
    locateRow(shown, total, rows).then(
      (row) => {
        if (over || row === null || ahead.current) return;
        // Found once more in a newer list, it does not pull the list away from what one reads.
        if (found.current === shown.id) setAt(row);
        else go(row);
        found.current = shown.id;
      },
      // The list says itself what is wrong with it.
      () => undefined,
    );
    return () => {
      over = true;
    };
    // Rows that come meanwhile change nothing of where it is.
  }, [shown, auditId, snapshot, go]);

  const before = useRef(pages);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` tells that rows came
  useEffect(() => {
    const another = before.current !== pages;
    before.current = pages;
    if (another) ahead.current = false;
    if (ahead.current) return;
    if (auditId === null) {
      if (another) setAt(null);
      return;
    }
    const row = rowOf(snapshot, auditId);
    if (row !== null && found.current !== auditId) go(row);
    else if (row !== null || another) setAt(row);
    if (row !== null) found.current = auditId;
  }, [auditId, pages, version]);

  return { at, reveal, move, open, find };
}
