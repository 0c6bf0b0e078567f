import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { ThimbleError } from '../../../shared/index.ts';
import type { LoginItem } from '../../ipc/index.ts';
import type { ElectronHostOptions, ElectronModules } from './options.ts';

/** One argument of an `Exec` line (Desktop Entry Specification 1.5, "The Exec key"): quoted, then escaped as a string. */
export function execArgument(text: string): string {
  if (/[\p{Cc}]/u.test(text)) throw new Error('control characters in a path');
  const quoted = text.replace(/["`$\\]/gu, '\\$&').replaceAll('%', '%%');
  return `"${quoted.replaceAll('\\', '\\\\')}"`;
}

const refused = (cause?: unknown): ThimbleError =>
  new ThimbleError(
    'storage_unavailable',
    'The system did not take the change.',
    'Add or remove Thimble in the login items or startup applications of your system.',
    { cause },
  );

/** A desktop file in the person's autostart folder (XDG Autostart Specification 0.5). */
function autostart(command: readonly string[], env: ElectronHostOptions['env']): LoginItem {
  const folder = join(env.XDG_CONFIG_HOME || join(env.HOME ?? homedir(), '.config'), 'autostart');
  const file = join(folder, 'app.thimble.desktop');
  const isOn = (): boolean => {
    if (!existsSync(file)) return false;
    // Desktops turn an item off with these lines, without removing it.
    return !/^(?:Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)\s*$/mu.test(readFileSync(file, 'utf8'));
  };
  return {
    state: () => ({ available: true, on: isOn() }),
    set(on) {
      try {
        if (!on) return rmSync(file, { force: true });
        mkdirSync(folder, { recursive: true });
        const lines = ['[Desktop Entry]', 'Type=Application', 'Name=Thimble', 'Terminal=false'];
        writeFileSync(file, `${[...lines, `Exec=${command.map(execArgument).join(' ')}`].join('\n')}\n`);
      } catch (cause) {
        throw refused(cause);
      }
    },
  };
}

/**
 * Starts the app at login: by the system's login items on macOS and Windows, by an autostart file elsewhere. From a working
 * tree the system's login items are left alone: they would start a bare Electron.
 */
export function createLoginItem(
  app: Pick<ElectronModules['app'], 'isPackaged' | 'getAppPath' | 'getLoginItemSettings' | 'setLoginItemSettings'>,
  { platform, env, execPath }: Pick<ElectronHostOptions, 'platform' | 'env' | 'execPath'>,
): LoginItem {
  if (platform !== 'darwin' && platform !== 'win32') {
    // An AppImage runs from a mount that is gone after it ends; the variable names the file itself.
    const program = env.APPIMAGE ?? execPath;
    return autostart(app.isPackaged ? [program] : [program, app.getAppPath()], env);
  }
  const isOn = (): boolean => app.isPackaged && app.getLoginItemSettings().openAtLogin;
  return {
    state: () => ({ available: app.isPackaged, on: isOn() }),
    set(on) {
      app.setLoginItemSettings({ openAtLogin: on });
      if (isOn() !== on) throw refused();
    },
  };
}
