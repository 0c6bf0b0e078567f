import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/index.ts';
import type { BoundCall } from './types.ts';

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
