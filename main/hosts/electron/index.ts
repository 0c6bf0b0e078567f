// The bundle starts at main.ts and has none of this; the door is for tests outside the room.
export type { ElectronHostOptions, ElectronModules } from './options.ts';
export { findResources } from './resources.ts';
export { startElectronHost } from './start.ts';
export { type FakeElectron, fakeElectron } from './testing/fake-electron.ts';
