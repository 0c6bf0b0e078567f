import { randomBytes } from 'node:crypto';
import { ThimbleError } from '../../shared/index.ts';
import type { Backend } from './backend.ts';
import type { Keychain, SecretName } from './types.ts';
import { keychainName, troubleOf, unavailable } from './unavailable.ts';

export interface OsKeychainOptions {
  readonly library: string;
  readonly backend: Backend;
  readonly platform: NodeJS.Platform;
  /** How long one operation may take, milliseconds; a password prompt counts. */
  readonly waitMs: number;
}

/** An operation that never ends (a prompt nobody sees) becomes an error; the library's promise is left behind. */
async function within<T>(work: () => Promise<T>, options: OsKeychainOptions): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(unavailable('silent', options.platform)), options.waitMs);
  });
  try {
    return await Promise.race([work(), late]);
  } catch (thrown) {
    throw thrown instanceof ThimbleError ? thrown : unavailable(troubleOf(thrown), options.platform, thrown);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Stores, reads back and deletes a made-up secret. Reading alone proves nothing: a locked Secret Service answers "no
 * such secret" to keytar (seen with gnome-keyring 48), and only a write is refused.
 * @throws ThimbleError `keychain_unavailable`.
 */
export async function probe(options: OsKeychainOptions): Promise<void> {
  const { backend, platform } = options;
  const name = ['thimble/probe', randomBytes(6).toString('hex')] as const;
  const secret = randomBytes(12).toString('hex');
  await within(() => backend.setPassword(...name, secret), options);
  const read = await within(() => backend.getPassword(...name), options);
  await within(() => backend.deletePassword(...name), options);
  if (read !== secret) throw unavailable('failed', platform);
}

function check(name: SecretName): readonly [string, string] {
  if (!/^thimble\/[\w.-]{1,60}$/.test(name.service) || !/^[^\p{Cc}]{1,200}$/u.test(name.account))
    throw new ThimbleError(
      'bad_input',
      'That is not a name that Thimble keeps secrets under.',
      'Use `thimble/<what>` and an account.',
    );
  return [name.service, name.account];
}

/** A {@link Keychain} over a library that has loaded. Does not probe by itself. */
export function createOsKeychain(options: OsKeychainOptions): Keychain {
  const { backend } = options;
  return {
    description: `${keychainName(options.platform)} (${options.library})`,
    persistent: true,
    async get(name) {
      const found = await within(() => backend.getPassword(...check(name)), options);
      // "None" may mean "locked": ask in the way that tells them apart.
      if (found === null) await probe(options);
      return found;
    },
    async set(name, secret) {
      if (secret === '')
        throw new ThimbleError(
          'bad_input',
          'An empty secret cannot be kept.',
          'Give the token that the service issued.',
        );
      await within(() => backend.setPassword(...check(name), secret), options);
    },
    async delete(name) {
      const gone = await within(() => backend.deletePassword(...check(name)), options);
      if (!gone) await probe(options);
      return gone;
    },
  };
}
