import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type KeyboardEvent,
  type Ref,
  useCallback,
  useEffect,
  useId,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { dayOf } from '../../../format/days.ts';
import { strings } from '../../../strings.ts';
import { AuditRow, EmptyRow } from './audit-row.tsx';
import { DayHeading } from './day-heading.tsx';
import { rowAfterKey } from './list-keys.ts';
import { ScaledScroller } from './scaled-scroller.ts';
import { scrollScale } from './scroll-scale.ts';
import { dayOfItem, itemAt, itemOfDay, itemOfRow } from './timeline.ts';
import type { Snapshot } from './use-timeline.ts';

/** Heights in CSS pixels. */
const [rowHeight, dayHeight] = [60, 34];

/** The layer with the rows is placed anew every so many pixels: see {@link ScaledScroller.placeFrom}. */
const chunk = 1_048_576;

/** A move of so many rows is a flight, and its end is where the list rests so many milliseconds. */
const [farRows, restMilliseconds] = [100, 70];

/** What others may do with the list. */
export interface ListHandle {
  focus(): void;
  /** Shows the row at the top, below its day's heading. */
  showAtTop(row: number): void;
}

interface AuditListProps {
  readonly handle: Ref<ListHandle>;
  readonly snapshot: Snapshot;
  /** The row that is picked, as far as it is known. */
  readonly at: number | null;
  /** Goes up when that row is to be brought into view. */
  readonly reveal: number;
  readonly query: string;
  readonly zone: string;
  /** A row was gone to, by key. */
  readonly onMove: (row: number) => void;
  /** A row was chosen: clicked, or Enter was pressed on it. */
  readonly onOpen: (row: number, by: 'click' | 'key') => void;
  readonly onEscape: () => void;
}

