// Installs what the project needs, before anything of the project can run: plain JavaScript for Node 20 and newer.
// Quick when there is nothing to do.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const stampFile = join(root, 'node_modules', '.thimble', 'installed');

/** Node 26 of the project: the one binary that everything of the project runs on. */
export const node = join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

function run(command, args, options = {}) {
  return spawnSync(command, args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32', ...options });
}

/** Debian packages by the program or file that shows they are there. */
const debian = [
  { package: 'chromium', present: () => chromium() !== null, why: 'the browser window and the end-to-end tests' },
  {
    package: 'libsecret-1-dev',
    present: () => existsSync('/usr/include/libsecret-1'),
    why: 'the keychain (keytar compiles against it)',
  },
  { package: 'gnome-keyring', present: () => existsSync('/usr/bin/gnome-keyring-daemon'), why: 'the keychain test' },
  { package: 'dbus', present: () => existsSync('/usr/bin/dbus-run-session'), why: 'the keychain test' },
  { package: 'util-linux', present: () => existsSync('/usr/bin/prlimit'), why: 'the memory cap of the sandbox' },
];

/** The system's Chromium or Chrome, or null. */
export function chromium() {
  const places = [
    process.env.THIMBLE_CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
  ];
  return places.find((place) => place && existsSync(place)) ?? null;
}

/** Installs the Debian packages that are missing, as root with apt; elsewhere says what to install and goes on. */
export function ensureSystemPackages() {
  if (process.platform !== 'linux') return;
  const missing = debian.filter((one) => !one.present());
  if (missing.length === 0) return;
  const names = missing.map((one) => one.package);
  const canInstall = process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  if (!canInstall) {
    for (const one of missing) console.error(`Not installed: ${one.package}, for ${one.why}.`);
    console.error(`Install with: sudo apt-get install ${names.join(' ')}`);
    return;
  }
  console.error(`Installing Debian packages: ${names.join(', ')}`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env };
  run('apt-get', ['update', '-qq'], quiet);
  if (run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...names], quiet).status !== 0)
    console.error(`Could not install ${names.join(', ')}; what needs them will say so.`);
}

/** Installs the npm packages of the lock file, unless this very lock file is installed already. */
export function ensureNodePackages() {
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(`${process.platform} ${process.arch}`)
    .digest('hex');
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted && existsSync(node)) return;
  console.error('Installing node packages (once, a minute or two)…');
  // Install scripts run only for the packages that need theirs; nothing else of the tree may run code here.
  if (run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']).status !== 0)
    fail('The node packages could not be installed. Check the connection to the npm registry and try again.');
  if (run('npm', ['rebuild', 'node', 'esbuild', 'isolated-vm', '--loglevel=error']).status !== 0 || !existsSync(node))
    fail('Node 26 could not be installed from npm. Try: npm rebuild node');
  const keytar = run('npm', ['rebuild', 'keytar', '--loglevel=silent'], {
    stdio: 'ignore',
    env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH}` },
  });
  if (keytar.status !== 0)
    console.error('keytar could not be built; the keychain is reached through @napi-rs/keyring instead.');
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, wanted);
}

/** Everything, in the order in which it is needed. */
export function bootstrap() {
  const [major] = process.versions.node.split('.').map(Number);
  if (major < 20)
    fail(`Node ${process.versions.node} is too old to start the installation; Node 20 or newer is needed.`);
  ensureSystemPackages();
  ensureNodePackages();
}

/**
 * Runs a script of the project on Node 26 and gives its exit code. Signals reach the child through the process group.
 */
export function runOnNode26(args, options = {}) {
  const env = {
    ...process.env,
    PATH: `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH}`,
    ...options.env,
  };
  const result = spawnSync(node, ['--disable-warning=ExperimentalWarning', ...args], {
    cwd: options.cwd ?? root,
    stdio: options.stdio ?? 'inherit',
    env,
  });
  return result.status ?? (result.signal === 'SIGINT' ? 130 : 1);
}
