import { readFileSync } from 'node:fs';

/** A request as compared for leaks: lower case, letters and digits only. */
export function fold(request: string): string {
  return request
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Folded requests of task files (JSONL with a `request`). Throws on an unreadable file: a check that cannot run fails. */
export function heldOut(files: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of files)
    for (const line of readFileSync(file, 'utf8').split('\n')) {
      if (line.trim() === '') continue;
      const row: unknown = JSON.parse(line);
      if (row === null || typeof row !== 'object' || !('request' in row) || typeof row.request !== 'string')
        throw new TypeError(`${file}: a line has no request`);
      found.add(fold(row.request));
    }
  return found;
}

/** Requests of four words or fewer ("payouts") may be written by chance; longer ones may not. */
export function leaks(request: string, held: ReadonlySet<string>): boolean {
  const folded = fold(request);
  return folded.split(' ').length > 4 && held.has(folded);
}
