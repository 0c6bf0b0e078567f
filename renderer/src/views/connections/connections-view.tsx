import { call } from '../../bridge/client.ts';
import { ErrorNotice } from '../../components/notice.tsx';
import { useLoad } from '../../components/use-load.ts';
import { shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { PluginsSection } from './plugins-section.tsx';
import { ServiceCard } from './service-card.tsx';
import { UseSwitch } from './use-switch.tsx';

/** Where calls go, which accounts are connected and how they stand, and the way to connect one. */
export function ConnectionsView() {
  const { info, accountsRevision } = useStore(shellStore);
  const list = useLoad(
    async () => ({
      connections: await call('app', 'connections', {}),
      accounts: await call('account', 'list', {}),
    }),
    `accounts ${accountsRevision}`,
  );
  const { value } = list;
  return (
    <div className="page">
      <h1>{strings.connections.heading}</h1>
      {list.error && <ErrorNotice error={list.error} />}
      {value && <UseSwitch accounts={value.accounts} reload={list.reload} />}
      <ul className="connections">
        {(value?.connections ?? []).map((connection) => {
          const service = value?.accounts.services.find((one) => one.service === connection.service);
          return (
            service && (
              <ServiceCard key={connection.service} connection={connection} service={service} reload={list.reload} />
            )
          );
        })}
      </ul>
      <PluginsSection />
      {info && (
        <p className="quiet">
          {strings.connections.secrets}. {strings.connections.secretsDetail(info.keychain)}
        </p>
      )}
    </div>
  );
}
