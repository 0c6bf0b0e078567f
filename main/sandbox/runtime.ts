import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { ThimbleError } from '../../shared/index.ts';

/** The Node version that the sandbox runs on, and its addon ABI (nodejs.org/en/about/previous-releases). */
const major = 26;
const abi = 147;

const require = createRequire(import.meta.url);

function packageFolder(name: string): string | null {
  try {
    return dirname(require.resolve(`${name}/package.json`));
  } catch {
    // Not installed; the caller looks elsewhere or says so.
    return null;
  }
}

/**
 * A plain Node 26: this process's own binary when it is one, else that of the `node` package.
 * @throws ThimbleError `sandbox_failed` when there is none.
 */
export function findNode(): string {
  const own = process.versions.electron === undefined && process.version.startsWith(`v${major}.`);
  if (own) return process.execPath;
  const binary = process.platform === 'win32' ? 'node.exe' : 'node';
  for (const name of ['node', `node-${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`]) {
    const folder = packageFolder(name);
    const path = folder === null ? null : join(folder, 'bin', binary);
    if (path !== null && existsSync(path)) return path;
  }
  throw new ThimbleError(
    'sandbox_failed',
    `The sandbox needs Node ${major}, which is not installed.`,
    'Run `npm install` in the project folder.',
  );
}

/** Whether the C library is musl; only then is the musl build of the addon right. */
function isMusl(): boolean {
  return process.platform === 'linux' && readdirSync('/lib').some((name) => name.startsWith('ld-musl-'));
}

/**
 * The addon file of isolated-vm for Node 26: compiled here, or the package's prebuild (named as node-gyp-build does).
 * @throws ThimbleError `sandbox_failed` when there is none for this platform.
 */
export function findAddon(): string {
  const folder = packageFolder('isolated-vm');
  if (folder !== null) {
    const libc = process.platform === 'linux' ? (isMusl() ? '.musl' : '.glibc') : '';
    const prebuilds = join(folder, 'prebuilds', `${process.platform}-${process.arch}`);
    const candidates = [
      join(folder, 'build', 'Release', 'isolated_vm.node'),
      join(prebuilds, `isolated-vm.abi${abi}${libc}.node`),
      join(prebuilds, `isolated-vm.abi${abi}.node`),
    ];
    const found = candidates.find((path) => existsSync(path));
    if (found !== undefined) return found;
  }
  throw new ThimbleError(
    'sandbox_failed',
    'The sandbox has no isolated-vm for this platform.',
    'Install a C++ compiler and run `npm rebuild isolated-vm` with Node 26.',
  );
}
