import { transaction } from '../database.ts';
import type { Statements } from '../statements.ts';
import { guarded } from '../storage-error.ts';
import type { RecordRange } from './prune-entry.ts';

/** Records whose texts go in one transaction: the log can be written between two. */
const slice = 250;

/** Pages that one step of tidying the search works through. */
const mergePages = 200;

const nextTurn = () => new Promise<void>((turn) => setImmediate(turn));

/** Removes texts, and what was made of them, of the records from `from` to `to`. Proofs and the list stay. */
function removeSlice(statements: Statements, from: number, to: number): void {
  const run = (sql: string): void => statements.run(sql, from, to);
  run('UPDATE entries SET body = NULL, salt = NULL WHERE idx >= ? AND idx < ? AND body IS NOT NULL');
  for (const { intent } of statements.sql('SELECT intent FROM calls WHERE intent >= ? AND intent < ?').all(from, to))
    statements.run('DELETE FROM search WHERE rowid = ?', Number(intent));
  run('DELETE FROM recipients WHERE intent >= ? AND intent < ?');
  run('DELETE FROM changes WHERE intent >= ? AND intent < ?');
  run(`UPDATE calls SET account = '', removed = 1 WHERE intent >= ? AND intent < ?`);
}

/** Writes the search anew, piece by piece, without what was deleted from it (FTS5, "merge" with all segments). */
async function tidySearch(statements: Statements): Promise<void> {
  const changes = () => Number(statements.sql('SELECT total_changes() AS n').get()?.n);
  for (let pages = -mergePages; ; pages = mergePages) {
    const done = guarded(() => {
      const before = changes();
      statements.run(`INSERT INTO search (search, rank) VALUES ('merge', ?)`, pages);
      // One change is the statement itself.
      return changes() - before < 2;
    });
    if (done) return;
    await nextTurn();
  }
}

/**
 * Removes the texts of records for good, in pieces: SQLite overwrites what it frees (`secure_delete`), the search is
 * written anew, and the journal is emptied. Can be done again where it was cut off.
 * Rejects with ThimbleError `storage_unavailable`; what was not removed then is still there.
 */
export async function removeTexts(statements: Statements, ranges: readonly RecordRange[]): Promise<void> {
  const { database } = statements;
  for (const [from, to] of ranges)
    for (let at = from; at < to; at += slice) {
      guarded(() => transaction(database, () => removeSlice(statements, at, Math.min(to, at + slice))));
      await nextTurn();
    }
  await tidySearch(statements);
  guarded(() => {
    database.exec('PRAGMA incremental_vacuum');
    database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  });
}
