import { join } from 'node:path';
import type * as Electron from 'electron';
import { toThimbleError } from '../../../shared/index.ts';
import type { StartOptions, StartThimble } from '../../app-types.ts';
import { staticFiles } from '../content/index.ts';
import { createHostWindows } from './host-windows.ts';
import { present } from './present.ts';
import { secureApp, secureSession } from './security/index.ts';

/** As the packaging config names it; Windows shows notifications of no app that it does not know by one. */
const appId = 'app.thimble.desktop';

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

/**
 * Runs Thimble in Electron. A second start hands its command line to the first and ends. When the app cannot start, the
 * reason is shown and the process ends with 1.
 */
export async function startElectronHost(electron: ElectronModules, options: ElectronHostOptions): Promise<void> {
  const { app } = electron;
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  secureApp(app, electron.protocol, electron.crashReporter);
  if (options.platform === 'win32') app.setAppUserModelId(appId);
  try {
    await app.whenReady();
    // Keeps the default menu's "open developer tools" and "reload" out of a packaged app.
    if (app.isPackaged && options.platform !== 'darwin') electron.Menu.setApplicationMenu(null);
    secureSession(electron.session.defaultSession, staticFiles(join(options.distDir, 'renderer')), app.isPackaged);
    const windows = createHostWindows();
    const thimble = await options.start({
      host: 'electron',
      dataDir: app.getPath('userData'),
      windows: windows.service,
      ...options.resources(),
    });
    present(electron, options, thimble, windows);
  } catch (thrown) {
    const error = toThimbleError(thrown);
    electron.dialog.showErrorBox(error.message, error.hint);
    app.exit(1);
  }
}
