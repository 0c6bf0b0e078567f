import { beforeEach, describe, expect, it } from 'vitest';
import { type Json, type JsonObject, jsonSchema } from '../../shared/index.ts';
import workspace from '../demo/workspace.json' with { type: 'json' };
import { directApi, kinds, type ToolResult, type UndoCall } from '../kit/index.ts';
import { createStripeEmulator } from './emulator/index.ts';
import { stripe } from './index.ts';

const now = Date.parse(workspace.now);
const emulator = createStripeEmulator(workspace, { now: () => now, token: 'key' });
const api = directApi(stripe, emulator, 'key');
beforeEach(() => emulator.reset());

function tool(name: string) {
  const found = stripe.tools.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no tool ${name}`);
  return found;
}
const run = (name: string, args: JsonObject): Promise<ToolResult> => tool(`stripe.${name}`).run(args as never, api);

/** Runs undo calls as the app does after a restart: from JSON, with arguments that fit the kinds. */
async function undo(calls: readonly UndoCall[] | undefined): Promise<readonly (readonly UndoCall[])[]> {
  const again: (readonly UndoCall[])[] = [];
  for (const call of JSON.parse(JSON.stringify(calls ?? [])) as UndoCall[]) {
    const { params, effectText, run: perform } = tool(call.tool);
    for (const [name, value] of Object.entries(call.args)) {
      const param = params[name];
      if (!param) throw new Error(`${call.tool} has no ${name}`);
      kinds[param.kind].value.parse(value);
    }
    const missing = Object.entries(params).filter(([name, { required }]) => required && call.args[name] === undefined);
    expect(missing).toEqual([]);
    expect(effectText(call.args as never, {})).toMatch(/^[A-Z]/);
    expect(call.text).toMatch(/^[A-Z].*\.$/);
    again.push((await perform(call.args as never, api)).undo ?? []);
  }
  return again;
}

/** What the account holds; events and given discounts are history, which nothing takes back. */
function state(): JsonObject {
  const { event: _events, discount: _discounts, ...rest } = jsonSchema.parse(emulator.snapshot()) as JsonObject;
  return rest;
}
const rows = (of: JsonObject, table: string): JsonObject[] => of[table] as JsonObject[];
/** The state without the records that a test names as left behind. */
function without(of: JsonObject, table: string, gone: (row: JsonObject) => boolean): JsonObject {
  return { ...of, [table]: rows(of, table).filter((row) => !gone(row)) };
}
/** The state without fields that the API does not take back. */
function ignoring(of: JsonObject, table: string, names: readonly string[]): JsonObject {
  const strip = (row: JsonObject): JsonObject =>
    Object.fromEntries(Object.entries(row).filter(([name]) => !names.includes(name)));
  return { ...of, [table]: rows(of, table).map(strip) };
}

const oskar = { id: 'cus_xqZKm4bV3AyAVH', name: 'Oskar Lindqvist', email: 'oskar@lindqvist.example' };
const usd = (minor: number) => ({ minor, currency: 'usd' });
const payment = {
  id: 'pi_3R5T4uUhf7kvmlP7HVDctQUy',
  charge: null,
  amount: 19600,
  refunded: 0,
  currency: 'usd',
  status: 'requires_capture',
  customer: null,
  customer_name: 'Mei Tanaka',
  description: 'Subscription',
};
const draft = {
  id: 'in_1RvTAxRzmaZsV2GenFmtX0mo',
  number: 'BL-1042',
  status: 'draft',
  amount_due: 5700,
  currency: 'usd',
  customer: oskar.id,
  customer_name: oskar.name,
};
const team = {
  id: 'price_1RtnwlavyfErGPmpGXafq0fj',
  product: 'prod_krCaqx9vJupc94',
  product_name: 'Team plan',
  unit_amount: 4900,
  currency: 'usd',
};
const subscription = {
  id: 'sub_1RnyrvWdFrK9xiRGHOY32nfr',
  customer: oskar.id,
  customer_name: oskar.name,
  status: 'active',
  item: 'si_sqOVqatBxqUzb5',
  price: 'price_1ROV4qBkdfQ1y3GQsMpSscDl',
};
const inAMonth = Math.floor(now / 1000) + 30 * 86_400;
const ahead = (epoch: number) => ({ iso: new Date(epoch * 1000).toISOString(), epoch });

describe('what is made', () => {
  it('a customer is deleted; Stripe keeps the id', async () => {
    const before = state();
    const made = await run('customers.create', { name: 'Ada', language: 'French', metadata: 'tier: gold' });
    await undo(made.undo);
    expect(without(state(), 'customer', (row) => row.deleted === true)).toEqual(before);
  });
  it('an unpaid payment is cancelled; it stays, cancelled', async () => {
    const before = state();
    const made = await run('payment_intents.create', { amount: usd(1200), customer: oskar });
    await undo(made.undo);
    expect(rows(state(), 'payment_intent').at(-1)).toMatchObject({ amount: 1200, status: 'canceled' });
    expect(without(state(), 'payment_intent', (row) => row.amount === 1200)).toEqual(before);
  });
  it('a paid payment is refunded; what was paid and given back stays on record', async () => {
    const made = await run('payment_intents.create', {
      amount: usd(1200),
      confirm: true,
      payment_method: 'pm_card_visa',
    });
    expect(made.undo?.map((call) => call.tool)).toEqual(['stripe.refunds.create']);
    await undo(made.undo);
    expect(rows(state(), 'charge').at(-1)).toMatchObject({ amount: 1200, amount_refunded: 1200, refunded: true });
  });
  it('a draft invoice is deleted with its lines', async () => {
    const before = state();
    const made = await run('invoices.create', { customer: oskar });
    const invoice = { ...draft, id: (made.data as JsonObject).id ?? '', number: '' };
    await run('invoiceitems.create', { customer: oskar, invoice, amount: usd(500) });
    await undo(made.undo);
    expect(state()).toEqual(before);
  });
  it.each<[string, JsonObject]>([
    ['a line of a draft', { invoice: draft, amount: usd(3500), description: 'setup fee' }],
    ['several at a price each', { invoice: draft, amount: usd(5000), quantity: 3 }],
    ['a line of the next invoice', { customer: oskar, amount: usd(700) }],
  ])('%s is removed', async (_, args) => {
    const before = state();
    const made = await run('invoiceitems.create', args);
    expect(state()).not.toEqual(before);
    await undo(made.undo);
    expect(state()).toEqual(before);
  });
  it('a subscription is cancelled; it stays, cancelled', async () => {
    const before = state();
    const made = await run('subscriptions.create', { customer: oskar, plan: team, quantity: 2 });
    await undo(made.undo);
    const id = (made.data as JsonObject).id;
    expect(rows(state(), 'subscription').find((row) => row.id === id)).toMatchObject({ status: 'canceled' });
    expect(without(state(), 'subscription', (row) => row.id === id)).toEqual(before);
  });
  it('a coupon is deleted', async () => {
    const before = state();
    const made = await run('coupons.create', { percent_off: 20, name: 'Spring sale', metadata: 'campaign: spring' });
    await undo(made.undo);
    expect(state()).toEqual(before);
  });
  it('a payment link is switched off; it stays, inactive', async () => {
    const before = state();
    const made = await run('payment_links.create', { product: team, ship_to: ['Canada', 'the US'] });
    const [again] = await undo(made.undo);
    expect(rows(state(), 'payment_link')).toMatchObject([{ active: false }]);
    expect({ ...state(), payment_link: [] }).toEqual(before);
    await undo(again);
    expect(rows(state(), 'payment_link')).toMatchObject([{ active: true }]);
  });
  it('a product is archived with its price; both stay', async () => {
    const made = await run('products.create', { name: 'Mug', price: usd(1500) });
    const [again] = await undo(made.undo);
    expect(rows(state(), 'product').at(-1)).toMatchObject({ name: 'Mug', active: false });
    await undo(again);
    expect(rows(state(), 'product').at(-1)).toMatchObject({ name: 'Mug', active: true });
  });
  it('a price is archived, and the product that was made for it; both stay', async () => {
    const before = state();
    const args = { product: { id: team.product, name: 'Team plan', price: team.id }, amount: usd(910) };
    await undo((await run('prices.create', args)).undo);
    expect(rows(state(), 'price').at(-1)).toMatchObject({ unit_amount: 910, active: false });
    expect(without(state(), 'price', (row) => row.unit_amount === 910)).toEqual(before);
    await undo((await run('prices.create', { new_product: 'Mug', amount: usd(800), interval: 'year' })).undo);
    expect(rows(state(), 'price').at(-1)).toMatchObject({ unit_amount: 800, active: false });
    expect(rows(state(), 'product').at(-1)).toMatchObject({ name: 'Mug', active: false });
  });
});

describe('what is done with a record', () => {
  it('a capture is refunded, as much as was captured', async () => {
    const captured = await run('payment_intents.capture', { payment, amount: usd(10000) });
    expect(captured.summary).toBe('Captured $100.00 of $196.00 from Mei Tanaka.');
    await undo(captured.undo);
    expect(rows(state(), 'refund').at(-1)).toMatchObject({ amount: 10000, payment_intent: payment.id });
    expect(rows(state(), 'charge').find((row) => row.payment_intent === payment.id)).toMatchObject({ refunded: true });
  });
  it('a finalized invoice is voided; it stays, void', async () => {
    const before = state();
    const done = await run('invoices.finalize', { invoice: draft });
    await undo(done.undo);
    expect(rows(state(), 'invoice').find((row) => row.id === draft.id)).toMatchObject({ status: 'void' });
    const other = (of: JsonObject) => without(of, 'invoice', (row) => row.id === draft.id);
    expect(other(state())).toEqual(other(before));
  });
  it('an invoice of nothing is paid once finalized: nothing voids it', async () => {
    const made = (await run('invoices.create', { customer: oskar })).data as JsonObject;
    const done = await run('invoices.finalize', { invoice: { ...draft, id: made.id ?? '' } });
    expect([done.undo, (done.data as JsonObject).status]).toEqual([[], 'paid']);
  });
});

describe('a changed customer', () => {
  it.each<[string, JsonObject]>([
    ['name and email', { name: 'Oskar L.', email: 'o@lindqvist.example' }],
    ['what was empty', { phone: '+46 70 123', description: 'VIP', address: 'Storgatan 1, 11122 Stockholm, Sweden' }],
    ['invoice settings', { footer: 'Thank you', payment_method: 'pm_1x' }],
    ['a custom field', { metadata: 'tier: gold' }],
  ])('is set back: %s', async (_, changes) => {
    const before = state();
    const changed = await run('customers.update', { customer: oskar, ...changes });
    expect(state()).not.toEqual(before);
    const after = state();
    const [again] = await undo(changed.undo);
    expect(state()).toEqual(before);
    await undo(again);
    expect(state()).toEqual(after);
  });
  it('is set back from one value to another, all parts of an address', async () => {
    await run('customers.update', {
      customer: oskar,
      phone: '+46 70 123',
      address: '1 High St, Flat 2, London SW1A 1AA, UK',
      metadata: 'tier: gold',
    });
    const before = state();
    const changed = await run('customers.update', {
      customer: oskar,
      phone: 'none',
      address: '12 Main St, Springfield, IL 62701, USA',
      metadata: 'tier: none',
    });
    await undo(changed.undo);
    expect(state()).toEqual(before);
  });
  it('gets an earlier balance through the tool that changes balances', async () => {
    const before = state();
    const changed = await run('customers.update', { customer: oskar, name: 'O.', balance: usd(-2000) });
    expect(changed.undo?.map((call) => call.tool)).toEqual(['stripe.customers.restore', 'stripe.customers.update']);
    await undo(changed.undo);
    expect(state()).toEqual(before);
  });
  it('that was so already has nothing to set back', async () => {
    expect((await run('customers.update', { customer: oskar, name: oskar.name })).undo).toEqual([]);
  });
});

describe('a changed subscription', () => {
  it.each<[string, JsonObject]>([
    ['its plan and seats', { plan: team, quantity: 7, proration: 'none' }],
    ['its end', { cancel_at_period_end: true }],
    ['its pause', { pause: 'keep_as_draft', resumes_at: ahead(inAMonth) }],
    ['how it is paid', { collection_method: 'send_invoice', days_until_due: 14 }],
    ['what pays it', { payment_method: 'pm_1x' }],
    ['a custom field', { metadata: 'tier: gold' }],
  ])('is set back: %s', async (_, changes) => {
    const before = state();
    const changed = await run('subscriptions.update', { subscription, ...changes });
    expect(state()).not.toEqual(before);
    const after = state();
    const [again] = await undo(changed.undo);
    expect(state()).toEqual(before);
    await undo(again);
    // When a renewal was stopped is noted anew.
    expect(state()).toEqual(after);
  });
  it('keeps the proration that the change was billed with', async () => {
    const changed = await run('subscriptions.update', { subscription, plan: team, proration: 'always_invoice' });
    expect(changed.undo).toMatchObject([
      {
        tool: 'stripe.subscriptions.update',
        args: {
          plan: { id: subscription.price, product_name: expect.stringMatching(/\w/) },
          proration: 'always_invoice',
        },
      },
    ]);
  });
  it('is paused again as it was', async () => {
    await run('subscriptions.update', { subscription, pause: 'void', resumes_at: ahead(inAMonth) });
    const before = state();
    const changed = await run('subscriptions.update', { subscription, pause: 'none' });
    await undo(changed.undo);
    expect(state()).toEqual(before);
  });
  it('loses a coupon and gets its earlier ones; each use of a coupon stays counted', async () => {
    for (const code of ['ONE', 'TWO', 'NEW']) await run('coupons.create', { percent_off: 10, code });
    const coupons = (of: JsonObject): Json => {
      const applied = rows(of, 'subscription').find(({ id }) => id === subscription.id)?.discounts ?? [];
      const given = rows(emulator.snapshot() as JsonObject, 'discount');
      return (applied as string[]).map((id) => {
        const source = given.find((one) => one.id === id)?.source ?? {};
        return (source as JsonObject).coupon ?? null;
      });
    };
    const first = await run('subscriptions.update', { subscription, coupon: 'ONE, TWO' });
    const second = await run('subscriptions.update', { subscription, coupon: 'NEW' });
    expect(coupons(state())).toEqual(['NEW']);
    await undo(second.undo);
    expect(coupons(state())).toEqual(['ONE', 'TWO']);
    await undo(first.undo);
    expect(coupons(state())).toEqual([]);
  });
  it('has its trial end where it did; a trial that was not there is ended, and its dates stay', async () => {
    const before = state();
    const start = { now: false, ...ahead(inAMonth) };
    const first = await run('subscriptions.update', { subscription, trial_end: start });
    const trialing = state();
    const second = await run('subscriptions.update', {
      subscription,
      trial_end: { now: false, ...ahead(inAMonth + 5) },
    });
    await undo(second.undo);
    expect(state()).toEqual(trialing);
    await undo(first.undo);
    const dates = ['trial_start', 'trial_end'];
    expect(ignoring(state(), 'subscription', dates)).toEqual(ignoring(before, 'subscription', dates));
  });
  it('that was so already has nothing to set back', async () => {
    expect((await run('subscriptions.update', { subscription, cancel_at_period_end: false })).undo).toEqual([]);
  });
});

describe('what the tools say of it before', () => {
  it('names a tool of ours where a call takes it back', () => {
    for (const { undo: plan } of stripe.tools)
      if (plan.kind === 'call') expect(stripe.tools.map((one) => one.name)).toContain(plan.tool);
  });
  it.each<[string, JsonObject]>([
    ['refunds.create', { payment: { ...payment, id: 'pi_3RYMaaItDr9uP14pEHpJpb9A', amount: 2599 }, amount: usd(100) }],
    ['payment_intents.cancel', { payment }],
    ['invoices.send', { invoice: draft }],
    ['customers.delete', { customer: oskar }],
    ['subscriptions.cancel', { subscription }],
  ])('%s cannot be undone, and has no calls', async (name, args) => {
    expect(tool(`stripe.${name}`).undo.kind).toBe('none');
    expect((await run(name, args)).undo).toBeUndefined();
  });
});
