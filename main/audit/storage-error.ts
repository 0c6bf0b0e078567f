import { ThimbleError } from '../../shared/index.ts';

const sentences: Readonly<Record<number, readonly [message: string, hint: string]>> = {
  5: ['The audit log is in use by another process.', 'Close the other Thimble and try again.'],
  8: ['The audit log cannot be written.', 'Make the data folder and the files in it writable, then try again.'],
  10: ['The disk refused to write the audit log.', 'Check the disk, then try again.'],
  11: ['The audit log is damaged.', 'Run `npx thimble audit verify`, then move audit.db away to start a new log.'],
  13: ['The disk is full, so the audit log cannot be written.', 'Free some space, then try again.'],
  14: ['The audit log cannot be opened.', 'Check that the data folder exists and may be written.'],
  26: ['The audit log is not a database.', 'Move audit.db away to start a new log; keep it if you need what it holds.'],
};

/** Turns what SQLite throws into `storage_unavailable`, with what to do; other errors go through. */
export function storageError(thrown: unknown): unknown {
  if (thrown instanceof ThimbleError || !(thrown instanceof Error)) return thrown;
  const { code, errcode } = thrown as { code?: string; errcode?: number };
  const known =
    code === 'ERR_SQLITE_ERROR' || ['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EPERM', 'EEXIST'].includes(code ?? '');
  if (!known && code !== 'ERR_INVALID_STATE') return thrown;
  // Extended codes carry the plain one in their low byte.
  const [message, hint] = sentences[code === 'ERR_SQLITE_ERROR' ? (errcode ?? 0) & 255 : 14] ?? [
    'The audit log cannot be used.',
    'Run `npx thimble doctor` and see what it says of the data folder.',
  ];
  return new ThimbleError('storage_unavailable', message, hint, { cause: thrown });
}

/** Runs `act`, its SQLite errors turned by {@link storageError}. */
export function guarded<T>(act: () => T): T {
  try {
    return act();
  } catch (thrown) {
    throw storageError(thrown);
  }
}
