import { hitQuery } from '../filter.ts';
import type { Statements } from '../statements.ts';

/** Hits read between two looks at the clock. */
const burst = 512;

/**
 * What a person's words find: log indexes of intents, newest first, read piece by piece, since a broad word is in every
 * entry. Over a connection of its own: a query that is half read holds the state of the log that it began with.
 */
export class Hits {
  #found = new Int32Array(1024);
  #count = 0;
  #rest: Iterator<Record<string, unknown>> | null;
  readonly #statements: Statements;
  readonly #query: ReturnType<typeof hitQuery>;

  constructor(statements: Statements, query: string) {
    this.#statements = statements;
    this.#query = hitQuery(query);
    this.#rest = this.#read(0);
  }

  /** Whether all are found. */
  get complete(): boolean {
    return this.#rest === null;
  }

  /** Those found so far, newest first; none that is newer than the last of them is missing. */
  get found(): Int32Array {
    return this.#found.subarray(0, this.#count);
  }

  #read(from: number): Iterator<Record<string, unknown>> | null {
    // A statement that is half read is not prepared twice: each gets its own.
    return this.#query ? this.#statements.database.prepare(this.#query.sql).iterate(...this.#query.values, from) : null;
  }

  /** Reads on until the time (of `performance.now()`) has come, or as many, or all, are found. */
  readUntil(deadline: number, enough = Number.POSITIVE_INFINITY): void {
    while (this.#rest && this.#count < enough) {
      for (let n = 0; n < burst && this.#rest; n++) {
        const { done, value } = this.#rest.next();
        if (done) this.#rest = null;
        else this.#add(Number(value.intent));
      }
      if (performance.now() >= deadline) return;
    }
  }

  /**
   * Looks once more at calls from log index `from` on, which were begun or ended since. Answers false when not all are
   * found yet, and the search has to begin again.
   */
  renew(from: number): boolean {
    if (this.#rest) return false;
    const kept = this.found.filter((intent) => intent < from);
    const newer = this.#read(from);
    this.#count = 0;
    for (let next = newer?.next(); next && !next.done; next = newer?.next()) this.#add(Number(next.value.intent));
    for (const intent of kept) this.#add(intent);
    return true;
  }

  /** Lets go of the query. */
  close(): void {
    this.#rest?.return?.();
    this.#rest = null;
  }

  #add(intent: number): void {
    if (this.#count === this.#found.length) {
      const larger = new Int32Array(this.#count * 2);
      larger.set(this.#found);
      this.#found = larger;
    }
    this.#found[this.#count++] = intent;
  }
}
