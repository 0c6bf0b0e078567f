import type { Json, JsonObject } from '../../../shared/index.ts';
import { list, record } from '../read.ts';
import { applyCoupons } from './discounts.ts';
import { assign, type Endpoint, listAnswer, liveCustomer } from './endpoint.ts';
import { missing, noSuch, refused } from './errors.ts';
import { subscriptionObject } from './objects.ts';
import {
  boolean,
  epochOrNow,
  fields,
  integer,
  listOf,
  listSpec,
  metadata,
  oneOf,
  range,
  string,
  strings,
  writeSpec,
} from './params.ts';
import { periodAt } from './periods.ts';
import type { State } from './state.ts';

const collection = oneOf('charge_automatically', 'send_invoice');
const day = 86_400;

const itemsOf = (row: JsonObject): Json[] => list(record(row.items).data);

function priceFor(state: State, id: Json, param: string): JsonObject {
  const price = state.get('price', String(id), param);
  if (price.type !== 'recurring')
    throw refused(
      'The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.',
      undefined,
      param,
    );
  if (price.active !== true)
    throw refused('The price specified is inactive. This field only accepts active prices.', undefined, param);
  return price;
}

function setItems(row: JsonObject, data: Json[]): void {
  row.items = {
    object: 'list',
    data,
    has_more: false,
    total_count: data.length,
    url: `/v1/subscription_items?subscription=${String(row.id)}`,
  };
}

function newItem(state: State, row: JsonObject, given: JsonObject, param: string): JsonObject {
  if (given.price === undefined) throw missing(`${param}[price]`);
  const price = priceFor(state, given.price, `${param}[price]`);
  const quantity = given.quantity === undefined ? 1 : integer(given.quantity, `${param}[quantity]`);
  return {
    id: state.id('si_', 14),
    object: 'subscription_item',
    created: state.seconds(),
    metadata: {},
    price,
    quantity,
    subscription: row.id ?? '',
    ...periodAt(state.seconds(), state.seconds(), price),
  };
}

function changeItems(state: State, row: JsonObject, changes: readonly Json[]): void {
  let data = [...itemsOf(row)];
  for (const [index, change] of changes.entries()) {
    const given = record(change);
    const param = `items[${index}]`;
    if (given.id === undefined) {
      data.push(newItem(state, row, given, param));
      continue;
    }
    const at = data.findIndex((item) => record(item).id === given.id);
    if (at < 0) throw noSuch('subscription_item', String(given.id), `${param}[id]`);
    if (given.deleted === true || given.deleted === 'true') {
      data = data.filter((_item, position) => position !== at);
      continue;
    }
    const item: JsonObject = { ...record(data[at]) };
    if (given.price !== undefined) {
      item.price = priceFor(state, given.price, `${param}[price]`);
      Object.assign(item, periodAt(Number(item.current_period_start), state.seconds(), item.price));
    }
    if (given.quantity !== undefined) item.quantity = integer(given.quantity, `${param}[quantity]`);
    data[at] = item;
  }
  setItems(row, data);
}

function applyTrial(state: State, row: JsonObject, end: Json | undefined): void {
  if (end === undefined) return;
  const now = state.seconds();
  if (end !== 'now' && Number(end) <= now) throw refused('`trial_end` must be in the future.', undefined, 'trial_end');
  row.trial_end = end === 'now' ? now : end;
  row.trial_start ??= now;
  row.status = end === 'now' ? 'active' : 'trialing';
}

function applyTerms(row: JsonObject, params: JsonObject): void {
  assign(row, params, ['collection_method', 'default_payment_method', 'cancel_at_period_end']);
  if (params.collection_method === 'charge_automatically') row.days_until_due = null;
  if (params.days_until_due === undefined) return;
  if (row.collection_method !== 'send_invoice')
    throw refused(
      'You can only set `days_until_due` if the subscription collection method is `send_invoice`.',
      undefined,
      'days_until_due',
    );
  row.days_until_due = params.days_until_due;
}

/** Ending with the period is noted with its date, and taken back whole. */
function applyEnd(state: State, row: JsonObject, atPeriodEnd: Json | undefined): void {
  if (atPeriodEnd === undefined) return;
  const ends = itemsOf(row).map((item) => Number(record(item).current_period_end));
  row.cancel_at = atPeriodEnd ? Math.max(...ends) : null;
  row.canceled_at = atPeriodEnd ? state.seconds() : null;
}

const itemSpec = fields({ id: string, price: string, quantity: integer, deleted: boolean, metadata });
const discountSpec = fields({ coupon: string, discount: string, promotion_code: string });
const feedbacks = [
  'customer_service',
  'low_quality',
  'missing_features',
  'other',
  'switched_service',
  'too_complex',
  'too_expensive',
  'unused',
];
const prorations = oneOf('always_invoice', 'create_prorations', 'none');

