export { type AccountsParts, type AccountsRoom, createAccounts } from './accounts.ts';
export { type AccountStore, openAccountStore, type StoredAccount } from './store.ts';
export type { AccountChooser, CallAccount, RunAccounts } from './types.ts';
