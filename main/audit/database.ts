import { chmodSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { ThimbleError } from '../../shared/index.ts';
import { historyTables, rebuildHistory } from './history.ts';
import { listFactColumns, rebuildList, runIndex, searchTable } from './list-facts.ts';
import { guarded } from './storage-error.ts';

/** Bump when a table changes, and write the step that changes it. */
const version = 5;

/** Which calls have no known outcome, and which entries settle one. */
const settleIndexes = `
CREATE INDEX calls_settles ON calls (settles) WHERE settles IS NOT NULL;
CREATE INDEX calls_unknown ON calls (intent) WHERE status = 'unknown';
`;

const tables = `
CREATE TABLE entries (
  idx INTEGER PRIMARY KEY,
  id TEXT NOT NULL,
  part TEXT NOT NULL CHECK (part IN ('intent', 'outcome')),
  at INTEGER NOT NULL,
  body TEXT,
  salt BLOB,
  mac BLOB NOT NULL,
  leaf BLOB NOT NULL,
  UNIQUE (id, part)
) STRICT;
CREATE TABLE nodes (level INTEGER, idx INTEGER, hash BLOB NOT NULL, PRIMARY KEY (level, idx)) STRICT, WITHOUT ROWID;
CREATE TABLE checkpoints (
  size INTEGER NOT NULL,
  root BLOB NOT NULL,
  at TEXT NOT NULL,
  signature TEXT NOT NULL,
  public_key TEXT NOT NULL,
  PRIMARY KEY (size, public_key)
) STRICT;
CREATE TABLE calls (
  id TEXT PRIMARY KEY,
  intent INTEGER NOT NULL UNIQUE,
  outcome INTEGER,
  service TEXT NOT NULL,
  effect TEXT NOT NULL,
  verdict TEXT NOT NULL,
  status TEXT NOT NULL,
  lookup INTEGER NOT NULL,
  undoes TEXT,
  settles TEXT,
  pid INTEGER NOT NULL,
  session TEXT NOT NULL,
  ${listFactColumns.join(',\n  ')}
) STRICT;
CREATE INDEX calls_open ON calls (status) WHERE outcome IS NULL;
CREATE INDEX calls_undoes ON calls (undoes) WHERE undoes IS NOT NULL;
${settleIndexes}
${runIndex}
${searchTable}
${historyTables}
`;

/** Each step takes a log from the version before to its own. They run in order, in one transaction. */
const steps: readonly { readonly to: number; run(database: DatabaseSync): void }[] = [
  {
    // No call took another back before.
    to: 2,
    run: (database) =>
      database.exec(`
        ALTER TABLE calls ADD COLUMN undoes TEXT;
        CREATE INDEX calls_undoes ON calls (undoes) WHERE undoes IS NOT NULL;`),
  },
  {
    // Nothing was counted before.
    to: 3,
    run(database) {
      database.exec(historyTables);
      rebuildHistory(database);
    },
  },
  {
    // The list had less to filter by, a call was found by each of its two records, and texts could not be removed.
    to: 4,
    run(database) {
      rebuildList(database);
      database.exec(`DROP TRIGGER entries_no_update; ${entriesTrigger}`);
    },
  },
  {
    // Nothing settled a call of unknown outcome before.
    to: 5,
    run: (database) => database.exec(`ALTER TABLE calls ADD COLUMN settles TEXT; ${settleIndexes}`),
  },
];

const appendOnly = "SELECT RAISE(ABORT, 'the log is append-only')";

/** A text may be removed as a whole, with its salt, and nothing else of a record changed. */
const entriesTrigger = `
CREATE TRIGGER entries_no_update BEFORE UPDATE ON entries
WHEN NOT (NEW.body IS NULL AND NEW.salt IS NULL AND NEW.idx IS OLD.idx AND NEW.id IS OLD.id AND NEW.part IS OLD.part
  AND NEW.at IS OLD.at AND NEW.mac IS OLD.mac AND NEW.leaf IS OLD.leaf)
BEGIN ${appendOnly}; END;`;

/** They stop accidents only: whoever can write the file can drop them. The tree is what shows it. */
const triggers = [
  entriesTrigger,
  ...(['nodes', 'checkpoints'] as const).map(
    (table) => `CREATE TRIGGER ${table}_no_update BEFORE UPDATE ON ${table} BEGIN ${appendOnly}; END;`,
  ),
  ...(['entries', 'nodes', 'checkpoints'] as const).map(
    (table) => `CREATE TRIGGER ${table}_no_delete BEFORE DELETE ON ${table} BEGIN ${appendOnly}; END;`,
  ),
].join('\n');

/** Runs `act` in one transaction that holds the write lock from its start. */
export function transaction<T>(database: DatabaseSync, act: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const answer = act();
    database.exec('COMMIT');
    return answer;
  } catch (thrown) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw thrown;
  }
}

/**
 * Opens the log's file (`:memory:` for none), readable by its owner only, and makes the tables when it is new.
 * @throws ThimbleError `storage_unavailable`
 */
export function openDatabase(file: string): DatabaseSync {
  return guarded(() => {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const database = new DatabaseSync(file);
    try {
      database.exec('PRAGMA busy_timeout = 5000');
      if (file !== ':memory:') chmodSync(file, 0o600);
      // Only a new file takes this: pages that are free are then given back when texts are removed.
      database.exec('PRAGMA auto_vacuum = INCREMENTAL');
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON');
      transaction(database, () => {
        const found = Number(database.prepare('PRAGMA user_version').get()?.user_version ?? 0);
        if (found < 0 || found > version)
          throw new ThimbleError(
            'storage_unavailable',
            'The audit log was written by another version of Thimble.',
            'Use that version, or move audit.db away to start a new log.',
          );
        if (found === version) return;
        if (found === 0) database.exec(tables + triggers);
        else for (const step of steps) if (step.to > found) step.run(database);
        database.exec(`PRAGMA user_version = ${version}`);
      });
      return database;
    } catch (thrown) {
      database.close();
      throw thrown;
    }
  });
}
