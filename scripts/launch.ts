import { spawn, spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openWindow, startBrowserHost } from '../main/hosts/browser/index.ts';
import { startThimble } from '../main/index.ts';
import { dataFolder } from '../main/settings/index.ts';
import { toThimbleError } from '../shared/index.ts';
import { electronBinary } from './electron-binary.ts';

/** Opens the app: in Electron where its binary can be had, else in the browser host. `--browser` takes the latter. */

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const args = process.argv.slice(2);

const built = spawnSync(process.execPath, [join(root, 'scripts', 'build.ts'), '--if-changed'], {
  cwd: root,
  stdio: 'inherit',
});
if (built.status !== 0) process.exit(built.status ?? 1);

async function inBrowser(why: string): Promise<void> {
  const dataDir = dataFolder();
  const thimble = await startThimble({ host: 'browser', dataDir, resourcesDir: root });
  const host = await startBrowserHost({
    router: thimble.router,
    events: thimble.events,
    rendererDir: join(root, 'dist', 'renderer'),
  });
  console.log(`Thimble runs in the browser host, because ${why}.`);
  const window = openWindow(host.url, { profileDir: join(dataDir, 'browser-profile') });
  console.log(
    window.opened
      ? `A window of ${window.browser} is open; the address below works once, for another one.`
      : `No window was opened (${window.why}). Open this address, which works once:`,
  );
  console.log(window.opened ? host.link() : host.url);
  const stop = Promise.withResolvers<void>();
  process.once('SIGINT', () => stop.resolve());
  process.once('SIGTERM', () => stop.resolve());
  if (window.opened) window.process.once('exit', () => stop.resolve());
  await stop.promise;
  if (window.opened) window.process.kill();
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
  const electron = args.includes('--browser') ? { path: null, why: '--browser was given' } : electronBinary(root);
  if (electron.path === null) await inBrowser(electron.why);
  else process.exitCode = await inElectron(electron.path);
} catch (thrown) {
  const error = toThimbleError(thrown);
  console.error(`${error.message} ${error.hint}`);
  process.exitCode = 1;
}
