import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const needed = ['/usr/bin/gnome-keyring-daemon', '/usr/bin/dbus-run-session', '/usr/bin/gdbus'];

/** Why no real keyring can be used here; null when one can. */
export function keyringMissing(): string | null {
  const missing = needed.filter((file) => !existsSync(file));
  if (missing.length > 0) return `needs ${missing.join(', ')}`;
  return process.platform === 'linux' ? null : 'is for Linux';
}

/**
 * Runs Node with these arguments in a session bus of its own, with a fresh, unlocked gnome-keyring.
 * @returns what it printed
 */
export async function inKeyringSession(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const home = await mkdtemp(join(tmpdir(), 'thimble-keyring-'));
  const shell = `printf 'pw\\n' | /usr/bin/gnome-keyring-daemon --unlock --components=secrets --daemonize >/dev/null 2>&1; exec "$@"`;
  try {
    return await run('/usr/bin/dbus-run-session', ['--', '/bin/sh', '-c', shell, 'sh', process.execPath, ...args], {
      timeout: 60_000,
      env: { PATH: process.env.PATH ?? '', HOME: home, XDG_DATA_HOME: home, XDG_RUNTIME_DIR: home, ...env },
    });
  } finally {
    await rm(home, { recursive: true, force: true });
  }
}
