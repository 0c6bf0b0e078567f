import { EventEmitter } from 'node:events';
import type {
  BrowserWindowConstructorOptions,
  MenuItemConstructorOptions,
  NotificationConstructorOptions,
  Rectangle,
} from 'electron';
import type { ElectronModules } from '../options.ts';

type Handler = (...args: never[]) => unknown;

/** Web contents that remember what was sent to them. */
export class FakeContents extends EventEmitter {
  readonly id: number;
  readonly sent: unknown[][] = [];
  openHandler: ((details: { url: string }) => { action: string }) | null = null;

  constructor(id: number) {
    super();
    this.id = id;
  }
  isDevToolsOpened(): boolean {
    return false;
  }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
}

/** A window that is not drawn. */
export class FakeWindow extends EventEmitter {
  readonly options: BrowserWindowConstructorOptions;
  readonly webContents: FakeContents;
  /** What was set on it, by the name of the setter. */
  readonly set = new Map<string, unknown[]>();
  bounds: Rectangle;
  visible = false;
  destroyed = false;
  focused = 0;
  url = '';

  constructor(options: BrowserWindowConstructorOptions, contents: FakeContents) {
    super();
    this.options = options;
    this.webContents = contents;
    this.bounds = { x: 0, y: 0, width: options.width ?? 800, height: options.height ?? 600 };
  }
  async loadURL(url: string): Promise<void> {
    this.url = url;
  }
  show(): void {
    this.visible = true;
  }
  hide(): void {
    this.visible = false;
  }
  focus(): void {
    this.focused += 1;
  }
  isFocused(): boolean {
    return this.visible && this.focused > 0;
  }
  isVisible(): boolean {
    return this.visible;
  }
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  destroy(): void {
    this.destroyed = true;
    this.visible = false;
    this.emit('closed');
  }
  getBounds(): Rectangle {
    return this.bounds;
  }
  setBounds(bounds: Partial<Rectangle>): void {
    this.bounds = { ...this.bounds, ...bounds };
  }
  setAlwaysOnTop(...values: unknown[]): void {
    this.set.set('alwaysOnTop', values);
  }
  setVisibleOnAllWorkspaces(...values: unknown[]): void {
    this.set.set('visibleOnAllWorkspaces', values);
  }
}

/** A notification that nobody sees. */
export class FakeNotification extends EventEmitter {
  readonly options: NotificationConstructorOptions;
  shown = false;

  constructor(options: NotificationConstructorOptions) {
    super();
    this.options = options;
  }
  show(): void {
    this.shown = true;
  }
  close(): void {
    this.shown = false;
    this.emit('close', {});
  }
}

/** A cancellable event, as Electron gives to listeners. */
export class FakeEvent {
  defaultPrevented = false;
  preventDefault(): void {
    this.defaultPrevented = true;
  }
}

/** The session of the fake windows: keeps the handlers that the rules set. */
export class FakeSession extends EventEmitter {
  readonly set = new Map<string, Handler>();
  readonly schemes = new Map<string, (request: { url: string; method: string }) => Promise<Response>>();
  readonly protocol = {
    handle: (scheme: string, handler: (request: { url: string; method: string }) => Promise<Response>) => {
      this.schemes.set(scheme, handler);
    },
  };
  readonly webRequest = { onBeforeRequest: (handler: Handler) => this.set.set('onBeforeRequest', handler) };
  setPermissionRequestHandler(handler: Handler): void {
    this.set.set('permissionRequest', handler);
  }
  setPermissionCheckHandler(handler: Handler): void {
    this.set.set('permissionCheck', handler);
  }
  setDevicePermissionHandler(handler: Handler): void {
    this.set.set('devicePermission', handler);
  }
  setDisplayMediaRequestHandler(handler: Handler): void {
    this.set.set('displayMedia', handler);
  }
}

/** Everything that the fake saw, for tests to look at. */
export interface FakeElectron {
  readonly modules: ElectronModules;
  readonly app: EventEmitter & {
    sandboxed: boolean;
    quits: number;
    exits: number[];
    locked: boolean;
    isPackaged: boolean;
    abouts: number;
    switches: string[][];
    modelId: string;
    protocols: string[];
  };
  readonly session: FakeSession;
  readonly windows: FakeWindow[];
  readonly menus: MenuItemConstructorOptions[][];
  /** The tray's icon and words as they are now. */
  readonly tray: { image: string; toolTip: string };
  readonly notifications: FakeNotification[];
  /** Folders that were opened in the system's file manager. */
  readonly opened: string[];
  /** The display with the pointer, and which window has the focus. */
  readonly desk: { workArea: Rectangle; focused: FakeWindow | null };
  readonly shortcuts: Map<string, () => void>;
  readonly schemes: unknown[];
  readonly crash: unknown[];
  readonly errors: string[][];
  readonly ipc: Map<string, (...args: unknown[]) => Promise<unknown>>;
}

