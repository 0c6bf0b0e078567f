export { type ElectronHostOptions, type ElectronModules, startElectronHost } from './start.ts';
