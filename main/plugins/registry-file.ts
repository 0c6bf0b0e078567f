import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { serviceSchema, ThimbleError } from '../../shared/index.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/u);

const entrySchema = z.strictObject({
  name: serviceSchema,
  /** What the manifest said, for people, should its file be changed later. */
  title: z.string().max(40),
  version: z.string().max(20),
  origin: z.string().max(200),
  /** Below `plugins/` in the data folder. */
  folder: z.string().regex(/^[a-z0-9-]{1,60}$/u),
  manifestHash: hash,
  scriptHash: hash,
  /** Installed with leave to speak to an address on this machine. */
  development: z.boolean(),
  /** ISO 8601, UTC. */
  installedAt: z.string(),
});
const registrySchema = z.strictObject({ plugins: z.array(entrySchema) });

/** What is pinned of one installed plug-in. */
export type PinnedPlugin = z.infer<typeof entrySchema>;

/** Which plug-ins are installed, and the hashes of their files. */
export interface RegistryFile {
  /** As it stands on disk now. A file that cannot be read is kept aside, and nothing is installed then. */
  read(): { readonly plugins: readonly PinnedPlugin[]; readonly problem: string | null };
  /** @throws ThimbleError `storage_unavailable` */
  write(plugins: readonly PinnedPlugin[]): void;
}

/** `plugins.json` in the data folder: replaced as a whole, readable by its owner only. */
export function registryFile(dataDir: string): RegistryFile {
  const file = join(dataDir, 'plugins.json');
  return {
    read() {
      if (!existsSync(file)) return { plugins: [], problem: null };
      try {
        return { plugins: registrySchema.parse(JSON.parse(readFileSync(file, 'utf8'))).plugins, problem: null };
      } catch {
        const aside = join(dataDir, 'plugins.invalid.json');
        try {
          copyFileSync(file, aside);
          rmSync(file);
        } catch {
          return { plugins: [], problem: 'The list of plug-ins cannot be read, so none is in use.' };
        }
        return {
          plugins: [],
          problem: `The list of plug-ins could not be read, so none is in use; it is kept as ${aside}. Install them again.`,
        };
      }
    },
    write(plugins) {
      const part = `${file}.${process.pid}.new`;
      try {
        writeFileSync(part, `${JSON.stringify({ plugins }, null, 2)}\n`, { mode: 0o600 });
        renameSync(part, file);
      } catch (cause) {
        rmSync(part, { force: true });
        throw new ThimbleError(
          'storage_unavailable',
          'The list of plug-ins could not be written, so nothing was changed.',
          'Check that the data folder exists and can be written.',
          { cause },
        );
      }
    },
  };
}
