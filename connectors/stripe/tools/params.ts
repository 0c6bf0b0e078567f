import type { Json, JsonObject } from '../../../shared/index.ts';
import type { ToolApi, ToolParam, ToolResult } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { compact, list, number, record, text } from '../read.ts';

/** Parameters that many Stripe tools share. */

/** Narrows a reference to one customer's records; never sent by itself. */
export const ofCustomer = {
  kind: 'stripe.customer',
  description: 'Whose it is: a customer by name, email or id.',
  sets: [],
  refs: ['customer', 'email', 'person'],
} as const satisfies ToolParam;

export const customerFilter = {
  kind: 'stripe.customer',
  description: 'Only this customer: name, email or id.',
  sets: ['customer'],
} as const satisfies ToolParam;

export const limit = {
  kind: 'integer',
  description: 'How many at most.',
  sets: ['limit'],
  also: ['1'],
} as const satisfies ToolParam;

export const created = {
  kind: 'period',
  description: 'When it was created: "yesterday", "since March 1", "last week".',
  sets: ['created', 'created.gte', 'created.gt', 'created.lte', 'created.lt'],
} as const satisfies ToolParam;

export const currency = {
  kind: 'currency',
  description: "Currency, where it is not the account's.",
  sets: ['currency'],
} as const satisfies ToolParam;

export const collectionMethod = {
  kind: 'enum',
  description: 'send_invoice: email an invoice to be paid; charge_automatically: charge the saved card.',
  values: ['send_invoice', 'charge_automatically'],
  sets: ['collection_method'],
} as const satisfies ToolParam;

/** Where a list goes on: after this record. `id` is how its ids look: `ch_…`. */
export function startAfter(one: string, id: string): ToolParam & { readonly kind: 'text' } {
  return { kind: 'text', description: `Start after this ${one} in the list (${id}).`, sets: ['starting_after'] };
}

type Query = Record<string, string | number | boolean | readonly string[]>;

/** A period as Stripe's range filter: `created[gte]` inclusive, `created[lt]` exclusive, epoch seconds. */
export function range(name: string, period: { from?: number | undefined; to?: number | undefined } | undefined): Query {
  const out: Query = {};
  if (period?.from !== undefined) out[`${name}[gte]`] = period.from;
  if (period?.to !== undefined) out[`${name}[lt]`] = period.to;
  return out;
}

/** Query entries without the undefined ones. */
export function query(entries: Record<string, string | number | boolean | undefined>): Query {
  const out: Query = {};
  for (const [name, value] of Object.entries(entries)) if (value !== undefined) out[name] = value;
  return out;
}

/** Stripe's page maximum, and where a read without a limit stops. */
const pageSize = 100;
const maxRecords = 1000;

/**
 * Reads a Stripe list (https://docs.stripe.com/api/pagination): one page of `count` where a count was asked for, else
 * every page up to 1,000 records.
 */
export async function readAll(
  api: ToolApi,
  path: string,
  filter: Query,
  count: number | undefined,
  shape: (raw: Json) => JsonObject,
): Promise<{ data: JsonObject[]; has_more: boolean }> {
  if (count !== undefined && (count < 1 || count > maxRecords))
    throw new Error(`Stripe lists between 1 and ${maxRecords} records at a time.`);
  const wanted = count ?? maxRecords;
  const data: JsonObject[] = [];
  let more = true;
  let after: string | undefined;
  while (more && data.length < wanted) {
    const size = Math.min(pageSize, wanted - data.length);
    const response = await api.send({
      method: 'GET',
      path,
      query: { ...filter, limit: size, ...(after === undefined ? {} : { starting_after: after }) },
    });
    const page = record(response.body);
    const records = list(page.data);
    for (const raw of records) data.push(compact(shape(raw)));
    after = text(record(records.at(-1)).id);
    more = page.has_more === true && after !== '';
  }
  return { data, has_more: more };
}

/** "3 invoices", "1 invoice", "no invoices". */
export function counted(count: number, one: string): string {
  if (count === 0) return `no ${one}s`;
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en-US')} ${one}s`;
}

/** What a list's summary tells of its records: the sum of an amount, or the first names. */
interface Telling {
  readonly amount?: string;
  readonly name?: string;
}

function told(rows: readonly JsonObject[], { amount, name }: Telling): string {
  if (rows.length === 0) return '';
  if (name !== undefined) {
    const names = rows.map((row) => text(row[name]) || text(row.id));
    const rest = names.length > 3 ? ` and ${names.length - 3} more` : '';
    return `: ${names.slice(0, 3).join(', ')}${rest}`;
  }
  const currencies = new Set(rows.map((row) => text(row.currency)));
  const [currency] = currencies;
  if (amount === undefined || currency === undefined || currencies.size > 1) return '';
  const sum = rows.reduce((total, row) => total + number(row[amount]), 0);
  return rows.length === 1 ? ` of ${formatMoney(sum, currency)}` : `, ${formatMoney(sum, currency)} in all`;
}

/** The result of a list tool. */
export function listed(
  page: { data: JsonObject[]; has_more: boolean },
  one: string,
  telling: Telling = {},
): ToolResult {
  const words = counted(page.data.length, one);
  // A sum of some of them would mislead.
  const rest = page.has_more ? ' (there are more)' : told(page.data, telling);
  return { data: page, summary: `Found ${words}${rest}.` };
}

/** A path below `/v1/` with its ids percent-encoded. */
export function at(...parts: readonly string[]): string {
  return `/v1/${parts.map(encodeURIComponent).join('/')}`;
}
