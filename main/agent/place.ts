import { type AccountRef, demoAccount } from '../policy/index.ts';
import type { AgentParts } from './types.ts';

/**
 * Where a call happens, for ever: the account by its id, which outlives its name, or this start of the demo workspace,
 * whose records end with it.
 */
export function placeOf(parts: Pick<AgentParts, 'demo'>, account: AccountRef): string {
  return account.id === demoAccount.id ? `${account.id}/${parts.demo()}` : account.id;
}
