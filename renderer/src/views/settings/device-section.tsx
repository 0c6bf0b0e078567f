import { useState } from 'react';
import type { DeviceReport } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { useAction } from '../connections/use-action.ts';

const words = strings.settings.device;

/** What the model runs on, and measuring again which device is fastest. */
export function DeviceSection() {
  const { info } = useStore(shellStore);
  const [report, setReport] = useState<DeviceReport | null>(null);
  const action = useAction();
  return (
    <section className="card settings" aria-labelledby="device-heading">
      <h2 id="device-heading">{words.heading}</h2>
      {info && <p>{words.now(info.model.device)}</p>}
      <div className="row">
        <button
          type="button"
          className="button button-small"
          disabled={action.busy}
          onClick={() => void action.run(async () => setReport(await call('app', 'measureDevices', {})))}
        >
          {words.measure}
        </button>
        <span className="field-hint">{words.hint}</span>
      </div>
      <div role="status">
        {action.busy && <p className="quiet">{words.busy}</p>}
        {report && !action.busy && (
          <ul>
            {report.tried.map((one) => (
              <li key={one.name}>
                {one.milliseconds === null
                  ? words.unusable(one.name, one.problem ?? '')
                  : words.took(one.name, Math.round(one.milliseconds), one.chosen)}
              </li>
            ))}
          </ul>
        )}
      </div>
      {action.error && <ErrorNotice error={action.error} />}
    </section>
  );
}
