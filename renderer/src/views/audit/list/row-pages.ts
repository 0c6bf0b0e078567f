import { pagesOf } from './timeline.ts';

/** How rows are loaded. Sizes in rows and pages. */
export interface RowPagesOptions<T> {
  readonly pageSize: number;
  /** Asks for the rows of one page. */
  readonly load: (page: number) => Promise<readonly T[]>;
  /** Told when rows came, or what was thrown in their place. */
  readonly onChange: (failed: unknown) => void;
}

/** Pages asked for at once, and pages kept; the list shows two at most. */
const [atOnce, kept] = [2, 60];

/**
 * The rows of a long list, of which only those around the part in view are loaded, a page at a time. What was scrolled past
 * before it was asked for is not asked for.
 */
export class RowPages<T> {
  readonly #options: RowPagesOptions<T>;
  /** In the order in which they were last in view. */
  readonly #pages = new Map<number, readonly T[]>();
  readonly #asked = new Set<number>();
  readonly #stale = new Set<number>();
  #wanted: number[] = [];
  #closed = false;

  constructor(options: RowPagesOptions<T>, first: readonly T[] = []) {
    this.#options = options;
    if (first.length > 0) this.#pages.set(0, first);
  }

  /** The row, or undefined while it is not there. */
  row(index: number): T | undefined {
    const { pageSize } = this.#options;
    return this.#pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** Every row that is here, with its number, those of the pages last in view last. */
  *loaded(): Generator<readonly [row: number, value: T]> {
    for (const [page, values] of this.#pages)
      for (const [at, value] of values.entries()) yield [page * this.#options.pageSize + at, value];
  }

  /** The rows `from` to `to` (exclusive) are in view: loads what of them is missing, nearest first, and forgets old pages. */
  want(from: number, to: number): void {
    const pages = pagesOf(from, to, this.#options.pageSize);
    for (const page of pages) {
      const values = this.#pages.get(page);
      if (!values) continue;
      this.#pages.delete(page);
      this.#pages.set(page, values);
    }
    this.#wanted = pages;
    for (const page of this.#pages.keys()) {
      if (this.#pages.size <= kept) break;
      this.#pages.delete(page);
      this.#stale.delete(page);
    }
    this.#pump();
  }

  /** Everything loaded may have changed: what is in view is asked for again now, the rest when it is in view. */
  refresh(): void {
    for (const page of [...this.#pages.keys(), ...this.#asked]) this.#stale.add(page);
    this.#pump();
  }

  /** Asks for nothing more and tells nothing more. */
  close(): void {
    this.#closed = true;
    this.#wanted = [];
  }

  #pump(): void {
    if (this.#closed) return;
    for (const page of this.#wanted) {
      if (this.#asked.size >= atOnce) return;
      if (this.#asked.has(page) || (this.#pages.has(page) && !this.#stale.has(page))) continue;
      this.#asked.add(page);
      this.#stale.delete(page);
      this.#options.load(page).then(
        (values) => this.#came(page, values, null),
        (thrown) => this.#came(page, null, thrown),
      );
    }
  }

  #came(page: number, values: readonly T[] | null, failed: unknown): void {
    this.#asked.delete(page);
    if (this.#closed) return;
    if (values) this.#pages.set(page, values);
    // Asked for again when it is next in view, not over and over.
    else this.#wanted = this.#wanted.filter((one) => one !== page);
    this.#options.onChange(failed);
    this.#pump();
  }
}
