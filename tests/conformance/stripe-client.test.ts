import Stripe from 'stripe';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { operations, workspace } from '../../connectors/demo/index.ts';
import { type Fault, type ServedEmulator, serveEmulator } from '../../connectors/index.ts';
import { createStripeEmulator, faults } from '../../connectors/stripe/emulator/index.ts';
import { draft, held, open, oskar, starter, stickers, team, workshop } from './stripe-records.ts';

/** The official SDK as a client of the emulator: it must not notice that this is not Stripe. */

const token = 'sk_test_thimble';
let served: ServedEmulator;
let stripe: Stripe;

function clientOf(options: { readonly key?: string; readonly retries?: number } = {}): Stripe {
  const { hostname, port } = new URL(served.origin);
  const { key = token, retries = 0 } = options;
  return new Stripe(key, { host: hostname, port: Number(port), protocol: 'http', maxNetworkRetries: retries });
}

beforeAll(async () => {
  const emulator = createStripeEmulator(workspace, { now: () => Date.parse(workspace.now), token });
  served = await serveEmulator(emulator, operations);
  stripe = clientOf();
});
afterAll(() => served?.close());
beforeEach(() => served.reset());

/** The error that a call of the SDK throws. */
async function errorOf(call: Promise<unknown>): Promise<Stripe.errors.StripeError> {
  const error = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Stripe.errors.StripeError)) throw new Error(`not an error of Stripe: ${String(error)}`);
  return error;
}

