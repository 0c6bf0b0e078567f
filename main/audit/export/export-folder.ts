import { randomUUID } from 'node:crypto';
import { appendFileSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type AuditExport,
  type AuditFilter,
  type AuditFormat,
  ThimbleError,
  type ThimbleEvent,
} from '../../../shared/index.ts';
import { isAlive } from '../is-alive.ts';
import type { ReadPort, RunningTask } from '../reader/port.ts';
import type { Signer } from '../signer.ts';
import { endLine, endText } from './bundle-format.ts';
import type { Exported } from './export-file.ts';

export interface ExportFolderOptions {
  readonly signer: Signer;
  /** Each process has a folder in it. */
  readonly exportDir: string;
  readonly emit: (event: ThimbleEvent) => void;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** Largest piece that is read at once, in bytes. */
const pieceBytes = 1_048_576;

const endings: Readonly<Record<AuditFormat, string>> = { jsonl: 'jsonl', csv: 'csv', bundle: 'proof.jsonl' };

/** `thimble-audit-2026-11-22T09-30-00Z.jsonl`: no colons, which Windows refuses. */
function exportName(now: number, format: AuditFormat): string {
  return `thimble-audit-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '-')}Z.${endings[format]}`;
}

const gone = () => new ThimbleError('not_found', 'This export is no longer there.', 'Export again.');

/** Where the last whole character of UTF-8 bytes ends. */
function wholeCharacters(bytes: Uint8Array): number {
  let start = bytes.length - 1;
  while (start > 0 && ((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  const lead = bytes[start] ?? 0;
  const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  return start + length <= bytes.length ? bytes.length : start;
}

/** Removes what processes left that are gone. */
function clearOthers(exportDir: string): void {
  try {
    for (const name of readdirSync(exportDir))
      if (!isAlive(Number(name))) rmSync(join(exportDir, name), { recursive: true, force: true });
  } catch {
    // No folder, nothing to remove.
  }
}

/** The one export that there is, as a file that goes when it is let go. */
export class ExportFolder {
  readonly #port: ReadPort;
  readonly #options: ExportFolderOptions;
  readonly #folder: string;
  #making: RunningTask<Exported & { readonly entries: number }> | null = null;
  #ready: { readonly id: string; readonly file: string; readonly bytes: number } | null = null;

  constructor(port: ReadPort, options: ExportFolderOptions) {
    this.#port = port;
    this.#options = options;
    this.#folder = join(options.exportDir, String(process.pid));
    this.#clear();
    clearOthers(options.exportDir);
  }

  /** @throws ThimbleError `storage_unavailable`, `cancelled` when it is let go or another is begun meanwhile */
  async make(filter: AuditFilter, format: AuditFormat): Promise<AuditExport> {
    this.drop(null);
    const { signer, emit, now } = this.#options;
    const [id, at] = [randomUUID(), now()];
    const file = join(this.#folder, id);
    try {
      mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
      const task = this.#port.run('export', { file, format, filter, now: at }, (progress) =>
        emit({ type: 'audit.export_progress', ...progress }),
      );
      this.#making = task;
      const { lines, sha256, entries, ...made } = await task.answer;
      let { bytes } = made;
      if (format === 'bundle') {
        const end = endLine({ lines, sha256, signature: signer.sign(endText(lines, sha256)) });
        appendFileSync(file, end);
        bytes += Buffer.byteLength(end);
      }
      this.#making = null;
      this.#ready = { id, file, bytes };
      return { id, filename: exportName(at, format), entries, bytes };
    } catch (thrown) {
      rmSync(file, { force: true });
      throw thrown instanceof ThimbleError
        ? thrown
        : new ThimbleError(
            'storage_unavailable',
            'The export could not be written.',
            'Check that the data folder can be written and the disk has room.',
            { cause: thrown },
          );
    }
  }

  /** A piece as text, whole characters only. @throws ThimbleError `not_found` */
  async read(id: string, offset: number): Promise<{ text: string; next: number | null }> {
    const ready = this.#ready;
    if (ready?.id !== id || offset > ready.bytes) throw gone();
    const file = await open(ready.file).catch((cause: unknown) => {
      throw new ThimbleError('not_found', 'This export is no longer there.', 'Export again.', { cause });
    });
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(pieceBytes), 0, pieceBytes, offset);
      const length = wholeCharacters(buffer.subarray(0, bytesRead));
      const next = offset + length;
      return { text: buffer.toString('utf8', 0, length), next: next < ready.bytes && length > 0 ? next : null };
    } finally {
      await file.close();
    }
  }

  /** Lets go of the export of this id; of null, of any, also of one that is being made. */
  drop(id: string | null): void {
    if (id !== null && id !== this.#ready?.id) return;
    if (id === null) this.#making?.cancel();
    this.#making = null;
    this.#ready = null;
    this.#clear();
  }

  #clear(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
