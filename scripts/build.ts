import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fingerprint, isUpToDate, noteBuilt } from './build/inputs.ts';
import { buildAuditReader, buildElectron, buildPreload, buildRenderer, buildSandbox } from './build/targets.ts';

/** Builds everything into `dist/`. With `--if-changed` it does nothing when no input changed since the last time. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const outputs = [
  'dist/renderer/index.html',
  'dist/preload/index.cjs',
  'dist/electron/main.mjs',
  'dist/electron/device-probe.mjs',
  'dist/electron/audit-reader.cjs',
  'dist/sandbox/host.cjs',
];

if (!(process.argv.includes('--if-changed') && isUpToDate(root, outputs))) {
  const print = fingerprint(root);
  await Promise.all([
    buildRenderer(root),
    buildPreload(root),
    buildElectron(root),
    buildAuditReader(root),
    buildSandbox(root),
  ]);
  noteBuilt(root, print);
}
