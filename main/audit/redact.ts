import type { Json } from '../../shared/index.ts';
import { findSecrets, redactSecrets } from '../policy/index.ts';

function redactNumber(value: number): Json {
  return Number.isFinite(value) ? (findSecrets(String(value)).length > 0 ? redactSecrets(String(value)) : value) : null;
}

/**
 * The value as it may be kept: secrets replaced in every text, key and number, and every text well-formed, because what
 * is hashed must be what the database gives back. `undefined` becomes null.
 * @param more a further redaction of texts, after the detector's
 */
export function redacted(value: unknown, more: (text: string) => string = (text) => text): Json {
  const text = (one: string) => more(redactSecrets(one.toWellFormed()));
  const walk = (one: unknown): Json => {
    if (typeof one === 'string') return text(one);
    if (typeof one === 'number') return redactNumber(one);
    if (typeof one === 'boolean') return one;
    if (one === null || typeof one !== 'object') return null;
    if (Array.isArray(one)) return one.map(walk);
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => [text(name), walk(inner)]));
  };
  return walk(value);
}
