import { type FormEvent, useState } from 'react';
import type { Account } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { Icon } from '../../components/icon.tsx';
import { ErrorNotice } from '../../components/notice.tsx';
import { strings } from '../../strings.ts';
import { AccountNotes } from './account-notes.tsx';
import { useAction } from './use-action.ts';

const words = strings.connections;

const day = (iso: string | null): string =>
  iso === null ? '' : new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(new Date(iso));

/** How an account stands, in words and with a colour that says the same. */
function StateText({ account }: { readonly account: Account }) {
  const { state, since, expiresAt } = account;
  if (state === 'ok')
    return (
      <span className="state state-good">
        <Icon name="check" size={15} />
        {expiresAt === null ? words.fine : words.fineUntil(day(expiresAt))}
      </span>
    );
  const text = {
    refused: words.refused(day(since)),
    expired: words.expired(day(expiresAt)),
    expires_soon: words.expiresSoon(day(expiresAt)),
  }[state];
  return (
    <span className={`state ${state === 'expires_soon' ? 'state-wait' : 'state-bad'}`}>
      <Icon name="warning" size={15} />
      {text}
    </span>
  );
}

interface Props {
  readonly account: Account;
  readonly onReconnect: () => void;
  readonly reload: () => void;
}

/** One account: whose it is, how it stands, and what can be done with it. */
export function AccountRow({ account, onReconnect, reload }: Props) {
  const { service, name, isDefault, state } = account;
  const [open, setOpen] = useState<'rename' | 'disconnect' | null>(null);
  const [to, setTo] = useState(name);
  const action = useAction();
  const one = { service, name };
  const about = new Set([account.owner, account.workspace, account.email]);
  const whose = [...about].filter((text) => text !== null && text !== name).join(' · ');
  const act = async (work: () => Promise<unknown>): Promise<void> => {
    if (await action.run(work)) setOpen(null);
    reload();
  };

  function rename(event: FormEvent): void {
    event.preventDefault();
    void act(() => call('account', 'rename', { ...one, to }));
  }

  return (
    <li className="account" data-account={name}>
      <div className="account-head">
        <p className="account-name">
          <strong>{name}</strong>
          {isDefault && <span className="mode mode-default">{words.default}</span>}
        </p>
        <StateText account={account} />
      </div>
      {whose !== '' && <p className="quiet">{whose}</p>}
      <AccountNotes account={account} />
      {open === null && (
        <div className="row account-actions">
          {(state === 'refused' || state === 'expired' || state === 'expires_soon') && (
            <button type="button" className="button button-small button-primary" onClick={onReconnect}>
              {words.reconnect}
            </button>
          )}
          <button
            type="button"
            className="button button-small"
            disabled={action.busy}
            onClick={() => void act(() => call('account', 'check', one))}
          >
            {action.busy ? words.checking : words.check}
          </button>
          {!isDefault && (
            <button
              type="button"
              className="button button-small"
              onClick={() => void act(() => call('account', 'setDefault', one))}
            >
              {words.makeDefault}
            </button>
          )}
          <button type="button" className="button button-small button-quiet" onClick={() => setOpen('rename')}>
            {words.rename}
          </button>
          {state === 'ok' && (
            <button type="button" className="button button-small button-quiet" onClick={onReconnect}>
              {words.newToken}
            </button>
          )}
          <button type="button" className="button button-small button-quiet" onClick={() => setOpen('disconnect')}>
            {words.disconnect}
          </button>
        </div>
      )}
      {open === 'rename' && (
        <form className="row" onSubmit={rename}>
          <input
            aria-label={words.newName}
            value={to}
            maxLength={40}
            required
            // biome-ignore lint/a11y/noAutofocus: the person has just asked for this field
            autoFocus
            onChange={(event) => setTo(event.target.value)}
          />
          <button type="submit" className="button button-small button-primary" disabled={action.busy}>
            {words.rename}
          </button>
          <button type="button" className="button button-small" onClick={() => setOpen(null)}>
            {words.cancel}
          </button>
        </form>
      )}
      {open === 'disconnect' && (
        <div className="row account-confirm" role="alert">
          <span className="account-confirm-text">{words.disconnectDetail}</span>
          <button
            type="button"
            className="button button-small"
            disabled={action.busy}
            onClick={() => void act(() => call('account', 'disconnect', one))}
          >
            {words.disconnectNow}
          </button>
          <button type="button" className="button button-small" onClick={() => setOpen(null)}>
            {words.keep}
          </button>
        </div>
      )}
      {action.error && <ErrorNotice error={action.error} />}
    </li>
  );
}
