import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { build as viteBuild } from 'vite';
import { buildAllBundles } from '../../main/sandbox/index.ts';
import { shippedPackages } from './shipped-packages.ts';

// `esbuild` is only reached in development, `isolated-vm` only by the sandbox's own process.
const notBundled = ['electron', 'esbuild', 'isolated-vm', ...shippedPackages];

/**
 * The window: `dist/renderer` unless another folder is named. Always React's production half: the other one is slow and
 * carries the paths of the machine that built it, and Vite would take it wherever NODE_ENV says "test".
 */
export async function buildRenderer(root: string, outDir = join(root, 'dist', 'renderer')): Promise<void> {
  process.env.NODE_ENV = 'production';
  await viteBuild({ configFile: join(root, 'renderer', 'vite.config.ts'), logLevel: 'warn', build: { outDir } });
}

/** The preload script: one CommonJS file, the only kind that a sandboxed renderer takes. */
export async function buildPreload(root: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ['preload/index.ts'],
    outfile: 'dist/preload/index.cjs',
    bundle: true,
    platform: 'browser',
    format: 'cjs',
    target: 'chrome138',
    external: ['electron'],
    logLevel: 'warning',
  });
}

/** Electron's main process, `dist/electron/main.mjs`, the process that tries devices, and the images it shows. */
export async function buildElectron(root: string): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { main: 'main/hosts/electron/main.ts', 'device-probe': 'main/inference/device/probe.ts' },
    outdir: 'dist/electron',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: notBundled,
    // CommonJS packages inside an ES module still ask for `require`.
    banner: {
      js: "import { createRequire as thimbleRequire } from 'node:module'; const require = thimbleRequire(import.meta.url);",
    },
    logLevel: 'warning',
  });
  cpSync(join(root, 'main', 'hosts', 'electron', 'assets'), join(root, 'dist', 'electron', 'assets'), {
    recursive: true,
  });
}

/**
 * The thread that reads the log, `dist/electron/audit-reader.cjs`: one script without packages, which the app starts from
 * its text.
 */
export async function buildAuditReader(root: string, outdir = join(root, 'dist', 'electron')): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: { 'audit-reader': 'main/audit/reader/worker.ts' },
    outdir,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    external: notBundled,
    // A script that is started from its text is in no file. What asks for this here finds packages, and none is used.
    define: { 'import.meta.url': JSON.stringify('file:///C:/thimble/audit-reader.cjs') },
    logLevel: 'warning',
  });
}

/** The sandbox's entry and each connector as one script; answers their SHA-256 by file name below `dist`. */
export async function buildSandbox(root: string): Promise<Record<string, string>> {
  return buildAllBundles(root, join(root, 'dist'));
}
