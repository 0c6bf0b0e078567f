export { createEventBus, type EventBus } from './event-bus.ts';
export { createHandlers } from './handlers/index.ts';
export { noWindows } from './no-windows.ts';
export { type CallContext, createRouter, type DomainHandlers, type Handlers, type Router } from './router.ts';
export type {
  AgentService,
  AppInfo,
  ApprovalAnswer,
  ApprovalService,
  AppService,
  LoginItem,
  Services,
  SettingsStore,
  ViewTarget,
  WindowService,
} from './services.ts';
