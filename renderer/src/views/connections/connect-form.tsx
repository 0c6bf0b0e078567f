import { type FormEvent, useEffect, useId, useRef, useState } from 'react';
import type { ServiceAccounts } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { strings } from '../../strings.ts';
import { SignInPanel } from './sign-in.tsx';
import { useAction } from './use-action.ts';

const words = strings.connections;

interface Props {
  readonly service: ServiceAccounts;
  /** The account that gets a new token; null for a new account. */
  readonly reconnect: string | null;
  readonly onDone: () => void;
  readonly onCancel: () => void;
}

/**
 * How to get a token, and where to paste it. The token is read from the field when it is sent and the field is emptied
 * at once: it is never in the state of the window.
 */
export function ConnectForm({ service, reconnect, onDone, onCancel }: Props) {
  const token = useRef<HTMLInputElement>(null);
  const [name, setName] = useState('');
  const action = useAction();
  const headingId = useId();
  const { title, guide, signIn } = service;
  const named = { service: service.service, ...(reconnect === null ? { name } : { reconnect }) };

  useEffect(() => token.current?.focus(), []);

  async function connect(event: FormEvent): Promise<void> {
    event.preventDefault();
    const field = token.current;
    if (!field || action.busy) return;
    const secret = field.value;
    field.value = '';
    if (await action.run(() => call('account', 'connect', { ...named, token: secret }))) onDone();
    else field.focus();
  }

  if (guide === null) return null;
  return (
    <section className="connect" aria-labelledby={headingId}>
      <h3 id={headingId}>{reconnect === null ? words.connectTo(title) : words.reconnectTo(reconnect)}</h3>
      <ol className="connect-steps">
        <li>
          {words.open} <code className="address">{guide.page}</code>
        </li>
        <li>
          {guide.steps}
          <ul className="permissions" aria-label={words.permissions}>
            {guide.permissions.map((permission) => (
              <li key={permission}>
                <code>{permission}</code>
              </li>
            ))}
          </ul>
        </li>
        <li>{words.paste}</li>
      </ol>
      <form className="connect-form" onSubmit={(event) => void connect(event)}>
        <label className="field">
          <span className="field-name">{guide.name}</span>
          <input
            ref={token}
            className="field-input"
            type="password"
            autoComplete="off"
            spellCheck={false}
            maxLength={5000}
            required
            aria-describedby={`${headingId}-hint`}
          />
          <span className="field-hint" id={`${headingId}-hint`}>
            {guide.hint} {words.tokenHint}
          </span>
        </label>
        {reconnect === null && (
          <label className="field">
            <span className="field-name">{words.name}</span>
            <input
              className="field-input"
              value={name}
              maxLength={40}
              autoComplete="off"
              onChange={(event) => setName(event.target.value)}
            />
            <span className="field-hint">{words.nameHint}</span>
          </label>
        )}
        {action.error && <ErrorNotice error={action.error} />}
        <footer className="row">
          <button type="submit" className="button button-primary" disabled={action.busy}>
            {action.busy ? words.checking : reconnect === null ? words.connect : words.reconnect}
          </button>
          <button type="button" className="button" disabled={action.busy} onClick={onCancel}>
            {words.cancel}
          </button>
        </footer>
      </form>
      {signIn && <SignInPanel title={title} input={named} signIn={signIn} onDone={onDone} />}
    </section>
  );
}
