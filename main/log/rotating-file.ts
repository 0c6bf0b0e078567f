import { appendFileSync, chmodSync, renameSync, statSync } from 'node:fs';

/** How much is kept: `files` of at most `bytes` each. */
export interface Rotation {
  readonly bytes: number;
  readonly files: number;
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** `thimble.log`, then `thimble.1.log` and so on, newest first. */
export function rotatedNames(file: string, files: number): string[] {
  return Array.from({ length: files }, (_, index) => (index === 0 ? file : file.replace(/\.log$/u, `.${index}.log`)));
}

/**
 * Adds a line to a file that only its owner can read. Where it would grow beyond `bytes`, the older files move on by one
 * and the oldest is dropped.
 * @param file ends with `.log`
 * @throws Error of the file system
 */
export function appendRotating(file: string, line: string, { bytes, files }: Rotation): void {
  const size = sizeOf(file);
  if (size > 0 && size + Buffer.byteLength(line) > bytes) {
    const names = rotatedNames(file, files);
    for (let index = names.length - 1; index > 0; index--) {
      const [from, to] = [names[index - 1], names[index]];
      if (from && to && sizeOf(from) > 0) renameSync(from, to);
    }
  }
  appendFileSync(file, line, { mode: 0o600 });
  // A file that was there before keeps its mode otherwise.
  chmodSync(file, 0o600);
}
