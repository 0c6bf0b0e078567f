import { demoAccount } from '../policy/index.ts';
import type { AccountChooser, CallAccount } from './types.ts';

/** The demo workspace as the only account of every service. @param me who the demo's person is */
export function demoAccounts(me: NonNullable<CallAccount['me']>): AccountChooser {
  return {
    forRun: (request) => ({ words: request, of: (service) => ({ ...demoAccount, service, label: null, me }) }),
    refused: () => undefined,
  };
}
