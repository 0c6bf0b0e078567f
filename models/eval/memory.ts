import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { ThimbleError } from '../../shared/index.ts';

const residentSchema = z.object({ before: z.number(), loaded: z.number(), used: z.number() });

/** What a model adds to its process: resident bytes (RSS), once it is loaded and after its first call. */
export interface AddedMemory {
  readonly loaded: number;
  readonly used: number;
}

/**
 * Measures the memory that Needle adds, in a process of its own so that nothing else is counted.
 * @throws ThimbleError `model_unavailable` when the model cannot be run
 */
export async function addedMemory(dir: string): Promise<AddedMemory> {
  try {
    const { stdout } = await promisify(execFile)(process.execPath, [
      '--expose-gc',
      join(import.meta.dirname, 'memory-child.ts'),
      dir,
    ]);
    const { before, loaded, used } = residentSchema.parse(JSON.parse(stdout));
    return { loaded: loaded - before, used: used - before };
  } catch (cause) {
    throw new ThimbleError(
      'model_unavailable',
      `The memory of the model in ${dir} could not be measured.`,
      'Check that `npx thimble doctor` finds the model well.',
      { cause },
    );
  }
}
