import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type PolicyVersion, policyVersionSchema, ThimbleError } from '../../shared/index.ts';
import { hashOf, writeFiles } from './folder.ts';

const versionsSchema = z.strictObject({ versions: z.array(policyVersionSchema) });

/** Most versions that are kept of one file; the oldest go first. */
export const maxVersions = 200;

/** Former texts of policy files, each kept once by its hash. */
export interface PolicyHistory {
  /** Newest first; empty for a file that was never changed here. */
  list(file: string): Promise<PolicyVersion[]>;
  /** @throws ThimbleError `not_found`, also for a version in which the file was deleted */
  text(file: string, id: string): Promise<string>;
  /**
   * Adds a version unless the newest already has this text (null: the file was deleted).
   * @throws ThimbleError `storage_unavailable`
   */
  add(file: string, text: string | null, about: Pick<PolicyVersion, 'at' | 'by' | 'what'>): Promise<void>;
}

/** The history in `.history/` of the policies' folder: `<file>.json` lists versions, `<hash>.txt` holds a text. */
export function openHistory(policies: string): PolicyHistory {
  const folder = join(policies, '.history');
  const listName = (file: string): string => `${file}.json`;

  async function read(file: string): Promise<PolicyVersion[]> {
    try {
      return versionsSchema.parse(JSON.parse(await readFile(join(folder, listName(file)), 'utf8'))).versions;
    } catch {
      // A history that cannot be read is begun anew; nothing that decides depends on it.
      return [];
    }
  }

  /** Removes texts that no list names any more. */
  async function prune(): Promise<void> {
    const names = await readdir(folder);
    const lists = await Promise.all(
      names.filter((name) => name.endsWith('.json')).map((name) => read(name.slice(0, -'.json'.length))),
    );
    const kept = new Set(lists.flat().map(({ hash }) => `${hash}.txt`));
    for (const name of names) if (/^[0-9a-f]{64}\.txt$/u.test(name) && !kept.has(name)) await rm(join(folder, name));
  }

  return {
    async list(file) {
      return (await read(file)).toReversed();
    },
    async text(file, id) {
      const hash = (await read(file)).find((one) => one.id === id)?.hash;
      const text = hash ? await readFile(join(folder, `${hash}.txt`), 'utf8').catch(() => null) : null;
      if (text === null || hashOf(text) !== hash)
        throw new ThimbleError('not_found', 'The text of this version is not there.', 'Choose another version.');
      return text;
    },
    async add(file, text, about) {
      const before = await read(file);
      const hash = text === null ? null : hashOf(text);
      if (before.length > 0 ? before.at(-1)?.hash === hash : hash === null) return;
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const all = [...before, { id: `v_${randomBytes(6).toString('hex')}`, hash, ...about }];
      const versions = all.slice(-maxVersions);
      const list = `${JSON.stringify({ versions })}\n`;
      await writeFiles(
        folder,
        new Map([...(text === null ? [] : [[`${hash}.txt`, text] as const]), [listName(file), list] as const]),
      );
      if (versions.length < all.length) await prune();
    },
  };
}
