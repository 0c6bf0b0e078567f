export { type BrokerOptions, createBroker } from './broker.ts';
export type { BrokerLimits } from './limits.ts';
export * from './types.ts';
