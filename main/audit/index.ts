export type { LoggedCall } from './calls.ts';
export type { Checkpoint } from './checkpoint.ts';
export { type AuditLogOptions, type MerkleAuditLog, openAuditLog } from './log.ts';
export type { ConsistencyProof } from './prover.ts';
export { type AuditReview, createAuditReview } from './review.ts';
export { createSigner, type Signer } from './signer.ts';
export * from './types.ts';
export { unanswered } from './unanswered.ts';