describe('records go there and back', () => {
  it('customers', async () => {
    const made = await stripe.customers.create({
      name: 'Ada Vogel',
      address: { line1: 'Hauptstr. 5', city: 'Berlin', country: 'DE' },
      metadata: { tier: 'gold' },
    });
    const changed = await stripe.customers.update(made.id, {
      phone: '+49 30 1',
      address: { line1: 'Ring 1' },
      metadata: { tier: '', region: 'emea' },
      invoice_settings: { footer: 'Danke' },
    });
    expect(await stripe.customers.retrieve(made.id)).toMatchObject({
      ...changed,
      name: 'Ada Vogel',
      address: { line1: 'Ring 1', line2: null, city: null, state: null, postal_code: null, country: null },
      metadata: { region: 'emea' },
      invoice_settings: { footer: 'Danke', default_payment_method: null },
    });
    expect(await stripe.customers.del(made.id)).toMatchObject({ id: made.id, deleted: true });
    expect(await stripe.customers.retrieve(made.id)).toMatchObject({ deleted: true });
  });

  it('payments, from authorized to captured to refunded', async () => {
    const made = await stripe.paymentIntents.create({
      amount: 5000,
      currency: 'usd',
      customer: oskar.id,
      payment_method: 'pm_card_visa',
      confirm: true,
      capture_method: 'manual',
    });
    expect(made).toMatchObject({ status: 'requires_capture', amount_capturable: 5000, amount_received: 0 });
    await stripe.paymentIntents.capture(made.id, { amount_to_capture: 4000 });
    const refund = await stripe.refunds.create({ payment_intent: made.id, amount: 1000, reason: 'duplicate' });
    expect(refund).toMatchObject({ status: 'succeeded', amount: 1000, payment_intent: made.id, reason: 'duplicate' });
    const seen = await stripe.paymentIntents.retrieve(made.id, { expand: ['latest_charge'] });
    // 1000 were released with the capture, 1000 refunded.
    expect(seen).toMatchObject({
      status: 'succeeded',
      amount_received: 4000,
      latest_charge: { amount_captured: 4000, amount_refunded: 2000, refunded: false },
    });
  });

  it('the catalog: products, prices, coupons, links', async () => {
    const product = await stripe.products.create({
      name: 'Mug',
      default_price_data: { unit_amount: 1500, currency: 'usd' },
    });
    const price = await stripe.prices.create({
      product: product.id,
      unit_amount: 900,
      currency: 'usd',
      recurring: { interval: 'year' },
      lookup_key: 'mug_club',
    });
    const found = await stripe.prices.list({ lookup_keys: ['mug_club'], expand: ['data.product'] });
    expect(found.data).toMatchObject([{ id: price.id, type: 'recurring', product: { id: product.id, name: 'Mug' } }]);
    expect(await stripe.products.update(product.id, { active: false })).toMatchObject({ active: false });
    const link = await stripe.paymentLinks.create({ line_items: [{ price: price.id, quantity: 1 }] });
    expect(await stripe.paymentLinks.update(link.id, { active: false })).toMatchObject({ id: link.id, active: false });
    const coupon = await stripe.coupons.create({ percent_off: 20, duration: 'once' });
    expect(await stripe.coupons.del(coupon.id)).toMatchObject({ id: coupon.id, deleted: true });
    expect(await errorOf(stripe.coupons.retrieve(coupon.id))).toMatchObject({ code: 'resource_missing' });
  });

  it('invoices, from their lines to void', async () => {
    await stripe.invoiceItems.create({ customer: oskar.id, amount: 700, currency: 'usd' });
    const made = await stripe.invoices.create({
      customer: oskar.id,
      collection_method: 'send_invoice',
      days_until_due: 30,
      pending_invoice_items_behavior: 'include',
    });
    const extra = await stripe.invoiceItems.create({
      customer: oskar.id,
      invoice: made.id,
      pricing: { price: workshop.id },
    });
    expect(await stripe.invoices.retrieve(made.id)).toMatchObject({ status: 'draft', amount_due: 75700 });
    await stripe.invoiceItems.del(extra.id);
    const final = await stripe.invoices.finalizeInvoice(made.id);
    expect(final).toMatchObject({ status: 'open', amount_due: 700, number: expect.stringMatching(/^BL-\d+$/u) });
    expect(final.lines.data.map((line) => line.amount)).toEqual([700]);
    await stripe.invoices.sendInvoice(made.id);
    expect(await stripe.invoices.voidInvoice(made.id)).toMatchObject({ status: 'void' });
  });

  it('subscriptions, with a coupon, from a trial to the end', async () => {
    await stripe.coupons.create({ id: 'SPRING', percent_off: 20 });
    const made = await stripe.subscriptions.create({
      customer: oskar.id,
      items: [{ price: team.id, quantity: 2 }],
      discounts: [{ coupon: 'SPRING' }],
      trial_period_days: 14,
    });
    expect(made).toMatchObject({ status: 'trialing', items: { data: [{ quantity: 2, price: { id: team.id } }] } });
    const item = made.items.data[0];
    if (!item) throw new Error('no item');
    expect(item.current_period_end).toBeGreaterThan(item.current_period_start);
    const seen = await stripe.subscriptions.retrieve(made.id, { expand: ['discounts', 'customer'] });
    expect(seen).toMatchObject({ discounts: [{ source: { coupon: 'SPRING' } }], customer: { name: oskar.name } });
    const changed = await stripe.subscriptions.update(made.id, {
      items: [{ id: item.id, quantity: 5 }],
      trial_end: 'now',
      discounts: '',
    });
    expect(changed).toMatchObject({ status: 'active', discounts: [], items: { data: [{ quantity: 5 }] } });
    expect(await stripe.subscriptions.update(made.id, { cancel_at_period_end: true })).toMatchObject({
      cancel_at: item.current_period_end,
    });
    expect(await stripe.subscriptions.cancel(made.id)).toMatchObject({ status: 'canceled' });
  });

  it('the account: balance, disputes, payouts, events', async () => {
    expect(await stripe.balance.retrieve()).toMatchObject({ object: 'balance', available: [{ currency: 'usd' }] });
    expect((await stripe.disputes.list()).data).toMatchObject([{ status: 'needs_response' }]);
    expect((await stripe.payouts.list({ status: 'paid' })).data).toMatchObject([{ object: 'payout' }]);
    await stripe.customers.update(oskar.id, { phone: '+1555' });
    const [event] = (await stripe.events.list({ type: 'customer.updated' })).data;
    expect(event?.data).toMatchObject({ object: { id: oskar.id }, previous_attributes: { phone: null } });
    expect(await stripe.events.retrieve(event?.id ?? '')).toEqual(event);
  });
});

describe('lists page', () => {
  it('through more records than a page, forwards and back', async () => {
    for (let made = 0; made < 25; made += 1) await stripe.customers.create({ name: `Customer ${made}` });
    const ids: string[] = [];
    for await (const customer of stripe.customers.list({ limit: 10 })) ids.push(customer.id);
    expect(new Set(ids).size).toBe(35);
    const lists = served.received.filter(({ op }) => op === 'stripe.customers.list');
    expect(lists.map(({ query }) => query.starting_after)).toEqual([undefined, ids[9], ids[19], ids[29]]);
    const last = ids.at(-1);
    if (last === undefined) throw new Error('no customers');
    const back = await stripe.customers.list({ limit: 10, ending_before: last }).autoPagingToArray({ limit: 100 });
    expect(back.map(({ id }) => id)).toEqual(ids.slice(0, -1).reverse());
  });

  it('of search, by its own cursor', async () => {
    for (let made = 0; made < 12; made += 1) await stripe.customers.create({ name: `Tester ${made}` });
    const found = await stripe.customers.search({ query: "name~'tester'", limit: 5 }).autoPagingToArray({ limit: 100 });
    expect(found).toHaveLength(12);
    const asked = served.received.filter(({ op }) => op === 'stripe.customers.search');
    expect(asked.map(({ query }) => query.page)).toEqual([undefined, 'page_5', 'page_10']);
  });
});

