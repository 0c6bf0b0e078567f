import { useState } from 'react';
import type { ErrorBody } from '../../../shared/index.ts';
import { call, errorBody } from '../bridge/client.ts';
import { shellStore } from '../state/app.ts';
import { useStore } from '../state/store.ts';
import { strings } from '../strings.ts';
import { ErrorNotice, Notice } from './notice.tsx';

/** Says that nothing new runs, with the way to go on; nothing while it does. */
export function Paused() {
  const { settings } = useStore(shellStore);
  const [error, setError] = useState<ErrorBody | null>(null);
  if (!settings?.paused) return null;

  async function resume(): Promise<void> {
    setError(null);
    try {
      const current = await call('app', 'settings', {});
      shellStore.dispatch({ settings: await call('app', 'saveSettings', { ...current, paused: false }) });
    } catch (thrown) {
      setError(errorBody(thrown));
    }
  }

  return (
    <Notice
      tone="wait"
      title={strings.paused.title}
      action={
        <button type="button" className="button button-small" onClick={() => void resume()}>
          {strings.paused.resume}
        </button>
      }
    >
      <p>{strings.paused.detail}</p>
      {error && <ErrorNotice error={error} />}
    </Notice>
  );
}
