import { useEffect, useState } from 'react';
import { call, subscribe } from '../../../bridge/client.ts';
import { VerdictChip } from '../../../components/chips.tsx';
import { ErrorNotice } from '../../../components/notice.tsx';
import { useLoad } from '../../../components/use-load.ts';
import { shortInstant } from '../../../format/time.ts';
import { navigate, shellStore } from '../../../state/app.ts';
import { useStore } from '../../../state/store.ts';
import { strings } from '../../../strings.ts';
import { useDebounced } from './use-debounced.ts';
import type { Draft } from './use-draft.ts';

const words = strings.policies.replay;
const limits = [1000, 10_000] as const;
/** How long nothing is typed before the log is replayed, in milliseconds. */
const replayAfter = 600;
const maxShown = 50;

/** Which decisions of the log the edit would change: the counts first, then the calls. */
export function ReplayPanel({
  draft,
  onCase,
}: {
  readonly draft: Draft | null;
  readonly onCase: (entryId: string) => void;
}) {
  const [limit, setLimit] = useState<number>(limits[0]);
  const [percent, setPercent] = useState(0);
  const { settings, auditRevision } = useStore(shellStore);
  const ready = draft?.dirty === true && draft.check?.valid === true;
  const wanted = useDebounced(ready ? `${draft.file}\0${draft.text}` : '', replayAfter);
  const key = wanted === '' ? '' : `${limit} ${auditRevision} ${wanted}`;
  const replay = useLoad(async () => {
    if (!draft || key === '') return null;
    setPercent(0);
    return call('policy', 'replay', { file: draft.file, text: draft.text, limit });
  }, key);

  useEffect(
    () =>
      subscribe((event) => {
        if (event.type === 'policy.replaying') setPercent(Math.round((100 * event.done) / Math.max(1, event.total)));
      }),
    [],
  );

  const running = replay.loading && key !== '';
  const result = key === '' ? null : replay.value;
  const stopped = replay.error?.code === 'cancelled';
  return (
    <section className="card panel" aria-labelledby="replay-heading">
      <div className="panel-head">
        <h3 id="replay-heading">{words.heading}</h3>
        <select
          aria-label={words.limit}
          value={limit}
          onChange={(event) => setLimit(Number(event.target.value))}
          className="select-small"
        >
          {limits.map((one) => (
            <option key={one} value={one}>
              {words.last(one)}
            </option>
          ))}
        </select>
      </div>
      <p className="quiet">{words.detail}</p>
      <div role="status" className="replay-sum">
        {!draft?.dirty && <p>{words.idle}</p>}
        {draft?.dirty && !ready && !running && <p>{words.invalid}</p>}
        {running && (
          <p className="row">
            <span>{words.running(percent)}</span>
            <button
              type="button"
              className="button button-small"
              onClick={() => void call('policy', 'cancelReplay', {})}
            >
              {words.stop}
            </button>
          </p>
        )}
        {result && !running && result.total === 0 && <p>{words.noCalls}</p>}
        {result && !running && result.total > 0 && result.transitions.length === 0 && (
          <p>{words.nothing(result.replayed)}</p>
        )}
        {result?.transitions.map(({ from, to, count }) => (
          <p key={`${from} ${to}`} className="transition">
            {words.transition(count, from, to)}
          </p>
        ))}
        {result?.notReplayed.map(({ why, count }) => (
          <p key={why} className="quiet">
            {words.not(count, why)}
          </p>
        ))}
      </div>
      {replay.error && !stopped && key !== '' && <ErrorNotice error={replay.error} />}
      {result && result.calls.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable list must be reachable by keyboard
        <ul className="replay-list" aria-labelledby="replay-heading" tabIndex={0}>
          {result.calls.slice(0, maxShown).map((one) => (
            <li key={one.id}>
              <p className="replay-call">
                <span>{one.effectText}</span>
                <span className="quiet num">
                  {shortInstant(one.at, settings?.zone, Date.now())}
                  {one.lookup && `, ${words.lookup}`}
                </span>
              </p>
              <p className="row">
                <VerdictChip verdict={one.from} />
                <span aria-hidden="true">→</span>
                <VerdictChip verdict={one.to} />
                <code className="rule-id">{one.rules.map(({ id }) => id).join(', ')}</code>
              </p>
              <p className="row">
                <button type="button" className="link" onClick={() => navigate('audit', one.id)}>
                  {words.open}
                </button>
                <button type="button" className="link" onClick={() => onCase(one.id)}>
                  {words.makeCase}
                </button>
              </p>
            </li>
          ))}
          {result.calls.length > maxShown && <li className="quiet">{words.more(result.calls.length - maxShown)}</li>}
        </ul>
      )}
    </section>
  );
}
