import type { Accounts } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { strings } from '../../strings.ts';
import { useAction } from './use-action.ts';

const words = strings.connections;

/** Where calls go: the demo workspace, or the person's accounts once there is one. */
export function UseSwitch({ accounts, reload }: { readonly accounts: Accounts; readonly reload: () => void }) {
  const action = useAction();
  const connected = accounts.services.some((service) => service.accounts.length > 0);
  return (
    <div className="use">
      <fieldset className="segments" disabled={action.busy}>
        <legend className="visually-hidden">{words.use}</legend>
        {(['demo', 'accounts'] as const).map((use) => (
          <label key={use} className="segment">
            <input
              type="radio"
              name="use"
              checked={accounts.use === use}
              disabled={use === 'accounts' && !connected}
              onChange={() => void action.run(() => call('account', 'use', { use })).then(reload)}
            />
            <span>{words.uses[use]}</span>
          </label>
        ))}
      </fieldset>
      <p className="quiet">
        {accounts.use === 'demo' ? words.demoDetail : words.accountsDetail} {!connected && words.connectFirst}
      </p>
      {action.error && <ErrorNotice error={action.error} />}
    </div>
  );
}
