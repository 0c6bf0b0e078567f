import { join } from 'node:path';
import * as electron from 'electron';
import { startThimble } from '../../index.ts';
import { findResources } from './resources.ts';
import { startElectronHost } from './start.ts';

/** Electron's entry; bundled to `dist/electron/main.mjs`. */
const distDir = join(import.meta.dirname, '..');

// Not awaited: Electron does not become ready before this module has been evaluated.
void startElectronHost(electron, {
  distDir,
  start: startThimble,
  resources: () => findResources(electron.app.isPackaged, distDir, process.resourcesPath),
  argv: process.argv,
  env: process.env,
  platform: process.platform,
});