/** Endpoints of https://docs.stripe.com/api/subscriptions */
export const subscriptionEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/v1/subscriptions',
    spec: writeSpec({
      customer: string,
      items: listOf(itemSpec),
      default_payment_method: string,
      collection_method: collection,
      days_until_due: integer,
      trial_period_days: integer,
      trial_end: epochOrNow,
      cancel_at_period_end: boolean,
      discounts: listOf(discountSpec),
      proration_behavior: prorations,
    }),
    run({ state, params }) {
      if (params.customer === undefined) throw missing('customer');
      liveCustomer(state, params.customer);
      const given = params.items;
      if (!Array.isArray(given) || given.length === 0) throw missing('items');
      const row = subscriptionObject({
        id: state.id('sub_1R', 22),
        customer: params.customer,
        created: state.seconds(),
        currency: state.currency,
      });
      setItems(
        row,
        given.map((item, index) => newItem(state, row, record(item), `items[${index}]`)),
      );
      applyTerms(row, params);
      applyEnd(state, row, params.cancel_at_period_end);
      applyCoupons(state, row, params.discounts);
      if (params.trial_period_days !== undefined)
        applyTrial(state, row, state.seconds() + Number(params.trial_period_days) * day);
      applyTrial(state, row, params.trial_end);
      assign(row, params, []);
      state.event('customer.subscription.created', row);
      return state.add('subscription', row);
    },
  },
  {
    method: 'GET',
    path: '/v1/subscriptions',
    spec: listSpec({
      customer: string,
      price: string,
      collection_method: collection,
      created: range,
      status: oneOf(
        'active',
        'all',
        'canceled',
        'ended',
        'incomplete',
        'incomplete_expired',
        'past_due',
        'paused',
        'trialing',
        'unpaid',
      ),
    }),
    run: (call) =>
      listAnswer(call, 'subscription', '/v1/subscriptions', {
        equal: ['customer', 'collection_method'],
        ranges: ['created'],
        keep(row, params) {
          const { status, price } = params;
          if (price !== undefined && !itemsOf(row).some((item) => record(record(item).price).id === price))
            return false;
          if (status === 'all') return true;
          if (status === 'ended') return row.status === 'canceled' || row.status === 'incomplete_expired';
          return status === undefined ? row.status !== 'canceled' : row.status === status;
        },
      }),
  },
  {
    method: 'GET',
    path: '/v1/subscriptions/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('subscription', id),
  },
  {
    method: 'POST',
    path: '/v1/subscriptions/:id',
    spec: writeSpec({
      items: listOf(itemSpec),
      cancel_at_period_end: boolean,
      proration_behavior: prorations,
      default_payment_method: string,
      trial_end: epochOrNow,
      discounts: listOf(discountSpec),
      collection_method: collection,
      days_until_due: integer,
      pause_collection: fields({ behavior: string, resumes_at: integer }),
    }),
    run({ state, id, params }) {
      const row = state.get('subscription', id);
      const before = structuredClone(row);
      if (row.status === 'canceled')
        throw refused('A canceled subscription can only update its cancellation_details and metadata.');
      if (Array.isArray(params.items)) changeItems(state, row, params.items);
      applyTerms(row, params);
      applyEnd(state, row, params.cancel_at_period_end);
      applyCoupons(state, row, params.discounts);
      applyTrial(state, row, params.trial_end);
      const pause = params.pause_collection;
      if (pause === '') row.pause_collection = null;
      else if (pause !== undefined) {
        const { behavior, resumes_at } = record(pause);
        if (behavior === undefined) throw missing('pause_collection[behavior]');
        oneOf('keep_as_draft', 'mark_uncollectible', 'void')(behavior, 'pause_collection[behavior]');
        row.pause_collection = {
          behavior,
          resumes_at: resumes_at === undefined ? null : integer(resumes_at, 'pause_collection[resumes_at]'),
        };
      }
      assign(row, params, []);
      state.event('customer.subscription.updated', row, before);
      return row;
    },
  },
  {
    method: 'DELETE',
    path: '/v1/subscriptions/:id',
    spec: {
      cancellation_details: fields({ comment: string, feedback: oneOf(...feedbacks) }),
      invoice_now: boolean,
      prorate: boolean,
      expand: strings,
    },
    run({ state, id, params }) {
      const row = state.get('subscription', id);
      if (row.status === 'canceled') throw noSuch('subscription', id);
      row.status = 'canceled';
      row.canceled_at = state.seconds();
      row.ended_at = state.seconds();
      const details = record(params.cancellation_details);
      row.cancellation_details = {
        comment: details.comment ?? null,
        feedback: details.feedback ?? null,
        reason: 'cancellation_requested',
      };
      state.event('customer.subscription.deleted', row);
      return row;
    },
  },
];
