import { type Backend, type Candidate, keytarCandidate, napiCandidate } from './backend.ts';
import { createMemoryKeychain } from './memory.ts';
import { createOsKeychain, probe } from './os-keychain.ts';
import type { Keychain } from './types.ts';
import { unavailable } from './unavailable.ts';

export interface OpenKeychainOptions {
  /** Take the in-memory store: only for the demo workspace. */
  readonly demo?: boolean;
  /** How long one keychain operation may take, milliseconds; a password prompt counts. Default 20,000. */
  readonly waitMs?: number;
  /** Libraries to try, best first. Default: keytar, then `@napi-rs/keyring`. */
  readonly candidates?: readonly Candidate[];
  readonly platform?: NodeJS.Platform;
}

async function loadFirst(
  candidates: readonly Candidate[],
): Promise<{ library: string; backend: Backend } | { reasons: unknown[] }> {
  const reasons: unknown[] = [];
  for (const candidate of candidates) {
    try {
      return { library: candidate.name, backend: await candidate.load() };
    } catch (reason) {
      reasons.push(reason);
    }
  }
  return { reasons };
}

/**
 * Opens the OS keychain: the first library that loads, then a probe that it really keeps a secret. There is no fallback
 * to a weaker store: not to a file, not to memory.
 * @throws ThimbleError `keychain_unavailable` when there is none, it is locked, or it does not answer in time.
 */
export async function openKeychain(options: OpenKeychainOptions = {}): Promise<Keychain> {
  if (options.demo === true) return createMemoryKeychain();
  const platform = options.platform ?? process.platform;
  const loaded = await loadFirst(options.candidates ?? [keytarCandidate, napiCandidate]);
  if ('reasons' in loaded) throw unavailable('missing', platform, new AggregateError(loaded.reasons));
  const settings = { ...loaded, platform, waitMs: options.waitMs ?? 20_000 };
  await probe(settings);
  return createOsKeychain(settings);
}