describe('errors are those of the SDK', () => {
  it.each<[string, () => Promise<unknown>, unknown, object]>([
    [
      'a key that is not known',
      () => clientOf({ key: 'sk_test_other' }).balance.retrieve(),
      Stripe.errors.StripeAuthenticationError,
      { statusCode: 401 },
    ],
    [
      'a record that is not there',
      () => stripe.customers.retrieve('cus_nope'),
      Stripe.errors.StripeInvalidRequestError,
      { statusCode: 404, code: 'resource_missing', param: 'id' },
    ],
    [
      'an id in a parameter that is not there',
      () => stripe.invoices.create({ customer: 'cus_nope' }),
      Stripe.errors.StripeInvalidRequestError,
      { statusCode: 400, code: 'resource_missing', param: 'customer' },
    ],
    [
      'a parameter that the API does not have',
      () => stripe.rawRequest('POST', '/v1/customers', { address: { zip: '10115' } }),
      Stripe.errors.StripeInvalidRequestError,
      { statusCode: 400, code: 'parameter_unknown', param: 'address[zip]' },
    ],
    [
      'a parameter that is missing',
      () => stripe.rawRequest('POST', '/v1/payment_intents', { amount: 500 }),
      Stripe.errors.StripeInvalidRequestError,
      { statusCode: 400, code: 'parameter_missing', param: 'currency' },
    ],
    [
      'a page that is too large',
      () => stripe.customers.list({ limit: 101 }),
      Stripe.errors.StripeInvalidRequestError,
      { code: 'parameter_invalid_integer', param: 'limit' },
    ],
    [
      'a card that is declined',
      () =>
        stripe.paymentIntents.create({
          amount: 500,
          currency: 'usd',
          confirm: true,
          payment_method: 'pm_card_chargeDeclinedInsufficientFunds',
        }),
      Stripe.errors.StripeCardError,
      {
        statusCode: 402,
        code: 'card_declined',
        decline_code: 'insufficient_funds',
        payment_intent: { status: 'requires_payment_method' },
      },
    ],
  ])('%s', async (_, call, type, fields) => {
    const error = await errorOf(call());
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject({ ...fields, requestId: expect.stringMatching(/^req_/u) });
  });

  it.each<[string, Fault['action'], unknown, object]>([
    [
      'too many requests, with how long to wait',
      { kind: 'respond', response: faults.rateLimited(2) },
      Stripe.errors.StripeRateLimitError,
      { statusCode: 429, code: 'rate_limit', headers: { 'retry-after': '2' } },
    ],
    [
      'a key without the permission',
      { kind: 'respond', response: faults.forbidden('rak_customer_read') },
      Stripe.errors.StripePermissionError,
      { statusCode: 403 },
    ],
    ['a breakdown', { kind: 'respond', response: faults.broken() }, Stripe.errors.StripeAPIError, { statusCode: 500 }],
  ])('%s', async (_, action, type, fields) => {
    served.addFault({ times: 1, action });
    const error = await errorOf(stripe.customers.list());
    expect(error).toBeInstanceOf(type);
    expect(error).toMatchObject(fields);
    expect(await stripe.customers.list()).toMatchObject({ object: 'list' });
  });
});

