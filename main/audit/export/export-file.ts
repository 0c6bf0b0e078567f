import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { type AuditFilter, type AuditFormat, canonicalJson, type Json } from '../../../shared/index.ts';
import type { Checkpoint } from '../checkpoint.ts';
import { leafText, type Part } from '../leaf.ts';
import type { Prover } from '../prover.ts';
import type { Statements } from '../statements.ts';
import { type CallRow, detailOf, readCall, selectCalls, summaryOf } from '../view.ts';
import type { BundlePart, Manifest } from './bundle-format.ts';
import { csvEntry, csvHead } from './csv.ts';

/** What is exported, and where to. */
export interface ExportJob {
  readonly file: string;
  readonly format: AuditFormat;
  readonly filter: AuditFilter;
  /** Log indexes of the intents of the entries, ascending. */
  readonly intents: Int32Array;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What was written. The end of a bundle is still to be signed. */
export interface Exported {
  readonly bytes: number;
  readonly lines: number;
  /** Over all bytes, lower-case hex. */
  readonly sha256: string;
}

/** Entries written between two pauses. */
const slice = 200;

/** A file that counts and hashes what is written to it. Only its owner may read it. */
class HashedFile {
  readonly #file: number;
  readonly #hash = createHash('sha256');
  bytes = 0;
  lines = 0;

  constructor(path: string) {
    this.#file = openSync(path, 'wx', 0o600);
  }

  line(text: string): void {
    const bytes = Buffer.from(text, 'utf8');
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
    this.#hash.update(bytes);
    this.bytes += bytes.length;
    this.lines++;
  }

  close(): string {
    closeSync(this.#file);
    return this.#hash.digest('hex');
  }
}

/** A record of the log with its proof. A body that is not canonical was changed: it goes out as the text that it is. */
function bundlePart(statements: Statements, prover: Prover, index: number, checkpoint: Checkpoint): BundlePart {
  const row = statements.sql('SELECT id, part, at, body, salt, mac FROM entries WHERE idx = ?').get(index) ?? {};
  const mac = row.mac instanceof Uint8Array ? row.mac : Buffer.alloc(32);
  const leaf = leafText({ index, id: String(row.id), part: row.part as Part, at: Number(row.at), mac });
  const path = prover.path(index, checkpoint.size);
  if (typeof row.body !== 'string' || !(row.salt instanceof Uint8Array)) return { leaf, body: null, salt: null, path };
  return { leaf, body: readable(row.body), salt: Buffer.from(row.salt).toString('hex'), path };
}

function readable(body: string): Json {
  try {
    const value = JSON.parse(body) as Json;
    return canonicalJson(value) === body ? value : body;
  } catch {
    return body;
  }
}

/**
 * Writes entries to a new file, oldest first, and pauses now and then with how many are done. One read transaction, so
 * that all proofs are against one checkpoint.
 * @throws what SQLite or the file system throws; the file may then be there in part
 */
export function* writeExport(
  statements: Statements,
  prover: Prover,
  job: ExportJob,
): Generator<number, Exported, undefined> {
  const out = new HashedFile(job.file);
  const read = statements.sql(`${selectCalls} WHERE c.intent = ?`);
  let sha256 = '';
  statements.database.exec('BEGIN');
  try {
    const checkpoint = prover.checkpoint();
    if (job.format === 'csv') out.line(csvHead);
    if (job.format === 'bundle') {
      const manifest: Manifest = {
        type: 'manifest',
        format: 'thimble-audit-bundle',
        version: 1,
        made: new Date(job.now).toISOString(),
        filter: job.filter,
        entries: job.intents.length,
      };
      out.line(`${JSON.stringify(manifest)}\n`);
      if (checkpoint) out.line(`${JSON.stringify({ type: 'checkpoint', ...checkpoint })}\n`);
    }
    for (const [n, intent] of job.intents.entries()) {
      const row = read.get(intent) as unknown as CallRow | undefined;
      if (row && job.format === 'bundle' && checkpoint) {
        const indexes = [row.intent, ...(row.outcome === null ? [] : [row.outcome])];
        const parts = indexes.map((index) => bundlePart(statements, prover, index, checkpoint));
        out.line(`${JSON.stringify({ type: 'entry', id: row.id, parts })}\n`);
      } else if (row) out.line(plainLine(row, job.format));
      if ((n + 1) % slice === 0) yield n + 1;
    }
  } finally {
    statements.database.exec('COMMIT');
    sha256 = out.close();
  }
  return { bytes: out.bytes, lines: out.lines, sha256 };
}

function plainLine(row: CallRow, format: AuditFormat): string {
  const { intent, outcome } = readCall(row);
  if (!intent || (row.outcome !== null && !outcome)) {
    // A removed or damaged entry is evidence too: it goes out as it is found.
    const { id, at, service, effect, verdict, status, summary } = summaryOf(row);
    const found = { id, at, service, effect, verdict, status, summary };
    return format === 'csv' ? csvEntry(found) : `${JSON.stringify({ ...found, unreadable: true })}\n`;
  }
  const { proofs: _, ...entry } = detailOf(row, intent, outcome, []);
  return format === 'csv' ? csvEntry(entry) : `${JSON.stringify(entry)}\n`;
}
