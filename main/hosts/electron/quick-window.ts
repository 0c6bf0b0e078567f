import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  Point,
  Rectangle,
  Screen,
  WebPreferences,
} from 'electron';
import type { ThimbleEvent } from '../../../shared/index.ts';
import { eventChannel } from './ipc.ts';
import { placeOf, placeQuick, quickHeight, quickHeightFor, quickWidth } from './placement.ts';
import type { RememberedPlace } from './quick-place.ts';
import { appOrigin } from './security/index.ts';

/** The quick command's window: loaded and painted while hidden, so that the shortcut only has to show it. */
export interface QuickWindow {
  /** Makes and loads the window if it is not there. */
  prepare(): void;
  /** Comes up over whatever is in front, on the display with the pointer. `text` goes into the line. */
  show(text: string | null, fromLink?: boolean): Promise<void>;
  hide(): void;
  /** What the shortcut does: comes up, or goes away where it has the focus. */
  toggle(): Promise<void>;
  /** Takes `height`, in device-independent pixels, within the display. */
  fit(height: number): void;
  send(event: ThimbleEvent): void;
  /** Whether a WebContents id is this window's. */
  owns(id: number): boolean;
  /** Lets the next close really close. */
  release(): void;
}

interface QuickWindowOptions {
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly screen: Pick<Screen, 'getCursorScreenPoint' | 'getDisplayNearestPoint'>;
  readonly webPreferences: WebPreferences;
  readonly icon: string;
  readonly platform: NodeJS.Platform;
  /** Under Wayland windows neither know nor choose where they are. */
  readonly wayland: boolean;
  readonly place: RememberedPlace;
  readonly onOpen: (id: number) => void;
  readonly onGone: (id: number) => void;
}

/** Makes the {@link QuickWindow}. */
export function createQuickWindow(options: QuickWindowOptions): QuickWindow {
  let window: BrowserWindow | null = null;
  let loaded: Promise<void> = Promise.resolve();
  let released = false;
  let height: number = quickHeight.first;
  let area: Rectangle | null = null;
  let placed: Rectangle | null = null;

  function open(): BrowserWindow {
    const made = new options.BrowserWindow({
      title: 'Thimble quick command',
      width: quickWidth,
      height: quickHeight.first,
      show: false,
      frame: false,
      resizable: false,
      minimizable: false,
      maximizable: false,
      fullscreenable: false,
      skipTaskbar: true,
      alwaysOnTop: true,
      icon: options.icon,
      // A panel comes up without taking the app that is in front from its place, and over a full-screen one.
      ...(options.platform === 'darwin' ? { type: 'panel' } : {}),
      webPreferences: { ...options.webPreferences, backgroundThrottling: false },
    });
    made.setAlwaysOnTop(true, 'pop-up-menu');
    // Turning the app into one without a dock icon, which this does otherwise, is not needed for a panel.
    made.setVisibleOnAllWorkspaces(true, { visibleOnFullScreen: true, skipTransformProcessType: true });
    const { id } = made.webContents;
    options.onOpen(id);
    made.on('blur', () => {
      if (!made.webContents.isDevToolsOpened()) hide();
    });
    made.on('close', (event) => {
      if (released) return;
      event.preventDefault();
      hide();
    });
    made.on('closed', () => {
      options.onGone(id);
      if (window === made) window = null;
    });
    // A page that has crashed is made anew for the next time.
    made.webContents.on('render-process-gone', () => {
      if (!released && !made.isDestroyed()) made.destroy();
    });
    loaded = made.loadURL(`${appOrigin}/quick.html`);
    loaded.catch(() => {
      if (!made.isDestroyed()) made.destroy();
    });
    return made;
  }

  function prepare(): BrowserWindow {
    window ??= open();
    return window;
  }

  /** The work area of the display that a point is on. */
  const areaOf = (point: Point): Rectangle => options.screen.getDisplayNearestPoint(point).workArea;

  /** Remembers where a person has moved the window to since it came up. */
  function notePlace(shown: BrowserWindow): void {
    if (options.wayland || !placed) return;
    const { x, y } = shown.getBounds();
    if (x !== placed.x || y !== placed.y) options.place.set(placeOf({ x, y }, areaOf({ x, y })));
  }

  function hide(): void {
    if (!window?.isVisible()) return;
    notePlace(window);
    window.hide();
  }

  async function show(text: string | null, fromLink = false): Promise<void> {
    const shown = prepare();
    try {
      await loaded;
    } catch {
      // The page did not load: the next time makes another.
      return;
    }
    if (shown.isDestroyed()) return;
    if (!shown.isVisible()) {
      area = areaOf(options.screen.getCursorScreenPoint());
      placed = placeQuick(area, options.place.get(), height);
      shown.setBounds(placed);
    }
    shown.webContents.send(eventChannel, {
      type: 'quick.opened',
      text,
      ...(fromLink ? { fromLink } : {}),
    } satisfies ThimbleEvent);
    shown.show();
    shown.focus();
  }

  return {
    prepare: () => void prepare(),
    show,
    toggle: async () => (window?.isFocused() ? hide() : show(null)),
    hide,
    fit(wanted) {
      height = wanted;
      if (!window || !area) return;
      const bounds = window.getBounds();
      const next = options.wayland
        ? quickHeightFor(wanted, area.y, area)
        : quickHeightFor(wanted, bounds.y, areaOf(bounds));
      if (next !== bounds.height) window.setBounds({ ...bounds, height: next });
    },
    send(event) {
      const receiver = window;
      if (!receiver) return;
      void loaded.then(
        () => {
          if (!receiver.isDestroyed()) receiver.webContents.send(eventChannel, event);
        },
        () => undefined,
      );
    },
    owns: (id) => window?.webContents.id === id,
    release() {
      released = true;
    },
  };
}
