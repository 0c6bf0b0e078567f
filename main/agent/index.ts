export { type Agent, createAgent } from './agent.ts';
export type { ApprovalAnswer } from './approvals.ts';
export { zonedIso } from './clock.ts';
export type { Me } from './resolve/index.ts';
export type { AgentParts, OwnedTool } from './types.ts';
