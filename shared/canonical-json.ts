import canonicalize from 'canonicalize';

/**
 * Canonical JSON (RFC 8785).
 * @throws Error on what JSON cannot say: NaN, infinities, lone surrogates, cycles, undefined
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return text;
}
