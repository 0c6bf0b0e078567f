import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, sign, verify } from 'node:crypto';
import { resolve } from 'node:path';
import { ThimbleError } from '../../shared/index.ts';
import type { Keychain } from '../keychain/index.ts';

/** Size and root of the log as last kept outside of it. Hash in lower-case hex. */
export interface Anchor {
  readonly size: number;
  readonly rootHash: string;
}

/** Signs checkpoints, and keeps the newest one's size and root where the log's file is not. */
export interface Signer {
  /** Raw Ed25519 public key (32 bytes), base64. */
  readonly publicKey: string;
  /** The key was made just now: there was none in the keychain. */
  readonly fresh: boolean;
  /** The newest that was kept, by this process or an earlier one; null when nothing was. */
  readonly anchor: Anchor | null;
  /** Ed25519 signature (64 bytes), base64. */
  sign(text: string): string;
  /** Remembers an anchor; written to the keychain at most once a second, and by {@link flush}. */
  keep(anchor: Anchor): void;
  /** Writes what is still to be written. A keychain that refuses leaves the older anchor, which still holds. */
  flush(): Promise<void>;
}

const keyName = { service: 'thimble/audit', account: 'signing-key' } as const;

/** Logs in different places have anchors of their own. */
function anchorName(log: string) {
  return { service: 'thimble/audit', account: `anchor-${hash('sha256', resolve(log)).slice(0, 16)}` };
}

/** How long anchors are gathered before one is written, in milliseconds. */
const keepDelay = 1000;

function readAnchor(text: string | null): Anchor | null {
  if (text === null) return null;
  const match = /^(\d{1,15}) ([0-9a-f]{64})$/u.exec(text);
  return match?.[1] && match[2] ? { size: Number(match[1]), rootHash: match[2] } : null;
}

/**
 * The log's signing key, from the keychain or made and stored there (PKCS #8, base64).
 * @param options.log path of the log's file: its size and root are then kept in the keychain too, so that a log cut off
 *   or replaced as a whole shows
 * @throws ThimbleError `keychain_unavailable`
 */
export async function createSigner(keychain: Keychain, options: { readonly log?: string } = {}): Promise<Signer> {
  const stored = await keychain.get(keyName);
  let key: ReturnType<typeof createPrivateKey>;
  try {
    key =
      stored === null
        ? generateKeyPairSync('ed25519').privateKey
        : createPrivateKey({ key: Buffer.from(stored, 'base64'), format: 'der', type: 'pkcs8' });
    if (key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
  } catch (thrown) {
    throw new ThimbleError(
      'keychain_unavailable',
      "The audit log's signing key in the keychain cannot be read.",
      `Remove the keychain entry "${keyName.service}" (${keyName.account}); a new key is then made.`,
      { cause: thrown },
    );
  }
  if (stored === null) await keychain.set(keyName, key.export({ format: 'der', type: 'pkcs8' }).toString('base64'));
  const name = options.log === undefined ? null : anchorName(options.log);
  let anchor = name && readAnchor(await keychain.get(name));

  let pending: Anchor | null = null;
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  const write = (): Promise<void> => {
    if (timer) clearTimeout(timer);
    timer = null;
    const next = pending;
    pending = null;
    if (next && name)
      writing = writing
        .then(() => keychain.set(name, `${next.size} ${next.rootHash}`))
        // A refusal leaves the older anchor in place: still true of any log that only grew.
        .catch(() => undefined);
    return writing;
  };

  return {
    publicKey: Buffer.from(String(createPublicKey(key).export({ format: 'jwk' }).x), 'base64url').toString('base64'),
    fresh: stored === null,
    get anchor() {
      return anchor;
    },
    sign: (text) => sign(null, Buffer.from(text, 'utf8'), key).toString('base64'),
    keep(next) {
      if (!name) return;
      anchor = next;
      pending = next;
      timer ??= setTimeout(() => void write(), keepDelay).unref();
    },
    flush: write,
  };
}

/** Whether `signature` over `text` was made with the private half of `publicKey` (both base64). Never throws. */
export function verifySignature(publicKey: string, text: string, signature: string): boolean {
  try {
    const x = Buffer.from(publicKey, 'base64').toString('base64url');
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
    return verify(null, Buffer.from(text, 'utf8'), key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}
