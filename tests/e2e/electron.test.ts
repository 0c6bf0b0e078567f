import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron } from 'playwright-core';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** The binary that the `electron` package has fetched, or why Electron cannot run here. */
function electron(): { readonly path: string } | { readonly path: null; readonly why: string } {
  const folder = join(root, 'node_modules', 'electron');
  const note = join(folder, 'path.txt');
  if (!existsSync(note)) return { path: null, why: 'the Electron binary has not been fetched' };
  const path = join(folder, 'dist', readFileSync(note, 'utf8').trim());
  if (!existsSync(path)) return { path: null, why: 'the Electron binary is missing' };
  const linux = process.platform === 'linux';
  if (linux && process.geteuid?.() === 0) return { path: null, why: 'Electron does not run sandboxed as root' };
  if (linux && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { path: null, why: 'there is no screen' };
  return { path };
}

const binary = electron();
const reason = binary.path === null ? ` (skipped: ${binary.why})` : '';

describe.skipIf(binary.path === null)(`the Electron host${reason}`, () => {
  it('opens one isolated window on its own scheme, which shows the quick command', async () => {
    const userData = mkdtempSync(join(tmpdir(), 'thimble-electron-'));
    const app = await _electron.launch({
      executablePath: binary.path ?? '',
      args: [root, `--user-data-dir=${userData}`],
    });
    try {
      const window = await app.firstWindow();
      await window.getByRole('combobox', { name: 'Request' }).waitFor();
      expect(window.url()).toBe('thimble://app/index.html');
      expect(
        await window.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis)),
      ).toEqual([]);
      expect(await window.evaluate(() => Object.keys(Reflect.get(globalThis, 'thimble') ?? {}).sort())).toEqual([
        'invoke',
        'subscribe',
      ]);
      const blocked = await window.evaluate(() =>
        fetch('https://example.com/').then(
          () => false,
          () => true,
        ),
      );
      expect(blocked).toBe(true);
      await window.keyboard.press('Control+3');
      await window.getByRole('heading', { level: 1, name: 'Activity' }).waitFor();
    } finally {
      await app.close();
      rmSync(userData, { recursive: true, force: true });
    }
  });
});