/** The entries as a listbox: one tab stop, arrows to move, and only the rows in view in the page, however long it is. */
export function AuditList(props: AuditListProps) {
  const { snapshot, at, reveal, zone, onOpen } = props;
  const { timeline, pages } = snapshot;
  const listId = useId();
  const element = useRef<HTMLDivElement>(null);
  const layer = useRef<HTMLDivElement>(null);
  const scroller = useRef<ScaledScroller | null>(null);
  const [view, setView] = useState(0);
  const headings = useMemo(() => new Set(timeline.days.map((_, number) => itemOfDay(timeline, number))), [timeline]);

  // Above the virtualizer, whose own effect listens to it.
  useLayoutEffect(() => {
    if (!element.current || !layer.current) return;
    const made = new ScaledScroller(element.current, layer.current);
    scroller.current = made;
    const resized = new ResizeObserver(([entry]) => setView(entry?.contentRect.height ?? 0));
    resized.observe(element.current);
    return () => {
      resized.disconnect();
      made.close();
      scroller.current = null;
    };
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another timeline has other heights, which the virtualizer asks for again when this changes
  const getItemKey = useCallback((index: number) => index, [timeline]);
  const virtual = useVirtualizer({
    count: timeline.items,
    getItemKey,
    getScrollElement: () => element.current,
    estimateSize: (index) => (headings.has(index) ? dayHeight : rowHeight),
    overscan: 6,
    observeElementOffset: (_, tell) => scroller.current?.listen(tell),
    scrollToFn: (offset) => scroller.current?.moveTo(offset),
  });

  const items = virtual.getVirtualItems();
  const content = virtual.getTotalSize();
  const start = useCallback((item: number) => virtual.measurementsCache[item]?.start ?? 0, [virtual]);
  const base = Math.floor((items[0]?.start ?? 0) / chunk) * chunk;

  useLayoutEffect(() => {
    if (view > 0) scroller.current?.resize(content);
  }, [content, view]);
  useLayoutEffect(() => scroller.current?.placeFrom(base), [base]);
  // Another list begins at its top.
  // biome-ignore lint/correctness/useExhaustiveDependencies: `pages` is what makes it another list
  useLayoutEffect(() => scroller.current?.moveTo(0), [pages]);

  const [from, to] = [items[0]?.index ?? 0, (items.at(-1)?.index ?? -1) + 1];
  /** Elements are used again for other rows: as many as were ever shown at once. */
  const slots = useRef(1);
  slots.current = Math.max(slots.current, items.length);
  const wanted = useRef(0);
  useEffect(() => {
    const rowOf = (item: number): number => item - dayOfItem(timeline, item) - 1;
    const want = (): void => {
      wanted.current = from;
      pages.want(Math.max(0, rowOf(from)), Math.min(timeline.rows, rowOf(to)));
    };
    // What the thumb flies over is not asked for.
    if (Math.abs(from - wanted.current) < farRows) return want();
    const timer = setTimeout(want, restMilliseconds);
    return () => clearTimeout(timer);
  }, [from, to, timeline, pages]);

  const revealed = useRef(0);
  useEffect(() => {
    const list = scroller.current;
    if (at === null || !list || view === 0 || revealed.current === reveal) return;
    revealed.current = reveal;
    const top = start(itemOfRow(timeline, at));
    // A row at the top lies below the heading that stays there.
    const above = top - (timeline.days.length > 0 ? dayHeight : 0);
    if (above < list.position) list.moveTo(above);
    else if (top + rowHeight > list.position + list.view) list.moveTo(top + rowHeight - list.view);
  }, [at, reveal, timeline, start, view]);

  useImperativeHandle(
    props.handle,
    () => ({
      focus: () => element.current?.focus(),
      showAtTop: (row) =>
        scroller.current?.moveTo(start(itemOfRow(timeline, row)) - (timeline.days.length > 0 ? dayHeight : 0)),
    }),
    [timeline, start],
  );

  const pick = useCallback((row: number) => onOpen(row, 'click'), [onOpen]);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target !== event.currentTarget) return;
    if (event.key === 'Enter' && at !== null) onOpen(at, 'key');
    else if (event.key === 'Escape') props.onEscape();
    else {
      const page = Math.max(1, Math.floor(view / rowHeight) - 1);
      const next = rowAfterKey(event.key, at, timeline.rows, page);
      if (next === null) return;
      props.onMove(next);
    }
    event.preventDefault();
  }

  const atItem = at === null ? -1 : itemOfRow(timeline, at);
  const atShown = atItem >= from && atItem < to;
  const today = dayOf(Date.now(), zone);
  const topDay = dayOfItem(timeline, virtual.range?.startIndex ?? 0);
  const current = timeline.days[topDay];
  const height = scrollScale(content, view).height;
  return (
    <div
      ref={element}
      className="audit-list"
      role="listbox"
      tabIndex={0}
      aria-label={strings.audit.list}
      onKeyDown={onKeyDown}
      {...(atShown ? { 'aria-activedescendant': `${listId}-${at}` } : {})}
    >
      {current && (
        <div className="audit-day audit-day-stuck" role="presentation">
          <DayHeading day={current} today={today} />
        </div>
      )}
      <div className="audit-rows" role="presentation" style={{ height }}>
        <div ref={layer} className="audit-layer" role="presentation">
          {items.map((item) => {
            const what = itemAt(timeline, item.index);
            const top = item.start - base;
            if (what.kind === 'day')
              return (
                <div
                  key={`day ${item.index % slots.current}`}
                  className="audit-day"
                  role="presentation"
                  style={{ height: item.size, transform: `translateY(${top}px)` }}
                >
                  <DayHeading day={what.day} today={today} />
                </div>
              );
            const entry = pages.row(what.row);
            const place = {
              id: `${listId}-${what.row}`,
              row: what.row,
              total: timeline.rows,
              top,
              height: item.size,
              selected: what.row === at,
            };
            return entry ? (
              <AuditRow
                key={item.index % slots.current}
                {...place}
                entry={entry}
                query={props.query}
                zone={zone}
                onPick={pick}
              />
            ) : (
              <EmptyRow key={item.index % slots.current} {...place} />
            );
          })}
        </div>
      </div>
    </div>
  );
}
