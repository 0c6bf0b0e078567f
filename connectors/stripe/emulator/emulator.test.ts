import { beforeEach, describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../shared/index.ts';
import workspace from '../../demo/workspace.json' with { type: 'json' };
import { createStripeEmulator } from './index.ts';

const now = Date.parse(workspace.now);
const emulator = createStripeEmulator(workspace, { now: () => now, token: 'key' });
beforeEach(() => emulator.reset());

function call(method: string, path: string, params: JsonObject = {}, headers: Record<string, string> = {}) {
  const response = emulator.handle({
    method,
    path,
    query: method === 'POST' ? {} : params,
    body: method === 'POST' ? params : null,
    headers: { authorization: 'Bearer key', ...headers },
  });
  return { ...response, body: response.body as JsonObject };
}
const ids = (body: JsonObject) => (body.data as JsonObject[]).map((row) => row.id);
const error = (body: JsonObject) => body.error as JsonObject;

const stickers = 'pi_3RYMaaItDr9uP14pEHpJpb9A';
const held = 'pi_3R5T4uUhf7kvmlP7HVDctQUy';
const disputed = 'pi_3Rg80USP2W5DfJXcaYioK6cP';
const oskar = 'cus_xqZKm4bV3AyAVH';
const teamPrice = 'price_1RtnwlavyfErGPmpGXafq0fj';
const sub = 'sub_1RnyrvWdFrK9xiRGHOY32nfr';

describe('access', () => {
  it('wants a key', () => {
    const none = emulator.handle({ method: 'GET', path: '/v1/balance', query: {}, body: null, headers: {} });
    expect(none.status).toBe(401);
    const wrong = call('GET', '/v1/balance', {}, { authorization: 'Bearer other-key-entirely' });
    expect([wrong.status, error(wrong.body).type]).toEqual([401, 'invalid_request_error']);
    expect(JSON.stringify(wrong.body)).not.toContain('entirely');
  });
  it('refuses JSON bodies, unknown paths and unknown parameters', () => {
    expect(call('POST', '/v1/customers', { name: 'a' }, { 'content-type': 'application/json' }).status).toBe(400);
    expect(call('GET', '/v1/nothing').status).toBe(404);
    expect(error(call('POST', '/v1/customers', { nmae: 'a' }).body)).toMatchObject({
      code: 'parameter_unknown',
      param: 'nmae',
    });
    expect(error(call('POST', '/v1/refunds', { payment_intent: stickers, amount: 'five' }).body).code).toBe(
      'parameter_invalid_integer',
    );
  });
});

describe('lists', () => {
  it('pages with cursors, newest first', () => {
    const first = call('GET', '/v1/customers', { limit: '4' }).body;
    expect(first).toMatchObject({ object: 'list', has_more: true, url: '/v1/customers' });
    const seen = ids(first);
    const second = call('GET', '/v1/customers', { limit: '4', starting_after: String(seen.at(-1)) }).body;
    const third = call('GET', '/v1/customers', { limit: '4', starting_after: String(ids(second).at(-1)) }).body;
    expect(third.has_more).toBe(false);
    expect(new Set([...seen, ...ids(second), ...ids(third)]).size).toBe(10);
    const back = call('GET', '/v1/customers', { limit: '4', ending_before: String(ids(second)[0]) }).body;
    expect(ids(back)).toEqual(seen);
    const created = (first.data as JsonObject[]).map((row) => Number(row.created));
    expect(created).toEqual([...created].sort((a, b) => b - a));
  });
  it('gives ten where nothing is said and refuses more than a hundred', () => {
    expect(ids(call('GET', '/v1/payment_intents').body)).toHaveLength(10);
    expect(call('GET', '/v1/payment_intents', { limit: '101' }).status).toBe(400);
    expect(error(call('GET', '/v1/customers', { starting_after: 'cus_nope' }).body)).toMatchObject({
      code: 'resource_missing',
      param: 'starting_after',
    });
  });
  it('filters by range, customer and status', () => {
    const range = call('GET', '/v1/customers', { 'created[gte]': '1744340000', 'created[lt]': '1747796000' }).body;
    expect(ids(range)).toEqual(['cus_jwskHk7egyFWZY', 'cus_ppjs46LmuezqpG']);
    expect(ids(call('GET', '/v1/payment_intents', { customer: oskar }).body)).toHaveLength(3);
    expect(ids(call('GET', '/v1/invoices', { status: 'draft' }).body)).toHaveLength(3);
    expect(call('GET', '/v1/invoices', { status: 'late' }).status).toBe(400);
    expect(ids(call('GET', '/v1/subscriptions').body)).toHaveLength(8);
    expect(ids(call('GET', '/v1/subscriptions', { status: 'all' }).body)).toHaveLength(9);
    expect(ids(call('GET', '/v1/prices', { 'recurring[interval]': 'month' }).body)).toHaveLength(4);
  });
  it('expands ids to objects', () => {
    const body = call('GET', '/v1/payment_intents', { customer: oskar, 'expand[]': 'data.latest_charge' }).body;
    expect((body.data as JsonObject[])[0]?.latest_charge).toMatchObject({ object: 'charge', amount_refunded: 0 });
    expect(call('GET', `/v1/customers/${oskar}`, { 'expand[]': 'nothing' }).status).toBe(400);
  });
  it('searches customers in the search language', () => {
    const search = (query: string) => call('GET', '/v1/customers/search', { query });
    expect(ids(search("name~'morales'").body)).toEqual(['cus_fColNV9ds0HqtO']);
    expect(ids(search("email:'oskar@lindqvist.example' OR name:'jane doe'").body)).toHaveLength(2);
    expect(ids(search("-name~'a l'").body)).toHaveLength(10);
    expect(search("name~'a'").status).toBe(400);
    expect(search('what is this').status).toBe(400);
    call('POST', `/v1/customers/${oskar}`, { 'metadata[plan]': 'gold' });
    expect(ids(search("metadata['plan']:'gold'").body)).toEqual([oskar]);
  });
});

describe('refunds', () => {
  const refund = (params: JsonObject) => call('POST', '/v1/refunds', params);
  it('takes money back until nothing is left', () => {
    const available = () => (call('GET', '/v1/balance').body.available as JsonObject[])[0]?.amount as number;
    const before = available();
    const first = refund({ payment_intent: stickers, amount: '500' });
    expect(first.body).toMatchObject({
      object: 'refund',
      amount: 500,
      payment_intent: stickers,
      status: 'succeeded',
      reason: null,
    });
    expect(String(first.body.id)).toMatch(/^re_3\w{22}$/);
    expect(available()).toBe(before - 500);
    expect(error(refund({ payment_intent: stickers, amount: '2100' }).body).message).toMatch(
      /greater than unrefunded amount on charge \(\$20\.99\)/,
    );
    expect(refund({ payment_intent: stickers }).body.amount).toBe(2099);
    expect(error(refund({ payment_intent: stickers }).body).code).toBe('charge_already_refunded');
    expect(call('GET', '/v1/charges', { payment_intent: stickers }).body).toMatchObject({
      data: [{ refunded: true, amount_refunded: 2599 }],
    });
  });
  it('refuses uncaptured and disputed payments, and missing ones', () => {
    expect(refund({ payment_intent: held }).status).toBe(400);
    expect(error(refund({ payment_intent: disputed }).body).code).toBe('charge_disputed');
    expect(error(refund({}).body).message).toMatch(/payment_intent or charge/);
    expect(error(refund({ payment_intent: 'pi_nope' }).body)).toMatchObject({
      code: 'resource_missing',
      param: 'payment_intent',
    });
    expect(refund({ payment_intent: stickers, reason: 'because' }).status).toBe(400);
  });
  it('answers a repeated key with the first answer and does it once', () => {
    const key = { 'idempotency-key': 'k1' };
    const first = call('POST', '/v1/refunds', { payment_intent: stickers, amount: '500' }, key);
    const again = call('POST', '/v1/refunds', { payment_intent: stickers, amount: '500' }, key);
    expect(again.body).toEqual(first.body);
    expect(again.headers?.['idempotent-replayed']).toBe('true');
    expect(ids(call('GET', '/v1/refunds', { payment_intent: stickers }).body)).toHaveLength(1);
    const other = call('POST', '/v1/refunds', { payment_intent: stickers, amount: '600' }, key);
    expect(error(other.body).type).toBe('idempotency_error');
  });
});

describe('payments', () => {
  it('captures a part of what is held, once', () => {
    expect(call('POST', `/v1/payment_intents/${held}/capture`, { amount_to_capture: '99999999' }).status).toBe(400);
    expect(call('POST', `/v1/payment_intents/${held}/capture`, { amount_to_capture: '10000' }).body).toMatchObject({
      status: 'succeeded',
      amount_received: 10000,
    });
    expect(error(call('POST', `/v1/payment_intents/${held}/capture`).body).code).toBe(
      'payment_intent_unexpected_state',
    );
  });
  it('cancels only what is not paid', () => {
    expect(call('POST', `/v1/payment_intents/${held}/cancel`, { cancellation_reason: 'duplicate' }).body).toMatchObject(
      { status: 'canceled', cancellation_reason: 'duplicate' },
    );
    expect(call('POST', `/v1/payment_intents/${stickers}/cancel`).status).toBe(400);
  });
  it('creates payments, and charges when confirmed with a method', () => {
    const create = (params: JsonObject) => call('POST', '/v1/payment_intents', params);
    expect(create({ amount: '1000', currency: 'usd', customer: oskar }).body.status).toBe('requires_payment_method');
    expect(create({ amount: '1000', currency: 'usd', confirm: 'true' }).status).toBe(400);
    expect(
      create({ amount: '1000', currency: 'usd', confirm: 'true', payment_method: 'pm_card_visa' }).body,
    ).toMatchObject({ status: 'succeeded', amount_received: 1000 });
    expect(error(create({ amount: '10', currency: 'usd' }).body).code).toBe('amount_too_small');
    expect(error(create({ amount: '1000' }).body)).toMatchObject({ code: 'parameter_missing', param: 'currency' });
  });
});

describe('invoices', () => {
  const draft = 'in_1RvTAxRzmaZsV2GenFmtX0mo';
  it('goes from draft to open to void', () => {
    expect(call('POST', `/v1/invoices/${draft}/void`).status).toBe(400);
    expect(
      call('POST', '/v1/invoiceitems', { customer: oskar, invoice: draft, amount: '3500', currency: 'usd' }).body,
    ).toMatchObject({ object: 'invoiceitem', invoice: draft });
    expect(call('POST', `/v1/invoices/${draft}/finalize`, { auto_advance: 'false' }).body).toMatchObject({
      status: 'open',
      amount_due: 9200,
      number: 'BL-1042',
    });
    expect(call('POST', `/v1/invoices/${draft}/finalize`).status).toBe(400);
    expect(
      error(call('POST', '/v1/invoiceitems', { customer: oskar, invoice: draft, amount: '1', currency: 'usd' }).body)
        .code,
    ).toBe('invoice_not_editable');
    expect(call('POST', `/v1/invoices/${draft}/void`).body.status).toBe('void');
    expect(call('POST', `/v1/invoices/${draft}/send`).status).toBe(400);
  });
  it('numbers new ones when they are finalized and minds the payment terms', () => {
    expect(call('POST', '/v1/invoices', { customer: oskar, days_until_due: '30' }).status).toBe(400);
    expect(call('POST', '/v1/invoices', {}).status).toBe(400);
    const made = call('POST', '/v1/invoices', {
      customer: oskar,
      collection_method: 'send_invoice',
      days_until_due: '30',
    }).body;
    expect(made).toMatchObject({
      status: 'draft',
      number: null,
      due_date: Math.floor(now / 1000) + 30 * 86_400,
      customer_name: 'Oskar Lindqvist',
    });
    call('POST', '/v1/invoiceitems', { customer: oskar, invoice: String(made.id), amount: '100', currency: 'usd' });
    expect(call('POST', `/v1/invoices/${String(made.id)}/send`).body).toMatchObject({
      status: 'open',
      number: 'BL-1050',
    });
  });
});

describe('subscriptions', () => {
  const item = 'si_sqOVqatBxqUzb5';
  it('changes plan and quantity of the item named by its id', () => {
    const changed = call('POST', `/v1/subscriptions/${sub}`, {
      'items[0][id]': item,
      'items[0][price]': teamPrice,
      'items[0][quantity]': '4',
    }).body;
    expect(changed).toMatchObject({
      items: { data: [{ id: item, quantity: 4, price: { id: teamPrice } }], total_count: 1 },
    });
  });
  it('changes nothing when a part is refused', () => {
    const before = emulator.snapshot();
    const refused = call('POST', `/v1/subscriptions/${sub}`, {
      'items[0][id]': item,
      'items[0][price]': teamPrice,
      days_until_due: '5',
    });
    expect(refused.status).toBe(400);
    expect(emulator.snapshot()).toEqual(before);
  });
  it('counts no use of a coupon for what is refused', () => {
    call('POST', '/v1/coupons', { id: 'SPRING', percent_off: '20' });
    const before = emulator.snapshot();
    const discounts = { 'discounts[0][coupon]': 'SPRING', 'discounts[1][coupon]': 'GONE' };
    expect(call('POST', `/v1/subscriptions/${sub}`, discounts).status).toBe(400);
    expect(
      call('POST', `/v1/subscriptions/${sub}`, { cancel_at_period_end: 'true', 'expand[]': 'nothing' }).status,
    ).toBe(400);
    expect(emulator.snapshot()).toEqual(before);
  });
  it('starts with trials, ends once', () => {
    const made = call('POST', '/v1/subscriptions', {
      customer: oskar,
      'items[0][price]': teamPrice,
      trial_period_days: '14',
    }).body;
    expect(made).toMatchObject({ status: 'trialing', trial_end: Math.floor(now / 1000) + 14 * 86_400 });
    expect(
      call('POST', '/v1/subscriptions', { customer: oskar, 'items[0][price]': 'price_1RK10Zb0RLZ5TR9SPofbciOx' })
        .status,
    ).toBe(400);
    expect(
      call('DELETE', `/v1/subscriptions/${sub}`, { 'cancellation_details[feedback]': 'unused' }).body,
    ).toMatchObject({ status: 'canceled', cancellation_details: { feedback: 'unused' } });
    expect(call('DELETE', `/v1/subscriptions/${sub}`).status).toBe(404);
    expect(call('POST', `/v1/subscriptions/${sub}`, { cancel_at_period_end: 'true' }).status).toBe(400);
  });
  it('pauses, resumes and wants coupons that exist', () => {
    const post = (params: JsonObject) => call('POST', `/v1/subscriptions/${sub}`, params);
    expect(post({ 'pause_collection[behavior]': 'void' }).body.pause_collection).toEqual({
      behavior: 'void',
      resumes_at: null,
    });
    expect(post({ pause_collection: '' }).body.pause_collection).toBeNull();
    expect(post({ 'discounts[0][coupon]': 'SPRING' }).status).toBe(400);
    call('POST', '/v1/coupons', { id: 'SPRING', percent_off: '20' });
    expect(post({ 'discounts[0][coupon]': 'SPRING' }).status).toBe(200);
  });
});

describe('customers and catalog', () => {
  it('deletes for good and ends the subscriptions', () => {
    expect(call('DELETE', `/v1/customers/${oskar}`).body).toEqual({ id: oskar, object: 'customer', deleted: true });
    expect(call('GET', `/v1/customers/${oskar}`).body).toEqual({ id: oskar, object: 'customer', deleted: true });
    expect(call('DELETE', `/v1/customers/${oskar}`).status).toBe(404);
    expect(call('GET', `/v1/subscriptions/${sub}`).body.status).toBe('canceled');
    expect(ids(call('GET', '/v1/customers', { limit: '100' }).body)).toHaveLength(9);
  });
  it('updates, merges metadata and clears with an empty value', () => {
    call('POST', `/v1/customers/${oskar}`, { phone: '+1555', 'metadata[a]': '1', 'metadata[b]': '2' });
    expect(call('POST', `/v1/customers/${oskar}`, { phone: '', 'metadata[a]': '' }).body).toMatchObject({
      phone: null,
      metadata: { b: '2' },
    });
    expect(error(call('POST', `/v1/customers/${oskar}`, { email: 'nonsense' }).body).code).toBe('email_invalid');
  });
  it('makes products, prices, links and coupons', () => {
    const product = call('POST', '/v1/products', {
      name: 'Mug',
      'default_price_data[unit_amount]': '1500',
      'default_price_data[currency]': 'usd',
    }).body;
    const price = call('POST', '/v1/prices', {
      product: String(product.id),
      unit_amount: '900',
      currency: 'usd',
      'recurring[interval]': 'year',
    }).body;
    expect(price).toMatchObject({ type: 'recurring', product: String(product.id) });
    expect(
      call('POST', '/v1/payment_links', {
        'line_items[0][price]': String(product.default_price),
        'line_items[0][quantity]': '1',
      }).body.url,
    ).toMatch(/^https:/);
    expect(call('POST', '/v1/payment_links', { 'line_items[0][price]': String(product.default_price) }).status).toBe(
      400,
    );
    expect(call('POST', '/v1/coupons', { percent_off: '10', amount_off: '5', currency: 'usd' }).status).toBe(400);
    expect(call('POST', '/v1/coupons', { amount_off: '5' }).status).toBe(400);
    expect(call('POST', '/v1/coupons', { percent_off: '10', duration: 'repeating' }).status).toBe(400);
    expect(call('POST', '/v1/coupons', { id: 'X', percent_off: '10' }).status).toBe(200);
    expect(error(call('POST', '/v1/coupons', { id: 'X', percent_off: '10' }).body).code).toBe(
      'resource_already_exists',
    );
  });
});

describe('events', () => {
  const types = (params: JsonObject) =>
    (call('GET', '/v1/events', params).body.data as JsonObject[]).map((row) => row.type);
  it('notes what happens, newest first, with the earlier values of a change', () => {
    call('POST', `/v1/customers/${oskar}`, { phone: '+1555' });
    call('POST', '/v1/refunds', { payment_intent: stickers, amount: '500' });
    expect(types({ limit: '3' })).toEqual(['refund.created', 'charge.refunded', 'customer.updated']);
    const changed = call('GET', '/v1/events', { type: 'customer.updated' }).body.data as JsonObject[];
    expect(changed).toMatchObject([
      {
        id: expect.stringMatching(/^evt_\w{24}$/),
        data: { object: { id: oskar }, previous_attributes: { phone: null } },
      },
    ]);
    expect(types({ 'types[0]': 'charge.*', 'types[1]': 'customer.updated', limit: '2' })).toEqual([
      'charge.refunded',
      'customer.updated',
    ]);
  });
  it('keeps thirty days and has no failed delivery', () => {
    const month = Math.floor(now / 1000) - 30 * 86_400;
    const all = call('GET', '/v1/events', { limit: '100' }).body.data as JsonObject[];
    expect(all.length).toBeGreaterThan(5);
    expect(all.every((row) => Number(row.created) > month)).toBe(true);
    expect(types({ delivery_success: 'false' })).toEqual([]);
    expect(call('GET', '/v1/events', { type: 'a.b', 'types[]': 'a.b' }).status).toBe(400);
  });
  it('notes nothing for what was refused', () => {
    const before = types({ limit: '100' });
    expect(call('POST', '/v1/refunds', { payment_intent: disputed }).status).toBe(400);
    expect(types({ limit: '100' })).toEqual(before);
  });
});

describe('products and prices', () => {
  it('are archived and brought back; a default price only with its product', () => {
    expect(call('POST', `/v1/prices/${teamPrice}`, { active: 'false' }).status).toBe(400);
    const extra = call('POST', '/v1/prices', { product: 'prod_krCaqx9vJupc94', unit_amount: '100', currency: 'usd' });
    expect(call('POST', `/v1/prices/${String(extra.body.id)}`, { active: 'false' }).body.active).toBe(false);
    expect(call('POST', '/v1/products/prod_krCaqx9vJupc94', { active: 'false' }).body.active).toBe(false);
    expect(ids(call('GET', '/v1/products', { active: 'false' }).body)).toEqual(['prod_krCaqx9vJupc94']);
    expect(call('POST', `/v1/prices/${teamPrice}`, { unit_amount: '5' }).status).toBe(400);
  });
});

describe('reset', () => {
  it('gives the same ids and state again', () => {
    const seed: Json = emulator.snapshot();
    const first = call('POST', '/v1/customers', { name: 'Ada' }).body.id;
    emulator.reset();
    expect(emulator.snapshot()).toEqual(seed);
    expect(call('POST', '/v1/customers', { name: 'Ada' }).body.id).toBe(first);
  });
  it('refuses a workspace without a Stripe part', () => {
    expect(() => createStripeEmulator({}, { now: () => now, token: 'key' })).toThrow();
  });
});
