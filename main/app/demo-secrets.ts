import { toThimbleError } from '../../shared/index.ts';
import { createMemoryKeychain, type Keychain, openKeychain } from '../keychain/index.ts';

/** Where the demo workspace keeps what is secret. */
export interface DemoSecrets {
  /** Tokens of the emulators: made up at each start, never kept. */
  readonly tokens: Keychain;
  /** The key that signs the log: in the OS keychain where there is one, so that it outlives the process. */
  readonly signing: Keychain;
  /** Why the OS keychain is not used; null when it is. */
  readonly problem: string | null;
}

/** Opens the demo's keychains. A missing or locked OS keychain is said, and the signing key then ends with the process. */
export async function openDemoSecrets(useOsKeychain: boolean): Promise<DemoSecrets> {
  const tokens = createMemoryKeychain();
  if (!useOsKeychain) return { tokens, signing: tokens, problem: null };
  try {
    return { tokens, signing: await openKeychain({ waitMs: 5000 }), problem: null };
  } catch (thrown) {
    const error = toThimbleError(thrown);
    return {
      tokens,
      signing: tokens,
      problem: `${error.message} ${error.hint} The demo workspace goes on with a signing key in memory.`,
    };
  }
}
