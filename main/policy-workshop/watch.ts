import { type FSWatcher, mkdirSync, watch } from 'node:fs';

/** How long after the last sign of a change the files are read, in milliseconds: editors write in several steps. */
const settleTime = 200;

/**
 * Tells when something in a folder changes, from whatever program. Where the system cannot watch it, nothing is told:
 * the files are read again anyway whenever somebody looks at them. The folder is made when missing.
 * @returns a function that stops
 */
export function watchFolder(folder: string, changed: () => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | null = null;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    watcher = watch(folder, { persistent: false }, (_event, name) => {
      if (name !== null && !name.endsWith('.cedar')) return;
      clearTimeout(timer);
      timer = setTimeout(changed, settleTime);
      timer.unref();
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    watcher = null;
  }
  return () => {
    clearTimeout(timer);
    watcher?.close();
  };
}
