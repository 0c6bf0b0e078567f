import type { JsonObject } from '../../../shared/index.ts';
import { assign, type Endpoint, listAnswer } from './endpoint.ts';
import { missing, refused } from './errors.ts';
import { couponObject, linkObject, priceObject, productObject } from './objects.ts';
import {
  boolean,
  currency,
  decimal,
  fields,
  integer,
  listOf,
  listSpec,
  oneOf,
  range,
  string,
  strings,
  writeSpec,
} from './params.ts';
import type { State } from './state.ts';

const recurringSpec = fields({
  interval: oneOf('day', 'week', 'month', 'year'),
  interval_count: integer,
  usage_type: oneOf('licensed', 'metered'),
  trial_period_days: integer,
  meter: string,
});
const priceDataSpec = { currency, unit_amount: integer, recurring: recurringSpec, tax_behavior: string };
const interval = oneOf('day', 'week', 'month', 'year');

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

function makePrice(state: State, product: string, data: JsonObject): JsonObject {
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

const productFields = ['description', 'active', 'images', 'unit_label', 'url', 'tax_code'];

function makeProduct(state: State, data: JsonObject): JsonObject {
  if (data.name === undefined || data.name === '') throw missing('name');
  const row = productObject({ id: state.id('prod_', 14), created: state.seconds(), name: data.name });
  assign(row, data, productFields);
  state.event('product.created', row);
  return state.add('product', row);
}

function sold(state: State, item: unknown, index: number): void {
  const param = `line_items[${index}]`;
  if (typeof item !== 'object' || item === null || Array.isArray(item))
    throw refused('Invalid object', undefined, param);
  const line = item as JsonObject;
  if (line.quantity === undefined) throw missing(`${param}[quantity]`);
  integer(line.quantity, `${param}[quantity]`);
  if (line.price !== undefined) {
    const row = state.get('price', String(line.price), `${param}[price]`);
    if (row.active !== true)
      throw refused(
        `The price specified is inactive. This field only accepts active prices.`,
        undefined,
        `${param}[price]`,
      );
    return;
  }
  const data = line.price_data;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) throw missing(`${param}[price]`);
  const product =
    data.product === undefined
      ? makeProduct(
          state,
          typeof data.product_data === 'object' && data.product_data !== null && !Array.isArray(data.product_data)
            ? data.product_data
            : {},
        )
      : state.get('product', String(data.product), `${param}[price_data][product]`);
  makePrice(state, String(product.id), data);
}

const lineItem = fields({
  price: string,
  quantity: integer,
  price_data: fields({
    ...priceDataSpec,
    product: string,
    product_data: fields({ name: string, description: string }),
  }),
  adjustable_quantity: fields({ enabled: boolean, minimum: integer, maximum: integer }),
});

/** What a link takes when it is made and later. */
const linkSpec = {
  active: boolean,
  after_completion: fields({
    type: oneOf('hosted_confirmation', 'redirect'),
    hosted_confirmation: fields({ custom_message: string }),
    redirect: fields({ url: string }),
  }),
  allow_promotion_codes: boolean,
  customer_creation: oneOf('always', 'if_required'),
  phone_number_collection: fields({ enabled: boolean }),
  shipping_address_collection: fields({ allowed_countries: strings }),
  submit_type: oneOf('auto', 'book', 'donate', 'pay', 'subscribe'),
};

