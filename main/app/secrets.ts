import { ThimbleError, toThimbleError } from '../../shared/index.ts';
import { createMemoryKeychain, type Keychain, openKeychain } from '../keychain/index.ts';
import { demoAccount } from '../policy/index.ts';

/** Where secrets are kept. */
export interface Secrets {
  /** Credentials by account: those of the emulators in memory, made up at each start; all others in the OS keychain. */
  readonly credentials: Keychain;
  /** The OS keychain, opened anew where that failed before. @throws ThimbleError `keychain_unavailable` */
  readonly os: () => Promise<Keychain>;
  /** The key that signs the log: in the OS keychain where there is one, so that it outlives the process. */
  readonly signing: Keychain;
  /** Why the OS keychain is not used; null when it is. */
  readonly problem: string | null;
}

export interface SecretsOptions {
  /** False: there is none, for the evaluation and tests. */
  readonly useOsKeychain: boolean;
  /** In place of the OS keychain, for tests. */
  readonly keychain?: Keychain;
}

/** How long the keychain may take at the start and later, milliseconds; a password prompt counts. */
const waits = { start: 5000, later: 20_000 } as const;

/** Sends each account's secret where it belongs. */
function split(demo: Keychain, os: () => Promise<Keychain>): Keychain {
  const keychain = async ({ account }: { readonly account: string }): Promise<Keychain> =>
    account === demoAccount.name ? demo : await os();
  return {
    description: 'OS keychain; the demo workspace’s in memory',
    persistent: false,
    get: async (name) => (await keychain(name)).get(name),
    set: async (name, secret) => (await keychain(name)).set(name, secret),
    delete: async (name) => (await keychain(name)).delete(name),
  };
}

/** Opens the keychains. A missing or locked OS keychain is said; the signing key then ends with the process. */
export async function openSecrets({ useOsKeychain, keychain }: SecretsOptions): Promise<Secrets> {
  const demo = createMemoryKeychain();
  let opened: Keychain | null = keychain ?? null;
  const os = async (): Promise<Keychain> => {
    if (opened) return opened;
    if (!useOsKeychain)
      throw new ThimbleError(
        'keychain_unavailable',
        'This Thimble uses no keychain, and tokens are kept nowhere else.',
        'Start the app itself to connect accounts.',
      );
    opened = await openKeychain({ waitMs: waits.later });
    return opened;
  };
  const credentials = split(demo, os);
  if (!useOsKeychain) return { credentials, os, signing: opened ?? demo, problem: null };
  try {
    opened ??= await openKeychain({ waitMs: waits.start });
    return { credentials, os, signing: opened, problem: null };
  } catch (thrown) {
    const error = toThimbleError(thrown);
    const memory = 'The log is signed with a key in memory';
    return {
      credentials,
      os,
      signing: demo,
      get problem() {
        if (opened) return `${memory} until Thimble is started again.`;
        return `${error.message} ${error.hint} ${memory}, and accounts cannot be used.`;
      },
    };
  }
}
