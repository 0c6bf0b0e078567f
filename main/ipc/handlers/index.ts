import type { Handlers } from '../router.ts';
import type { Services } from '../services.ts';
import { accountHandlers } from './account.ts';
import { appHandlers } from './app.ts';
import { approvalHandlers } from './approval.ts';
import { auditHandlers } from './audit.ts';
import { commandHandlers } from './command.ts';
import { pluginHandlers } from './plugin.ts';
import { policyHandlers } from './policy.ts';
import { secondModelHandlers } from './second-model.ts';
import { windowHandlers } from './window.ts';

/** The handlers of every domain over one set of services. */
export function createHandlers(services: Services): Handlers {
  return {
    account: accountHandlers(services),
    app: appHandlers(services),
    approval: approvalHandlers(services),
    audit: auditHandlers(services),
    command: commandHandlers(services),
    plugin: pluginHandlers(services),
    policy: policyHandlers(services),
    secondModel: secondModelHandlers(services),
    window: windowHandlers(services),
  };
}
