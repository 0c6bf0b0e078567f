import { EventEmitter } from 'node:events';
import type { ElectronModules } from '../start.ts';

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
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openHandler = handler;
  }
  send(...message: unknown[]): void {
    this.sent.push(message);
  }
}

/** A window that is not drawn. */
export class FakeWindow extends EventEmitter {
  readonly options: { webPreferences?: Record<string, unknown> };
  readonly webContents: FakeContents;
  visible = false;
  focused = 0;
  url = '';

  constructor(options: { webPreferences?: Record<string, unknown> }, contents: FakeContents) {
    super();
    this.options = options;
    this.webContents = contents;
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
  isMinimized(): boolean {
    return false;
  }
  isDestroyed(): boolean {
    return false;
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
  };
  readonly session: FakeSession;
  readonly windows: FakeWindow[];
  readonly menus: { label?: string; click?: () => void }[][];
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
  const session = new FakeSession();
  const app = Object.assign(new EventEmitter(), {
    sandboxed: false,
    quits: 0,
    exits: [] as number[],
    locked: true,
    isPackaged: false,
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
    constructor(options: { webPreferences?: Record<string, unknown> }) {
      const contents = new FakeContents(windows.length + 1);
      super(options, contents);
      windows.push(this);
      app.emit('web-contents-created', {}, contents);
    }
  }
  class Tray extends EventEmitter {
    setToolTip(): void {
      this.emit('tooltip');
    }
    setContextMenu(menu: { label?: string }[]): void {
      menus.push(menu);
    }
    destroy(): void {
      this.removeAllListeners();
    }
  }
  const modules = {
    app,
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
    shortcuts,
    schemes,
    crash,
    errors,
    ipc,
  };
}
