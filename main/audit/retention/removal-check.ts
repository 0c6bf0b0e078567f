import type { DatabaseSync } from 'node:sqlite';
import { intentBodySchema, readBody } from '../body.ts';
import { type Removal, removalOf } from './prune-entry.ts';
import { pruneTool } from './prune-tool.ts';
import { ListDigest } from './removed-list.ts';

interface Known {
  readonly id: string;
  readonly index: number;
  readonly removal: Removal;
  readonly digest: ListDigest;
}

/**
 * Which texts of a log were removed on purpose, as its own entries say, and whether the list still says of those calls
 * what it said then. Asked about records in ascending order. The entries that say so are verified like all others.
 */
export class RemovalCheck {
  readonly #known: Known[] = [];
  readonly #ranges: { readonly from: number; readonly to: number; readonly known: Known }[] = [];
  #at = 0;

  constructor(database: DatabaseSync) {
    const entries = database
      .prepare('SELECT c.id, c.intent, i.body FROM calls c JOIN entries i ON i.idx = c.intent WHERE c.tool = ?')
      .all(pruneTool);
    for (const { id, intent, body } of entries) {
      const read = readBody(intentBodySchema, body);
      const removal = read && removalOf(read);
      if (!removal) continue;
      const known = { id: String(id), index: Number(intent), removal, digest: new ListDigest() };
      this.#known.push(known);
      // What is to be removed is older than the entry that says so.
      for (const [from, to] of removal.ranges) if (to <= known.index) this.#ranges.push({ from, to, known });
    }
    this.#ranges.sort((a, b) => a.from - b.from);
  }

  /** The removal that took this record's text; undefined for none. */
  #of(index: number): Known | undefined {
    for (let range = this.#ranges[this.#at]; range && range.to <= index; range = this.#ranges[++this.#at]);
    const range = this.#ranges[this.#at];
    return range && range.from <= index ? range.known : undefined;
  }

  /** Whether the text of the record was to be removed. */
  covers(index: number): boolean {
    return this.#of(index) !== undefined;
  }

  /** Takes note of what the list says of a call whose texts were to be removed. */
  add(index: number, call: Readonly<Record<string, unknown>>): void {
    this.#of(index)?.digest.add(call);
  }

  /** After all records: the entries of removals whose calls the list shows differently by now. */
  changed(): { readonly index: number; readonly entryId: string }[] {
    return this.#known
      .filter(({ removal, digest }) => digest.end() !== removal.list)
      .map(({ id, index }) => ({ index, entryId: id }));
  }
}
