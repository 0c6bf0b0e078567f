import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folders = ['shared', 'connectors', 'main', 'preload', 'renderer', 'scripts/build'];
const files = ['package-lock.json', 'scripts/build.ts'];

/** Where the fingerprint of the last build is kept. */
function stampFile(root: string): string {
  return join(root, 'dist', '.inputs');
}

/** A fingerprint of everything that the build reads: names, sizes and times of change. */
export function fingerprint(root: string): string {
  const hash = createHash('sha256');
  const add = (path: string): void => {
    const { size, mtimeMs } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  };
  for (const folder of folders)
    for (const name of (readdirSync(join(root, folder), { recursive: true }) as string[]).sort())
      if (/\.(?:tsx?|css|html|svg|png|json)$/u.test(name) && !/\.test\.tsx?$/u.test(name)) add(join(folder, name));
  for (const file of files) add(file);
  return hash.digest('hex');
}

/** Whether everything is built and nothing that it was built from has changed. */
export function isUpToDate(root: string, outputs: readonly string[]): boolean {
  const stamp = stampFile(root);
  return (
    existsSync(stamp) &&
    outputs.every((output) => existsSync(join(root, output))) &&
    readFileSync(stamp, 'utf8') === fingerprint(root)
  );
}

/** Notes that the build of `print` (a {@link fingerprint} taken before it) is done. */
export function noteBuilt(root: string, print: string): void {
  mkdirSync(dirname(stampFile(root)), { recursive: true });
  writeFileSync(stampFile(root), print);
}
