import type { Json, JsonObject } from '../../../shared/index.ts';
import { noSuch } from './errors.ts';
import { eventObject } from './objects.ts';
import { periodAt } from './periods.ts';

/** The collections that the emulator keeps, by Stripe's own object names. */
export const tableNames = [
  'customer',
  'payment_intent',
  'charge',
  'refund',
  'product',
  'price',
  'invoice',
  'invoiceitem',
  'subscription',
  'payment_link',
  'coupon',
  'discount',
  'dispute',
  'payout',
  'event',
] as const;
export type TableName = (typeof tableNames)[number];

export interface Seed {
  readonly tables: Readonly<Record<TableName, readonly JsonObject[]>>;
  readonly balance: { available: number; pending: number };
  readonly currency: string;
  readonly nextInvoice: number;
  readonly invoicePrefix: string;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits from a number: xorshift32, spread and not secrecy. */
export function spelled(from: number, length: number): string {
  let seed = from >>> 0;
  let id = '';
  while (id.length < length) {
    seed ^= seed << 13;
    seed ^= seed >>> 17;
    seed ^= seed << 5;
    seed >>>= 0;
    id += alphabet[seed % alphabet.length];
  }
  return id;
}

/** The fields of `before` that differ in `after`, with their earlier values. */
function earlier(before: JsonObject, after: JsonObject): JsonObject {
  const out: JsonObject = {};
  for (const [name, value] of Object.entries(before))
    if (JSON.stringify(value) !== JSON.stringify(after[name])) out[name] = value;
  return out;
}

/** Everything that a Stripe account of the demo holds. Objects are stored in the API's own shape. */
export class State {
  readonly tables: Record<TableName, Map<string, JsonObject>>;
  readonly balance: { available: number; pending: number };
  readonly currency: string;
  nextInvoice: number;
  readonly invoicePrefix: string;
  readonly now: () => number;
  #made = 0;
  #noted = 0;

  constructor(seed: Seed, now: () => number) {
    const copy = structuredClone(seed.tables);
    const tables = {} as Record<TableName, Map<string, JsonObject>>;
    for (const name of tableNames) tables[name] = new Map(copy[name].map((row) => [String(row.id), row]));
    this.tables = tables;
    this.balance = { ...seed.balance };
    this.currency = seed.currency;
    this.nextInvoice = seed.nextInvoice;
    this.invoicePrefix = seed.invoicePrefix;
    this.now = now;
    for (const row of this.tables.subscription.values()) this.#runTo(row);
  }

  /** The seed says since when a subscription runs; its period is the one of the demo's clock. */
  #runTo(row: JsonObject): void {
    const items = (row.items as JsonObject).data as JsonObject[];
    for (const item of items)
      Object.assign(item, periodAt(Number(item.created), this.seconds(), item.price as JsonObject));
    if (row.cancel_at_period_end === true)
      row.cancel_at = Math.max(...items.map((item) => Number(item.current_period_end)));
  }

  /** Epoch seconds. */
  seconds(): number {
    return Math.floor(this.now() / 1000);
  }

  /** A new id of Stripe's form, the same in every run: `id('re_3', 22)`. */
  id(prefix: string, length: number): string {
    this.#made += 1;
    return prefix + spelled(this.#made * 2654435761 + prefix.length * 40503, length);
  }

  /** @throws StripeError `resource_missing`; `param` says where the id was given */
  get(table: TableName, id: string, param = 'id'): JsonObject {
    const row = this.tables[table].get(id);
    if (!row) throw noSuch(table, id, param);
    return row;
  }

  add(table: TableName, row: JsonObject): JsonObject {
    this.tables[table].set(String(row.id), row);
    return row;
  }

  /**
   * Notes that something happened to a record, with the record as it is now and, for an update, what its changed fields
   * were (https://docs.stripe.com/api/events/object). Event ids have their own count, so that records keep theirs.
   */
  event(type: string, row: JsonObject, before?: JsonObject): void {
    this.#noted += 1;
    const id = `evt_1R${spelled(this.#noted * 2246822519 + 7, 22)}`;
    const previous = before === undefined ? undefined : earlier(before, row);
    this.add('event', eventObject(type, row, { id, created: this.seconds() }, previous));
  }

  /** @throws StripeError as {@link get} */
  remove(table: TableName, id: string): JsonObject {
    const row = this.get(table, id);
    this.tables[table].delete(id);
    return row;
  }

  /** Newest first, as every Stripe list is; of the same second, the one made last. */
  rows(table: TableName): JsonObject[] {
    return [...this.tables[table].values()]
      .reverse()
      .sort((a, b) => Number(b.created ?? b.date ?? 0) - Number(a.created ?? a.date ?? 0));
  }

  /** Remembers all records; calling what it gives sets them back. */
  checkpoint(): () => void {
    const tables = structuredClone(this.tables);
    const [balance, nextInvoice] = [{ ...this.balance }, this.nextInvoice];
    return () => {
      Object.assign(this.tables, tables);
      Object.assign(this.balance, balance);
      this.nextInvoice = nextInvoice;
    };
  }

  snapshot(): Json {
    const tables: JsonObject = {};
    for (const name of tableNames) tables[name] = structuredClone([...this.tables[name].values()]);
    return { ...tables, balance: { ...this.balance } };
  }
}
