import { useState } from 'react';
import type { ErrorBody, UndoView } from '../../../shared/index.ts';
import { call, errorBody } from '../bridge/client.ts';
import { shortInstant } from '../format/time.ts';
import { navigate, runsStore, shellStore } from '../state/app.ts';
import { useStore } from '../state/store.ts';
import { strings } from '../strings.ts';
import { Icon } from './icon.tsx';
import { ErrorNotice } from './notice.tsx';
import { useLoad } from './use-load.ts';

const words = strings.undo;

function EntryLink({ id, label }: { readonly id: string; readonly label: string }) {
  return (
    <button type="button" className="link" onClick={() => navigate('audit', id)}>
      {label}
    </button>
  );
}

/** The button that takes a call back, in the words of what it does; the cards then come in the command view. */
function UndoButton({ auditId, calls }: { readonly auditId: string; readonly calls: readonly string[] }) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<ErrorBody | null>(null);
  const [first = '', ...others] = calls;

  async function start(): Promise<void> {
    setBusy(true);
    setError(null);
    try {
      runsStore.dispatch({ type: 'started', run: await call('command', 'undo', { auditId }) });
      navigate('command');
    } catch (thrown) {
      setError(errorBody(thrown));
      setBusy(false);
    }
  }

  return (
    <>
      {others.length > 0 && (
        <ol className="undo-calls">
          {calls.map((text, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is left to do has an order and no identity
            <li key={index}>{text}</li>
          ))}
        </ol>
      )}
      <button type="button" className="button button-small undo-button" disabled={busy} onClick={() => void start()}>
        <Icon name="undo" size={16} />
        {others.length > 0 ? words.several(calls.length) : words.one(first)}
      </button>
      {error && <ErrorNotice error={error} />}
    </>
  );
}

/** What can be done about a call that was made: take it back, see who did, or read why nobody can. */
export function Undo({ auditId, undo }: { readonly auditId: string; readonly undo: UndoView }) {
  const { settings } = useStore(shellStore);
  const last = undo.by.at(-1);
  if (undo.state === 'done')
    return (
      <p className="undo">
        <span className="undo-done">
          <Icon name="undo" size={16} />
          {words.done(shortInstant(last?.at ?? '', settings?.zone, Date.now()))}
        </span>
        {last && <EntryLink id={last.id} label={words.seeUndo} />}
      </p>
    );
  return (
    <div className="undo">
      {undo.text !== '' && <p className="quiet">{undo.text}</p>}
      {undo.state === 'offered' && <UndoButton auditId={auditId} calls={undo.calls} />}
      {undo.state === 'offered' && last && <EntryLink id={last.id} label={words.seeAttempt(last.status)} />}
    </div>
  );
}

/** {@link Undo} of a step that has just ended; until the log has answered, what was said before it ran. */
export function StepUndo({ auditId, before }: { readonly auditId: string; readonly before: string }) {
  const { auditRevision } = useStore(shellStore);
  const entry = useLoad(() => call('audit', 'show', { id: auditId }), `${auditId} ${auditRevision}`);
  if (!entry.value) return <p className="quiet">{before}</p>;
  return <Undo auditId={auditId} undo={entry.value.undo} />;
}
