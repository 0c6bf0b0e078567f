import type { BrowserWindow, BrowserWindowConstructorOptions, WebPreferences } from 'electron';
import type { ThimbleEvent } from '../../../shared/index.ts';
import type { ViewTarget } from '../../ipc/index.ts';
import { eventChannel } from './ipc.ts';
import { appOrigin } from './security/index.ts';

/** The window with all views: made on first use, hidden when closed, so that runs and cards go on. */
export interface MainWindow {
  /** Comes to the front, at a view where one is named. */
  show(target?: ViewTarget): Promise<void>;
  /** Sends an event once the page is there; dropped where there is no window, which asks for everything on load. */
  send(event: ThimbleEvent): void;
  /** Lets the next close really close. */
  release(): void;
}

interface WindowOptions {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly webPreferences: WebPreferences;
  readonly icon: string;
  /** Told the WebContents id of each window made, and when it is gone. */
  readonly onOpen: (id: number) => void;
  readonly onGone: (id: number) => void;
}

/** Makes the {@link MainWindow}. */
export function createMainWindow(options: WindowOptions): MainWindow {
  let window: BrowserWindow | null = null;
  let loaded: Promise<void> = Promise.resolve();
  let released = false;

  function open(): BrowserWindow {
    const made = new options.BrowserWindow({
      title: 'Thimble',
      width: 1180,
      height: 800,
      minWidth: 640,
      minHeight: 480,
      show: false,
      autoHideMenuBar: true,
      backgroundColor: '#f7f4ee',
      icon: options.icon,
      webPreferences: options.webPreferences,
    });
    const { id } = made.webContents;
    options.onOpen(id);
    made.on('close', (event) => {
      if (released) return;
      event.preventDefault();
      made.hide();
    });
    made.on('closed', () => {
      options.onGone(id);
      window = null;
    });
    loaded = made.loadURL(`${appOrigin}/index.html`);
    return made;
  }

  return {
    async show(target) {
      window ??= open();
      const shown = window;
      await loaded;
      if (shown.isDestroyed()) return;
      if (target) {
        const event: ThimbleEvent = { type: 'navigate', ...target };
        shown.webContents.send(eventChannel, event);
      }
      if (shown.isMinimized()) shown.restore();
      shown.show();
      shown.focus();
    },
    send(event) {
      const receiver = window;
      if (!receiver) return;
      void loaded.then(() => {
        if (!receiver.isDestroyed()) receiver.webContents.send(eventChannel, event);
      });
    },
    release() {
      released = true;
    },
  };
}
