import type { ConnectorManifest } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import type { Keychain } from '../keychain/index.ts';

/**
 * The service's credential, fetched at send time and kept nowhere.
 * @throws ThimbleError `not_connected` without one, `unauthorized` for one that cannot be a header, or the keychain's own.
 */
export async function credentialFor(
  connector: ConnectorManifest,
  account: string,
  keychain: Keychain,
): Promise<string> {
  const secret = await keychain.get({ service: `thimble/${connector.service}`, account });
  if (secret === null) throw notConnected(connector);
  if (!/^[!-~]{4,4096}$/.test(secret))
    throw new ThimbleError(
      'unauthorized',
      `The credential kept for ${connector.title} is damaged.`,
      `Connect ${connector.title} again in Connections.`,
    );
  return secret;
}

/** No account for the service. */
export function notConnected(connector: ConnectorManifest): ThimbleError {
  return new ThimbleError(
    'not_connected',
    `${connector.title} is not connected.`,
    `Connect ${connector.title} in Connections.`,
  );
}

/** An answer without the credential, should the service have echoed it. */
export function withoutSecret<T extends string>(text: T, secret: string): string {
  return text.includes(secret) ? text.replaceAll(secret, '[credential]') : text;
}
