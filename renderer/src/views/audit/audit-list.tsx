import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import type { AuditSummary } from '../../../../shared/index.ts';
import { StatusChip } from '../../components/chips.tsx';
import { ServiceBadge } from '../../components/service-badge.tsx';
import { shortInstant } from '../../format/time.ts';
import { strings } from '../../strings.ts';

const rowHeight = 68;
/** Rows from the end at which the next page is asked for. */
const ahead = 20;

interface AuditListProps {
  readonly entries: readonly AuditSummary[];
  readonly selected: string | null;
  readonly zone: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onNearEnd: () => void;
}

function nextIndex(key: string, at: number, count: number, page: number): number | null {
  switch (key) {
    case 'ArrowDown':
      return Math.min(at + 1, count - 1);
    case 'ArrowUp':
      return Math.max(at - 1, 0);
    case 'PageDown':
      return Math.min(at + page, count - 1);
    case 'PageUp':
      return Math.max(at - page, 0);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

/** The entries as a listbox: one tab stop, arrows to move, only the rows in view in the page. */
export function AuditList({ entries, selected, zone, onSelect, onNearEnd }: AuditListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const listId = useId();
  const at = entries.findIndex((entry) => entry.id === selected);
  const rows = useVirtualizer({
    count: entries.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
  });
  const items = rows.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const now = Date.now();

  useEffect(() => {
    if (entries.length > 0 && lastShown >= entries.length - ahead) onNearEnd();
  }, [lastShown, entries.length, onNearEnd]);

  useEffect(() => {
    if (at >= 0) rows.scrollToIndex(at, { align: 'auto' });
  }, [at, rows]);

  function onKeyDown(event: KeyboardEvent): void {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const next = nextIndex(event.key, at, entries.length, page);
    const entry = next === null ? undefined : entries[next];
    if (!entry) return;
    event.preventDefault();
    onSelect(entry.id);
  }

  return (
    <div
      ref={scroller}
      className="audit-list"
      role="listbox"
      tabIndex={0}
      aria-label={strings.audit.list}
      onKeyDown={onKeyDown}
      {...(at >= 0 ? { 'aria-activedescendant': `${listId}-${at}` } : {})}
    >
      <div className="audit-rows" role="presentation" style={{ height: rows.getTotalSize() }}>
        {items.map((item) => {
          const entry = entries[item.index];
          if (!entry) return null;
          return (
            // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the listbox keeps the focus and handles the keys
            <div
              key={entry.id}
              id={`${listId}-${item.index}`}
              role="option"
              aria-selected={entry.id === selected}
              aria-setsize={entries.length}
              aria-posinset={item.index + 1}
              className="audit-row"
              style={{ height: item.size, transform: `translateY(${item.start}px)` }}
              onClick={() => onSelect(entry.id)}
              data-entry={entry.id}
            >
              <ServiceBadge service={entry.service} />
              <div className="audit-row-main">
                <div className="audit-row-line">
                  <p className="audit-row-effect">{entry.effectText}</p>
                  <time className="num" dateTime={entry.at}>
                    {shortInstant(entry.at, zone, now)}
                  </time>
                </div>
                <div className="audit-row-line">
                  <p className="audit-row-words">{entry.request === '' ? entry.title : `“${entry.request}”`}</p>
                  <StatusChip status={entry.status} />
                </div>
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
