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
export { type CheckedText, checkText, type TextRange, type TextRemark } from './check-text.ts';
export { lookAlikesOf } from './context.ts';
export {
  createPolicyEngine,
  type PolicyEngineOptions,
  type ReloadablePolicyEngine,
  readPolicyFolder,
} from './engine.ts';
export { calendarDay } from './facts/local-time.ts';
export { type LookAlike, lookAlikeText } from './facts/look-alikes.ts';
export { moneyText } from './facts/money.ts';
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
export {
  type AskedCall,
  again,
  type DraftResult,
  dayText,
  draftLearned,
  isoDay,
  type LearnedDays,
  type LearnedDraft,
  learnedDays,
  type Reach,
  untilOf,
} from './learned/draft.ts';
export { type LearnedFile, openLearnedFile } from './learned/file.ts';
export { learnedFile, readLearned } from './learned/read.ts';
export { createLedger, isGrant } from './ledger.ts';
export { loosened } from './loosening.ts';
export { metaDetails } from './meta-details.ts';
export { mergeRules, type PolicyFile, type Rule, readLayer, readRules, ruleText } from './rules.ts';
export { cedarSchema } from './schema.ts';
export * from './types.ts';
