import { useCallback, useEffect, useRef, useState } from 'react';
import { shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import type { Snapshot } from './list/use-timeline.ts';

/** How long a row must stay picked before its entry is read, so that a held arrow key does not read every entry. */
const settleMilliseconds = 80;

/** The row that is picked in the list, and the entry that is shown beside it. */
export interface Picked {
  /** The picked row's number; null while none is, or while it is not known where in the list it is. */
  readonly at: number | null;
  /** Goes to a row; beside a list that is shown at the same time, its entry follows. */
  readonly move: (row: number) => void;
  /** Shows a row's entry now; answers whether the row is there. */
  readonly open: (row: number) => boolean;
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
  /** The row went somewhere, and its entry is not shown yet. */
  const ahead = useRef(false);
  const pages = snapshot?.pages;

  const move = useCallback((row: number) => {
    ahead.current = true;
    setAt(row);
  }, []);

  const open = useCallback(
    (row: number): boolean => {
      const entry = pages?.row(row);
      setAt(row);
      ahead.current = entry === undefined;
      if (entry) shellStore.dispatch({ auditId: entry.id });
      return entry !== undefined;
    },
    [pages],
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
    if (row !== null || another) setAt(row);
  }, [auditId, pages, version]);

  return { at, move, open };
}
