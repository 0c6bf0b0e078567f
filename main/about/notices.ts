import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ThimbleError } from '../../shared/index.ts';

/**
 * The licences of what Thimble ships with, as text: one line a package.
 * @param resourcesDir the repository, or the resources of a packaged app
 * @throws ThimbleError `not_found` where the file cannot be read
 */
export async function readNotices(resourcesDir: string): Promise<string> {
  try {
    return await readFile(join(resourcesDir, 'THIRD_PARTY_NOTICES.md'), 'utf8');
  } catch (cause) {
    throw new ThimbleError(
      'not_found',
      'The list of third-party licences could not be read.',
      'Install Thimble again: THIRD_PARTY_NOTICES.md comes with it.',
      { cause },
    );
  }
}
