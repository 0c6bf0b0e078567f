export { type AccountRef, demoAccount, openAccount } from './account.ts';
export { callHash } from './call-hash.ts';
export {
  type CaseContext,
  type CaseOutcome,
  caseFacts,
  type PolicyCase,
  policyCaseSchema,
  runCase,
} from './case.ts';
export { createPolicyEngine, type PolicyEngineOptions, type ReloadablePolicyEngine } from './engine.ts';
export { withoutQuoted } from './facts/quoted.ts';
export { findSecrets, redactSecrets } from './facts/secrets.ts';
export { foldWords, saysWords } from './facts/words.ts';
export {
  type CallHistory,
  emptyHistory,
  type History,
  type HistoryKeys,
  type HistoryQuery,
  historyKeys,
  historyQuery,
  keysOfViews,
} from './history.ts';
export { createLedger, isGrant } from './ledger.ts';
export { cedarSchema } from './schema.ts';
export * from './types.ts';
