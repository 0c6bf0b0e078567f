import type { RefObject } from 'react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { AuditFilter } from '../../../../shared/index.ts';
import { useMedia } from '../../components/use-media.ts';
import { shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { AuditDetailPanel } from './detail/audit-detail.tsx';
import type { ListHandle } from './list/audit-list.tsx';
import { ListPane } from './list/list-pane.tsx';
import type { TimelineState } from './list/use-timeline.ts';
import { usePicked } from './use-picked.ts';

const words = strings.audit;

interface ListAndEntryProps {
  readonly timeline: TimelineState;
  /** The filter that the list is under. */
  readonly filter: AuditFilter;
  readonly zone: string;
  readonly list: RefObject<ListHandle | null>;
  readonly onFilter: (filter: AuditFilter) => void;
}

/** Said in place of a list without entries. */
function Empty({ timeline, filtered, onClear }: { timeline: TimelineState; filtered: boolean; onClear: () => void }) {
  const waiting = !timeline.snapshot || timeline.loading;
  return (
    <div className="empty">
      <p className="empty-title">{waiting ? strings.loading : filtered ? words.noneFiltered : words.none}</p>
      {!waiting && !filtered && <p>{words.noneDetail}</p>}
      {filtered && (
        <button type="button" className="button" onClick={onClear}>
          {words.clear}
        </button>
      )}
    </div>
  );
}

/** The list beside the entry that is picked in it; in a narrow window one or the other. */
export function ListAndEntry({ timeline, filter, zone, list, onFilter }: ListAndEntryProps) {
  const { auditRevision, auditId } = useStore(shellStore);
  const { snapshot } = timeline;
  const narrow = useMedia('(max-width: 1000px)');
  const { at, reveal, move, open, find } = usePicked(snapshot, timeline.version, !narrow);
  const detail = useRef<HTMLElement>(null);
  const filled = snapshot !== null && snapshot.total > 0;

  /** An entry that was opened by key takes the focus, once its panel is there. */
  const [reading, setReading] = useState(0);
  useEffect(() => {
    if (reading > 0) detail.current?.focus();
  }, [reading]);

  const onOpen = useCallback(
    (row: number, by: 'click' | 'key') => {
      if (open(row) && by === 'key') setReading((before) => before + 1);
    },
    [open],
  );
  const close = (): void => shellStore.dispatch({ auditId: null });
  function backToList(): void {
    if (narrow) close();
    // In a narrow window the list is only there again once the entry is gone.
    requestAnimationFrame(() => list.current?.focus());
  }

  return (
    <div className={auditId ? 'audit-panes audit-has-detail' : 'audit-panes'}>
      {filled ? (
        <ListPane
          list={list}
          state={timeline}
          at={at}
          reveal={reveal}
          query={filter.query ?? ''}
          zone={zone}
          onMove={move}
          onOpen={onOpen}
          onEscape={close}
        />
      ) : (
        <Empty timeline={timeline} filtered={Object.keys(filter).length > 0} onClear={() => onFilter({})} />
      )}
      {auditId && (
        <AuditDetailPanel
          ref={detail}
          id={auditId}
          zone={zone}
          revision={auditRevision}
          onBack={backToList}
          onFilter={onFilter}
          onShown={find}
        />
      )}
      {!auditId && filled && (
        <div className="audit-pick quiet">
          <p>{words.pick}</p>
          <p>{words.pickKeys}</p>
        </div>
      )}
    </div>
  );
}
