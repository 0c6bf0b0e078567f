import { hash } from 'node:crypto';

/**
 * A signing key in a form that people can compare: the first 128 bits of the SHA-256 of the raw public key, in groups of
 * four hex digits.
 * @param publicKey raw Ed25519 key, base64
 */
export function keyFingerprint(publicKey: string): string {
  const digest = hash('sha256', Buffer.from(publicKey, 'base64')).slice(0, 32);
  return (digest.match(/.{4}/gu) ?? []).join(' ');
}
