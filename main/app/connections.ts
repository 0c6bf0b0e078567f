import type { ConnectorManifest } from '../../connectors/index.ts';
import { type Accounts, type Connection, shippedServiceSchema } from '../../shared/index.ts';
import type { Composition } from './compose.ts';

/** One line a service: whether it is the demo's, an account's or not connected, and where its calls go. */
export function connectionsOf(
  connectors: readonly ConnectorManifest[],
  { use, services }: Accounts,
  composition: Pick<Composition, 'demo'>,
): Connection[] {
  return connectors.map(({ service, title, origin, auth, tools }) => {
    const line = { service, title, tools: tools.filter((tool) => !tool.internal).length };
    if (auth.credential.kind === 'none') return { ...line, mode: 'account', account: null, origin };
    if (use === 'demo') {
      const shipped = shippedServiceSchema.safeParse(service);
      return shipped.success
        ? { ...line, mode: 'demo', account: 'Demo workspace', origin: composition.demo.origins[shipped.data] }
        : { ...line, mode: 'none', account: null, origin };
    }
    const found = services.find((one) => one.service === service)?.accounts.find((account) => account.isDefault);
    return found
      ? { ...line, mode: 'account', account: found.label, origin }
      : { ...line, mode: 'none', account: null, origin };
  });
}
