export { demoAccounts } from './demo.ts';
export type { AccountChooser, CallAccount, RunAccounts } from './types.ts';
