import type { Statements } from '../statements.ts';
import { Columns } from './columns.ts';
import { logSize, readBegun, readEnded } from './follow.ts';

/** Records read between two looks at the clock. */
const block = 4096;

/** A copy of the list of calls in memory that follows the log, read in pieces where there is much to read. */
export class LogCopy {
  readonly #statements: Statements;
  columns = new Columns();
  /** Log size, in records, up to which calls that were begun are in. */
  size = 0;
  /** Log size up to which outcomes are in. */
  #ended = 0;
  /** Log size when it was last looked at. */
  #seen = 0;

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Whether it is what the log was when it was last looked at. */
  get whole(): boolean {
    return this.size === this.#seen && this.#ended === this.#seen;
  }

  logSize(): number {
    return logSize(this.#statements);
  }

  /**
   * Reads on, until the time (of `performance.now()`) has come or all is read. Answers the lowest log index of an intent of
   * which something is new; null when nothing is.
   */
  follow(deadline: number): number | null {
    const seen = this.logSize();
    let lowest: number | null = null;
    if (seen < this.size) {
      // A log that shrank is another one.
      [this.columns, this.size, this.#ended, lowest] = [new Columns(), 0, 0, 0];
    }
    this.#seen = seen;
    // What is read from here on comes with the outcomes of now.
    if (this.size === 0) this.#ended = seen;
    while (this.size < seen) {
      const to = Math.min(seen, this.size + block);
      readBegun(this.#statements, this.columns, this.size, to);
      lowest = Math.min(lowest ?? this.size, this.size);
      this.size = to;
      if (performance.now() >= deadline) break;
    }
    if (this.size === seen && this.#ended < seen) {
      const from = readEnded(this.#statements, this.columns, this.#ended, seen);
      lowest = Math.min(lowest ?? from, from);
      this.#ended = seen;
    }
    return lowest;
  }
}
