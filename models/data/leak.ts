import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';

/** A request as compared for leaks: lower case, letters and digits only. */
export function fold(request: string): string {
  return request
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const taskSchema = z.union([z.object({ request: z.string() }), z.object({ query: z.string() })]);

function textOf(file: string): string {
  const bytes = readFileSync(file);
  return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
}

/**
 * Folded requests of task files (JSON lines with a `request` or a `query`, may be gzipped). Throws on an unreadable file: a check
 * that cannot run fails.
 */
export function heldOut(files: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  for (const file of files)
    for (const line of textOf(file).split('\n')) {
      if (line.trim() === '') continue;
      const row: unknown = JSON.parse(line);
      const said = taskSchema.safeParse(row).data;
      if (!said) throw new TypeError(`${file}: a line has no request`);
      found.add(fold('request' in said ? said.request : said.query));
    }
  return found;
}

/** Requests of four words or fewer ("payouts") may be written by chance; longer ones may not. */
export function leaks(request: string, held: ReadonlySet<string>): boolean {
  const folded = fold(request);
  return folded.split(' ').length > 4 && held.has(folded);
}
