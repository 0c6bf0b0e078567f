import type { ConnectorManifest } from '../../connectors/index.ts';
import { type Account, type Accounts, type SignIn, ThimbleError, type ThimbleEvent } from '../../shared/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Broker } from '../broker/index.ts';
import { type ChooseParts, chooseAccounts } from './choose.ts';
import {
  type ConnectInput,
  type ConnectParts,
  connectAccount,
  lastingKeychain,
  requireAccount,
  secretName,
  whose,
} from './connect.ts';
import { checkName, sameName } from './names.ts';
import { createSignIns, type SignInParts, type SignInState } from './sign-in.ts';
import type { StoredAccount } from './store.ts';
import type { AccountChooser } from './types.ts';
import { accountProblems, accountView, serviceView } from './view.ts';

export interface AccountsParts extends ConnectParts, Pick<SignInParts, 'clientId' | 'wait'> {
  readonly broker: Pick<Broker, 'identify' | 'deviceCode' | 'devicePoll'>;
  readonly audit: Pick<AuditLog, 'intent' | 'outcome'>;
  readonly demo: ChooseParts['demo'];
  /** Starts or stops the demo's emulators, as the switch now says. */
  readonly switched: () => Promise<void>;
  readonly emit: (event: ThimbleEvent) => void;
}

/** The accounts of the person: connected, named, checked, and chosen for runs. Every method throws ThimbleErrors. */
export interface AccountsRoom extends AccountChooser {
  view(): Accounts;
  /** Whether calls go to the demo workspace. */
  inDemo(): boolean;
  /** What is wrong with accounts, or soon will be; one sentence each. */
  problems(): string[];
  connect(service: string, input: ConnectInput): Promise<Account>;
  rename(service: string, name: string, to: string): Promise<Account>;
  setDefault(service: string, name: string): Account;
  disconnect(service: string, name: string): Promise<void>;
  /** Disconnects every account of a service, whose connector may be switched off. */
  disconnectAll(service: string): Promise<void>;
  check(service: string, name: string): Promise<Account>;
  use(use: 'demo' | 'accounts'): Promise<Accounts>;
  signIn(service: string, input: Omit<ConnectInput, 'token'>): Promise<SignIn>;
  signInState(id: string): SignIn;
  /** Waits until a sign-in is over. */
  signInEnded(id: string): Promise<SignIn>;
  cancelSignIn(id: string): SignIn;
  close(): Promise<void>;
}

