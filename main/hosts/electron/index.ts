export { findResources } from './resources.ts';
export { type ElectronHostOptions, type ElectronModules, startElectronHost } from './start.ts';
