export { type Agent, createAgent } from './agent.ts';
export type { ApprovalAnswer } from './approvals.ts';
export { zonedIso } from './clock.ts';
export { placeOf } from './place.ts';
export { withoutEchoes } from './propose.ts';
export { inOrder, type Me, resolveCall, resolvers } from './resolve/index.ts';
export { withSaidAmount } from './said-amount.ts';
export type { AgentParts, CardCall, OwnedTool } from './types.ts';
