import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { type Checkpoint, isSigned } from '../checkpoint.ts';
import { keyFingerprint } from '../fingerprint.ts';
import { verifySignature } from '../signer.ts';
import { checkPart } from './bundle-entry.ts';
import {
  checkpointLineSchema,
  endLine,
  endSchema,
  endText,
  entryLineSchema,
  type Manifest,
  manifestSchema,
} from './bundle-format.ts';
import { linesOf } from './lines.ts';

/** What a bundle proves. */
export interface BundleReport {
  readonly ok: boolean;
  /** Entries, and the records of the log that they are made of. */
  readonly entries: number;
  readonly records: number;
  /** Records whose text was removed from the log before. */
  readonly removed: number;
  /** What it says of itself; null where that cannot be read. */
  readonly manifest: Manifest | null;
  /** The state of the log that it is proved against; null for a log without entries, or where that cannot be read. */
  readonly checkpoint: Checkpoint | null;
  /** Of the key that signed it, for people to compare; null where there is none. */
  readonly fingerprint: string | null;
  /** Every record of that log is in it. */
  readonly whole: boolean;
  readonly problems: readonly { readonly line: number; readonly entryId: string | null; readonly message: string }[];
}

/** Most problems that are named; more of them say nothing more. */
const mostProblems = 1000;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function read<T>(schema: z.ZodType<T>, line: Buffer): T | null {
  try {
    return schema.parse(JSON.parse(utf8.decode(line)));
  } catch {
    return null;
  }
}

class BundleCheck {
  readonly #hash = createHash('sha256');
  readonly problems: { line: number; entryId: string | null; message: string }[] = [];
  manifest: Manifest | null = null;
  checkpoint: Checkpoint | null = null;
  lines = 0;
  entries = 0;
  records = 0;
  removed = 0;
  #lastIntent = -1;

  note(message: string, entryId: string | null = null, line = this.lines + 1): void {
    if (this.problems.length < mostProblems) this.problems.push({ line, entryId, message });
  }

  /** A line before the end. */
  line(line: Buffer): void {
    if (this.lines === 0) this.#manifest(line);
    else if (!this.#checkpoint(line)) this.#entry(line);
    this.#hash.update(line);
    this.lines++;
  }

  #manifest(line: Buffer): void {
    this.manifest = read(manifestSchema, line);
    if (!this.manifest) this.note('This is not a bundle of a Thimble log, or one of a later version.');
  }

  /** Answers whether the line is where the checkpoint stands. */
  #checkpoint(line: Buffer): boolean {
    if (this.lines !== 1) return false;
    const found = read(checkpointLineSchema, line);
    if (found) this.checkpoint = found;
    if (!found || !isSigned(found)) this.note('The signature over the log is wrong.');
    return true;
  }

  #entry(line: Buffer): void {
    const entry = read(entryLineSchema, line);
    if (!entry) {
      this.note('The line is no entry.');
      return;
    }
    this.entries++;
    if (!this.checkpoint) return;
    for (const [i, part] of entry.parts.entries()) {
      const { index, removed, problem } = checkPart(part, entry.id, i === 0 ? 'intent' : 'outcome', this.checkpoint);
      this.records++;
      if (removed) this.removed++;
      if (problem) this.note(problem, entry.id);
      if (i > 0 || index === null) continue;
      if (index <= this.#lastIntent) this.note('It is not in the order of the log, or there twice.', entry.id);
      this.#lastIntent = index;
    }
  }

  /** The last line. */
  end(line: Buffer): void {
    const sha256 = this.#hash.digest('hex');
    const end = read(endSchema, line);
    if (!end) {
      this.note('The file is cut off: its end is missing.');
      return;
    }
    // To the byte, since nothing else vouches for this line.
    const { lines, signature } = end;
    const exact = Buffer.from(endLine({ lines, sha256, signature })).equals(line);
    const canonical = Buffer.from(signature, 'base64').toString('base64') === signature;
    const key = this.checkpoint?.publicKey;
    if (!exact || lines !== this.lines)
      this.note('The file is not the one that was exported: a part of it was changed.');
    else if (key !== undefined && !(canonical && verifySignature(key, endText(lines, sha256), signature)))
      this.note('The signature over the file is wrong.');
    if (this.manifest && this.manifest.entries !== this.entries)
      this.note(`It should have ${this.manifest.entries} entries and has ${this.entries}.`);
  }

  report(): BundleReport {
    const { manifest, checkpoint, entries, records, removed, problems } = this;
    const ok = problems.length === 0;
    return {
      ok,
      entries,
      records,
      removed,
      manifest,
      checkpoint,
      fingerprint: checkpoint && keyFingerprint(checkpoint.publicKey),
      whole: ok && records === (checkpoint?.size ?? 0),
      problems,
    };
  }
}

/**
 * Checks an exported bundle by itself, without the log: the signatures over the log and over the file, each record's text
 * against its MAC, and each record's inclusion in the log that was signed (RFC 9162). Whose the key is, it cannot say.
 * @throws what reading the chunks throws
 */
export async function verifyBundle(chunks: AsyncIterable<Uint8Array>): Promise<BundleReport> {
  const check = new BundleCheck();
  let last: Buffer | null = null;
  try {
    for await (const line of linesOf(chunks)) {
      if (last) check.line(last);
      last = line;
    }
  } catch (thrown) {
    if (!(thrown instanceof RangeError)) throw thrown;
    check.note('A line is too long to be an entry.');
  }
  if (last) check.end(last);
  else check.note('The file is empty.');
  if (!check.checkpoint && (check.entries > 0 || check.lines > 1))
    check.note('It holds no signature over the log.', null, 2);
  return check.report();
}
