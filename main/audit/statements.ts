import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';

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

  /**
   * Runs a statement whose answer nobody needs. The last row id that SQLite tells with it may be one of the search's own
   * tables, past what a number holds, and is then read as a big integer.
   */
  run(text: string, ...values: SQLInputValue[]): void {
    const statement = this.sql(text);
    statement.setReadBigInts(true);
    statement.run(...values);
  }
}
