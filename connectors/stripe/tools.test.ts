import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/index.ts';
import workspace from '../demo/workspace.json' with { type: 'json' };
import { directApi, type Emulator, modelSchema, type ToolApi, type ToolRequest } from '../kit/index.ts';
import { createStripeEmulator } from './emulator/index.ts';
import { stripe } from './index.ts';

const now = Date.parse(workspace.now);
const emulator: Emulator = createStripeEmulator(workspace, { now: () => now, token: 'key' });
const real = directApi(stripe, emulator, 'key');
let sent: ToolRequest[] = [];
const api: ToolApi = {
  send(request) {
    sent.push(request);
    return real.send(request);
  },
};
beforeEach(() => {
  emulator.reset();
  sent = [];
});

function run(name: string, args: JsonObject) {
  const tool = stripe.tools.find((candidate) => candidate.name === `stripe.${name}`);
  if (!tool) throw new Error(`no tool ${name}`);
  return tool.run(args as never, api);
}
function effect(name: string, args: JsonObject) {
  return stripe.tools.find((candidate) => candidate.name === `stripe.${name}`)?.effectText(args as never, {});
}

const oskar = { id: 'cus_xqZKm4bV3AyAVH', name: 'Oskar Lindqvist', email: 'oskar@lindqvist.example' };
const usd = (minor: number) => ({ minor, currency: 'usd' });
const stickers = {
  id: 'pi_3RYMaaItDr9uP14pEHpJpb9A',
  charge: 'ch_3RTPtdbmF4RPAfqoQB7xoFcS',
  amount: 2599,
  refunded: 0,
  currency: 'usd',
  status: 'succeeded',
  customer: oskar.id,
  customer_name: oskar.name,
  description: 'Sticker pack',
};
const held = {
  ...stickers,
  id: 'pi_3R5T4uUhf7kvmlP7HVDctQUy',
  amount: 19600,
  status: 'requires_capture',
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
const open = { ...draft, id: 'in_1R5ZFJoC6vWCBiJmpflvJfup', number: 'BL-1041', status: 'open' };
const team = {
  id: 'price_1RtnwlavyfErGPmpGXafq0fj',
  product: 'prod_krCaqx9vJupc94',
  product_name: 'Team plan',
  unit_amount: 4900,
  currency: 'usd',
};
const workshop = {
  id: 'price_1RK10Zb0RLZ5TR9SPofbciOx',
  product: 'prod_T5GOBUSZGi6HWG',
  product_name: 'Onboarding workshop',
  unit_amount: 75000,
  currency: 'usd',
};
const sub = {
  id: 'sub_1RnyrvWdFrK9xiRGHOY32nfr',
  customer: oskar.id,
  customer_name: oskar.name,
  status: 'active',
  item: 'si_sqOVqatBxqUzb5',
  price: 'price_1ROV4qBkdfQ1y3GQsMpSscDl',
};
const due = { iso: '2026-03-20T00:00:00-04:00', epoch: 1_773_979_200 };

/** Tool, arguments, and the one request that the API must get. */
const mapping: [string, JsonObject, ToolRequest][] = [
  [
    'refunds.create',
    { payment: stickers, amount: usd(500), customer: oskar },
    { method: 'POST', path: '/v1/refunds', body: { payment_intent: stickers.id, amount: 500 } },
  ],
  [
    'refunds.create',
    { payment: { ...stickers, id: stickers.charge }, reason: 'duplicate' },
    { method: 'POST', path: '/v1/refunds', body: { charge: stickers.charge, reason: 'duplicate' } },
  ],
  [
    'refunds.list',
    { payment: stickers, limit: 3 },
    { method: 'GET', path: '/v1/refunds', query: { payment_intent: stickers.id, limit: 3 } },
  ],
  [
    'customers.create',
    { name: 'Ada', email: 'ada@x.example', balance: usd(100) },
    { method: 'POST', path: '/v1/customers', body: { name: 'Ada', email: 'ada@x.example', balance: 100 } },
  ],
  ['customers.retrieve', { customer: oskar }, { method: 'GET', path: `/v1/customers/${oskar.id}` }],
  [
    'customers.update',
    { customer: oskar, phone: 'none', description: 'VIP' },
    { method: 'POST', path: `/v1/customers/${oskar.id}`, body: { phone: '', description: 'VIP' } },
  ],
  ['customers.delete', { customer: oskar }, { method: 'DELETE', path: `/v1/customers/${oskar.id}` }],
  [
    'customers.list',
    { email: oskar.email, created: { from: 1, to: 2_000_000_000 } },
    {
      method: 'GET',
      path: '/v1/customers',
      query: { email: oskar.email, 'created[gte]': 1, 'created[lt]': 2_000_000_000, limit: 100 },
    },
  ],
  [
    'customers.search',
    { query: 'morales', limit: 5 },
    { method: 'GET', path: '/v1/customers/search', query: { query: "name~'morales'", limit: 5 } },
  ],
  [
    'payment_intents.create',
    { amount: usd(12000), customer: oskar, capture_method: 'manual' },
    {
      method: 'POST',
      path: '/v1/payment_intents',
      body: { amount: 12000, currency: 'usd', customer: oskar.id, capture_method: 'manual' },
    },
  ],
  [
    'payment_intents.list',
    { customer: oskar },
    { method: 'GET', path: '/v1/payment_intents', query: { customer: oskar.id, limit: 100 } },
  ],
  [
    'payment_intents.capture',
    { payment: held, amount: usd(10000) },
    { method: 'POST', path: `/v1/payment_intents/${held.id}/capture`, body: { amount_to_capture: 10000 } },
  ],
  [
    'payment_intents.cancel',
    { payment: held, reason: 'abandoned' },
    { method: 'POST', path: `/v1/payment_intents/${held.id}/cancel`, body: { cancellation_reason: 'abandoned' } },
  ],
  [
    'charges.list',
    { payment: stickers, after: 'ch_3RTPtdbmF4RPAfqoQB7xoFcS', limit: 5 },
    {
      method: 'GET',
      path: '/v1/charges',
      query: { payment_intent: stickers.id, starting_after: 'ch_3RTPtdbmF4RPAfqoQB7xoFcS', limit: 5 },
    },
  ],
  [
    'products.create',
    {
      name: 'Mug',
      price: usd(1500),
      interval_count: 3,
      image: 'https://x.example/mug.png',
      unit: 'mug',
      active: false,
    },
    {
      method: 'POST',
      path: '/v1/products',
      body: {
        name: 'Mug',
        active: false,
        images: ['https://x.example/mug.png'],
        default_price_data: {
          unit_amount: 1500,
          currency: 'usd',
          recurring: { interval: 'month', interval_count: 3 },
        },
        unit_label: 'mug',
      },
    },
  ],
  [
    'prices.create',
    {
      product: { id: team.product, name: 'Team plan', price: null },
      amount: { minor: 490, currency: 'jpy' },
      interval: 'year',
      tax: 'inclusive',
    },
    {
      method: 'POST',
      path: '/v1/prices',
      body: {
        currency: 'jpy',
        unit_amount: 490,
        product: team.product,
        recurring: { interval: 'year' },
        tax_behavior: 'inclusive',
      },
    },
  ],
  [
    'events.list',
    { types: ['invoice paid', 'charge.refunded'], delivered: true, created: { from: 1 } },
    {
      method: 'GET',
      path: '/v1/events',
      query: {
        'types[0]': 'invoice.paid',
        'types[1]': 'charge.refunded',
        delivery_success: true,
        'created[gte]': 1,
        limit: 100,
      },
    },
  ],
  ['products.list', { active: true }, { method: 'GET', path: '/v1/products', query: { active: true, limit: 100 } }],
  [
    'prices.list',
    { type: 'recurring', interval: 'month', product: { id: team.product, name: 'Team plan', price: null } },
    {
      method: 'GET',
      path: '/v1/prices',
      query: { product: team.product, type: 'recurring', 'recurring[interval]': 'month', limit: 100 },
    },
  ],
  [
    'invoices.create',
    { customer: oskar, due_date: due },
    {
      method: 'POST',
      path: '/v1/invoices',
      body: { customer: oskar.id, collection_method: 'send_invoice', due_date: due.epoch },
    },
  ],
  [
    'invoices.list',
    { status: 'open', due: { to: 2_000_000_000 } },
    { method: 'GET', path: '/v1/invoices', query: { status: 'open', 'due_date[lt]': 2_000_000_000, limit: 100 } },
  ],
  [
    'invoices.finalize',
    { invoice: draft, auto_advance: false },
    { method: 'POST', path: `/v1/invoices/${draft.id}/finalize`, body: { auto_advance: false } },
  ],
  ['invoices.send', { invoice: open }, { method: 'POST', path: `/v1/invoices/${open.id}/send` }],
  ['invoices.void', { invoice: open }, { method: 'POST', path: `/v1/invoices/${open.id}/void` }],
  [
    'invoiceitems.create',
    { invoice: draft, amount: usd(3500), description: 'setup fee' },
    {
      method: 'POST',
      path: '/v1/invoiceitems',
      body: { customer: oskar.id, invoice: draft.id, amount: 3500, currency: 'usd', description: 'setup fee' },
    },
  ],
  [
    'invoiceitems.create',
    { customer: oskar, product: workshop, quantity: 2 },
    {
      method: 'POST',
      path: '/v1/invoiceitems',
      body: { customer: oskar.id, pricing: { price: workshop.id }, quantity: 2 },
    },
  ],
  [
    'subscriptions.create',
    { customer: oskar, plan: team, quantity: 5, trial_days: 14 },
    {
      method: 'POST',
      path: '/v1/subscriptions',
      body: { customer: oskar.id, items: [{ price: team.id, quantity: 5 }], trial_period_days: 14 },
    },
  ],
  [
    'subscriptions.list',
    { customer: oskar, plan: team, status: 'all' },
    {
      method: 'GET',
      path: '/v1/subscriptions',
      query: { customer: oskar.id, price: team.id, status: 'all', limit: 100 },
    },
  ],
  [
    'subscriptions.update',
    { subscription: sub, plan: team, proration: 'none' },
    {
      method: 'POST',
      path: `/v1/subscriptions/${sub.id}`,
      body: { items: [{ id: sub.item, price: team.id }], proration_behavior: 'none' },
    },
  ],
  [
    'subscriptions.update',
    { subscription: sub, pause: 'none' },
    { method: 'POST', path: `/v1/subscriptions/${sub.id}`, body: { pause_collection: '' } },
  ],
  [
    'subscriptions.cancel',
    { subscription: sub, prorate: true, comment: 'moved' },
    {
      method: 'DELETE',
      path: `/v1/subscriptions/${sub.id}`,
      query: { prorate: true, 'cancellation_details[comment]': 'moved' },
    },
  ],
  ['balance.retrieve', {}, { method: 'GET', path: '/v1/balance' }],
  [
    'payment_links.create',
    { product: team, allow_promotion_codes: true },
    {
      method: 'POST',
      path: '/v1/payment_links',
      body: { line_items: [{ price: team.id, quantity: 1 }], allow_promotion_codes: true },
    },
  ],
  [
    'payment_links.create',
    { amount: usd(2500), name: 'T-shirt', redirect_url: 'https://x.example' },
    {
      method: 'POST',
      path: '/v1/payment_links',
      body: {
        line_items: [
          { price_data: { unit_amount: 2500, currency: 'usd', product_data: { name: 'T-shirt' } }, quantity: 1 },
        ],
        after_completion: { type: 'redirect', redirect: { url: 'https://x.example' } },
      },
    },
  ],
  [
    'coupons.create',
    { amount_off: usd(1000), months: 3, code: 'TEN' },
    {
      method: 'POST',
      path: '/v1/coupons',
      body: { amount_off: 1000, currency: 'usd', duration: 'repeating', duration_in_months: 3, id: 'TEN' },
    },
  ],
  [
    'disputes.list',
    { payment: stickers },
    { method: 'GET', path: '/v1/disputes', query: { payment_intent: stickers.id, limit: 100 } },
  ],
  [
    'payouts.list',
    { status: 'paid', arrival: { from: 1 } },
    { method: 'GET', path: '/v1/payouts', query: { status: 'paid', 'arrival_date[gte]': 1, limit: 100 } },
  ],
];

/** These read what they change first, so that it can be set back. */
const readsFirst = new Set(['customers.update', 'subscriptions.update']);

describe('request mapping', () => {
  it.each(mapping)('%s %#', async (name, args, request) => {
    const result = await run(name, args);
    expect(sent.at(-1)).toEqual(request);
    expect(sent.slice(0, -1).map(({ method }) => method)).toEqual(readsFirst.has(name) ? ['GET'] : []);
    expect(result.summary.length).toBeGreaterThan(5);
    expect(effect(name, args)).toMatch(/^[A-Z]/);
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  it('has a mapping test for every tool of the model', () => {
    // The look at a payment takes two requests and has a test of its own.
    const tested = new Set(['stripe.payment_intents.retrieve', ...mapping.map(([name]) => `stripe.${name}`)]);
    expect(stripe.tools.filter((tool) => !tool.internal && !tested.has(tool.name)).map((tool) => tool.name)).toEqual(
      [],
    );
  });

  it('says in the schema what must be given, and nothing else is allowed', () => {
    const schema = modelSchema(stripe.tools.find((tool) => tool.name === 'stripe.refunds.create') as never);
    expect(schema).toMatchObject({ required: ['payment'], additionalProperties: false });
  });
});

describe('effects in words', () => {
  it('says what a refund does', () => {
    expect(effect('refunds.create', { payment: stickers, amount: usd(500) })).toBe(
      "Refund $5.00 of Oskar Lindqvist's payment of $25.99 (Sticker pack)",
    );
    expect(effect('refunds.create', { payment: { ...stickers, refunded: 599 } })).toBe(
      "Refund the remaining $20.00 of Oskar Lindqvist's payment of $25.99 (Sticker pack)",
    );
  });
});

describe('a payment', () => {
  it('is read with its charge, which says what was refunded and which card paid', async () => {
    await run('refunds.create', { payment: stickers, amount: usd(500) });
    sent = [];
    const result = await run('payment_intents.retrieve', { payment: stickers });
    expect(sent).toEqual([
      { method: 'GET', path: `/v1/payment_intents/${stickers.id}` },
      { method: 'GET', path: `/v1/charges/${stickers.charge}` },
    ]);
    expect(result.summary).toBe('Payment of Oskar Lindqvist of $25.99 (Sticker pack): succeeded, $5.00 refunded.');
    expect(result.data).toMatchObject({ charge: { amount_refunded: 500, card: { brand: 'visa', last4: '4242' } } });
  });
  it('that was never charged is read alone', async () => {
    const made = (await run('payment_intents.create', { amount: usd(700) })).data as JsonObject;
    const result = await run('payment_intents.retrieve', {
      payment: { ...stickers, id: String(made.id), customer_name: '' },
    });
    expect(result.summary).toBe('Payment of $7.00: requires payment method.');
    expect(result.data).toMatchObject({ charge: null });
  });
});

describe('changes in words', () => {
  it.each<[string, JsonObject, string]>([
    [
      'subscriptions.update',
      { subscription: sub, coupon: 'none', trial_end: { now: true, iso: '', epoch: 0 }, metadata: 'tier: vip' },
      "Change Oskar Lindqvist's subscription: take its coupon off, end the trial now, custom field tier: vip",
    ],
    [
      'customers.update',
      { customer: oskar, description: 'none', footer: 'Thanks' },
      'Change Oskar Lindqvist in Stripe: no description, invoice footer "Thanks"',
    ],
    [
      'customers.restore',
      { customer: oskar, phone: '', line1: '1 High St', metadata_key: 'tier', metadata_value: '' },
      'Set Oskar Lindqvist in Stripe back: no phone, line1 "1 High St", no custom field tier',
    ],
    [
      'invoiceitems.create',
      { customer: oskar, amount: usd(5000), quantity: 3 },
      'Add 3 × $50.00 to the next invoice of Oskar Lindqvist',
    ],
  ])('%s %#', (name, args, words) => expect(effect(name, args)).toBe(words));
});

describe('the catalog', () => {
  it('says how often a price is charged', () => {
    const args = { name: 'Mug', price: usd(1500), interval: 'month' };
    expect(effect('products.create', args)).toBe('Create the product "Mug" at $15.00 a month');
    expect(effect('prices.create', { new_product: 'Mug', amount: usd(1500), interval_count: 2 })).toBe(
      'Create a price of $15.00 every 2 months for a new product "Mug"',
    );
  });
});

describe('results', () => {
  it('gives ids and urls that later steps need', async () => {
    const link = await run('payment_links.create', { product: team });
    expect(link.data).toMatchObject({
      object: 'payment_link',
      url: expect.stringMatching(/^https:\/\/buy\.stripe\.com\//),
    });
    const customer = await run('customers.create', { name: 'Ada' });
    expect(customer.data).toMatchObject({ id: expect.stringMatching(/^cus_\w{14}$/), name: 'Ada' });
  });
  it('follows pages where no limit was asked for', async () => {
    for (let made = 0; made < 95; made += 1) await run('customers.create', { name: `Customer ${made}` });
    sent = [];
    const all = await run('customers.list', {});
    expect(sent).toHaveLength(2);
    expect(sent[1]?.query).toHaveProperty('starting_after');
    expect((all.data as { data: unknown[] }).data).toHaveLength(105);
    const some = await run('customers.list', { limit: 7 });
    expect(some.summary).toContain('there are more');
  });
  it.each<[string, JsonObject, string]>([
    [
      'customers.list',
      { limit: 10 },
      'Found 10 customers: Northgate Logistics, Diego Morales, Blue Kettle Coffee and 7 more.',
    ],
    ['customers.search', { query: 'morales' }, 'Found 1 customer: Diego Morales.'],
    ['payment_intents.list', { customer: oskar }, 'Found 3 payments, $832.99 in all.'],
    ['payment_intents.list', { customer: oskar, limit: 1 }, 'Found 1 payment (there are more).'],
    ['disputes.list', {}, 'Found 1 dispute of $750.00.'],
    ['refunds.list', { payment: stickers }, 'Found no refunds.'],
  ])('%s says in a line what was found', async (name, args, summary) => {
    expect((await run(name, args)).summary).toBe(summary);
  });
  it('keeps what the model sees small: at least five records of any list fit', async () => {
    for (const tool of stripe.tools.filter((one) => one.name.endsWith('.list'))) {
      const { data } = (await run(tool.name.replace('stripe.', ''), {})).data as { data: JsonObject[] };
      const size = JSON.stringify({ data: data.slice(0, 5), has_more: false }).length;
      expect([tool.name, size > 2048]).toEqual([tool.name, false]);
    }
  });
  it('fails with the sentence of the service', async () => {
    await expect(run('refunds.create', { payment: stickers, amount: usd(999_999) })).rejects.toThrow(
      /greater than unrefunded amount/,
    );
    await expect(run('invoices.void', { invoice: draft })).rejects.toThrow(/open or uncollectible/);
  });
  it.each<[string, JsonObject]>([
    ['invoiceitems.create', { amount: usd(5) }],
    ['invoiceitems.create', { customer: oskar }],
    ['customers.update', { customer: oskar }],
    ['subscriptions.update', { subscription: sub }],
    ['payment_links.create', {}],
    ['coupons.create', {}],
    ['coupons.create', { percent_off: 5, amount_off: usd(5) }],
    ['customers.list', { limit: 0 }],
    ['customers.create', { name: 'Ada', metadata: 'gold' }],
    ['customers.create', { name: 'Ada', language: 'Klingon' }],
    ['payment_links.create', { product: team, ship_to: ['Atlantis'] }],
    ['products.create', { name: 'Mug', interval: 'month' }],
    ['prices.create', { amount: usd(5) }],
    ['prices.create', { amount: usd(5), new_product: 'Mug', product: { id: team.product, name: 'Team', price: null } }],
  ])('sends nothing for an incomplete %s', async (name, args) => {
    await expect(run(name, args)).rejects.toThrow();
    expect(sent).toEqual([]);
  });
});
