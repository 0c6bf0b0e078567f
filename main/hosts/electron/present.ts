import { join } from 'node:path';
import {
  type DeepLink,
  isEventFor,
  type ShortcutState,
  type ThimbleEvent,
  toThimbleError,
} from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { type LaunchRequest, parseCommandLine } from './command-line.ts';
import type { createHostWindows } from './host-windows.ts';
import { serveCalls } from './ipc.ts';
import type { collectLinks } from './links.ts';
import { createNotifier } from './notifier.ts';
import { type ElectronHostOptions, type ElectronModules, isWayland } from './options.ts';
import { rememberedPlace } from './quick-place.ts';
import { createQuickWindow } from './quick-window.ts';
import { webPreferences } from './security/index.ts';
import { createShortcut } from './shortcut.ts';
import { createTray } from './tray.ts';
import { currentSettings, trayFollower } from './tray-state.ts';
import { createMainWindow } from './window.ts';

/** What a shortcut of the system is bound to: the program itself, which finds the running one. */
function quickCommand(app: ElectronModules['app'], options: ElectronHostOptions): string {
  const program = options.env.APPIMAGE ?? options.execPath;
  return app.isPackaged ? `"${program}" --quick` : `"${program}" "${app.getAppPath()}" --quick`;
}

/** What is there before the app is. */
interface PresentParts {
  readonly windows: ReturnType<typeof createHostWindows>;
  readonly links: ReturnType<typeof collectLinks>;
}

/** Puts the running app into its windows, the tray, the shortcut and notifications. */
export function present(
  electron: ElectronModules,
  options: ElectronHostOptions,
  thimble: Thimble,
  { windows, links }: PresentParts,
): void {
  const { app } = electron;
  const { router } = thimble;
  const dataDir = app.getPath('userData');
  const assets = join(options.distDir, 'electron', 'assets');
  const icon = join(assets, 'icon.png');
  const wayland = isWayland(options.env);
  const windowIds = new Set<number>();
  const common = {
    BrowserWindow: electron.BrowserWindow,
    webPreferences: webPreferences(join(options.distDir, 'preload', 'index.cjs'), app.isPackaged),
    icon,
    onOpen: (id: number) => void windowIds.add(id),
    onGone: (id: number) => void windowIds.delete(id),
  };
  const main = createMainWindow(common);
  const quick = createQuickWindow({
    ...common,
    screen: electron.screen,
    platform: options.platform,
    wayland,
    place: rememberedPlace(dataDir),
  });

  let shortcutState: ShortcutState = {
    active: false,
    why: null,
    mayNotArrive: false,
    desktop: options.env.XDG_CURRENT_DESKTOP ?? '',
    command: quickCommand(app, options),
  };
  const shortcut = createShortcut(electron.globalShortcut, () => void quick.toggle(), wayland);
  let notify = true;
  async function applySettings(): Promise<void> {
    const settings = await currentSettings(router);
    if (!settings) return;
    notify = settings.notifications;
    const result = shortcut.use(settings.shortcut);
    shortcutState = {
      ...shortcutState,
      active: result.active,
      why: result.active ? null : result.why,
      mayNotArrive: result.active && result.mayNotArrive,
    };
  }

  async function pause(paused: boolean): Promise<void> {
    const settings = await currentSettings(router);
    const reply = settings && (await router.call('app.save_settings', { ...settings, paused }));
    if (reply?.ok) return;
    const { message, hint } = reply ? reply.error : toThimbleError(null);
    electron.dialog.showErrorBox(message, hint);
  }

  const name = (suffix: string): string =>
    join(assets, options.platform === 'darwin' ? `tray${suffix}-Template.png` : `tray${suffix}.png`);
  const tray = createTray({
    Tray: electron.Tray,
    Menu: electron.Menu,
    images: { idle: name(''), waiting: name('-waiting') },
    actions: {
      quick: (text) => void quick.show(text),
      show: (view, approvalId) => void main.show({ view, ...(approvalId === undefined ? {} : { approvalId }) }),
      pause: (paused) => void pause(paused),
      openDataFolder: () => void electron.shell.openPath(dataDir),
      about: () => app.showAboutPanel(),
      quit: () => app.quit(),
    },
  });
  const refreshTray = trayFollower(router, tray);
  const notifier = createNotifier({
    Notification: electron.Notification,
    wanted: () => notify,
    inFront: () => electron.BrowserWindow.getFocusedWindow() !== null,
    icon,
    show: (approvalId) => void main.show({ view: 'approvals', approvalId }),
  });

  windows.bind({ main, quick, shortcut: () => shortcutState });
  serveCalls(electron.ipcMain, router, windowIds);

  function forward(event: ThimbleEvent): void {
    if (isEventFor('main', event)) main.send(event);
    if (isEventFor('quick', event)) quick.send(event);
  }
  const unsubscribe = thimble.events.subscribe((event) => {
    // The windows ask how the shortcut fares when they hear of it: it is changed first.
    if (event.type === 'settings.changed') void applySettings().finally(() => forward(event));
    else forward(event);
    if (event.type === 'approval.opened') notifier.opened(event.approval);
    if (event.type === 'approval.closed') notifier.closed(event.approvalId);
    if (event.type !== 'run.updated') refreshTray();
  });

  /** A link only shows something. One that is none leads to the main window, as a plain start does. */
  function follow(link: DeepLink | null): void {
    if (link?.kind === 'run') return void quick.show(link.text, true);
    if (link === null) return void main.show();
    const { kind: _, ...target } = link;
    void main.show(target);
  }
  function answer({ quick: asked, link }: LaunchRequest): void {
    if (asked && link === null) void quick.show(null);
    else follow(link);
  }
  app.on('second-instance', (_event, argv) => {
    answer(parseCommandLine(argv));
  });
  app.on('activate', () => void main.show());
  app.on('before-quit', () => {
    main.release();
    quick.release();
  });
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    // The log and the sandbox process are closed before the process ends.
    event.preventDefault();
    unsubscribe();
    shortcut.close();
    notifier.close();
    tray.close();
    void thimble.close().finally(() => {
      closed = true;
      app.quit();
    });
  });
  refreshTray();
  // The window that was asked for first; the quick command's is then made while nobody waits for it.
  const first = parseCommandLine(options.argv);
  if (links.bind(follow)) quick.prepare();
  else if (first.quick || first.link) answer(first);
  else void main.show().finally(() => quick.prepare());
  void applySettings().then(() => forward({ type: 'settings.changed' }));
}
