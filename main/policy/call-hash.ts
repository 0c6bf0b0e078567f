import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { BoundCall } from './types.ts';

/**
 * Canonical JSON (RFC 8785).
 * @throws Error on what JSON cannot say: NaN, infinities, lone surrogates, cycles, undefined
 */
export function canonicalJson(value: unknown): string {
  const text = canonicalize(value);
  if (text === undefined) throw new Error('not a JSON value');
  return text;
}

/**
 * What a decision is bound to: lower-case hex SHA-256 of the call as canonical JSON. Two calls have one hash only when
 * tool, connector version, account and every argument are equal.
 * @throws Error when the arguments are not JSON
 */
export function callHash(call: BoundCall): string {
  const { id, name } = call.account;
  const bound = { tool: call.tool, connectorVersion: call.connectorVersion, account: { id, name }, args: call.args };
  return createHash('sha256').update(canonicalJson(bound), 'utf8').digest('hex');
}
