import { join } from 'node:path';
import { toThimbleError } from '../../../shared/index.ts';
import { staticFiles } from '../content/index.ts';
import { dialogConfirmer } from './confirm.ts';
import { createHostWindows } from './host-windows.ts';
import { collectLinks } from './links.ts';
import { createLoginItem } from './login-item.ts';
import { type ElectronHostOptions, type ElectronModules, isWayland } from './options.ts';
import { present } from './present.ts';
import { secureApp, secureSession } from './security/index.ts';

/** As the packaging config names it; Windows shows notifications of no app that it does not know by one. */
const appId = 'app.thimble.desktop';

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
  const links = collectLinks(app);
  secureApp(app, electron.protocol, electron.crashReporter);
  if (options.platform === 'win32') app.setAppUserModelId(appId);
  // Under Wayland a shortcut only arrives through the desktop's portal (electron's docs/api/global-shortcut.md).
  if (isWayland(options.env)) app.commandLine.appendSwitch('enable-features', 'GlobalShortcutsPortal');
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
      login: createLoginItem(app, options),
      confirmer: dialogConfirmer(electron.dialog),
      ...options.resources(),
    });
    present(electron, options, thimble, { windows, links });
  } catch (thrown) {
    const error = toThimbleError(thrown);
    electron.dialog.showErrorBox(error.message, error.hint);
    app.exit(1);
  }
}
