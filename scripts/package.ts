import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packedParts, sizeReport } from './packaging/sizes.ts';
import { stageResources } from './packaging/stage.ts';

/**
 * Packages the app for this system: builds, gathers resources, then runs electron-builder with the arguments given
 * (`--linux dir`, `--mac`, …). Native parts are this platform's, so each platform is packaged on itself.
 */

const architectures = ['ia32', 'x64', 'armv7l', 'arm64', 'universal'];
const systems: Readonly<Record<string, NodeJS.Platform>> = {
  '--linux': 'linux',
  '-l': 'linux',
  '--mac': 'darwin',
  '-m': 'darwin',
  '--win': 'win32',
  '-w': 'win32',
};
const given = process.argv.slice(2);
const other =
  given.find((arg) => architectures.includes(arg.replace(/^--/u, '')) && arg !== `--${process.arch}`) ??
  given.find((arg) => systems[arg] !== undefined && systems[arg] !== process.platform);
if (other !== undefined) {
  console.error(
    `Thimble is packaged on the system it is for, because it brings that system's Node and isolated-vm: ${other} needs another machine than ${process.platform} ${process.arch}. See docs/releasing.md.`,
  );
  process.exit(2);
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.ts')], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
await stageResources(root);
const cli = join(root, 'node_modules', 'electron-builder', 'cli.js');
const packed = spawnSync(process.execPath, [cli, '--config', 'electron-builder.ts', ...given], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = packed.status ?? 1;
if (packed.status === 0)
  for (const name of existsSync(join(root, 'release')) ? readdirSync(join(root, 'release')) : [])
    if (/unpacked$|^mac/u.test(name)) console.log(`${name}: ${sizeReport(packedParts(join(root, 'release', name)))}`);
