import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const secretBytes = 32;

/** Whether two secrets are the same, without saying by its time how much of them is. */
export function sameSecret(given: string, known: string): boolean {
  return timingSafeEqual(digest(given), digest(known));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Sessions of the browser host. Secrets are 256 random bits and are kept as hashes only. */
export interface Sessions {
  /** A new token, good for one exchange. */
  mint(): string;
  /** Spends a token; answers a session secret, or null when the token is unknown or was spent before. */
  exchange(token: string): string | null;
  has(secret: string): boolean;
}

/** Makes the store of one-time tokens and sessions; both end with the process. */
export function createSessions(): Sessions {
  const tokens: Buffer[] = [];
  const sessions: Buffer[] = [];
  const find = (list: readonly Buffer[], text: string): number => {
    const wanted = digest(text);
    return list.findIndex((known) => timingSafeEqual(known, wanted));
  };
  const make = (list: Buffer[]): string => {
    const secret = randomBytes(secretBytes).toString('base64url');
    list.push(digest(secret));
    return secret;
  };
  return {
    mint: () => make(tokens),
    exchange(token) {
      const index = find(tokens, token);
      if (index < 0) return null;
      tokens.splice(index, 1);
      return make(sessions);
    },
    has: (secret) => find(sessions, secret) >= 0,
  };
}
