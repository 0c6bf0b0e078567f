import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const dayMs = 86_400_000;

/** The Electron binary, or why it is not used. */
export type ElectronBinary = { readonly path: string } | { readonly path: null; readonly why: string };

function installed(root: string): string | null {
  const folder = join(root, 'node_modules', 'electron');
  const pathFile = join(folder, 'path.txt');
  const name = existsSync(pathFile) ? readFileSync(pathFile, 'utf8').trim() : 'electron';
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const path = override ? join(override, name) : join(folder, 'dist', name);
  return existsSync(path) ? path : null;
}

/**
 * Finds the Electron binary, fetching it once from its release page where that can be reached. A fetch that failed is
 * not tried again for a day, so that starting stays quick on a machine without that access.
 */
export function electronBinary(root: string): ElectronBinary {
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return { path: null, why: 'Electron does not start as root' };
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    return { path: null, why: 'there is no screen' };
  const present = installed(root);
  if (present) return { path: present };
  const stamp = join(root, 'node_modules', '.thimble', 'electron-not-fetched');
  if (existsSync(stamp) && Date.now() - statSync(stamp).mtimeMs < dayMs)
    return { path: null, why: 'its binary is not here and could not be fetched (tried within the last day)' };
  console.error('Fetching the Electron binary (once)…');
  const result = spawnSync(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], {
    cwd: root,
    stdio: 'ignore',
    timeout: 300_000,
  });
  const fetched = result.status === 0 ? installed(root) : null;
  if (fetched) return { path: fetched };
  mkdirSync(join(root, 'node_modules', '.thimble'), { recursive: true });
  writeFileSync(stamp, '');
  return { path: null, why: 'its binary is not here and could not be fetched' };
}
