import { approverSchema, auditStatusSchema, effectSchema, verdictSchema } from '../../../shared/index.ts';

/** Texts as small numbers, in order of appearance. */
export class Dictionary {
  readonly texts: string[];
  readonly #codes = new Map<string, number>();

  constructor(texts: readonly string[] = []) {
    this.texts = [...texts];
    for (const [code, text] of texts.entries()) this.#codes.set(text, code);
  }

  /** The text's number; a new one for a new text. */
  add(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    this.#codes.set(text, this.texts.length);
    return this.texts.push(text) - 1;
  }

  /** The text's number; -1, which no row has, for a text that never came. */
  find(text: string): number {
    return this.#codes.get(text) ?? -1;
  }

  text(code: number): string {
    return this.texts[code] ?? '';
  }
}

const firstCapacity = 1024;

/** What a call is on the way into {@link Columns}. */
export interface ColumnRow {
  readonly intent: number;
  readonly at: number;
  readonly service: string;
  readonly effect: string;
  readonly verdict: string;
  readonly status: string;
  readonly tool: string;
  readonly account: string;
  readonly approver: string;
  readonly tainted: boolean;
  readonly lookup: boolean;
  readonly waited: number | null;
}

interface Growing<T> {
  readonly length: number;
  set(from: T): void;
}

function grown<T extends Growing<T>>(column: T, make: new (length: number) => T): T {
  const larger = new make(column.length * 2);
  larger.set(column);
  return larger;
}

/**
 * The calls of a log as columns of numbers in memory, oldest first: about 30 bytes a call, so that a million are filtered
 * and counted in milliseconds. A copy that follows the database; nothing is ever decided by it.
 */
export class Columns {
  readonly services = new Dictionary();
  readonly tools = new Dictionary();
  readonly accounts = new Dictionary();
  readonly effects = new Dictionary(effectSchema.options);
  readonly verdicts = new Dictionary(verdictSchema.options);
  readonly statuses = new Dictionary(auditStatusSchema.options);
  readonly approvers = new Dictionary(approverSchema.options);
  /** How many calls there are: rows of every column that are in use. */
  length = 0;
  /** Log index of the intent, ascending. */
  intent = new Int32Array(firstCapacity);
  /** Epoch milliseconds. */
  at = new Float64Array(firstCapacity);
  service = new Uint32Array(firstCapacity);
  effect = new Uint8Array(firstCapacity);
  verdict = new Uint8Array(firstCapacity);
  status = new Uint8Array(firstCapacity);
  tool = new Uint32Array(firstCapacity);
  account = new Uint32Array(firstCapacity);
  approver = new Uint8Array(firstCapacity);
  tainted = new Uint8Array(firstCapacity);
  lookup = new Uint8Array(firstCapacity);
  /** How long a card was open, in milliseconds; NaN where none was, or it is not known. */
  waited = new Float32Array(firstCapacity);

  /** The row of the call whose intent has this log index; -1 for none. */
  find(intent: number): number {
    const at = this.firstFrom(intent);
    return at < this.length && this.intent[at] === intent ? at : -1;
  }

  /** The first row whose intent's log index is at least `index`; {@link length} when there is none. */
  firstFrom(index: number): number {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.intent[middle] ?? 0) < index) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Adds a call, or replaces what is known of it; calls come in order of their intents. */
  put(row: ColumnRow): void {
    const known = this.find(row.intent);
    const at = known < 0 ? this.length++ : known;
    if (at >= this.intent.length) this.#grow();
    this.intent[at] = row.intent;
    this.at[at] = row.at;
    this.service[at] = this.services.add(row.service);
    this.effect[at] = this.effects.add(row.effect);
    this.verdict[at] = this.verdicts.add(row.verdict);
    this.status[at] = this.statuses.add(row.status);
    this.tool[at] = this.tools.add(row.tool);
    this.account[at] = this.accounts.add(row.account);
    this.approver[at] = this.approvers.add(row.approver);
    this.tainted[at] = Number(row.tainted);
    this.lookup[at] = Number(row.lookup);
    this.waited[at] = row.waited ?? Number.NaN;
  }

  #grow(): void {
    this.intent = grown(this.intent, Int32Array);
    this.at = grown(this.at, Float64Array);
    this.service = grown(this.service, Uint32Array);
    this.effect = grown(this.effect, Uint8Array);
    this.verdict = grown(this.verdict, Uint8Array);
    this.status = grown(this.status, Uint8Array);
    this.tool = grown(this.tool, Uint32Array);
    this.account = grown(this.account, Uint32Array);
    this.approver = grown(this.approver, Uint8Array);
    this.tainted = grown(this.tainted, Uint8Array);
    this.lookup = grown(this.lookup, Uint8Array);
    this.waited = grown(this.waited, Float32Array);
  }
}