/** Makes the accounts of one app. */
export function createAccounts(parts: AccountsParts): AccountsRoom {
  const { connectors, store, now } = parts;
  const connectorOf = (service: string): ConnectorManifest => {
    const found = connectors().find((connector) => connector.service === service);
    if (found) return found;
    // The word is not repeated: it may be a token in the wrong place.
    throw new ThimbleError('not_found', 'Thimble has no connector of that name.', 'Look in Connections.');
  };
  const titleOf = (service: string): string => connectors().find((one) => one.service === service)?.title ?? service;
  const shown = (account: StoredAccount): Account => accountView(account, connectorOf(account.service), store, now());
  const shownSignIn = (state: SignInState): SignIn => ({ ...state, account: state.account && shown(state.account) });
  /** Tells the windows, and starts or ends the demo where the switch moved. */
  const changed = async (): Promise<void> => {
    await parts.switched();
    parts.emit({ type: 'accounts.changed' });
    parts.emit({ type: 'audit.appended' });
  };
  const put = (account: StoredAccount): StoredAccount => {
    store.change((file) => ({
      ...file,
      accounts: file.accounts.map((other) => (other.id === account.id ? account : other)),
    }));
    return account;
  };
  /** The secret first: no account in the list may outlive what deletes its secret. */
  const drop = async (account: StoredAccount): Promise<void> => {
    const keychain = await lastingKeychain(parts.keychain);
    await keychain.delete(secretName(account));
    store.change((file) => ({
      ...file,
      defaults: Object.fromEntries(Object.entries(file.defaults).filter(([, id]) => id !== account.id)),
      accounts: file.accounts.filter(({ id }) => id !== account.id),
    }));
  };
  const connect = async (
    input: ConnectInput,
    connector: ConnectorManifest,
    signal?: AbortSignal,
  ): Promise<StoredAccount> => {
    try {
      return await connectAccount(input, connector, parts, signal);
    } finally {
      await changed();
    }
  };
  const view = (): Accounts => ({
    use: store.use(),
    services: connectors().map((connector) => serviceView(connector, store, now(), parts.clientId())),
    problems: accountProblems(store, titleOf, now()),
  });
  const signIns = createSignIns({ ...parts, connect });

  return {
    forRun: (request, wanted = {}) => chooseAccounts(request, wanted, parts),
    refused(service, ref) {
      const account = store.at(service, ref);
      if (!account || account.refusedAt !== null) return;
      put({ ...account, refusedAt: new Date(now()).toISOString() });
      parts.emit({ type: 'accounts.changed' });
    },
    view,
    inDemo: () => store.use() === 'demo',
    problems: () => accountProblems(store, titleOf, now()),
    connect: async (service, input) => shown(await connect(input, connectorOf(service))),
    async rename(service, name, to) {
      const connector = connectorOf(service);
      const account = requireAccount(store, connector, name);
      const wanted = checkName(to, connectors());
      if (store.of(service).some((other) => other.id !== account.id && sameName(other.name, wanted)))
        throw new ThimbleError(
          'bad_input',
          `There is a ${connector.title} account called “${wanted}” already.`,
          'Choose another name.',
        );
      if (wanted === account.name) return shown(account);
      const keychain = await lastingKeychain(parts.keychain);
      const secret = await keychain.get(secretName(account));
      const renamed = { ...account, name: wanted };
      // First the copy, then the list, then the old one: whatever fails in between, the listed name has its secret.
      if (secret !== null) await keychain.set(secretName(renamed), secret);
      put(renamed);
      if (secret !== null) await keychain.delete(secretName(account));
      await changed();
      return shown(renamed);
    },
    setDefault(service, name) {
      const account = requireAccount(store, connectorOf(service), name);
      store.change((file) => ({ ...file, defaults: { ...file.defaults, [service]: account.id } }));
      parts.emit({ type: 'accounts.changed' });
      return shown(account);
    },
    async disconnect(service, name) {
      await drop(requireAccount(store, connectorOf(service), name));
      await changed();
    },
    async disconnectAll(service) {
      const all = [...store.of(service)];
      for (const account of all) await drop(account);
      if (all.length > 0) await changed();
    },
    async check(service, name) {
      const connector = connectorOf(service);
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
      try {
        if ('error' in asked) {
          if (asked.refused) put({ ...account, refusedAt: account.refusedAt ?? at });
          throw asked.error;
        }
        const { owner } = asked;
        if (owner === null) return shown(account);
        const { id, name: ownerName, email, workspace, workspaceId } = owner;
        const kept = { id, name: ownerName, email, workspace, workspaceId };
        const scopes = owner.scopes ? [...owner.scopes] : null;
        return shown(
          put({ ...account, owner: kept, scopes, expiresAt: owner.expiresAt, checkedAt: at, refusedAt: null }),
        );
      } finally {
        await changed();
      }
    },
    async use(use) {
      if (use === 'accounts' && store.read().accounts.length === 0)
        throw new ThimbleError('not_connected', 'No account is connected.', 'Connect one first.');
      store.change((file) => ({ ...file, use }));
      await changed();
      return view();
    },
    signIn: async (service, input) => shownSignIn(await signIns.start(connectorOf(service), input)),
    signInState: (id) => shownSignIn(signIns.get(id)),
    signInEnded: async (id) => shownSignIn(await signIns.ended(id)),
    cancelSignIn: (id) => shownSignIn(signIns.cancel(id)),
    close: () => signIns.close(),
  };
}
