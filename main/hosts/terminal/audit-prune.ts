import { routes, ThimbleError } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { call } from './client.ts';

/** Removes the texts of entries from before a day (`YYYY-MM-DD`), or says what would go. Answers the exit code. */
export async function pruneCommand(thimble: Thimble, day: string, yes: boolean): Promise<number> {
  const at = new Date(`${day}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(day) || Number.isNaN(at.getTime()))
    throw new ThimbleError('bad_input', `${day} is not a day.`, 'Write it as 2026-11-25.');
  const before = at.toISOString();
  if (!yes) {
    const { entries, oldest } = await call(thimble, routes.audit.prunable, { before });
    console.log(
      oldest === null
        ? 'There is nothing to remove.'
        : `The texts of ${entries} ${entries === 1 ? 'entry' : 'entries'}, the oldest of ${oldest.slice(0, 10)}, would be removed for good; their proofs stay. Add --yes to do it.`,
    );
    return 0;
  }
  const { entries, entryId } = await call(thimble, routes.audit.prune, { before });
  console.log(
    entryId === null ? 'There is nothing to remove.' : `Removed the texts of ${entries} entries (entry ${entryId}).`,
  );
  return 0;
}
