import type { Json, JsonObject } from '../../../shared/index.ts';
import { refused } from './errors.ts';
import type { Spec } from './params.ts';
import type { State, TableName } from './state.ts';

/** One request to one endpoint, its parameters already checked. */
export interface Call {
  readonly state: State;
  /** The id in the path, '' where there is none. */
  readonly id: string;
  readonly params: JsonObject;
}

/** An endpoint of the API: `:id` stands for the one path parameter that Stripe's paths have. */
export interface Endpoint {
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly spec: Spec;
  /** Answers the object; throws StripeError. */
  run(call: Call): JsonObject;
}

function inRange(value: Json | undefined, range: Json | undefined): boolean {
  if (range === undefined) return true;
  const at = Number(value ?? Number.NaN);
  if (typeof range === 'number') return at === range;
  if (typeof range !== 'object' || range === null || Array.isArray(range)) return false;
  const { gt, gte, lt, lte } = range;
  return (
    (gt === undefined || at > Number(gt)) &&
    (gte === undefined || at >= Number(gte)) &&
    (lt === undefined || at < Number(lt)) &&
    (lte === undefined || at <= Number(lte))
  );
}

/** How a list's parameters choose rows: by an equal field, or by a range of epoch seconds. */
export interface ListRules {
  readonly equal?: readonly string[];
  readonly ranges?: readonly string[];
  readonly keep?: (row: JsonObject, params: JsonObject) => boolean;
}

/** Answers a list with Stripe's cursor paging (https://docs.stripe.com/api/pagination). */
export function listAnswer(call: Call, table: TableName, url: string, rules: ListRules): JsonObject {
  const { state, params } = call;
  const limit = params.limit === undefined ? 10 : Number(params.limit);
  if (limit < 1 || limit > 100)
    throw refused(
      limit < 1 ? 'This value must be greater than or equal to 1.' : 'This value must be less than or equal to 100.',
      'parameter_invalid_integer',
      'limit',
    );
  const rows = state
    .rows(table)
    .filter(
      (row) =>
        row.deleted !== true &&
        (rules.equal ?? []).every((name) => params[name] === undefined || row[name] === params[name]) &&
        (rules.ranges ?? []).every((name) => inRange(row[name], params[name])) &&
        (rules.keep?.(row, params) ?? true),
    );
  let start = 0;
  let end = rows.length;
  const position = (id: Json | undefined, param: string) => {
    const row = state.get(table, String(id), param);
    const at = rows.findIndex((candidate) => candidate.id === row.id);
    return at < 0 ? rows.length : at;
  };
  if (params.starting_after !== undefined) start = position(params.starting_after, 'starting_after') + 1;
  if (params.ending_before !== undefined) {
    end = position(params.ending_before, 'ending_before');
    start = Math.max(0, end - limit);
    return { object: 'list', data: rows.slice(start, end), has_more: start > 0, url };
  }
  return { object: 'list', data: rows.slice(start, start + limit), has_more: start + limit < end, url };
}

const expandable: Readonly<Record<string, TableName>> = {
  customer: 'customer',
  latest_charge: 'charge',
  charge: 'charge',
  payment_intent: 'payment_intent',
  product: 'product',
  default_price: 'price',
  price: 'price',
  invoice: 'invoice',
  latest_invoice: 'invoice',
  subscription: 'subscription',
  discounts: 'discount',
};

/** Replaces the ids at `data.latest_charge` and the like by their objects (https://docs.stripe.com/api/expanding_objects). */
export function expand(state: State, value: Json, path: readonly string[], whole = path.join('.')): Json {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => expand(state, item, path, whole));
  if (typeof value !== 'object' || value === null) return value;
  const inner = value[name];
  if (inner === undefined || (typeof inner !== 'object' && expandable[name] === undefined))
    throw refused(`This property cannot be expanded (${whole}).`, undefined, 'expand');
  const table = expandable[name];
  const one = (item: Json): Json => (typeof item === 'string' && table !== undefined ? state.get(table, item) : item);
  const found: Json = Array.isArray(inner) ? inner.map(one) : one(inner);
  return { ...value, [name]: expand(state, found, rest, whole) };
}

/** A customer that exists and was not deleted, named in a parameter. */
export function liveCustomer(state: State, id: Json | undefined): JsonObject {
  const row = state.get('customer', String(id), 'customer');
  if (row.deleted === true) throw refused(`No such customer: '${String(id)}'`, 'resource_missing', 'customer');
  return row;
}

/** Writes fields that were given; metadata merges, and an empty value clears. */
export function assign(row: JsonObject, params: JsonObject, names: readonly string[]): void {
  for (const name of names) {
    const value = params[name];
    if (value !== undefined) row[name] = value === '' ? null : value;
  }
  const metadata = params.metadata;
  if (typeof metadata === 'object' && metadata !== null && !Array.isArray(metadata)) {
    const present =
      typeof row.metadata === 'object' && row.metadata !== null && !Array.isArray(row.metadata) ? row.metadata : {};
    const merged: JsonObject = { ...present };
    for (const [key, value] of Object.entries(metadata)) {
      if (value === '') delete merged[key];
      else merged[key] = String(value);
    }
    row.metadata = merged;
  }
}
