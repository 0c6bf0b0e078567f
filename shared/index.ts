import { accountRoutes } from './routes/account.ts';
import { appRoutes } from './routes/app.ts';
import { approvalRoutes } from './routes/approval.ts';
import { auditRoutes } from './routes/audit.ts';
import { commandRoutes } from './routes/command.ts';
import { pluginRoutes } from './routes/plugin.ts';
import { policyRoutes } from './routes/policy.ts';
import { secondModelRoutes } from './routes/second-model.ts';
import { windowRoutes } from './routes/window.ts';

export * from './bridge.ts';
export { canonicalJson } from './canonical-json.ts';
export * from './covered-steps.ts';
export * from './deep-link.ts';
export * from './domain.ts';
export * from './errors.ts';
export * from './events.ts';
export * from './hidden-text.ts';
export * from './json.ts';
export { readNumber, readNumberWords } from './number.ts';
export { ones, tens } from './number-words.ts';
export * from './one-line.ts';
export * from './route.ts';
export * from './routes/account.ts';
export * from './routes/always.ts';
export * from './routes/app.ts';
export * from './routes/approval.ts';
export * from './routes/audit.ts';
export * from './routes/audit-query.ts';
export * from './routes/command.ts';
export * from './routes/plugin.ts';
export * from './routes/policy.ts';
export * from './routes/policy-workshop.ts';
export * from './routes/second-model.ts';
export * from './routes/window.ts';
export * from './typed-call.ts';
export * from './unsure.ts';
export * from './view.ts';

/** Every route of the contract, by domain. */
export const routes = {
  account: accountRoutes,
  app: appRoutes,
  approval: approvalRoutes,
  audit: auditRoutes,
  command: commandRoutes,
  plugin: pluginRoutes,
  policy: policyRoutes,
  secondModel: secondModelRoutes,
  window: windowRoutes,
} as const;
