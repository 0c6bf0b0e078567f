import { DatabaseSync } from 'node:sqlite';
import { guarded } from './storage-error.ts';

/**
 * A connection of its own that only reads, and sees the file as it is.
 * @throws ThimbleError `storage_unavailable`
 */
export function openReadOnly(file: string): DatabaseSync {
  return guarded(() => {
    const database = new DatabaseSync(file, { readOnly: true });
    database.exec('PRAGMA busy_timeout = 5000');
    return database;
  });
}
