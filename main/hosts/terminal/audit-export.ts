import { closeSync, openSync, writeSync } from 'node:fs';
import { type AuditFilter, type AuditFormat, routes, ThimbleError } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { call } from './client.ts';
import { showProgress } from './progress.ts';

/** The pieces of an export, in order; the export is let go at the end. */
export async function* exportPieces(
  thimble: Thimble,
  wanted: { readonly filter: AuditFilter; readonly format: AuditFormat },
): AsyncGenerator<string, void, undefined> {
  const progress = showProgress(thimble, 'audit.export_progress', 'entries written');
  const { id } = await call(thimble, routes.audit.export, wanted).finally(progress.end);
  try {
    for (let offset: number | null = 0; offset !== null; ) {
      const piece: { text: string; next: number | null } = await call(thimble, routes.audit.exportRead, { id, offset });
      yield piece.text;
      offset = piece.next;
    }
  } finally {
    await call(thimble, routes.audit.exportClose, { id });
  }
}

function writeAll(file: number, text: string): void {
  const bytes = Buffer.from(text, 'utf8');
  for (let done = 0; done < bytes.length; ) done += writeSync(file, bytes, done);
}

/** Exports to a file that only its owner may read, or to standard output. Answers the exit code. */
export async function exportTo(
  thimble: Thimble,
  wanted: { readonly filter: AuditFilter; readonly format: AuditFormat },
  out: string | undefined,
): Promise<number> {
  if (out === undefined) {
    for await (const piece of exportPieces(thimble, wanted))
      if (!process.stdout.write(piece)) await new Promise((drained) => process.stdout.once('drain', drained));
    return 0;
  }
  let file: number;
  try {
    file = openSync(out, 'w', 0o600);
  } catch (cause) {
    throw new ThimbleError('bad_input', `${out} could not be written.`, 'Choose another file.', { cause });
  }
  try {
    for await (const piece of exportPieces(thimble, wanted)) writeAll(file, piece);
  } finally {
    closeSync(file);
  }
  console.log(`Wrote ${out}.`);
  return 0;
}
