import { useEffect, useState } from 'react';
import { call } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { approvalsStore, navigate, runsStore, shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import { doneSteps, isTourStepDone, tourSteps } from '../../state/tour.ts';
import { strings } from '../../strings.ts';
import { useAction } from '../connections/use-action.ts';

const words = strings.tour;

/** Shows a step of the tour, or ends it with null; kept with the settings, so that it goes on after a restart. */
export async function showTour(tour: number | null): Promise<void> {
  const now = await call('app', 'settings', {});
  shellStore.dispatch({ settings: await call('app', 'saveSettings', { ...now, tour }) });
}

function Step({ at }: { readonly at: number }) {
  const step = tourSteps[at] ?? 'read';
  const { view } = useStore(shellStore);
  const { runs } = useStore(runsStore);
  const { open } = useStore(approvalsStore);
  const [before] = useState(() => doneSteps(runs));
  const [done, setDone] = useState(false);
  const action = useAction();
  const isDone = isTourStepDone(step, { view, runs, waiting: open.length }, before);
  // Once done it stays done: the card is gone after it was answered.
  useEffect(() => {
    if (isDone) setDone(true);
  }, [isDone]);
  const request = step === 'read' || step === 'ask' ? words.requests[step] : null;
  const last = at === tourSteps.length - 1;
  const go = (to: number | null): void => void action.run(() => showTour(to));

  return (
    <section className="tour" aria-labelledby="tour-heading">
      <header className="tour-head">
        <span className="quiet">{words.at(at + 1, tourSteps.length)}</span>
        <button type="button" className="link" onClick={() => go(null)}>
          {words.skip}
        </button>
      </header>
      <h2 id="tour-heading">{words.titles[step]}</h2>
      <p>{words.texts[step]}</p>
      {request !== null && <p className="tour-request">{request}</p>}
      <div className="row">
        {request !== null && (
          <button
            type="button"
            className="button button-small"
            onClick={() => {
              navigate('command');
              shellStore.dispatch({ fill: request });
            }}
          >
            {words.fill}
          </button>
        )}
        {step === 'log' && (
          <button type="button" className="button button-small" onClick={() => navigate('audit')}>
            {words.openLog}
          </button>
        )}
        {last && (
          <button type="button" className="button button-small" onClick={() => navigate('connections')}>
            {words.connections}
          </button>
        )}
        <span className="tour-space" />
        <span role="status">{done ? words.done : ''}</span>
        {at > 0 && (
          <button type="button" className="button button-small" disabled={action.busy} onClick={() => go(at - 1)}>
            {words.back}
          </button>
        )}
        <button
          type="button"
          className={done ? 'button button-small button-primary' : 'button button-small'}
          disabled={action.busy}
          onClick={() => go(last ? null : at + 1)}
        >
          {last ? words.finish : done ? words.next : words.pass}
        </button>
      </div>
      {action.error && <ErrorNotice error={action.error} />}
    </section>
  );
}

/** The first-run tour over the app itself: it says what to press, and the person presses. In the demo workspace alone. */
export function Tour() {
  const { settings, info } = useStore(shellStore);
  if (!info?.demo || settings?.tour === null || settings?.tour === undefined) return null;
  return <Step key={settings.tour} at={settings.tour} />;
}
