import type { ConnectorManifest } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import { type ConnectParts, lastingKeychain, requireAccount, secretName } from './connect.ts';
import { checkName, sameName } from './names.ts';
import type { StoredAccount } from './store.ts';

/**
 * Calls an account something else, its secret included.
 * @throws ThimbleError `not_found`, `bad_input` for a name that cannot be or is taken, or what the keychain says
 */
export async function renameAccount(
  connector: ConnectorManifest,
  name: string,
  to: string,
  parts: Pick<ConnectParts, 'connectors' | 'keychain' | 'store'>,
): Promise<StoredAccount> {
  const { store } = parts;
  const account = requireAccount(store, connector, name);
  const wanted = checkName(to, parts.connectors());
  if (store.of(connector.service).some((other) => other.id !== account.id && sameName(other.name, wanted)))
    throw new ThimbleError(
      'bad_input',
      `There is a ${connector.title} account called “${wanted}” already.`,
      'Choose another name.',
    );
  if (wanted === account.name) return account;
  const renamed = { ...account, name: wanted };
  const keychain = await lastingKeychain(parts.keychain);
  const secret = await keychain.get(secretName(account));
  // First the copy, then the list, then the old one: whatever fails in between, the listed name has its secret.
  if (secret !== null) await keychain.set(secretName(renamed), secret);
  store.put(renamed);
  if (secret === null) return renamed;
  await keychain.delete(secretName(account));
  // Windows takes names that differ in their case only for one: what was deleted is then the copy.
  if ((await keychain.get(secretName(renamed))) === null) await keychain.set(secretName(renamed), secret);
  return renamed;
}
