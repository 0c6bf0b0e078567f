import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { StartOptions } from '../../app-types.ts';
import { checkFolders, packagedArtifacts } from '../../sandbox/index.ts';

/** What the packaging script notes inside the archive: which files lie outside it, and their SHA-256. */
const noteSchema = z.object({
  node: z.string(),
  addon: z.string(),
  /** Folders beside the archive that hold noted files and nothing else. */
  guarded: z.array(z.string()),
  hashes: z.record(z.string(), z.string()),
});

/** Where the app's files are, and whether they are the ones that were packaged. */
export interface Resources {
  readonly options: Pick<StartOptions, 'resourcesDir' | 'artifacts'>;
  /**
   * Compares policies and model with what the archive notes of them.
   * @throws ThimbleError `sandbox_failed` for a file that is missing, was changed or was added
   */
  check(): Promise<void>;
}

/**
 * Where the app's files are. A packaged app takes policies, model and sandbox from its resources folder, with the hashes
 * that its archive carries (the archive's own integrity is checked by Electron's fuse); otherwise the repository.
 */
export function findResources(packaged: boolean, distDir: string, resourcesPath: string): Resources {
  if (!packaged) return { options: { resourcesDir: join(distDir, '..') }, check: async () => undefined };
  const note = noteSchema.parse(JSON.parse(readFileSync(join(distDir, 'electron', 'resources.json'), 'utf8')));
  return {
    options: { resourcesDir: resourcesPath, artifacts: packagedArtifacts({ dir: resourcesPath, ...note }) },
    check: () => checkFolders(resourcesPath, note.guarded, note.hashes),
  };
}
