import type { ConnectorManifest } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import { type ConnectParts, lastingKeychain, requireAccount, secretName, whose } from './connect.ts';
import type { StoredAccount } from './store.ts';

/**
 * Asks the service again whose the token of an account is, and keeps what it says.
 * @throws ThimbleError `not_found`, `denied`, `unauthorized` for a token that is refused (the account is then marked), or
 *   what the keychain or the network says
 */
export async function checkAccount(
  connector: ConnectorManifest,
  name: string,
  parts: ConnectParts,
): Promise<StoredAccount> {
  const { store, now } = parts;
  const account = requireAccount(store, connector, name);
  if (account.origin !== connector.origin)
    throw new ThimbleError(
      'denied',
      `The account “${account.name}” was connected to another ${connector.title}.`,
      'Disconnect it, and connect it again.',
    );
  const keychain = await lastingKeychain(parts.keychain);
  const secret = await keychain.get(secretName(account));
  if (secret === null)
    throw new ThimbleError(
      'unauthorized',
      `The keychain has no token for the ${connector.title} account “${account.name}”.`,
      'Reconnect it with its token.',
    );
  const asked = await whose(secret, connector, account, parts);
  const at = new Date(now()).toISOString();
  if ('error' in asked) {
    if (asked.refused) store.put({ ...account, refusedAt: account.refusedAt ?? at });
    throw asked.error;
  }
  if (asked.owner === null) return account;
  const { suggestedName: _, scopes, expiresAt, ...owner } = asked.owner;
  return store.put({
    ...account,
    owner,
    scopes: scopes ? [...scopes] : null,
    expiresAt,
    checkedAt: at,
    refusedAt: null,
  });
}
