import { join } from 'node:path';
import * as electron from 'electron';
import { startThimble } from '../../index.ts';
import type { StartProbe } from '../../inference/index.ts';
import { findResources } from './resources.ts';
import { startElectronHost } from './start.ts';

const probe = join(import.meta.dirname, 'device-probe.mjs');
// Electron's own binary does not run scripts (a fuse), and plain Node cannot read the archive.
const startProbe: StartProbe = (job) =>
  electron.utilityProcess.fork(probe, [job], { stdio: ['ignore', 'pipe', 'ignore'] });

/** Electron's entry; bundled to `dist/electron/main.mjs`. */
const distDir = join(import.meta.dirname, '..');

const resources = () => findResources(electron.app.isPackaged, distDir, process.resourcesPath);

// Not awaited: Electron does not become ready before this module has been evaluated.
void startElectronHost(electron, {
  distDir,
  async start(options) {
    // Whoever can write beside the archive must not choose the rules.
    await resources().check();
    return startThimble({ ...options, startProbe });
  },
  resources: () => resources().options,
  argv: process.argv,
  env: process.env,
  platform: process.platform,
  execPath: process.execPath,
});
