import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stageResources } from './packaging/stage.ts';

/**
 * Packages the app for this system: builds, gathers resources, then runs electron-builder with the arguments given
 * (`--linux dir`, `--mac`, …). Native parts are this platform's, so each platform is packaged on itself.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.ts')], { cwd: root, stdio: 'inherit' });
if (built.status !== 0) process.exit(built.status ?? 1);
await stageResources(root);
const cli = join(root, 'node_modules', 'electron-builder', 'cli.js');
const packed = spawnSync(process.execPath, [cli, '--config', 'electron-builder.ts', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = packed.status ?? 1;
