import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { ThimbleError } from '../../shared/index.ts';
import { manifestFile, maxManifestBytes, maxScriptBytes, scriptFile } from './limits.ts';

/** The two files of a plug-in as they were read, with their SHA-256 in hex. */
export interface PluginFiles {
  readonly manifest: Buffer;
  readonly script: Buffer;
  readonly manifestHash: string;
  readonly scriptHash: string;
  /** SHA-256 over both hashes: names exactly this pair of files. */
  readonly fingerprint: string;
}

/** SHA-256 over the hashes of both files, in hex. */
export function fingerprintOf(hashes: Pick<PluginFiles, 'manifestHash' | 'scriptHash'>): string {
  return sha256(`${hashes.manifestHash}\n${hashes.scriptHash}\n`);
}

const sha256 = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** @throws ThimbleError `bad_input` for what is not a plain file of at most `most` bytes */
async function readPlain(folder: string, name: string, most: number): Promise<Buffer> {
  const refuse = (why: string, cause?: unknown): ThimbleError =>
    new ThimbleError(
      'bad_input',
      `${name} ${why} in ${folder}.`,
      `A plug-in is a folder with ${manifestFile} and ${scriptFile}.`,
      { cause },
    );
  let file: FileHandle;
  try {
    // Not waiting for the other end of a pipe that somebody put there, and not following a link out of the folder.
    file = await open(
      join(folder, name),
      constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0),
    );
  } catch (cause) {
    throw refuse('cannot be read', cause);
  }
  try {
    const about = await file.stat();
    if (!about.isFile()) throw refuse('is not a plain file');
    if (about.size > most) throw refuse(`has more than ${most / 1024} KB`);
    const content = await file.readFile();
    if (content.length > most) throw refuse(`has more than ${most / 1024} KB`);
    return content;
  } finally {
    await file.close();
  }
}

/**
 * Reads a plug-in's folder.
 * @throws ThimbleError `bad_input` when a file is missing, too large, not a plain file, or no UTF-8
 */
export async function readFiles(folder: string): Promise<PluginFiles> {
  const manifest = await readPlain(folder, manifestFile, maxManifestBytes);
  const script = await readPlain(folder, scriptFile, maxScriptBytes);
  const [manifestHash, scriptHash] = [sha256(manifest), sha256(script)];
  for (const [name, content] of [
    [manifestFile, manifest],
    [scriptFile, script],
  ] as const)
    textOf(name, content);
  return { manifest, script, manifestHash, scriptHash, fingerprint: fingerprintOf({ manifestHash, scriptHash }) };
}

/** A file's text. @throws ThimbleError `bad_input` when it is no UTF-8 */
export function textOf(name: string, content: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(content);
  } catch (cause) {
    throw new ThimbleError('bad_input', `${name} is not UTF-8 text.`, 'Save it as UTF-8.', { cause });
  }
}
