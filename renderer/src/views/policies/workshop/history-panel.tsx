import { useState } from 'react';
import { call } from '../../../bridge/client.ts';
import { ErrorNotice } from '../../../components/notice.tsx';
import { useLoad } from '../../../components/use-load.ts';
import { instant } from '../../../format/time.ts';
import { shellStore } from '../../../state/app.ts';
import { draftsStore } from '../../../state/policy-drafts.ts';
import { useStore } from '../../../state/store.ts';
import { strings } from '../../../strings.ts';
import { ChangeNotice } from './change-notice.tsx';
import { TextDiff } from './text-diff.tsx';
import { useChange } from './use-change.ts';
import type { Draft } from './use-draft.ts';

const words = strings.policies.history;

interface HistoryPanelProps {
  readonly draft: Draft;
  readonly onClose: () => void;
  readonly onChanged: () => void;
}

/** Former texts of a file, each against the one on disk, and a way back. */
export function HistoryPanel({ draft, onClose, onChanged }: HistoryPanelProps) {
  const { file, saved } = draft;
  const { settings } = useStore(shellStore);
  const [shown, setShown] = useState<string | null>(null);
  const list = useLoad(() => call('policy', 'history', { file }), `${file} ${saved?.hash ?? ''}`);
  const version = useLoad(
    async () => (shown === null ? null : { id: shown, ...(await call('policy', 'version', { file, id: shown })) }),
    `${file} ${shown ?? ''}`,
  );
  const change = useChange();
  const versions = list.value?.versions ?? [];

  function restore(id: string): void {
    void change.run(
      () => call('policy', 'restore', { file, id, baseHash: saved?.hash ?? null }),
      () => {
        draftsStore.dispatch({ type: 'drop', file });
        setShown(null);
        onChanged();
      },
    );
  }

  return (
    <section className="card history" aria-label={words.heading(file)}>
      <div className="panel-head">
        <h3>{words.heading(file)}</h3>
        <button type="button" className="button button-small button-quiet" onClick={onClose}>
          {words.close}
        </button>
      </div>
      {list.error && <ErrorNotice error={list.error} />}
      {list.value && versions.length === 0 && <p className="quiet">{words.none}</p>}
      <ul className="version-list" aria-label={words.versions}>
        {versions.map(({ id, at, by, what, hash }) => (
          <li key={id}>
            <button
              type="button"
              className="file-row"
              aria-expanded={shown === id}
              disabled={hash === null}
              onClick={() => setShown((before) => (before === id ? null : id))}
            >
              <span>{instant(at, settings?.zone)}</span>
              <span>{hash === null ? words.deleted : what}</span>
              <span className="quiet">{by}</span>
            </button>
            {shown === id && version.value?.id === id && (
              <div className="version">
                <TextDiff before={saved?.text ?? ''} after={version.value.text} label={words.diff} />
                {hash !== saved?.hash && (
                  <button
                    type="button"
                    className="button button-small"
                    disabled={change.busy}
                    onClick={() => restore(id)}
                  >
                    {words.restore}
                  </button>
                )}
              </div>
            )}
          </li>
        ))}
      </ul>
      {version.error && <ErrorNotice error={version.error} />}
      <ChangeNotice change={change} />
    </section>
  );
}
