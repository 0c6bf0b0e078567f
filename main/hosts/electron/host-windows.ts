import type { ShortcutState } from '../../../shared/index.ts';
import type { ViewTarget, WindowService } from '../../ipc/index.ts';
import { callerOf } from './ipc.ts';
import type { QuickWindow } from './quick-window.ts';
import type { MainWindow } from './window.ts';

/** The windows once they are there. */
interface Bound {
  readonly main: MainWindow;
  readonly quick: QuickWindow;
  readonly shortcut: () => ShortcutState;
}

/** The routes' side of Electron's windows. The app starts before there are any: until `bind` it has none. */
export function createHostWindows(): { readonly service: WindowService; bind(windows: Bound): void } {
  let bound: Bound | null = null;
  const isQuick = (caller: string): boolean => bound?.quick.owns(Number(caller.slice(callerOf('').length))) ?? false;
  return {
    service: {
      shortcut: () => bound?.shortcut() ?? null,
      // Only the window that asks is moved, and only where it is the quick command's.
      fit(caller, height) {
        if (isQuick(caller)) bound?.quick.fit(height);
      },
      leave(caller) {
        if (isQuick(caller)) bound?.quick.hide();
      },
      open: (target: ViewTarget) => bound?.main.show(target),
      quick: () => bound?.quick.show(null),
    },
    bind(windows) {
      bound = windows;
    },
  };
}
