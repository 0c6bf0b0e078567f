import { createHash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { maxPolicyText, ThimbleError } from '../../shared/index.ts';
import { learnedFile } from '../policy/index.ts';

/** Largest file that is read, in bytes: a text of the longest kind in the widest characters. */
const maxBytes = maxPolicyText * 4;
/** Most files of a person's own that are made here. */
export const maxFiles = 100;

/** Lower-case hex SHA-256 of a text's UTF-8. */
export const hashOf = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

/** A file of the person's own rules as it lies on disk. */
export interface OwnFile {
  readonly file: string;
  readonly text: string;
  readonly hash: string;
  /** Why it is not to be edited here, in a sentence; null where it is. */
  readonly problem: string | null;
}

/**
 * Checks the name of a file that is made here: lower case, so that no two names are one on another system, no folder,
 * no name that Windows keeps for devices.
 * @throws ThimbleError `bad_input`
 */
export function checkFileName(name: string, ending = '.cedar'): void {
  const stem = name.endsWith(ending) ? name.slice(0, -ending.length) : '';
  const plain = /^[a-z0-9](?:[a-z0-9_-]|\.(?!\.)){0,58}$/u.test(stem) && !stem.endsWith('.');
  if (!plain || /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/u.test(stem))
    throw new ThimbleError(
      'bad_input',
      `“${name.slice(0, 80)}” is no name for a file here.`,
      `Use lower-case letters, digits and hyphens, and end it with ${ending}, such as mine${ending}.`,
    );
  if (name === learnedFile)
    throw new ThimbleError(
      'bad_input',
      `${learnedFile} is kept for rules that you make on a card.`,
      'Choose another name, or remove such a rule in the list of rules.',
    );
}

async function readPlain(folder: string, file: string): Promise<OwnFile> {
  const none = (problem: string): OwnFile => ({ file, text: '', hash: hashOf(''), problem });
  let handle: FileHandle;
  try {
    // Not waiting for the other end of a pipe, and not following a link: a save would replace the link.
    handle = await open(
      join(folder, file),
      constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOFOLLOW ?? 0),
    );
  } catch {
    return none('It is a link or cannot be read, so it is not edited here.');
  }
  try {
    const about = await handle.stat();
    if (!about.isFile()) return none('It is not a plain file, so it is not edited here.');
    if (about.size > maxBytes) return none('It is too long to be edited here.');
    const bytes = await handle.readFile();
    const text = bytes.toString('utf8');
    const whole = Buffer.from(text, 'utf8').equals(bytes) && text.length <= maxPolicyText;
    return {
      file,
      text,
      hash: hashOf(text),
      problem: whole ? null : 'It is no UTF-8 text or too long, so it is not edited here.',
    };
  } finally {
    await handle.close();
  }
}

/**
 * The person's own files, by name. A folder that is not there holds none.
 * @throws ThimbleError `storage_unavailable`
 */
export async function readOwnFiles(folder: string): Promise<OwnFile[]> {
  let names: string[];
  try {
    names = (await readdir(folder)).filter((name) => name.endsWith('.cedar')).sort();
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw storage('Your policy files cannot be read.', cause);
  }
  return Promise.all(names.map((name) => readPlain(folder, name)));
}

/** An error about the folder itself. */
export function storage(message: string, cause: unknown): ThimbleError {
  return new ThimbleError('storage_unavailable', message, 'Check that the data folder exists and can be written.', {
    cause,
  });
}

async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    await handle.sync().finally(() => handle.close());
  } catch {
    // Windows opens no folders; the rename is durable there without.
  }
}

/**
 * Writes files so that each is there as a whole or not at all, and lasts once this returns: new ones are written and
 * synced beside, then renamed. `null` deletes.
 * @throws ThimbleError `storage_unavailable`; files that were not yet replaced are as they were
 */
export async function writeFiles(folder: string, files: ReadonlyMap<string, string | null>): Promise<void> {
  const made: string[] = [];
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const [file, text] of files) {
      if (text === null) continue;
      const part = join(folder, `.${file}.${process.pid}.new`);
      made.push(part);
      const handle = await open(part, 'w', 0o600);
      try {
        await handle.writeFile(text, 'utf8');
        await handle.sync();
      } finally {
        await handle.close();
      }
    }
    for (const [file, text] of files) {
      if (text === null) await rm(join(folder, file), { force: true });
      else await rename(join(folder, `.${file}.${process.pid}.new`), join(folder, file));
    }
    await syncFolder(folder);
  } catch (cause) {
    for (const part of made) await rm(part, { force: true });
    throw storage('The policy files could not be written.', cause);
  }
}

/** How long another process may hold the folder before its lock counts as left behind, in milliseconds. */
const staleAfter = 60_000;

/**
 * Runs `work` while no other Thimble writes to the folder.
 * @throws ThimbleError `bad_input` while another one does
 */
export async function withFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const lock = join(folder, '.lock');
  await mkdir(folder, { recursive: true, mode: 0o700 }).catch((cause: unknown) => {
    throw storage('The folder of your policies cannot be made.', cause);
  });
  const take = async (): Promise<boolean> => {
    try {
      const handle = await open(lock, 'wx', 0o600);
      await handle.writeFile(`${process.pid} ${Date.now()}`).finally(() => handle.close());
      return true;
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw storage('The policy files could not be written.', cause);
    }
  };
  if (!(await take())) {
    const since = Number((await readFile(lock, 'utf8').catch(() => '')).split(' ')[1]);
    const age = Date.now() - since;
    if (!(age > staleAfter || age < 0)) throw busy();
    await rm(lock, { force: true });
    if (!(await take())) throw busy();
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

function busy(): ThimbleError {
  return new ThimbleError('bad_input', 'Another Thimble is saving policies right now.', 'Try again in a moment.');
}
