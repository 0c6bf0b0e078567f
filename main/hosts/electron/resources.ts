import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { StartOptions } from '../../app-types.ts';
import { packagedArtifacts } from '../../sandbox/index.ts';

/** What the packaging script notes inside the archive: which files lie outside it, and their SHA-256. */
const noteSchema = z.object({ node: z.string(), addon: z.string(), hashes: z.record(z.string(), z.string()) });

/**
 * Where the app's files are. A packaged app takes policies, model and sandbox from its resources folder, with the hashes
 * that its archive carries (the archive's own integrity is checked by Electron's fuse); otherwise the repository.
 */
export function findResources(
  packaged: boolean,
  distDir: string,
  resourcesPath: string,
): Pick<StartOptions, 'resourcesDir' | 'artifacts'> {
  if (!packaged) return { resourcesDir: join(distDir, '..') };
  const note = noteSchema.parse(JSON.parse(readFileSync(join(distDir, 'electron', 'resources.json'), 'utf8')));
  return { resourcesDir: resourcesPath, artifacts: packagedArtifacts({ dir: resourcesPath, ...note }) };
}
