import type { DatabaseSync, StatementSync } from 'node:sqlite';

/** A database with its statements prepared once each. */
export class Statements {
  readonly database: DatabaseSync;
  readonly #known = new Map<string, StatementSync>();

  constructor(database: DatabaseSync) {
    this.database = database;
  }

  /** @throws what SQLite throws for a statement it cannot prepare */
  sql(text: string): StatementSync {
    const statement = this.#known.get(text) ?? this.database.prepare(text);
    this.#known.set(text, statement);
    return statement;
  }
}
