import { join } from 'node:path';
import type * as Electron from 'electron';
import { type Approval, type Settings, toThimbleError } from '../../../shared/index.ts';
import type { StartOptions, StartThimble, Thimble } from '../../app-types.ts';
import { staticFiles } from '../content/index.ts';
import { parseCommandLine } from './command-line.ts';
import { serveCalls } from './ipc.ts';
import { secureApp, secureSession, webPreferences } from './security/index.ts';
import { createShortcut } from './shortcut.ts';
import { createTray, type View } from './tray.ts';
import { createMainWindow } from './window.ts';

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
  | 'protocol'
  | 'session'
  | 'Tray'
>;

/** Where things lie, and how the app is started. */
export interface ElectronHostOptions {
  /** The built files: holds `renderer/`, `preload/` and `electron/assets/`. */
  readonly distDir: string;
  readonly start: StartThimble;
  /** Given to `start` beside the host and the data folder. */
  readonly resources: () => Pick<StartOptions, 'resourcesDir' | 'artifacts'>;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
}

async function waitingCards({ router }: Thimble): Promise<number> {
  const reply = await router.call('approval.list', {});
  return reply.ok ? (reply.data as Approval[]).length : 0;
}

/** Puts the running app into a window, a tray and a shortcut. */
function present(electron: ElectronModules, options: ElectronHostOptions, thimble: Thimble): void {
  const { app } = electron;
  const assets = join(options.distDir, 'electron', 'assets');
  const windowIds = new Set<number>();
  const window = createMainWindow({
    BrowserWindow: electron.BrowserWindow,
    webPreferences: webPreferences(join(options.distDir, 'preload', 'index.cjs'), app.isPackaged),
    icon: join(assets, 'icon.png'),
    onOpen: (id) => windowIds.add(id),
    onGone: (id) => windowIds.delete(id),
  });
  const show = (view: View): void => {
    window.send({ type: 'navigate', view });
    void window.show();
  };
  const tray = createTray({
    Tray: electron.Tray,
    Menu: electron.Menu,
    image: join(assets, options.platform === 'darwin' ? 'tray-Template.png' : 'tray.png'),
    show,
    quit: () => app.quit(),
  });
  const shortcut = createShortcut(
    electron.globalShortcut,
    () => show('command'),
    options.env.XDG_SESSION_TYPE === 'wayland',
  );
  const applyShortcut = (accelerator: string): void => {
    const result = shortcut.use(accelerator);
    if (!result.active) console.error(`The shortcut is off: ${result.why}.`);
    else if (result.mayNotArrive)
      console.error('Under Wayland the shortcut may not arrive; bind a system shortcut to "thimble --quick".');
  };
  serveCalls(
    electron.ipcMain,
    {
      async call(route, input, context) {
        const reply = await thimble.router.call(route, input, context);
        if (route === 'app.save_settings' && reply.ok) applyShortcut((reply.data as Settings).shortcut);
        return reply;
      },
    },
    windowIds,
  );
  const unsubscribe = thimble.events.subscribe((event) => {
    window.send(event);
    if (event.type === 'approval.opened' || event.type === 'approval.closed')
      void waitingCards(thimble).then((count) => tray.setWaiting(count));
  });
  app.on('second-instance', (_event, argv) => {
    if (parseCommandLine(argv).quick) show('command');
    else void window.show();
  });
  app.on('activate', () => void window.show());
  app.on('before-quit', () => window.release());
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    // The log and the sandbox process are closed before the process ends.
    event.preventDefault();
    unsubscribe();
    shortcut.close();
    tray.close();
    void thimble.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
  void thimble.router.call('app.settings', {}).then((reply) => {
    if (reply.ok) applyShortcut((reply.data as Settings).shortcut);
  });
  void window.show();
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
  try {
    await app.whenReady();
    // Keeps the default menu's "open developer tools" and "reload" out of a packaged app.
    if (app.isPackaged && options.platform !== 'darwin') electron.Menu.setApplicationMenu(null);
    secureSession(electron.session.defaultSession, staticFiles(join(options.distDir, 'renderer')), app.isPackaged);
    const thimble = await options.start({ host: 'electron', dataDir: app.getPath('userData'), ...options.resources() });
    present(electron, options, thimble);
  } catch (thrown) {
    const error = toThimbleError(thrown);
    electron.dialog.showErrorBox(error.message, error.hint);
    app.exit(1);
  }
}
