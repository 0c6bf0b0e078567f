import { type ChildProcess, spawn } from 'node:child_process';
import { findBrowser } from '../../browsers/index.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** What opening a window needs to know of the machine; the defaults are this process's own. */
export interface OpenWindowOptions {
  /** Folder for the window's own browser profile: cookies of the person's browser and ours never meet. */
  readonly profileDir: string;
  /** Width and height in CSS pixels; those of the main window unless given. */
  readonly size?: readonly [width: number, height: number];
  readonly env?: Environment;
  readonly platform?: NodeJS.Platform;
  /** Effective user id; Chromium does not start as root (0) with its sandbox on. */
  readonly uid?: number | undefined;
  readonly exists?: (path: string) => boolean;
  readonly start?: (command: string, args: readonly string[]) => ChildProcess;
}

/** Whether a window came up, or why not, in words for the line that is printed. */
export type OpenWindowResult =
  | { readonly opened: true; readonly process: ChildProcess; readonly browser: string }
  | { readonly opened: false; readonly why: string };

/**
 * Opens `url` as an app window of the system's Chromium (Chrome, Edge, Brave), in a profile of its own. Never throws:
 * where there is no screen or no browser it says so, and the person opens the printed address.
 */
export function openWindow(url: string, options: OpenWindowOptions): OpenWindowResult {
  const env = options.env ?? process.env;
  const platform = options.platform ?? process.platform;
  if (platform === 'linux' && !env.DISPLAY && !env.WAYLAND_DISPLAY) return { opened: false, why: 'there is no screen' };
  const browser = findBrowser({ platform, env, ...(options.exists ? { exists: options.exists } : {}) });
  if (!browser) return { opened: false, why: 'no Chromium, Chrome or Edge was found' };
  const uid = 'uid' in options ? options.uid : process.geteuid?.();
  const args = [
    `--app=${url}`,
    `--user-data-dir=${options.profileDir}`,
    `--window-size=${(options.size ?? [1180, 800]).join(',')}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    '--disable-background-networking',
    '--disable-component-update',
    ...(uid === 0 ? ['--no-sandbox'] : []),
  ];
  const start = options.start ?? ((command, list) => spawn(command, list, { stdio: 'ignore', detached: true }));
  const child = start(browser, args);
  // A browser that does not start must not take the app with it: its address is printed anyway.
  child.on('error', (error) => console.error(`The browser did not start: ${error.message}`));
  child.unref();
  return { opened: true, process: child, browser };
}
