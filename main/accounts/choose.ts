import type { ConnectorManifest } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import { demoAccount, openAccount } from '../policy/index.ts';
import { labelOf } from './label.ts';
import { accountMentions } from './mention.ts';
import type { AccountStore, StoredAccount } from './store.ts';
import type { CallAccount, RunAccounts } from './types.ts';

export interface ChooseParts {
  readonly connectors: () => readonly ConnectorManifest[];
  readonly store: AccountStore;
  readonly demo: {
    /** Whether the demo workspace has this service. */
    has(service: string): boolean;
    readonly me: NonNullable<CallAccount['me']>;
  };
}

function notConnected(title: string, hint: string): ThimbleError {
  return new ThimbleError('not_connected', `${title} is not connected.`, hint);
}

function noSuch(title: string, name: string): ThimbleError {
  return new ThimbleError('not_found', `There is no ${title} account called “${name}”.`, 'Look in Connections.');
}

function callAccount({ id, name, service, owner }: StoredAccount): CallAccount {
  const me = owner.email === null ? null : { name: owner.name, email: owner.email };
  return { id, name, service, label: labelOf(owner, name), me };
}

/** What a run of the demo workspace uses. */
function demoRun(request: string, { connectors, demo }: ChooseParts): RunAccounts {
  return {
    words: request,
    of(service) {
      if (demo.has(service)) return { ...demoAccount, service, label: null, me: demo.me };
      const connector = connectors().find((one) => one.service === service);
      // Nobody's account: a plug-in that takes no credential is the same in the demo.
      if (connector?.auth.credential.kind === 'none') return { ...openAccount, service, label: null, me: null };
      const title = connector?.title ?? service;
      throw notConnected(title, `The demo workspace has no ${title}. Switch to your accounts in Connections.`);
    },
  };
}

/**
 * The accounts of one run: chosen beside the request, named in it, or the defaults.
 * @throws ThimbleError `not_found`, `bad_input`
 */
export function chooseAccounts(
  request: string,
  wanted: Readonly<Record<string, string>>,
  parts: ChooseParts,
): RunAccounts {
  const { store } = parts;
  const connectors = parts.connectors();
  const titleOf = (service: string): string => connectors.find((one) => one.service === service)?.title ?? service;
  if (store.use() === 'demo') {
    if (Object.keys(wanted).length === 0) return demoRun(request, parts);
    throw new ThimbleError(
      'bad_input',
      'The demo workspace is in use, and it has no accounts to choose from.',
      'Connect an account, or switch to your accounts in Connections.',
    );
  }
  const chosen = new Map<string, StoredAccount>();
  const choose = (account: StoredAccount): void => {
    const before = chosen.get(account.service);
    if (before && before.id !== account.id)
      throw new ThimbleError(
        'bad_input',
        `Two ${titleOf(account.service)} accounts are named: “${before.name}” and “${account.name}”.`,
        'Ask for one at a time.',
      );
    chosen.set(account.service, account);
  };
  for (const [service, name] of Object.entries(wanted)) {
    const account = store.named(service, name);
    if (!account)
      throw new ThimbleError(
        'not_found',
        `There is no ${titleOf(service)} account of that name.`,
        'Look in Connections.',
      );
    choose(account);
  }
  const named = store.read().accounts.map((account) => ({ ...account, title: titleOf(account.service) }));
  const { words, accounts, missing } = accountMentions(request, named);
  if (missing) throw noSuch(missing.title, missing.name);
  for (const account of accounts) choose(account);
  const defaults = new Map(
    connectors.flatMap(({ service }): [string, StoredAccount][] => {
      const account = store.defaultOf(service);
      return account ? [[service, account]] : [];
    }),
  );
  return {
    words,
    of(service) {
      const account = chosen.get(service) ?? defaults.get(service);
      if (account) return callAccount(account);
      const connector = connectors.find((one) => one.service === service);
      if (connector?.auth.credential.kind === 'none') return { ...openAccount, service, label: null, me: null };
      const title = titleOf(service);
      throw notConnected(title, `Connect ${title} in Connections.`);
    },
  };
}
