export { type Backend, type Candidate, keytarCandidate, napiCandidate } from './backend.ts';
export { createMemoryKeychain } from './memory.ts';
export { type OpenKeychainOptions, openKeychain } from './open-keychain.ts';
export * from './types.ts';
