import { accessSync, constants, mkdirSync } from 'node:fs';
import { ThimbleError } from '../../shared/index.ts';

/**
 * Makes the data folder, readable by its owner only.
 * @throws ThimbleError `storage_unavailable` when it cannot be made or written
 */
export function makeDataFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new ThimbleError(
      'storage_unavailable',
      `Thimble cannot write to its data folder ${folder}, and without its log it sends nothing.`,
      'Make the folder writable, or choose another one with the environment variable THIMBLE_DATA.',
      { cause },
    );
  }
}
