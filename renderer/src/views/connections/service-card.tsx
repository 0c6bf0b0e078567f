import { useCallback, useState } from 'react';
import type { Connection, ServiceAccounts } from '../../../../shared/index.ts';
import { Icon } from '../../components/icon.tsx';
import { ServiceBadge } from '../../components/service-badge.tsx';
import { strings } from '../../strings.ts';
import { AccountRow } from './account-row.tsx';
import { ConnectForm } from './connect-form.tsx';

const words = strings.connections;

const modeText: Record<Connection['mode'], string> = {
  demo: words.demo,
  account: words.connected,
  none: words.none,
};

interface Props {
  readonly connection: Connection;
  readonly service: ServiceAccounts;
  readonly reload: () => void;
}

/** A service: where its calls go, its accounts, and the way to connect one. */
export function ServiceCard({ connection, service, reload }: Props) {
  /** What is open: a new account, a new token for one, or nothing. */
  const [open, setOpen] = useState<{ readonly reconnect: string | null } | null>(null);
  const done = useCallback(() => {
    setOpen(null);
    reload();
  }, [reload]);
  const { accounts, guide } = service;
  return (
    <li className="card connection" data-service={connection.service}>
      <header className="connection-head">
        <ServiceBadge service={connection.service} />
        <div className="connection-title">
          <h2>{connection.title}</h2>
          <p className="quiet num">
            {words.tools(connection.tools)} · <code>{connection.origin}</code>
          </p>
        </div>
        <span className={`mode mode-${connection.mode}`}>{modeText[connection.mode]}</span>
        {guide !== null && open === null && (
          <button
            type="button"
            className={accounts.length === 0 ? 'button' : 'button button-small'}
            onClick={() => setOpen({ reconnect: null })}
          >
            <Icon name="connections" size={16} />
            {accounts.length === 0 ? words.connect : words.addAccount}
          </button>
        )}
      </header>
      {accounts.length > 0 && (
        <ul className="accounts">
          {accounts.map((account) => (
            <AccountRow
              key={account.name}
              account={account}
              reload={reload}
              onReconnect={() => setOpen({ reconnect: account.name })}
            />
          ))}
        </ul>
      )}
      {open && (
        <ConnectForm
          key={open.reconnect ?? ''}
          service={service}
          reconnect={open.reconnect}
          onDone={done}
          onCancel={() => setOpen(null)}
        />
      )}
    </li>
  );
}
