import type { ConnectorManifest, ToolDefinition } from '../../connectors/index.ts';
import { type Service, ThimbleError } from '../../shared/index.ts';
import type { Keychain } from '../keychain/index.ts';
import { type AccountRef, type Grant, isGrant } from '../policy/index.ts';
import type { LookupAll } from './address.ts';
import { deviceCode, devicePoll } from './device.ts';
import { identify } from './identify.ts';
import { type BrokerLimits, defaultLimits } from './limits.ts';
import { createRehearsal } from './rehearsal.ts';
import { Session, type SessionParts } from './session.ts';
import { createTransport } from './transport.ts';
import type { Broker, Endpoint, Site } from './types.ts';

export interface BrokerOptions {
  /** Where an account of a service is, and its credential's name; null when there is no such account. Asked for each call. */
  readonly endpoint: (service: Service, account: AccountRef) => Endpoint | null;
  /** Where a service's own origin is reached before there is an account: itself, over https, unless given. */
  readonly site?: (origin: string) => Site;
  readonly keychain: Keychain;
  /** Epoch milliseconds. */
  readonly now?: () => number;
  readonly limits?: Partial<BrokerLimits>;
  /** For tests: names to addresses. They are checked like the system's. */
  readonly resolve?: LookupAll;
}

/**
 * Makes the only way out to the services. Origins, credentials, addresses, caps and time-outs are its own; a call needs
 * a grant of the decision ledger, each good for one session.
 */
export function createBroker(options: BrokerOptions): Broker {
  const limits = { ...defaultLimits, ...options.limits };
  const transport = createTransport(limits, options.resolve);
  const site = options.site ?? ((origin: string): Site => ({ origin, loopback: false }));
  const now = options.now ?? Date.now;
  const used = new WeakSet<object>();
  const denied = (message: string): ThimbleError =>
    new ThimbleError('denied', message, 'Nothing was sent. Ask for it again.');
  const session = (
    grant: Grant,
    connector: ConnectorManifest,
    tool: ToolDefinition,
    call: Pick<SessionParts, 'callId' | 'signal' | 'readOnly'>,
  ): Session => {
    if (!isGrant(grant)) throw denied('No decision allows this call.');
    if (used.has(grant)) throw denied('The decision for this call was used before.');
    if (grant.tool !== tool.name || !connector.tools.includes(tool)) throw denied('The decision is for another call.');
    used.add(grant);
    const { keychain } = options;
    const endpoint = options.endpoint(connector.service, grant.account);
    return new Session({ connector, tool, ...call, endpoint, keychain, transport, limits, now });
  };
  return {
    open: (grant, connector, tool, callId, signal) =>
      session(grant, connector, tool, { callId, signal, readOnly: false }),
    rehearse(connector, tool, egress) {
      const reading =
        egress === null
          ? null
          : session(egress.grant, connector, tool, { callId: egress.callId, signal: egress.signal, readOnly: true });
      return createRehearsal(connector, limits, reading);
    },
    identify: (connector, secret, sent, signal) =>
      identify(secret, { connector, site: site(connector.origin), transport, now, sent, signal }),
    deviceCode: (connector, clientId, sent, signal) =>
      deviceCode({ connector, clientId, site, transport, sent, signal }),
    devicePoll: (connector, clientId, code, sent, signal) =>
      devicePoll(code, { connector, clientId, site, transport, sent, signal }),
    close: () => transport.close(),
  };
}
