import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { AuditFilter, AuditSummary, ErrorBody } from '../../../../../shared/index.ts';
import { call, errorBody } from '../../../bridge/client.ts';
import { RowPages } from './row-pages.ts';
import { type Timeline, type TimelineDay, timelineOf } from './timeline.ts';

/** Rows asked for at once. */
export const pageSize = 100;

/** How long the log is left alone after something was written, and while a search is still being counted. Milliseconds. */
const [afterNews, whileCounting] = [200, 250];

/** The log under one filter as it was at one moment: entries written later are counted, and do not move what one reads. */
export interface Snapshot {
  /** The filter and zone, as text: what makes a snapshot another list. */
  readonly key: string;
  readonly upTo: number;
  readonly total: number;
  /** False while a broad search is still being counted. */
  readonly exact: boolean;
  readonly timeline: Timeline;
  readonly pages: RowPages<AuditSummary>;
}

/** The list under a filter. */
export interface TimelineState {
  /** Null until the first answer; the last one stays while the next is loading. */
  readonly snapshot: Snapshot | null;
  /** Goes up when rows of the snapshot came. */
  readonly version: number;
  /** Entries under the filter that were written since the snapshot. */
  readonly newer: number;
  readonly error: ErrorBody | null;
  readonly loading: boolean;
  /** Takes a new snapshot, with what is newer. */
  readonly refresh: () => void;
}

async function daysOf(filter: AuditFilter, zone: string, upTo: number): Promise<readonly TimelineDay[]> {
  return (await call('audit', 'days', { filter, zone, upTo })).days;
}

/**
 * Keeps the list under a filter: a snapshot with its days at once, rows as they come into view. Answers that a newer filter
 * has made stale are dropped. `revision` goes up when something was logged. `zone`: the IANA zone that days are told in.
 */
export function useTimeline(filter: AuditFilter, zone: string, revision: number): TimelineState {
  const key = JSON.stringify([filter, zone]);
  const [snapshot, setSnapshot] = useState<Snapshot | null>(null);
  const [version, setVersion] = useState(0);
  const [newer, setNewer] = useState(0);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [loading, setLoading] = useState(true);
  const [turn, setTurn] = useState(0);
  const current = useRef<Snapshot | null>(null);
  const refresh = useCallback(() => setTurn((before) => before + 1), []);

  const put = useCallback((next: Snapshot) => {
    if (current.current?.pages !== next.pages) current.current?.pages.close();
    current.current = next;
    setSnapshot(next);
  }, []);

  /** Asks how many entries there are now; the days too where that changed, or where they are not known yet. */
  const recount = useCallback(
    async (wanted: Snapshot): Promise<void> => {
      const [asked, askedZone] = JSON.parse(wanted.key) as [AuditFilter, string];
      const page = await call('audit', 'page', { filter: asked, offset: 0, limit: 0, upTo: wanted.upTo });
      if (current.current !== wanted) return;
      setNewer(page.newer);
      if (page.total === wanted.total && page.exact && wanted.exact) return;
      const days = page.exact ? await daysOf(asked, askedZone, wanted.upTo) : [];
      if (current.current !== wanted) return;
      const { total, exact } = page;
      put({ ...wanted, total, exact, timeline: timelineOf(total, days) });
    },
    [put],
  );

  // biome-ignore lint/correctness/useExhaustiveDependencies: `turn` is why to read again, not what to read
  useEffect(() => {
    let over = false;
    const [asked, askedZone] = JSON.parse(key) as [AuditFilter, string];
    const fail = (thrown: unknown): void => {
      if (!over) setError(errorBody(thrown));
    };

    async function take(): Promise<void> {
      const [page, days] = await Promise.all([
        call('audit', 'page', { filter: asked, offset: 0, limit: pageSize, upTo: null }),
        call('audit', 'days', { filter: asked, zone: askedZone, upTo: null }),
      ]);
      const { upTo, total, exact } = page;
      const its = !exact ? [] : days.upTo === upTo ? days.days : await daysOf(asked, askedZone, upTo);
      if (over) return;
      const pages = new RowPages<AuditSummary>(
        {
          pageSize,
          load: async (number) =>
            (await call('audit', 'page', { filter: asked, offset: number * pageSize, limit: pageSize, upTo })).entries,
          onChange(failed) {
            setVersion((before) => before + 1);
            setError(failed === null ? null : errorBody(failed));
          },
        },
        page.entries,
      );
      setNewer(page.newer);
      setError(null);
      put({ key, upTo, total, exact, timeline: timelineOf(total, its), pages });
    }

    setLoading(true);
    take()
      .catch(fail)
      .finally(() => {
        if (!over) setLoading(false);
      });
    return () => {
      over = true;
    };
  }, [key, turn, put]);

  useEffect(() => {
    if (!snapshot || snapshot.exact) return;
    const timer = setTimeout(
      () => void recount(snapshot).catch((thrown) => setError(errorBody(thrown))),
      whileCounting,
    );
    return () => clearTimeout(timer);
  }, [snapshot, recount]);

  const seen = useRef(revision);
  useEffect(() => {
    if (seen.current === revision) return;
    const timer = setTimeout(() => {
      seen.current = revision;
      const wanted = current.current;
      if (!wanted) return;
      wanted.pages.refresh();
      recount(wanted).catch((thrown) => setError(errorBody(thrown)));
    }, afterNews);
    return () => clearTimeout(timer);
  }, [revision, recount]);

  useEffect(() => () => current.current?.pages.close(), []);

  return useMemo(
    () => ({ snapshot, version, newer, error, loading, refresh }),
    [snapshot, version, newer, error, loading, refresh],
  );
}
