/**
 * The kit's second door, for code that is bundled into the sandbox: nothing here (or imported by it) may need Node, zod
 * or any global beyond the language itself. Tool files import only this.
 */

export type { Effect, Json, JsonObject, Service } from '../../shared/index.ts';
export * from './auth.ts';
export type { KindName, KindValue } from './kinds.ts';
export type { ConnectorManifest, Reading } from './manifest.ts';
export * from './tool.ts';