describe('states that refuse', () => {
  it.each<[string, () => Promise<unknown>, object]>([
    [
      'a refund over what is left',
      () => stripe.refunds.create({ payment_intent: stickers.id, amount: 2600 }),
      { code: 'amount_too_large', param: 'amount' },
    ],
    [
      'a refund of what is refunded',
      async () => {
        await stripe.refunds.create({ payment_intent: stickers.id });
        return stripe.refunds.create({ payment_intent: stickers.id });
      },
      { code: 'charge_already_refunded' },
    ],
    [
      'a refund of what is disputed',
      () => stripe.refunds.create({ payment_intent: 'pi_3Rg80USP2W5DfJXcaYioK6cP' }),
      { code: 'charge_disputed' },
    ],
    [
      'a capture of what was cancelled',
      async () => {
        await stripe.paymentIntents.cancel(held.id);
        return stripe.paymentIntents.capture(held.id);
      },
      { code: 'payment_intent_unexpected_state' },
    ],
    [
      'a capture over what is held',
      () => stripe.paymentIntents.capture(held.id, { amount_to_capture: held.amount + 1 }),
      { code: 'amount_too_large' },
    ],
    [
      'a cancellation of what was paid',
      () => stripe.paymentIntents.cancel(stickers.id),
      { code: 'payment_intent_unexpected_state' },
    ],
    ['the voiding of a draft', () => stripe.invoices.voidInvoice(draft.id), { statusCode: 400 }],
    ['the deletion of a final invoice', () => stripe.invoices.del(open.id), { code: 'invoice_not_editable' }],
    [
      'finalizing twice',
      async () => {
        await stripe.invoices.finalizeInvoice(draft.id);
        return stripe.invoices.finalizeInvoice(draft.id);
      },
      { code: 'invoice_not_editable' },
    ],
    [
      'a cancellation of what was cancelled',
      async () => {
        await stripe.subscriptions.cancel(starter.id);
        return stripe.subscriptions.cancel(starter.id);
      },
      { statusCode: 404, code: 'resource_missing' },
    ],
    [
      'a change of what was cancelled',
      async () => {
        await stripe.subscriptions.cancel(starter.id);
        return stripe.subscriptions.update(starter.id, { cancel_at_period_end: true });
      },
      { statusCode: 400 },
    ],
    [
      'a coupon used more often than it may be',
      async () => {
        await stripe.coupons.create({ id: 'ONCE', percent_off: 20, max_redemptions: 1 });
        await stripe.subscriptions.update(starter.id, { discounts: [{ coupon: 'ONCE' }] });
        return stripe.subscriptions.update(starter.id, { discounts: [{ coupon: 'ONCE' }] });
      },
      { code: 'coupon_expired', param: 'discounts[0][coupon]' },
    ],
    [
      'a coupon that was deleted',
      async () => {
        await stripe.coupons.create({ id: 'GONE', percent_off: 20 });
        await stripe.coupons.del('GONE');
        return stripe.subscriptions.update(starter.id, { discounts: [{ coupon: 'GONE' }] });
      },
      { statusCode: 400, code: 'resource_missing' },
    ],
    [
      'a code that is taken',
      async () => {
        await stripe.coupons.create({ id: 'SAME', percent_off: 20 });
        return stripe.coupons.create({ id: 'SAME', percent_off: 10 });
      },
      { code: 'resource_already_exists' },
    ],
    ['the archiving of a default price', () => stripe.prices.update(team.id, { active: false }), { statusCode: 400 }],
  ])('%s', async (_, call, fields) => {
    const error = await errorOf(call());
    expect(error).toBeInstanceOf(Stripe.errors.StripeInvalidRequestError);
    expect(error).toMatchObject({ type: 'StripeInvalidRequestError', ...fields });
  });
});

describe('keys make writes safe to repeat', () => {
  const refund = { payment_intent: stickers.id, amount: 500 };
  const refunds = async (): Promise<number> => (await stripe.refunds.list({ payment_intent: stickers.id })).data.length;

  it('the same request gets the first answer and happens once', async () => {
    const first = await stripe.refunds.create(refund, { idempotencyKey: 'k1' });
    const again = await stripe.refunds.create(refund, { idempotencyKey: 'k1' });
    expect(again.id).toBe(first.id);
    expect(first.lastResponse.headers['idempotent-replayed']).toBeUndefined();
    expect(again.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await refunds()).toBe(1);
  });

  it('another body under the key is refused', async () => {
    await stripe.refunds.create(refund, { idempotencyKey: 'k1' });
    const error = await errorOf(stripe.refunds.create({ ...refund, amount: 600 }, { idempotencyKey: 'k1' }));
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(error).toMatchObject({ statusCode: 400, rawType: 'idempotency_error' });
    expect(await refunds()).toBe(1);
  });

  it('parameters that are not taken do not use a key up', async () => {
    const bad = { ...refund, amount: 'five' as unknown as number };
    await errorOf(stripe.refunds.create(bad, { idempotencyKey: 'k1' }));
    expect(await stripe.refunds.create(refund, { idempotencyKey: 'k1' })).toMatchObject({ amount: 500 });
  });

  it('a declined card is the answer that the key keeps', async () => {
    const decline = () =>
      stripe.paymentIntents.create(
        { amount: 500, currency: 'usd', confirm: true, payment_method: 'pm_card_chargeDeclined' },
        { idempotencyKey: 'k1' },
      );
    const [first, again] = [await errorOf(decline()), await errorOf(decline())];
    expect(again.payment_intent).toEqual(first.payment_intent);
    expect(again.headers?.['idempotent-replayed']).toBe('true');
    expect((await stripe.paymentIntents.list({ limit: 1 })).data).toMatchObject([{ id: first.payment_intent?.id }]);
  });

  it('the retry of a write that was not answered changes nothing twice', async () => {
    served.addFault({ match: { method: 'POST' }, times: 1, action: { kind: 'drop_after' } });
    const made = await stripe.refunds.create(refund);
    expect(made.lastResponse.headers['idempotent-replayed']).toBe('true');
    expect(await refunds()).toBe(1);
  });

  it('a key in use elsewhere is tried again, as the service asks for', async () => {
    served.addFault({ match: { method: 'POST' }, times: 1, action: { kind: 'respond', response: faults.keyInUse() } });
    expect(await clientOf({ retries: 1 }).refunds.create(refund)).toMatchObject({ amount: 500 });
    expect(await refunds()).toBe(1);
  });
});
