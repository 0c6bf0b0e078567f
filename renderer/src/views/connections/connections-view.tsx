import type { Connection } from '../../../../shared/index.ts';
import { call } from '../../bridge/client.ts';
import { ErrorNotice, Notice } from '../../components/notice.tsx';
import { ServiceBadge } from '../../components/service-badge.tsx';
import { useLoad } from '../../components/use-load.ts';
import { shellStore } from '../../state/app.ts';
import { useStore } from '../../state/store.ts';
import { strings } from '../../strings.ts';
import { PluginsSection } from './plugins-section.tsx';

const modeText: Record<Connection['mode'], string> = {
  demo: strings.connections.demo,
  account: strings.connections.account,
  none: strings.connections.none,
};

/** Which services are connected, with whose account, and where calls go. A demo says so in every row. */
export function ConnectionsView() {
  const list = useLoad(() => call('app', 'connections', {}), 'connections');
  const { info } = useStore(shellStore);
  return (
    <div className="page">
      <h1>{strings.connections.heading}</h1>
      {info?.demo && (
        <Notice tone="wait" title={strings.status.demo}>
          <p>{strings.connections.demoDetail}</p>
        </Notice>
      )}
      {list.error && <ErrorNotice error={list.error} />}
      <ul className="connections">
        {(list.value ?? []).map((connection) => (
          <li key={connection.service} className="card connection" data-service={connection.service}>
            <ServiceBadge service={connection.service} />
            <div>
              <h2>{connection.title}</h2>
              <p className="quiet num">{strings.connections.tools(connection.tools)}</p>
            </div>
            <dl className="connection-facts">
              {connection.account && (
                <div>
                  <dt>{strings.connections.account}</dt>
                  <dd>{connection.account}</dd>
                </div>
              )}
              <div>
                <dt>{strings.connections.origin}</dt>
                <dd>
                  <code>{connection.origin}</code>
                </dd>
              </div>
            </dl>
            <span className={`mode mode-${connection.mode}`}>{modeText[connection.mode]}</span>
          </li>
        ))}
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
