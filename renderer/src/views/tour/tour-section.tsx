import { ErrorNotice } from '../../components/notice.tsx';
import { navigate, shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { useAction } from '../connections/use-action.ts';
import { showTour } from './tour.tsx';

const words = strings.tour;

/** Starts the tour again, from the settings. */
export function TourSection() {
  const { info } = useStore(shellStore);
  const action = useAction();
  async function start(): Promise<void> {
    if (await action.run(() => showTour(0))) navigate('command');
  }
  return (
    <section className="card settings" aria-labelledby="tour-again-heading">
      <h2 id="tour-again-heading">{words.settings}</h2>
      <div className="row">
        <button
          type="button"
          className="button button-small"
          disabled={!info?.demo || action.busy}
          onClick={() => void start()}
        >
          {words.again}
        </button>
        <span className="field-hint">{info?.demo === false ? words.onlyDemo : words.settingsHint}</span>
      </div>
      {action.error && <ErrorNotice error={action.error} />}
    </section>
  );
}
