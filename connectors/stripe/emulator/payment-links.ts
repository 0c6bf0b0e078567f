import type { JsonObject } from '../../../shared/index.ts';
import { assign, type Endpoint } from './endpoint.ts';
import { missing, refused } from './errors.ts';
import { makePrice, makeProduct, priceDataSpec } from './goods.ts';
import { linkObject } from './objects.ts';
import { boolean, currency, fields, integer, listOf, oneOf, string, strings, writeSpec } from './params.ts';
import type { State } from './state.ts';

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

/** Endpoints of https://docs.stripe.com/api/payment-link */
export const paymentLinkEndpoints: readonly Endpoint[] = [
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
