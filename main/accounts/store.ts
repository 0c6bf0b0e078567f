import { copyFileSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { serviceSchema, ThimbleError } from '../../shared/index.ts';
import type { AccountRef } from '../policy/index.ts';
import { sameName } from './names.ts';

/** What is kept of an account: everything but its secret, which is in the OS keychain. Times are ISO 8601, UTC. */
const storedAccountSchema = z.object({
  id: z.string(),
  service: serviceSchema,
  name: z.string(),
  /** Where the secret may be sent: a plug-in of the same name for another place never gets it. */
  origin: z.string(),
  owner: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    workspace: z.string().nullable(),
    workspaceId: z.string().nullable(),
  }),
  scopes: z.array(z.string()).nullable(),
  remarks: z.array(z.string()),
  connectedAt: z.string(),
  /** When the service last said whose the token is; null where it cannot say. */
  checkedAt: z.string().nullable(),
  expiresAt: z.string().nullable(),
  /** Since when the service no longer accepts the token; null while it does. */
  refusedAt: z.string().nullable(),
});
export type StoredAccount = z.infer<typeof storedAccountSchema>;

const fileSchema = z.object({
  version: z.literal(1),
  /** What the switch says; without an account it is the demo all the same. */
  use: z.enum(['demo', 'accounts']),
  /** Ids of the default accounts by service; the oldest one where nothing is said. */
  defaults: z.record(z.string(), z.string()),
  accounts: z.array(storedAccountSchema),
});
export type AccountsFile = z.infer<typeof fileSchema>;

const empty: AccountsFile = { version: 1, use: 'accounts', defaults: {}, accounts: [] };

/** `accounts.json` of a data folder. Holds no secret. */
export interface AccountStore {
  /** As the file says now: another Thimble may have changed it. */
  read(): AccountsFile;
  /** Writes what `change` makes of it, all or nothing. @throws ThimbleError `storage_unavailable` */
  change(change: (file: AccountsFile) => AccountsFile): AccountsFile;
  /** Puts an account in the place of the one with its id, if there is one; answers it. @throws as `change` */
  put(account: StoredAccount): StoredAccount;
  /** Whether calls go to the demo workspace or to accounts. */
  use(): 'demo' | 'accounts';
  of(service: string): readonly StoredAccount[];
  named(service: string, name: string): StoredAccount | null;
  /** The account of exactly this connection. */
  at(service: string, ref: AccountRef): StoredAccount | null;
  defaultOf(service: string): StoredAccount | null;
  /** What was wrong with the file; null when nothing was. */
  problem(): string | null;
}

/**
 * Opens the accounts of a data folder. A file that cannot be read is kept as `accounts.invalid.json` and said.
 * @param override uses the demo or the accounts whatever the switch says
 */
export function openAccountStore(folder: string, override?: 'demo' | 'accounts'): AccountStore {
  const file = join(folder, 'accounts.json');
  let stamp = '';
  let current = empty;
  let problem: string | null = null;

  const stampOf = (): string => {
    const found = statSync(file, { throwIfNoEntry: false, bigint: true });
    return found === undefined ? '' : `${found.ino} ${found.size} ${found.mtimeNs}`;
  };
  const setAside = (): void => {
    problem =
      'The list of accounts could not be read. It is kept as accounts.invalid.json; connect the accounts again in Connections.';
    try {
      copyFileSync(file, join(folder, 'accounts.invalid.json'));
    } catch {
      problem = 'The list of accounts could not be read. Look at accounts.json in the data folder.';
    }
  };
  const read = (): AccountsFile => {
    const now = stampOf();
    if (now === stamp) return current;
    stamp = now;
    current = empty;
    if (now === '') return current;
    try {
      current = fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
      problem = null;
    } catch {
      setAside();
    }
    return current;
  };
  const of = (service: string): readonly StoredAccount[] =>
    read().accounts.filter((account) => account.service === service);

  const change = (make: (file: AccountsFile) => AccountsFile): AccountsFile => {
    const next = fileSchema.parse(make(read()));
    try {
      writeFileSync(`${file}.new`, `${JSON.stringify(next, null, 2)}\n`, { mode: 0o600 });
      renameSync(`${file}.new`, file);
    } catch (cause) {
      throw new ThimbleError(
        'storage_unavailable',
        'The list of accounts could not be written.',
        'Check that the data folder exists and can be written.',
        { cause },
      );
    }
    stamp = stampOf();
    current = next;
    return current;
  };

  return {
    read,
    change,
    put(account) {
      change((file) => ({
        ...file,
        accounts: file.accounts.map((other) => (other.id === account.id ? account : other)),
      }));
      return account;
    },
    use: () => override ?? (read().accounts.length === 0 ? 'demo' : read().use),
    of,
    named: (service, name) => of(service).find((account) => sameName(account.name, name)) ?? null,
    at: (service, ref) => of(service).find(({ id, name }) => id === ref.id && name === ref.name) ?? null,
    defaultOf(service) {
      const id = read().defaults[service];
      return of(service).find((account) => account.id === id) ?? of(service)[0] ?? null;
    },
    problem() {
      read();
      return problem;
    },
  };
}
