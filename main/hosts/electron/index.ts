// The bundle starts at main.ts and has none of this; the door is for tests outside the room.
export { findResources } from './resources.ts';
export { type ElectronHostOptions, type ElectronModules, startElectronHost } from './start.ts';
export { type FakeElectron, fakeElectron } from './testing/fake-electron.ts';
