import { useState } from 'react';
import { call } from '../../../bridge/client.ts';
import { ErrorNotice, Notice } from '../../../components/notice.tsx';
import { useLoad } from '../../../components/use-load.ts';
import { strings } from '../../../strings.ts';
import { ChangeNotice } from './change-notice.tsx';
import { LoosenedList } from './loosened-list.tsx';
import { TextDiff } from './text-diff.tsx';
import { useChange } from './use-change.ts';

const words = strings.policies.imports;

interface ImportPanelProps {
  readonly bundle: string;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** What an import would change, file by file, before anything is written. */
export function ImportPanel({ bundle, onClose, onDone }: ImportPanelProps) {
  const [done, setDone] = useState(false);
  const plan = useLoad(() => call('policy', 'importPlan', { bundle }), bundle);
  const change = useChange();
  const { value } = plan;
  const changes = value ? [...value.files, ...value.cases].some((one) => one.change !== 'same') : false;

  function take(hash: string): void {
    void change.run(
      () => call('policy', 'import', { bundle, plan: hash }),
      () => {
        setDone(true);
        onDone();
      },
    );
  }

  return (
    <section className="card" aria-label={words.heading} data-testid="import-plan">
      <h3>{words.heading}</h3>
      {plan.error && <ErrorNotice error={plan.error} />}
      {value && !done && (
        <>
          <ul className="import-list">
            {value.files.map(({ file, change: kind, before, after }) => (
              <li key={file}>
                <p>
                  <code>{file}</code> <span className="tag">{words.change[kind]}</span>
                </p>
                {kind !== 'same' && <TextDiff before={before} after={after} label={words.diff(file)} />}
              </li>
            ))}
            {value.cases.map(({ file, change: kind, count }) => (
              <li key={`cases/${file}`}>
                <code>cases/{file}</code> <span className="tag">{words.change[kind]}</span>{' '}
                <span className="quiet">{words.cases(count)}</span>
              </li>
            ))}
          </ul>
          {value.problems.length > 0 && (
            <Notice tone="bad" title={words.problems}>
              <LoosenedList loosened={value.problems} />
            </Notice>
          )}
          {value.loosened.length > 0 && (
            <Notice tone="wait" title={strings.policies.loosening.title}>
              <LoosenedList loosened={value.loosened} />
            </Notice>
          )}
          {!changes && <p className="quiet">{words.nothing}</p>}
        </>
      )}
      {done && <Notice tone="good" title={words.done} />}
      <ChangeNotice change={change} />
      <p className="row">
        {value && !done && changes && (
          <button
            type="button"
            className="button button-primary"
            disabled={change.busy || value.problems.length > 0}
            onClick={() => take(value.plan)}
          >
            {words.do}
          </button>
        )}
        <button type="button" className="button" onClick={onClose}>
          {done ? strings.policies.history.close : words.cancel}
        </button>
      </p>
    </section>
  );
}
