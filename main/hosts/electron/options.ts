import type * as Electron from 'electron';
import type { StartOptions, StartThimble } from '../../app-types.ts';

/** What the host uses of Electron. */
export type ElectronModules = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'crashReporter'
  | 'dialog'
  | 'globalShortcut'
  | 'ipcMain'
  | 'Menu'
  | 'Notification'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'shell'
  | 'Tray'
>;

/** Whether this session's windows go through Wayland. */
export function isWayland(env: ElectronHostOptions['env']): boolean {
  return env.XDG_SESSION_TYPE === 'wayland';
}

/** Where things lie, and how the app is started. */
export interface ElectronHostOptions {
  /** The built files: holds `renderer/`, `preload/` and `electron/assets/`. */
  readonly distDir: string;
  readonly start: StartThimble;
  /** Given to `start` beside the host, the data folder and the windows. */
  readonly resources: () => Pick<StartOptions, 'resourcesDir' | 'artifacts'>;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** The program that runs. */
  readonly execPath: string;
}