/** A stand-in for the `electron` module: enough of it to start the host and to ask each rule what it does. */
export function fakeElectron(): FakeElectron {
  const windows: FakeWindow[] = [];
  const menus: FakeElectron['menus'] = [];
  const shortcuts = new Map<string, () => void>();
  const schemes: unknown[] = [];
  const crash: unknown[] = [];
  const errors: string[][] = [];
  const ipc: FakeElectron['ipc'] = new Map();
  const tray: FakeElectron['tray'] = { image: '', toolTip: '' };
  const notifications: FakeNotification[] = [];
  const opened: string[] = [];
  const desk: FakeElectron['desk'] = { workArea: { x: 0, y: 0, width: 1920, height: 1080 }, focused: null };
  const session = new FakeSession();
  const app = Object.assign(new EventEmitter(), {
    sandboxed: false,
    quits: 0,
    exits: [] as number[],
    locked: true,
    isPackaged: false,
    abouts: 0,
    switches: [] as string[][],
    commandLine: { appendSwitch: (...given: string[]) => void app.switches.push(given) },
    modelId: '',
    protocols: [] as string[],
    getAppPath: () => '/app',
    setAsDefaultProtocolClient: (scheme: string) => {
      app.protocols.push(scheme);
      return true;
    },
    showAboutPanel: () => {
      app.abouts += 1;
    },
    setAppUserModelId: (id: string) => {
      app.modelId = id;
    },
    enableSandbox: () => {
      app.sandboxed = true;
    },
    requestSingleInstanceLock: () => app.locked,
    whenReady: async () => undefined,
    getPath: (name: string) => `/home/someone/${name}`,
    quit: () => {
      app.quits += 1;
    },
    exit: (code: number) => app.exits.push(code),
  });
  class Window extends FakeWindow {
    static getFocusedWindow(): FakeWindow | null {
      return desk.focused;
    }
    constructor(options: BrowserWindowConstructorOptions) {
      const contents = new FakeContents(windows.length + 1);
      super(options, contents);
      windows.push(this);
      app.emit('web-contents-created', {}, contents);
    }
  }
  class Tray extends EventEmitter {
    constructor(image: string) {
      super();
      tray.image = image;
    }
    setImage(image: string): void {
      tray.image = image;
    }
    setToolTip(text: string): void {
      tray.toolTip = text;
    }
    setContextMenu(menu: MenuItemConstructorOptions[]): void {
      menus.push(menu);
    }
    destroy(): void {
      this.removeAllListeners();
    }
  }
  class Notice extends FakeNotification {
    static isSupported(): boolean {
      return true;
    }
    constructor(options: NotificationConstructorOptions) {
      super(options);
      notifications.push(this);
    }
  }
  const modules = {
    app,
    Notification: Notice,
    screen: {
      getCursorScreenPoint: () => ({ x: desk.workArea.x + 1, y: desk.workArea.y + 1 }),
      getDisplayNearestPoint: () => ({ workArea: desk.workArea }),
    },
    shell: {
      openPath: async (path: string) => {
        opened.push(path);
        return '';
      },
    },
    BrowserWindow: Window,
    Tray,
    Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: () => undefined },
    crashReporter: { start: (options: unknown) => crash.push(options) },
    dialog: { showErrorBox: (...text: string[]) => errors.push(text) },
    globalShortcut: {
      register(accelerator: string, press: () => void) {
        if (accelerator === 'not a shortcut') throw new TypeError('conversion failure');
        if (accelerator === 'Taken+X') return false;
        shortcuts.set(accelerator, press);
        return true;
      },
      unregister: (accelerator: string) => shortcuts.delete(accelerator),
    },
    ipcMain: {
      handle: (channel: string, handler: (...args: unknown[]) => Promise<unknown>) => ipc.set(channel, handler),
    },
    protocol: { registerSchemesAsPrivileged: (list: unknown[]) => schemes.push(...list) },
    session: { defaultSession: session },
  };
  // Boundary: the fake has the parts that the host uses, and none of Electron's other several hundred members.
  return {
    modules: modules as unknown as ElectronModules,
    app,
    session,
    windows,
    menus,
    tray,
    notifications,
    opened,
    desk,
    shortcuts,
    schemes,
    crash,
    errors,
    ipc,
  };
}
