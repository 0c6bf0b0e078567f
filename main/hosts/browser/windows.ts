import {
  type DeepLink,
  isEventFor,
  type ShortcutState,
  type ThimbleEvent,
  type WindowKind,
} from '../../../shared/index.ts';
import type { WindowService } from '../../ipc/index.ts';

/** Pages that listen to events now, by kind. */
export interface Pages {
  /** Returns a function that takes the page out again. */
  add(kind: WindowKind, send: (event: ThimbleEvent) => void): () => void;
  /** Keeps an event for the next page of a kind, which is about to be opened; only the last one. */
  next(kind: WindowKind, event: ThimbleEvent): void;
  /** Gives an event to the pages it is for; answers how many there were. */
  send(event: ThimbleEvent): number;
}

/** Keeps the {@link Pages}. */
export function createPages(): Pages {
  const pages = new Set<{ readonly kind: WindowKind; readonly send: (event: ThimbleEvent) => void }>();
  const waiting = new Map<WindowKind, ThimbleEvent>();
  return {
    next: (kind, event) => void waiting.set(kind, event),
    add(kind, send) {
      const page = { kind, send };
      pages.add(page);
      const event = waiting.get(kind);
      waiting.delete(kind);
      if (event) send(event);
      return () => pages.delete(page);
    },
    send(event) {
      const receivers = [...pages].filter(({ kind }) => isEventFor(kind, event));
      for (const page of receivers) page.send(event);
      return receivers.length;
    },
  };
}

/** Opens a window of a kind; false where none can be opened. */
export type OpenKind = (kind: WindowKind) => boolean;

/** The browser's windows: the routes' side, and the side that the host binds once it serves. */
export interface BrowserWindows {
  readonly service: WindowService;
  /** Shows a kind of window; false when the person has to open one by hand. */
  show(kind: WindowKind): boolean;
  /** Keeps where a link leads for the window that is opened next, and says of which kind that is. Nothing runs by it. */
  lead(link: DeepLink): WindowKind;
  bind(pages: Pages, open: OpenKind): void;
}

/**
 * The windows of the browser host. A page cannot bring itself to the front, so that the quick command opens in a new
 * window each time, which a running browser does quickly, and the one before it goes.
 * @param quickCommand what a shortcut of the system can be bound to
 */
export function createBrowserWindows(quickCommand: string, env: NodeJS.ProcessEnv = process.env): BrowserWindows {
  let bound: { readonly pages: Pages; readonly open: OpenKind } | null = null;
  const shortcut: ShortcutState = {
    active: false,
    why: 'a browser cannot take a shortcut of the system',
    mayNotArrive: false,
    desktop: env.XDG_CURRENT_DESKTOP ?? '',
    command: quickCommand,
  };
  function show(kind: WindowKind): boolean {
    if (kind === 'quick') bound?.pages.send({ type: 'quick.replaced' });
    return bound?.open(kind) ?? false;
  }
  return {
    service: {
      shortcut: () => shortcut,
      // Windows of a browser are sized and closed by the page itself, as far as the browser lets it.
      fit: () => undefined,
      leave: () => undefined,
      open(target) {
        const shown = bound?.pages.send({ type: 'navigate', ...target }) ?? 0;
        if (shown === 0) show('main');
      },
      quick() {
        show('quick');
      },
    },
    show,
    lead(link) {
      if (link.kind === 'run') {
        bound?.pages.next('quick', { type: 'quick.opened', text: link.text, fromLink: true });
        return 'quick';
      }
      const { kind: _, ...target } = link;
      bound?.pages.next('main', { type: 'navigate', ...target });
      return 'main';
    },
    bind(pages, open) {
      bound = { pages, open };
    },
  };
}
