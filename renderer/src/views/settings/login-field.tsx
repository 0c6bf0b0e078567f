import { useState } from 'react';
import type { LoginStart } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { useLoad } from '../../components/use-load.ts';
import { strings } from '../../strings.ts';
import { useAction } from '../connections/use-action.ts';

const words = strings.settings.login;

/** Whether the app starts at login, or that this host cannot see to it. */
export function LoginField() {
  const state = useLoad(() => call('app', 'loginStart', {}), 'login');
  const action = useAction();
  const [answered, setAnswered] = useState<LoginStart | null>(null);
  const [wanted, setWanted] = useState<boolean | null>(null);
  const { available, on } = answered ?? state.value ?? { available: false, on: false };
  async function set(next: boolean): Promise<void> {
    setWanted(next);
    await action.run(async () => setAnswered(await call('app', 'setLoginStart', { on: next })));
    setWanted(null);
  }
  return (
    <fieldset className="field">
      <legend className="field-name">{words.heading}</legend>
      {available && (
        <label className="row">
          <input
            type="checkbox"
            checked={wanted ?? on}
            disabled={action.busy}
            onChange={(event) => void set(event.target.checked)}
          />
          <span>{words.on}</span>
        </label>
      )}
      {state.value && !available && <span className="field-hint">{words.notHere}</span>}
      {action.error && <ErrorNotice error={action.error} />}
      {state.error && <ErrorNotice error={state.error} />}
    </fieldset>
  );
}
