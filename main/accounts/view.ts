import { type ConnectorManifest, missingScopes } from '../../connectors/index.ts';
import type { Account, AccountState, ServiceAccounts } from '../../shared/index.ts';
import { labelOf } from './label.ts';
import type { AccountStore, StoredAccount } from './store.ts';

/** How long before the end of a token it is said, in milliseconds. */
const warningMs = 7 * 24 * 3600 * 1000;

/** @param now epoch milliseconds */
export function stateOf({ refusedAt, expiresAt }: StoredAccount, now: number): AccountState {
  if (refusedAt !== null) return 'refused';
  if (expiresAt === null) return 'ok';
  const left = Date.parse(expiresAt) - now;
  return left <= 0 ? 'expired' : left <= warningMs ? 'expires_soon' : 'ok';
}

/** The tools that the scopes of an account do not cover. */
function cannot(account: StoredAccount, connector: ConnectorManifest): Account['cannot'] {
  return connector.tools.flatMap((tool) => {
    const scopes = missingScopes(connector.auth.scopesFor(tool.name), account.scopes) ?? [];
    return tool.internal || scopes.length === 0 ? [] : [{ tool: tool.name, title: tool.title, scopes: [...scopes] }];
  });
}

/** An account as people see it. @param now epoch milliseconds */
export function accountView(
  account: StoredAccount,
  connector: ConnectorManifest,
  store: AccountStore,
  now: number,
): Account {
  const { service, name, owner, scopes, remarks, connectedAt, checkedAt, expiresAt, refusedAt } = account;
  return {
    service,
    name,
    isDefault: store.defaultOf(service)?.id === account.id,
    label: labelOf(owner, name),
    owner: owner.name,
    email: owner.email,
    workspace: owner.workspace,
    state: stateOf(account, now),
    since: refusedAt,
    expiresAt,
    connectedAt,
    checkedAt,
    scopes,
    cannot: cannot(account, connector),
    remarks,
  };
}

/** A service with its accounts, the default one first. */
export function serviceView(
  connector: ConnectorManifest,
  store: AccountStore,
  now: number,
  clientId: string,
): ServiceAccounts {
  const { service, title, auth } = connector;
  const guide = auth.token;
  return {
    service,
    title,
    accounts: store
      .of(service)
      .map((account) => accountView(account, connector, store, now))
      .sort((a, b) => Number(b.isDefault) - Number(a.isDefault)),
    guide: guide && {
      name: guide.name,
      hint: guide.hint,
      page: guide.page,
      steps: guide.steps,
      permissions: [...guide.permissions],
    },
    signIn: auth.device && { ready: clientId !== '', hint: clientId === '' ? auth.device.clientHint : '' },
  };
}

const day = (iso: string): string => iso.slice(0, 10);

/** What is wrong, or soon will be, one sentence an account with what to do. */
export function accountProblems(store: AccountStore, titleOf: (service: string) => string, now: number): string[] {
  const problem = store.problem();
  const said = (account: StoredAccount): string | [] => {
    const called = `The ${titleOf(account.service)} account “${account.name}”`;
    switch (stateOf(account, now)) {
      case 'refused':
        return `${called} needs a new token: it has been refused since ${day(account.refusedAt ?? '')}. Reconnect it in Connections.`;
      case 'expired':
        return `The token of ${called.replace('The', 'the')} expired on ${day(account.expiresAt ?? '')}. Reconnect it in Connections.`;
      case 'expires_soon':
        return `The token of ${called.replace('The', 'the')} expires on ${day(account.expiresAt ?? '')}. Make a new one in time, and reconnect it in Connections.`;
      case 'ok':
        return [];
    }
  };
  return [...(problem === null ? [] : [problem]), ...store.read().accounts.flatMap(said)];
}
