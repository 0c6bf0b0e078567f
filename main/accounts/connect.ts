import { randomUUID } from 'node:crypto';
import type { ConnectorManifest, TokenOwner } from '../../connectors/index.ts';
import { ThimbleError } from '../../shared/index.ts';
import type { AuditLog } from '../audit/index.ts';
import type { Broker } from '../broker/index.ts';
import type { Keychain } from '../keychain/index.ts';
import type { AccountRef } from '../policy/index.ts';
import { openCheck } from './check-log.ts';
import { plainOwner } from './label.ts';
import { checkName, sameName, suggestName } from './names.ts';
import type { AccountStore, StoredAccount } from './store.ts';
import { checkToken, remarksOn } from './token.ts';

export interface ConnectParts {
  readonly connectors: () => readonly ConnectorManifest[];
  readonly store: AccountStore;
  readonly broker: Pick<Broker, 'identify'>;
  readonly audit: Pick<AuditLog, 'intent' | 'outcome'>;
  /** The OS keychain. @throws ThimbleError `keychain_unavailable` */
  readonly keychain: () => Promise<Keychain>;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** What a person gives to connect an account. `reconnect`: the account whose token is replaced. */
export interface ConnectInput {
  readonly token: string;
  readonly name?: string | undefined;
  readonly reconnect?: string | undefined;
}

/** An account that is being connected and has no name yet. */
const unnamed: AccountRef = { id: 'new', name: 'new' };

/** Where the secret of an account is kept. */
export function secretName(account: Pick<StoredAccount, 'service' | 'name'>): { service: string; account: string } {
  return { service: `thimble/${account.service}`, account: account.name };
}

function bad(message: string, hint: string): ThimbleError {
  return new ThimbleError('bad_input', message, hint);
}

/** The keychain, when it really keeps secrets. There is no other place for a token. */
export async function lastingKeychain(open: () => Promise<Keychain>): Promise<Keychain> {
  const keychain = await open();
  if (!keychain.persistent)
    throw new ThimbleError(
      'keychain_unavailable',
      'There is no keychain that would keep the token.',
      'Start a keychain (Secret Service, Keychain or Credential Manager), and try again.',
    );
  return keychain;
}

/** @throws ThimbleError `not_found` */
export function requireAccount(store: AccountStore, connector: ConnectorManifest, name: string): StoredAccount {
  const account = store.named(connector.service, name);
  if (account) return account;
  throw new ThimbleError(
    'not_found',
    // Not repeated: it may be a token in the wrong field.
    `There is no ${connector.title} account of that name.`,
    'Look in Connections.',
  );
}

/**
 * Asks a service whose a token is, with an entry of its own in the log.
 * @throws ThimbleError what the service or the network said; `unauthorized` for a token that is not taken
 */
export async function whose(
  token: string,
  connector: ConnectorManifest,
  account: AccountRef,
  { broker, audit, now }: Pick<ConnectParts, 'broker' | 'audit' | 'now'>,
  signal?: AbortSignal,
): Promise<{ owner: TokenOwner | null; refused: false } | { error: ThimbleError; refused: boolean }> {
  const entry = openCheck(audit, 'check', connector, account, now);
  const identity = await broker.identify(connector, token, (request) => entry.requests.push(request), signal);
  if (!identity.ok) {
    const { refused } = identity;
    const error = refused
      ? new ThimbleError(
          'unauthorized',
          `${connector.title} does not accept this token: it may be mistyped, revoked or expired.`,
          'Make a new one, and paste it whole.',
        )
      : identity.error;
    entry.end(null, error);
    return { error, refused };
  }
  const owner = identity.owner && plainOwner(identity.owner);
  entry.end(owner ? `The token is ${owner.name}’s${owner.workspace ? ` (${owner.workspace})` : ''}.` : null, null);
  return { owner, refused: false };
}

/** Whether two owners are one at the service. */
function sameOwner(a: StoredAccount['owner'], b: StoredAccount['owner']): boolean {
  return a.id === b.id && a.workspaceId === b.workspaceId;
}

/** @throws ThimbleError `bad_input` when the very token is kept already */
async function refuseKnown(
  token: string,
  connector: ConnectorManifest,
  keychain: Keychain,
  store: AccountStore,
): Promise<void> {
  for (const account of store.of(connector.service))
    if ((await keychain.get(secretName(account))) === token && account.refusedAt === null)
      throw bad(
        `This token is connected already, as “${account.name}”.`,
        'Nothing needs to be done; for another account, paste its own token.',
      );
}

/** Where the new account goes: in the place of another, or beside the others under a name of its own. */
function placeFor(
  owner: StoredAccount['owner'],
  suggested: string,
  before: StoredAccount | null,
  wanted: string | null,
  connector: ConnectorManifest,
  store: AccountStore,
): { readonly id: string; readonly name: string } {
  if (before) {
    if (before.owner.id !== '' && !sameOwner(before.owner, owner))
      throw bad(
        `This token is ${owner.name}’s, and “${before.name}” is ${before.owner.name}’s.`,
        'Connect it as an account of its own, or paste a token of the same account.',
      );
    return { id: before.id, name: before.name };
  }
  const others = store.of(connector.service);
  if (wanted !== null) {
    if (others.some(({ name }) => sameName(name, wanted)))
      throw bad(
        `There is a ${connector.title} account called “${wanted}” already.`,
        'Choose another name, or reconnect that account.',
      );
    return { id: randomUUID(), name: wanted };
  }
  const same = others.find((account) => account.owner.id !== '' && sameOwner(account.owner, owner));
  // A new token for an account that needs one takes its place; beside a good one it needs a name.
  if (same && same.refusedAt !== null) return { id: same.id, name: same.name };
  if (same)
    throw bad(
      `${owner.name} is connected already, as “${same.name}”.`,
      'To replace its token, reconnect that account; to keep both, give this one a name of its own.',
    );
  return {
    id: randomUUID(),
    name: suggestName(
      suggested,
      others.map(({ name }) => name),
    ),
  };
}

/**
 * Checks a pasted token with its service, keeps it in the OS keychain and the account in the list.
 * @throws ThimbleError `bad_input`, `not_found`, `unauthorized`, `keychain_unavailable`, `storage_unavailable` or what the
 *   network said; nothing is kept then
 */
export async function connectAccount(
  input: ConnectInput,
  connector: ConnectorManifest,
  parts: ConnectParts,
  signal?: AbortSignal,
): Promise<StoredAccount> {
  const { store, now } = parts;
  const wanted =
    input.name === undefined || input.name.trim() === '' ? null : checkName(input.name, parts.connectors());
  const before = input.reconnect === undefined ? null : requireAccount(store, connector, input.reconnect);
  const token = checkToken(input.token, connector, parts.connectors());
  const keychain = await lastingKeychain(parts.keychain);
  await refuseKnown(token, connector, keychain, store);
  const asked = await whose(token, connector, before ?? { ...unnamed, name: wanted ?? unnamed.name }, parts, signal);
  if ('error' in asked) throw asked.error;
  signal?.throwIfAborted();
  const { owner } = asked;
  const kept = {
    id: owner?.id ?? '',
    name: owner?.name ?? connector.title,
    email: owner?.email ?? null,
    workspace: owner?.workspace ?? null,
    workspaceId: owner?.workspaceId ?? null,
  };
  const suggested = owner?.suggestedName ?? connector.title;
  const place = placeFor(kept, suggested, before, wanted, connector, store);
  const at = new Date(now()).toISOString();
  const remarks = remarksOn(token, connector);
  const account: StoredAccount = {
    ...place,
    service: connector.service,
    origin: connector.origin,
    owner: kept,
    scopes: owner?.scopes ? [...owner.scopes] : null,
    remarks: owner ? remarks : [...remarks, `${connector.title} cannot say whose this token is; it was not checked.`],
    connectedAt: at,
    checkedAt: owner ? at : null,
    expiresAt: owner?.expiresAt ?? null,
    refusedAt: null,
  };
  const old = await keychain.get(secretName(account));
  await keychain.set(secretName(account), token);
  try {
    store.change((file) => ({
      ...file,
      use: 'accounts',
      accounts: file.accounts.some(({ id }) => id === account.id)
        ? file.accounts.map((other) => (other.id === account.id ? account : other))
        : [...file.accounts, account],
    }));
  } catch (thrown) {
    // No secret without an account in the list that could delete it.
    if (old === null) await keychain.delete(secretName(account));
    else await keychain.set(secretName(account), old);
    throw thrown;
  }
  return account;
}
