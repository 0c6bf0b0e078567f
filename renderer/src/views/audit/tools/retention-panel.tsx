import { useState } from 'react';
import { call } from '../../../bridge/client.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { useLoad } from '../../../components/use-load.ts';
import { dayPlus, number, startOfDay } from '../../../format/days.ts';
import { instant } from '../../../format/time.ts';
import { shellStore } from '../../../state/app.ts';
import { useStore } from '../../../state/store.ts';
import { strings } from '../../../strings.ts';
import { useAction } from '../../connections/use-action.ts';

const words = strings.audit.retention;

/** How long texts may be kept, in days; null is for ever. */
const choices: ReadonlyArray<number | null> = [null, 30, 90, 180, 365, 730];

interface RetentionPanelProps {
  /** The day that it is, `YYYY-MM-DD`, and the person's IANA zone. */
  readonly today: string;
  readonly zone: string;
  readonly onClose: () => void;
}

/**
 * How long the log keeps its texts: what would go is shown before anything does, and removing it takes a second click that
 * names how much goes. Proofs stay.
 */
export function RetentionPanel({ today, zone, onClose }: RetentionPanelProps) {
  const { settings, auditRevision } = useStore(shellStore);
  const kept = settings?.auditKeepDays ?? null;
  const [days, setDays] = useState(kept);
  const [sure, setSure] = useState(false);
  const [said, setSaid] = useState('');
  const action = useAction();
  const before = days === null ? null : startOfDay(dayPlus(today, -days), zone);
  const preview = useLoad(
    async () => (before === null ? null : call('audit', 'prunable', { before })),
    `${before} ${auditRevision}`,
  );
  const { entries, oldest } = preview.value ?? { entries: 0, oldest: null };
  const known = !preview.loading && preview.value !== null;

  async function keep(): Promise<void> {
    const done = await action.run(async () => {
      const current = await call('app', 'settings', {});
      shellStore.dispatch({ settings: await call('app', 'saveSettings', { ...current, auditKeepDays: days }) });
    });
    if (done) setSaid(words.saved);
  }
  async function remove(): Promise<void> {
    if (before === null) return;
    setSure(false);
    const done = await action.run(async () => {
      const removed = await call('audit', 'prune', { before });
      setSaid(words.removed(number(removed.entries), removed.entries));
    });
    if (done) preview.reload();
  }

  return (
    <section className="log-panel retention-panel" aria-label={words.heading}>
      <div className="row">
        <label className="row">
          <span className="field-name">{words.keep}</span>
          <select
            className="filter"
            value={String(days)}
            onChange={(event) => {
              setDays(choices.find((one) => String(one) === event.target.value) ?? null);
              setSure(false);
              setSaid('');
            }}
          >
            {[...new Set([...choices, kept])].map((one) => (
              <option key={String(one)} value={String(one)}>
                {one === null ? words.forEver : words.days(one)}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          className="button button-small"
          disabled={days === kept || action.busy}
          onClick={() => void keep()}
        >
          {words.save}
        </button>
        {known && entries > 0 && !sure && (
          <button type="button" className="button button-small" disabled={action.busy} onClick={() => setSure(true)}>
            {words.removeNow}
          </button>
        )}
        {known && entries > 0 && sure && (
          <button
            type="button"
            className="button button-small button-danger"
            disabled={action.busy}
            onClick={() => void remove()}
          >
            {words.removeFor(number(entries), entries)}
          </button>
        )}
        <button type="button" className="button button-small button-quiet" onClick={onClose}>
          {strings.audit.close}
        </button>
      </div>
      <p className="quiet">{words.detail}</p>
      {days !== null && (
        <p>
          {!known
            ? strings.loading
            : entries === 0
              ? words.nothing
              : words.preview(number(entries), entries, instant(oldest ?? '', zone))}
        </p>
      )}
      {preview.error && <ErrorNotice error={preview.error} />}
      {action.error && <ErrorNotice error={action.error} />}
      <p role="status">{said}</p>
    </section>
  );
}