/** Endpoints of https://docs.stripe.com/api/products, /prices, /coupons and /payment-link */
export const catalogEndpoints: readonly Endpoint[] = [
  {
    method: 'GET',
    path: '/v1/products',
    spec: listSpec({ active: boolean, created: range, ids: strings, shippable: boolean, url: string }),
    run: (call) =>
      listAnswer(call, 'product', '/v1/products', {
        equal: ['active', 'shippable', 'url'],
        ranges: ['created'],
        keep: (row, params) => !Array.isArray(params.ids) || params.ids.includes(row.id ?? null),
      }),
  },
  {
    method: 'GET',
    path: '/v1/products/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('product', id),
  },
  {
    method: 'POST',
    path: '/v1/products',
    spec: writeSpec({
      name: string,
      description: string,
      active: boolean,
      images: strings,
      default_price_data: fields(priceDataSpec),
      unit_label: string,
      url: string,
      tax_code: string,
    }),
    run({ state, params }) {
      const { default_price_data: data, ...rest } = params;
      const row = makeProduct(state, rest);
      if (typeof data === 'object' && data !== null && !Array.isArray(data))
        row.default_price = makePrice(state, String(row.id), data).id ?? null;
      return row;
    },
  },
  {
    method: 'POST',
    path: '/v1/products/:id',
    spec: writeSpec({
      name: string,
      description: string,
      active: boolean,
      images: strings,
      default_price: string,
      unit_label: string,
      url: string,
      tax_code: string,
    }),
    run({ state, id, params }) {
      const row = state.get('product', id);
      if (params.default_price !== undefined) state.get('price', String(params.default_price), 'default_price');
      const before = structuredClone(row);
      assign(row, params, [...productFields, 'name', 'default_price']);
      state.event('product.updated', row, before);
      return row;
    },
  },
  {
    method: 'GET',
    path: '/v1/prices',
    spec: listSpec({
      product: string,
      active: boolean,
      currency,
      type: oneOf('one_time', 'recurring'),
      lookup_keys: strings,
      recurring: fields({ interval, meter: string, usage_type: string }),
      created: range,
    }),
    run: (call) =>
      listAnswer(call, 'price', '/v1/prices', {
        equal: ['product', 'active', 'currency', 'type'],
        ranges: ['created'],
        keep(row, params) {
          const wanted = params.recurring;
          const own = row.recurring;
          if (typeof wanted === 'object' && wanted !== null && !Array.isArray(wanted) && wanted.interval !== undefined)
            return typeof own === 'object' && own !== null && !Array.isArray(own) && own.interval === wanted.interval;
          return !Array.isArray(params.lookup_keys) || params.lookup_keys.includes(row.lookup_key ?? null);
        },
      }),
  },
  {
    method: 'GET',
    path: '/v1/prices/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('price', id),
  },
  {
    method: 'POST',
    path: '/v1/prices',
    spec: writeSpec({
      currency,
      unit_amount: integer,
      product: string,
      product_data: fields({ name: string, active: boolean, unit_label: string, tax_code: string }),
      recurring: recurringSpec,
      nickname: string,
      active: boolean,
      lookup_key: string,
      tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
    }),
    run({ state, params }) {
      if (params.product !== undefined) state.get('product', String(params.product), 'product');
      const data = params.product_data;
      const product =
        params.product ??
        (typeof data === 'object' && data !== null && !Array.isArray(data) ? makeProduct(state, data).id : undefined);
      if (product === undefined) throw missing('product');
      return makePrice(state, String(product), params);
    },
  },
  {
    // A price keeps its amount, currency and interval for good.
    method: 'POST',
    path: '/v1/prices/:id',
    spec: writeSpec({
      active: boolean,
      nickname: string,
      lookup_key: string,
      tax_behavior: oneOf('exclusive', 'inclusive', 'unspecified'),
    }),
    run({ state, id, params }) {
      const row = state.get('price', id);
      const product = state.get('product', String(row.product));
      if (params.active === false && product.default_price === id)
        throw refused('This price cannot be archived because it is the default price of its product.');
      const before = structuredClone(row);
      assign(row, params, ['active', 'nickname', 'lookup_key', 'tax_behavior']);
      state.event('price.updated', row, before);
      return row;
    },
  },
  {
    method: 'POST',
    path: '/v1/coupons',
    spec: writeSpec({
      percent_off: decimal,
      amount_off: integer,
      currency,
      duration: oneOf('forever', 'once', 'repeating'),
      duration_in_months: integer,
      name: string,
      id: string,
      max_redemptions: integer,
      redeem_by: integer,
    }),
    run({ state, params }) {
      const { percent_off: percent, amount_off: amount } = params;
      if (percent === undefined && amount === undefined)
        throw refused(
          'Received neither percent_off nor amount_off. Exactly one is required.',
          'parameter_missing',
          'percent_off',
        );
      if (percent !== undefined && amount !== undefined)
        throw refused(
          'You may only specify one of these parameters: percent_off, amount_off.',
          undefined,
          'percent_off',
        );
      if (percent !== undefined && (Number(percent) <= 0 || Number(percent) > 100))
        throw refused('percent_off must be greater than 0 and at most 100.', undefined, 'percent_off');
      if (amount !== undefined && params.currency === undefined) throw missing('currency');
      if (params.duration === 'repeating' && params.duration_in_months === undefined)
        throw missing('duration_in_months');
      if (params.duration !== 'repeating' && params.duration_in_months !== undefined)
        throw refused(
          'duration_in_months can only be set when duration is repeating.',
          undefined,
          'duration_in_months',
        );
      if (params.redeem_by !== undefined && Number(params.redeem_by) <= state.seconds())
        throw refused('redeem_by must be in the future.', undefined, 'redeem_by');
      const id = params.id === undefined ? state.id('', 8) : String(params.id);
      if (state.tables.coupon.has(id)) throw refused('Coupon already exists.', 'resource_already_exists', 'id');
      const row = couponObject({ id, created: state.seconds() });
      assign(row, params, [
        'percent_off',
        'amount_off',
        'currency',
        'duration',
        'duration_in_months',
        'name',
        'max_redemptions',
        'redeem_by',
      ]);
      state.event('coupon.created', row);
      return state.add('coupon', row);
    },
  },
  {
    method: 'GET',
    path: '/v1/coupons/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('coupon', id),
  },
  {
    // Discounts that were given with it stay (https://docs.stripe.com/api/coupons/delete).
    method: 'DELETE',
    path: '/v1/coupons/:id',
    spec: {},
    run({ state, id }) {
      state.event('coupon.deleted', state.remove('coupon', id));
      return { id, object: 'coupon', deleted: true };
    },
  },
  {
    method: 'POST',
    path: '/v1/payment_links',
    spec: writeSpec({
      ...linkSpec,
      line_items: listOf(lineItem),
      currency,
      subscription_data: fields({ trial_period_days: integer, description: string }),
    }),
    run({ state, params }) {
      const items = params.line_items;
      if (!Array.isArray(items) || items.length === 0) throw missing('line_items');
      for (const [index, item] of items.entries()) sold(state, item, index);
      const id = state.id('plink_1R', 22);
      const row = linkObject({ id, url: `https://buy.stripe.com/test_${id.slice(8)}` });
      assign(row, params, [...Object.keys(linkSpec), 'currency', 'subscription_data']);
      state.event('payment_link.created', row);
      return state.add('payment_link', row);
    },
  },
  {
    method: 'GET',
    path: '/v1/payment_links/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('payment_link', id),
  },
  {
    method: 'POST',
    path: '/v1/payment_links/:id',
    spec: writeSpec(linkSpec),
    run({ state, id, params }) {
      const row = state.get('payment_link', id);
      const before = structuredClone(row);
      assign(row, params, Object.keys(linkSpec));
      state.event('payment_link.updated', row, before);
      return row;
    },
  },
];
