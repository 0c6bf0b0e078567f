import { memo } from 'react';
import { visible } from '../../../../../shared/hidden-text.ts';
import type { AuditSummary } from '../../../../../shared/index.ts';
import { StatusChip } from '../../../components/chips.tsx';
import { Icon } from '../../../components/icon.tsx';
import { ServiceBadge } from '../../../components/service-badge.tsx';
import { clockTime, dayOf, shortDay } from '../../../format/days.ts';
import { strings } from '../../../strings.ts';
import { MarkedText } from './marked-text.tsx';

const words = strings.audit;

/** What a row of the list shows. Sizes in CSS pixels, from the top of its list's layer. */
interface AuditRowProps {
  readonly id: string;
  readonly entry: AuditSummary;
  readonly row: number;
  readonly total: number;
  readonly top: number;
  readonly height: number;
  readonly selected: boolean;
  readonly query: string;
  readonly zone: string;
  readonly onPick: (row: number) => void;
}

function Marks({ entry }: { readonly entry: AuditSummary }) {
  return (
    <span className="audit-marks">
      {entry.tainted && (
        <span className="audit-mark audit-mark-tainted">
          <Icon name="warning" size={13} />
          {words.marks.tainted}
        </span>
      )}
      {entry.undone && (
        <span className="audit-mark">
          <Icon name="undo" size={13} />
          {words.marks.undone}
        </span>
      )}
      {entry.settled && (
        <span className="audit-mark">
          <Icon name="check" size={13} />
          {words.marks.settled}
        </span>
      )}
      {entry.lookup && <span className="audit-mark">{words.lookup}</span>}
      {entry.approvedBy !== null && (
        <span className="audit-mark" title={words.marks.approvedBy(entry.approvedBy)}>
          <Icon name="person" size={13} />
          {entry.approvedBy}
        </span>
      )}
    </span>
  );
}

/** The person's words; of a call that nobody asked for in words its title; of a removed text that it was removed. */
function Words({ entry, query }: { readonly entry: AuditSummary; readonly query: string }) {
  if (entry.removed) return words.marks.removed;
  return entry.request === '' ? entry.title : <MarkedText text={visible(`“${entry.request}”`)} query={query} />;
}

/** One entry of the list: what it did, in whose words, and how it ended. */
export const AuditRow = memo(function AuditRow(props: AuditRowProps) {
  const { entry, row, query } = props;
  return (
    // biome-ignore lint/a11y/useFocusableInteractive lint/a11y/useKeyWithClickEvents: the listbox keeps the focus and handles the keys
    <div
      id={props.id}
      role="option"
      aria-selected={props.selected}
      aria-setsize={props.total}
      aria-posinset={row + 1}
      className="audit-row"
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
      onClick={() => props.onPick(row)}
      data-entry={entry.id}
      data-row={row}
    >
      <ServiceBadge service={entry.service} />
      <div className="audit-row-main">
        <div className="audit-row-line">
          <p className="audit-row-effect">
            <MarkedText text={entry.removed ? entry.tool : visible(entry.effectText)} query={query} />
          </p>
          <StatusChip status={entry.status} short />
        </div>
        <div className="audit-row-line">
          <p className="audit-row-words">
            <Words entry={entry} query={query} />
          </p>
          <Marks entry={entry} />
        </div>
      </div>
      <time className="audit-row-time num" dateTime={entry.at}>
        {clockTime(entry.at, props.zone)}
        <span className="visually-hidden">, {shortDay(dayOf(Date.parse(entry.at), props.zone))}</span>
      </time>
    </div>
  );
});

/** Where an entry will be once it is loaded: of the same size, so that nothing moves when it comes. */
export const EmptyRow = memo(function EmptyRow(
  props: Pick<AuditRowProps, 'id' | 'row' | 'total' | 'top' | 'height' | 'selected'>,
) {
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus
    <div
      id={props.id}
      role="option"
      aria-selected={props.selected}
      aria-setsize={props.total}
      aria-posinset={props.row + 1}
      aria-label={strings.loading}
      className="audit-row audit-row-empty"
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
      data-row={props.row}
    >
      <span className="blank blank-service" />
      <span className="audit-row-main">
        <span className="blank blank-effect" />
        <span className="blank blank-words" />
      </span>
      <span className="blank blank-time" />
    </div>
  );
});
