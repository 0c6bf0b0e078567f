export {
  type Artifacts,
  checkFolders,
  developmentArtifacts,
  type PackagedOptions,
  packagedArtifacts,
  type Runtime,
} from './artifacts.ts';
export { buildAllBundles } from './bundle.ts';
export { cleanJson } from './clean-json.ts';
export type { SandboxLimits, SandboxOptions } from './options.ts';
export { createSandbox } from './sandbox.ts';
export * from './types.ts';
