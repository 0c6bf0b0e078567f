import type { JsonObject } from '../../../shared/index.ts';
import { assign } from './endpoint.ts';
import { missing, refused } from './errors.ts';
import { priceObject, productObject } from './objects.ts';
import { currency, fields, integer, oneOf, string } from './params.ts';
import type { State } from './state.ts';

/** How a price recurs. */
export const recurringSpec = fields({
  interval: oneOf('day', 'week', 'month', 'year'),
  interval_count: integer,
  usage_type: oneOf('licensed', 'metered'),
  trial_period_days: integer,
  meter: string,
});
/** A price that is made with something else. */
export const priceDataSpec = { currency, unit_amount: integer, recurring: recurringSpec, tax_behavior: string };
/** How often a recurring price is charged. */
export const interval = oneOf('day', 'week', 'month', 'year');

function recurringOf(value: unknown): JsonObject | null {
  if (typeof value !== 'object' || value === null) return null;
  const given = value as JsonObject;
  if (given.interval === undefined) throw missing('recurring[interval]');
  return {
    interval: interval(given.interval, 'recurring[interval]'),
    interval_count: Number(given.interval_count ?? 1),
    meter: null,
    trial_period_days: null,
    usage_type: 'licensed',
  };
}

/** Makes a price. @throws StripeError where a part is missing or the lookup key is taken */
export function makePrice(state: State, product: string, data: JsonObject): JsonObject {
  if (data.currency === undefined) throw missing('currency');
  if (data.unit_amount === undefined) throw missing('unit_amount');
  const row = priceObject({
    id: state.id('price_1R', 22),
    product,
    created: state.seconds(),
    currency: currency(data.currency, 'currency'),
    unit_amount: integer(data.unit_amount, 'unit_amount'),
    recurring: recurringOf(data.recurring),
  });
  assign(row, data, ['nickname', 'active', 'lookup_key', 'tax_behavior']);
  if (data.lookup_key !== undefined && state.rows('price').some((other) => other.lookup_key === data.lookup_key))
    throw refused(
      `A price (\`${String(data.lookup_key)}\`) already uses that lookup key.`,
      'resource_already_exists',
      'lookup_key',
    );
  state.event('price.created', row);
  return state.add('price', row);
}

/** What a product takes when it is made and later, besides its name. */
export const productFields = ['description', 'active', 'images', 'unit_label', 'url', 'tax_code'];

/** Makes a product. @throws StripeError without a name */
export function makeProduct(state: State, data: JsonObject): JsonObject {
  if (data.name === undefined || data.name === '') throw missing('name');
  const row = productObject({ id: state.id('prod_', 14), created: state.seconds(), name: data.name });
  assign(row, data, productFields);
  state.event('product.created', row);
  return state.add('product', row);
}
