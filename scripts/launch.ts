import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  createBrowserWindows,
  handOver,
  openWindow,
  startBrowserHost,
  terminalCode,
} from '../main/hosts/browser/index.ts';
import { dataFolder } from '../main/settings/index.ts';
import { parseDeepLink, ThimbleError, toThimbleError, type WindowKind } from '../shared/index.ts';
import { electronBinary } from './electron-binary.ts';

/**
 * Opens the app: in Electron where its binary can be had, else in the browser host. `--browser` takes the latter;
 * `--quick` opens the quick command, and `open LINK` what a `thimble://` link leads to, in the app that runs already where
 * one does.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);
const quick = args.includes('--quick');
const link = args[0] === 'open' ? (args[1] ?? '') : undefined;
const target = link === undefined ? null : parseDeepLink(link);
const dataDir = dataFolder();

/** Width and height of a new window, in CSS pixels. */
const sizes: Readonly<Record<WindowKind, readonly [number, number]>> = { main: [1180, 800], quick: [720, 560] };

function build(): void {
  const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.ts'), '--if-changed'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (built.status !== 0) process.exit(built.status ?? 1);
}

/** Whether the app ran already in the browser host and has taken this start over. */
async function handedOver(): Promise<boolean> {
  const reply = await handOver(dataDir, { quick, ...(target && link !== undefined ? { link } : {}) });
  if (!reply) return false;
  const what = target ? 'where the link leads' : quick ? 'the quick command' : 'its window';
  console.log(
    reply.opened
      ? `Thimble runs already, and shows ${what}.`
      : `Thimble runs already. Open this address for ${what}; it works once:\n${reply.link}`,
  );
  return true;
}

async function inBrowser(why: string): Promise<void> {
  // Only here, because a start that is handed over needs none of it.
  const { startThimble } = await import('../main/index.ts');
  const windows = createBrowserWindows(`"${process.execPath}" "${join(root, 'scripts', 'launch.ts')}" --quick`);
  const thimble = await startThimble({
    host: 'browser',
    dataDir,
    resourcesDir: root,
    windows: windows.service,
    confirmer: terminalCode(process.stdout),
  });
  // Another start may have been quicker while the app came up.
  if (await handedOver()) return thimble.close();
  const opened = new Set<ChildProcess>();
  const open = (url: string, kind: WindowKind) => {
    const window = openWindow(url, { profileDir: join(dataDir, 'browser-profile'), size: sizes[kind] });
    if (window.opened) {
      opened.add(window.process);
      window.process.once('exit', () => opened.delete(window.process));
    }
    return window;
  };
  const host = await startBrowserHost({
    router: thimble.router,
    events: thimble.events,
    rendererDir: join(root, 'dist', 'renderer'),
    dataDir,
    windows: { service: windows, open: (url, kind) => open(url, kind).opened },
  });
  const kind: WindowKind = target ? windows.lead(target) : quick ? 'quick' : 'main';
  console.log(`Thimble runs in the browser host, because ${why}.`);
  const first = host.link(kind);
  const window = open(first, kind);
  console.log(
    window.opened
      ? `A window of ${window.browser} is open; the address below works once, for another one.`
      : `No window was opened (${window.why}). Open this address, which works once:`,
  );
  console.log(window.opened ? host.link() : first);
  const stop = Promise.withResolvers<void>();
  process.once('SIGINT', () => stop.resolve());
  process.once('SIGTERM', () => stop.resolve());
  // The browser ends with its last window; a start that only opened the quick command goes on, to be quick next time.
  if (window.opened && kind !== 'quick') window.process.once('exit', () => stop.resolve());
  await stop.promise;
  for (const child of opened) child.kill();
  await host.close();
  await thimble.close();
}

async function inElectron(path: string): Promise<number> {
  const child = spawn(path, [root, ...args], { cwd: root, stdio: 'inherit' });
  const exit = Promise.withResolvers<number>();
  child.once('error', exit.reject);
  child.once('exit', (code) => exit.resolve(code ?? 1));
  return exit.promise;
}

try {
  if (link !== undefined && !target)
    throw new ThimbleError(
      'bad_input',
      'That is no link that Thimble follows.',
      'Links are `thimble://run?text=…`, `thimble://entry/…`, `thimble://approval/…` and `thimble://view/…`.',
    );
  if (!(await handedOver())) {
    build();
    const electron = args.includes('--browser') ? { path: null, why: '--browser was given' } : electronBinary(root);
    if (electron.path === null) await inBrowser(electron.why);
    else process.exitCode = await inElectron(electron.path);
  }
} catch (thrown) {
  const error = toThimbleError(thrown);
  console.error(`${error.message} ${error.hint}`);
  process.exitCode = 1;
}
