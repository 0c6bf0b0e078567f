import type { ConnectorManifest } from '../../connectors/index.ts';
import { type Account, type Accounts, type SignIn, ThimbleError, type ThimbleEvent } from '../../shared/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Broker } from '../broker/index.ts';
import { checkAccount } from './check.ts';
import { type ChooseParts, chooseAccounts } from './choose.ts';
import {
  type ConnectInput,
  type ConnectParts,
  connectAccount,
  lastingKeychain,
  requireAccount,
  secretName,
} from './connect.ts';
import { renameAccount } from './rename.ts';
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
  let last: Promise<unknown> = Promise.resolve();
  /** One change after the other, so that none acts on what another has just changed; failed or not, windows look again. */
  const changing = <T>(change: () => Promise<T>): Promise<T> => {
    const mine = last.then(change).finally(changed);
    last = mine.catch(() => undefined);
    return mine;
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
  const connect: SignInParts['connect'] = (input, connector, signal) =>
    changing(() => connectAccount(input, connector, parts, signal));
  const view = (): Accounts => ({
    use: store.use(),
    services: connectors().map((connector) => serviceView(connector, store, now(), parts.clientId())),
    problems: accountProblems(store, titleOf, now()),
  });
  const signIns = createSignIns({ ...parts, connect });

  return {
    forRun: (request, wanted = {}) => chooseAccounts(request, wanted, parts),
    nameOf: (service, id) => store.of(service).find((account) => account.id === id)?.name ?? null,
    refused(service, ref) {
      const account = store.at(service, ref);
      if (!account || account.refusedAt !== null) return;
      store.put({ ...account, refusedAt: new Date(now()).toISOString() });
      parts.emit({ type: 'accounts.changed' });
    },
    view,
    inDemo: () => store.use() === 'demo',
    problems: () => accountProblems(store, titleOf, now()),
    connect: async (service, input) => shown(await connect(input, connectorOf(service))),
    rename: (service, name, to) =>
      changing(async () => shown(await renameAccount(connectorOf(service), name, to, parts))),
    setDefault(service, name) {
      const account = requireAccount(store, connectorOf(service), name);
      store.change((file) => ({ ...file, defaults: { ...file.defaults, [service]: account.id } }));
      parts.emit({ type: 'accounts.changed' });
      return shown(account);
    },
    disconnect: (service, name) => changing(() => drop(requireAccount(store, connectorOf(service), name))),
    disconnectAll: (service) =>
      changing(async () => {
        for (const account of [...store.of(service)]) await drop(account);
      }),
    check: (service, name) => changing(async () => shown(await checkAccount(connectorOf(service), name, parts))),
    use: (use) =>
      changing(async () => {
        if (use === 'accounts' && store.read().accounts.length === 0)
          throw new ThimbleError('not_connected', 'No account is connected.', 'Connect one first.');
        store.change((file) => ({ ...file, use }));
      }).then(view),
    signIn: async (service, input) => shownSignIn(await signIns.start(connectorOf(service), input)),
    signInState: (id) => shownSignIn(signIns.get(id)),
    signInEnded: async (id) => shownSignIn(await signIns.ended(id)),
    cancelSignIn: (id) => shownSignIn(signIns.cancel(id)),
    close: () => signIns.close(),
  };
}
