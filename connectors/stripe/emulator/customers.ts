import type { Json, JsonObject } from '../../../shared/index.ts';
import { assign, type Endpoint, listAnswer } from './endpoint.ts';
import { noSuch, refused } from './errors.ts';
import { customerObject } from './objects.ts';
import { array, fields, integer, listSpec, range, string, strings, writeSpec } from './params.ts';
import { customerMatcher } from './search.ts';

const plainFields = ['name', 'email', 'phone', 'description', 'balance', 'preferred_locales', 'default_source'];
const addressSpec = {
  line1: string,
  line2: string,
  city: string,
  state: string,
  postal_code: string,
  country: string,
};
const spec = writeSpec({
  name: string,
  email: string,
  phone: string,
  description: string,
  address: fields(addressSpec),
  balance: integer,
  payment_method: string,
  preferred_locales: strings,
  default_source: string,
  invoice_settings: fields({ default_payment_method: string, footer: string, custom_fields: array }),
});

/** Writes what was given; an address is always of six parts, and invoice settings are merged. */
function write(row: JsonObject, params: JsonObject): void {
  assign(row, params, plainFields);
  const { address, invoice_settings: settings } = params;
  if (address === '') row.address = null;
  else if (isObject(address))
    row.address = Object.fromEntries(Object.keys(addressSpec).map((part) => [part, address[part] || null]));
  if (isObject(settings) && isObject(row.invoice_settings)) {
    const merged = { ...row.invoice_settings };
    assign(merged, settings, Object.keys(settings));
    row.invoice_settings = merged;
  }
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checkEmail(email: unknown): void {
  if (typeof email === 'string' && email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw refused(`Invalid email address: ${email}`, 'email_invalid', 'email');
}

/** Endpoints of https://docs.stripe.com/api/customers */
export const customerEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/v1/customers',
    spec,
    run({ state, params }) {
      checkEmail(params.email);
      const row = customerObject({ id: state.id('cus_', 14), created: state.seconds() });
      write(row, params);
      state.event('customer.created', row);
      return state.add('customer', row);
    },
  },
  {
    method: 'GET',
    path: '/v1/customers',
    spec: listSpec({ email: string, created: range, test_clock: string }),
    run: (call) =>
      listAnswer(call, 'customer', '/v1/customers', { equal: ['email', 'test_clock'], ranges: ['created'] }),
  },
  {
    method: 'GET',
    path: '/v1/customers/search',
    spec: { query: string, limit: integer, page: string, expand: strings },
    run({ state, params }) {
      if (params.query === undefined) throw refused('Missing required param: query.', 'parameter_missing', 'query');
      const fits = customerMatcher(String(params.query));
      const found = state.rows('customer').filter((row) => row.deleted !== true && fits(row));
      const limit = params.limit === undefined ? 10 : Number(params.limit);
      const start = params.page === undefined ? 0 : Number(String(params.page).replace(/^page_/, ''));
      if (!Number.isInteger(start) || start < 0) throw refused('Invalid page.', undefined, 'page');
      const more = start + limit < found.length;
      return {
        object: 'search_result',
        url: '/v1/customers/search',
        has_more: more,
        next_page: more ? `page_${start + limit}` : null,
        data: found.slice(start, start + limit),
      };
    },
  },
  {
    method: 'GET',
    path: '/v1/customers/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('customer', id),
  },
  {
    method: 'POST',
    path: '/v1/customers/:id',
    spec,
    run({ state, id, params }) {
      const row = state.get('customer', id);
      if (row.deleted === true) throw noSuch('customer', id);
      checkEmail(params.email);
      const before = structuredClone(row);
      write(row, params);
      state.event('customer.updated', row, before);
      return row;
    },
  },
  {
    method: 'DELETE',
    path: '/v1/customers/:id',
    spec: {},
    run({ state, id }) {
      const gone = state.get('customer', id);
      if (gone.deleted === true) throw noSuch('customer', id);
      for (const row of state.rows('subscription'))
        if (row.customer === id && row.status !== 'canceled') {
          row.status = 'canceled';
          row.canceled_at = state.seconds();
          row.ended_at = state.seconds();
          state.event('customer.subscription.deleted', row);
        }
      state.event('customer.deleted', gone);
      state.add('customer', { id, object: 'customer', deleted: true });
      return { id, object: 'customer', deleted: true };
    },
  },
];
