import type { GlobalShortcut } from 'electron';

/** Whether the shortcut is in force, or why not, in words for the log. */
export type ShortcutResult =
  | { readonly active: true; readonly mayNotArrive: boolean }
  | { readonly active: false; readonly why: string };

/** Keeps one global shortcut registered. */
export interface Shortcut {
  /** Replaces the one before, unless it is the same. Never throws. */
  use(accelerator: string): ShortcutResult;
  close(): void;
}

/**
 * The global shortcut of the quick command. On Wayland `register` may say yes and nothing ever arrives
 * (https://www.electronjs.org/docs/latest/api/global-shortcut): `mayNotArrive` says so, and `--quick` works instead.
 */
export function createShortcut(
  globalShortcut: Pick<GlobalShortcut, 'register' | 'unregister'>,
  onPress: () => void,
  wayland: boolean,
): Shortcut {
  let current: string | null = null;
  function close(): void {
    if (current !== null) globalShortcut.unregister(current);
    current = null;
  }
  return {
    use(accelerator) {
      // Registering again what is in force would have some desktops ask the person again.
      if (accelerator === current) return { active: true, mayNotArrive: wayland };
      close();
      try {
        if (!globalShortcut.register(accelerator, onPress))
          return { active: false, why: `another app has ${accelerator}` };
      } catch {
        // Electron throws a TypeError for text that is no accelerator.
        return { active: false, why: `"${accelerator}" is not a shortcut` };
      }
      current = accelerator;
      return { active: true, mayNotArrive: wayland };
    },
    close,
  };
}
