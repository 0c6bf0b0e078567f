import { assign, type Endpoint, listAnswer } from './endpoint.ts';
import { missing, refused } from './errors.ts';
import { interval, makePrice, makeProduct, priceDataSpec, productFields, recurringSpec } from './goods.ts';
import { boolean, currency, fields, integer, listSpec, oneOf, range, string, strings, writeSpec } from './params.ts';

/** Endpoints of https://docs.stripe.com/api/products and /prices */
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
];
