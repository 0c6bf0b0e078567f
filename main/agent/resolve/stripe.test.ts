import { beforeEach, describe, expect, it } from 'vitest';
import workspace from '../../../connectors/demo/workspace.json' with { type: 'json' };
import { directApi, type KindName } from '../../../connectors/index.ts';
import { createStripeEmulator } from '../../../connectors/stripe/emulator/index.ts';
import { stripe } from '../../../connectors/stripe/index.ts';
import { type JsonObject, ThimbleError } from '../../../shared/index.ts';
import { stripeResolvers } from './stripe.ts';
import type { Resolution, ResolveContext } from './types.ts';

const now = Date.parse(workspace.now);
const emulator = createStripeEmulator(workspace, { now: () => now, token: 'key' });
const api = directApi(stripe, emulator, 'key');
beforeEach(() => emulator.reset());

interface Given {
  readonly tool?: string;
  readonly resolved?: JsonObject;
  readonly request?: string;
  readonly sets?: readonly string[];
}

function resolve(
  kind: KindName,
  words: string,
  { tool = 'stripe.refunds.create', resolved = {}, request = '', sets = [] }: Given = {},
): Promise<Resolution> {
  const context: ResolveContext = {
    now,
    zone: workspace.timezone,
    me: workspace.me,
    tool,
    resolved,
    request,
    param: { kind, description: '', sets },
    async lookup(name, args) {
      const found = stripe.tools.find((candidate) => candidate.name === name);
      if (found?.effect !== 'read') throw new Error(`${name} is not a read`);
      try {
        return (await found.run(args as never, api)).data;
      } catch (cause) {
        throw new ThimbleError('not_found', 'No such record.', 'Look again.', { cause });
      }
    },
  };
  const resolver = stripeResolvers[kind];
  if (!resolver) throw new Error(`no resolver for ${kind}`);
  return resolver(words, context);
}

/** The id that words resolve to, or what became of them. */
async function idOf(kind: KindName, words: string, given: Given = {}): Promise<string> {
  const found = await resolve(kind, words, given);
  return found.kind === 'resolved' ? String((found.value as JsonObject).id) : found.kind;
}

async function customer(name: string): Promise<JsonObject> {
  const found = await resolve('stripe.customer', name);
  if (found.kind !== 'resolved') throw new Error(`no customer ${name}`);
  return { customer: found.value };
}

const oskar = 'cus_xqZKm4bV3AyAVH';
const create = (path: string, body: JsonObject) =>
  emulator.handle({ method: 'POST', path, query: {}, body, headers: { authorization: 'Bearer key' } })
    .body as JsonObject;

describe('stripe.trial_end', () => {
  it.each([
    ['now', { now: true, epoch: Math.floor(now / 1000) }],
    ['immediately', { now: true, epoch: Math.floor(now / 1000) }],
    ['2027-01-15T09:00', { now: false, iso: '2027-01-15T09:00:00-05:00', epoch: 1_800_021_600 }],
  ])('%s', async (words, value) => {
    expect(await resolve('stripe.trial_end', words)).toMatchObject({ kind: 'resolved', value });
  });
  it('does not lie behind', async () => {
    expect(await resolve('stripe.trial_end', '2020-01-15T09:00')).toMatchObject({
      kind: 'missing',
      message: expect.stringContaining('in the past'),
    });
  });
});

describe('stripe.customer', () => {
  it.each([
    [oskar, oskar],
    ['OSKAR@lindqvist.example', oskar],
    ["Oskar Lindqvist's", oskar],
    ['oskar', oskar],
    ['Oskar Lindqivst', oskar],
    ['the customer "Lindqvist"', oskar],
    ["Oskar's account", oskar],
    ['Liam OConnor', 'cus_ppjs46LmuezqpG'],
    ["liam o'connor", 'cus_ppjs46LmuezqpG'],
    ['fatima al sayed', 'cus_jwskHk7egyFWZY'],
    ['Northgate', 'cus_5nf4Gakq5p1Vm8'],
    ["the blue kettle's", 'cus_DpCWNX0D1lZEzg'],
    ['Jaen Doe', 'cus_pUWnoVPDF2yeE6'],
    ['Jane D', 'cus_pUWnoVPDF2yeE6'],
    ['J. Doe', 'cus_pUWnoVPDF2yeE6'],
    ['Mr Lindqvist', oskar],
    ['bluekettle', 'cus_DpCWNX0D1lZEzg'],
    ['North Gate', 'cus_5nf4Gakq5p1Vm8'],
    ['the outdoor supply people', 'cus_ApZOXzcycDeZ6d'],
    ['our newest customer', 'cus_5nf4Gakq5p1Vm8'],
    ['the first customer', 'cus_pUWnoVPDF2yeE6'],
  ])('%s', async (words, id) => expect(await idOf('stripe.customer', words)).toBe(id));

  it.each(['Marvin', 'Oskar Smith', 'cus_nope', 'nobody@example.com', '', 'customer', 'me', '+1 555 000 1111'])(
    'finds nobody for %j',
    async (words) => expect(await idOf('stripe.customer', words)).toBe('missing'),
  );

  it('reads accents either way', async () => {
    create('/v1/customers', { name: 'Tomás Ångström' });
    expect(await idOf('stripe.customer', 'tomas angstrom')).toMatch(/^cus_/);
  });
  it('finds phone numbers however they are spaced', async () => {
    create('/v1/customers/cus_xqZKm4bV3AyAVH', { phone: '+1 (555) 010-2233' });
    expect(await idOf('stripe.customer', '555 010 2233')).toBe(oskar);
  });
  it('asks between two that a slip of the finger is equally near to', async () => {
    create('/v1/customers', { name: 'Maria Stone', email: 'maria@x.example' });
    create('/v1/customers', { name: 'Marta Stone', email: 'marta@x.example' });
    expect(await idOf('stripe.customer', 'Marla Stone')).toBe('ambiguous');
    expect(await idOf('stripe.customer', 'Marta')).toMatch(/^cus_/);
  });
  it('asks when two fit, and says what tells them apart', async () => {
    create('/v1/customers', { name: 'Jane Doering', email: 'jd@x.example' });
    create('/v1/customers', { name: 'Jane Moss', email: 'jm@x.example' });
    const found = await resolve('stripe.customer', 'Jane');
    expect(found).toMatchObject({ kind: 'ambiguous' });
    expect(found.kind === 'ambiguous' && found.candidates.map((one) => one.detail).sort()).toEqual([
      'jane.doe@example.com',
      'jd@x.example',
      'jm@x.example',
    ]);
    expect(await idOf('stripe.customer', 'Jane Doe')).toBe('cus_pUWnoVPDF2yeE6');
  });
});

describe('stripe.payment', () => {
  it('said as no more than "payment" is what the request says it was for', async () => {
    const resolved = await customer('Diego Morales');
    const request = 'Diego wants his money for the sticker pack back';
    expect(await idOf('stripe.payment', 'payment', { resolved, request })).toBe('pi_3RmHMPGPPA0NlGtetOd4UYET');
    const wrong = await resolve('stripe.payment', 'payment', {
      resolved: await customer('Northgate Logistics'),
      request: 'refund the sticker pack of Northgate Logistics',
    });
    expect(wrong).toEqual({ kind: 'missing', message: expect.stringMatching(/no payment for “Sticker pack”/u) });
  });
  const stickers = 'pi_3RYMaaItDr9uP14pEHpJpb9A';
  it.each([
    [stickers, stickers],
    ["Oskar's latest payment", stickers],
    ['the sticker pack Oskar bought', stickers],
    ['Oskar Lindqvist stickers', stickers],
    ["Oskar's first payment", 'pi_3R5pyzPCB9t2039bicBTW5ZE'],
    ["Oskar's $57 payment", 'pi_3R5pyzPCB9t2039bicBTW5ZE'],
    ['the $750 charge of Liam', 'pi_3ROMTNwncxvjcnqcMUP6n0a0'],
    ["Liam's payment from February 19", 'pi_3ROMTNwncxvjcnqcMUP6n0a0'],
    ['Jane Doe', 'pi_3RdFrRgSnRFsTHsDDDXh5Jmt'],
    ['the payment for invoice BL-1040', 'pi_3RdFrRgSnRFsTHsDDDXh5Jmt'],
  ])('%s', async (words, id) => expect(await idOf('stripe.payment', words)).toBe(id));

  it('narrows by the customer of the same call', async () => {
    const resolved = await customer('Diego');
    expect(await idOf('stripe.payment', 'his last payment', { resolved })).toBe('pi_3RmHMPGPPA0NlGtetOd4UYET');
    expect(await idOf('stripe.payment', 'the workshop fee', { resolved })).toBe('pi_3RzZq9adP0J5wMPLCM7HUFpk');
    expect(await idOf('stripe.payment', 'the payment before last', { resolved })).toBe('pi_3RzZq9adP0J5wMPLCM7HUFpk');
    expect(await idOf('stripe.payment', 'second to last', { resolved })).toBe('pi_3RzZq9adP0J5wMPLCM7HUFpk');
    expect(await idOf('stripe.payment', 'the biggest payment', { resolved })).toBe('pi_3RzZq9adP0J5wMPLCM7HUFpk');
    expect(await idOf('stripe.payment', 'his smallest charge', { resolved })).toBe('pi_3RmHMPGPPA0NlGtetOd4UYET');
    expect(await idOf('stripe.payment', '$49', { resolved })).toBe('pi_3RiFoNPcbdaKwtgHwIoALtLi');
    expect(await idOf('stripe.payment', 'payment', { resolved })).toBe('ambiguous');
  });
  it('takes the one that the tool can act on', async () => {
    const cancel = { tool: 'stripe.payment_intents.cancel' };
    expect(await idOf('stripe.payment', 'the uncaptured payment', cancel)).toBe('pi_3R5T4uUhf7kvmlP7HVDctQUy');
    expect(await resolve('stripe.payment', "Mei's payment")).toMatchObject({
      kind: 'missing',
      message: expect.stringContaining('not captured yet'),
    });
    expect(await idOf('stripe.payment', 'payment', { tool: 'stripe.payment_intents.capture' })).toBe(
      'pi_3R5T4uUhf7kvmlP7HVDctQUy',
    );
    const resolved = await customer('Harborview');
    expect(await idOf('stripe.payment', 'payment', { tool: 'stripe.refunds.list', resolved })).toBe(
      'pi_3Ry3Lex7BWr2drgd1QsO7jpr',
    );
    expect(await idOf('stripe.payment', "Jane's payment", { tool: 'stripe.payment_intents.capture' })).toBe('missing');
  });
  it('knows the payments of a plan by its name', async () => {
    expect(await idOf('stripe.payment', "Fatima's Team plan charge")).toBe('pi_3R5kOY2oNzN2m1ElKncz8Hky');
    expect(await idOf('stripe.payment', "Fatima's Business plan charge")).toBe('missing');
    const resolved = await customer('Northgate');
    expect(await idOf('stripe.payment', 'the business subscription', { resolved })).toBe('pi_3RHSa2bB9UoK4tYnzNLeK6kj');
  });
  it('uses a customer that the rest of the request names', async () => {
    expect(
      await idOf('stripe.payment', 'the sticker pack', { request: 'Liam wants his money back for the sticker pack' }),
    ).toBe('pi_3ROIfPkzSrAsQtA9dtVK4wAA');
    expect(await idOf('stripe.payment', 'the sticker pack')).toBe('ambiguous');
  });
  it('keeps a charge id where the API takes charges, and the payment where not', async () => {
    const charge = 'ch_3RTPtdbmF4RPAfqoQB7xoFcS';
    expect(await idOf('stripe.payment', charge, { sets: ['payment_intent', 'charge'] })).toBe(charge);
    expect(await idOf('stripe.payment', charge, { sets: ['id'] })).toBe(stickers);
  });
  it.each([
    "Jane Doe's sticker pack",
    'them',
    'pi_nope',
    'ch_nope',
    "Marvin's payment",
    'the Jane Smith payment',
    "Oskar's $99 payment",
    'the payment for invoice BL-9999',
  ])('finds nothing for %s', async (words) => expect(await idOf('stripe.payment', words)).toBe('missing'));
  it('knows what is refunded', async () => {
    const found = await resolve('stripe.payment', "Harborview's subscription");
    expect(found).toMatchObject({
      kind: 'resolved',
      value: { refunded: 500, amount: 39800, customer_name: 'Harborview Clinic' },
    });
  });
});

describe('stripe.invoice', () => {
  const given = (tool: string) => ({ tool: `stripe.invoices.${tool}` });
  it.each([
    ['BL-1047', 'send', 'in_1RHLS45gqIO2zVZxqyxKjxvW'],
    ['invoice bl-1047', 'send', 'in_1RHLS45gqIO2zVZxqyxKjxvW'],
    ['#1041', 'void', 'in_1R5ZFJoC6vWCBiJmpflvJfup'],
    ['bl 1041', 'void', 'in_1R5ZFJoC6vWCBiJmpflvJfup'],
    ['invoice BL1047', 'send', 'in_1RHLS45gqIO2zVZxqyxKjxvW'],
    ['in_1R5ZFJoC6vWCBiJmpflvJfup', 'void', 'in_1R5ZFJoC6vWCBiJmpflvJfup'],
    ["Harborview's open invoice", 'void', 'in_1R5ZFJoC6vWCBiJmpflvJfup'],
    ['the $398 invoice we issued to Harborview', 'void', 'in_1R5ZFJoC6vWCBiJmpflvJfup'],
    ['diegos draft invoice', 'finalize', 'in_1RV7S82qTdrOJRBRY6HqsP79'],
    ['the $38 draft', 'finalize', 'in_1R4xDXkiadJjPZ6zfKN7xVGk'],
  ])('%s (%s)', async (words, tool, id) => expect(await idOf('stripe.invoice', words, given(tool))).toBe(id));

  it('prefers what the tool can act on', async () => {
    create('/v1/invoices', { customer: 'cus_ka8FRCztUjAwyu' });
    const resolved = await customer('Harborview');
    expect(await idOf('stripe.invoice', 'invoice', { ...given('void'), resolved })).toBe('in_1R5ZFJoC6vWCBiJmpflvJfup');
    expect(await idOf('stripe.invoice', 'invoice', { ...given('finalize'), resolved })).toMatch(/^in_1R/);
  });
  it.each(['BL-9999', 'in_nope', "Marvin's invoice", "Jane's open invoice", "Harborview's overdue invoice", 'invoice'])(
    'finds nothing for %s',
    async (words) => expect(await idOf('stripe.invoice', words, given('void'))).toBe('missing'),
  );
  it('asks when several are open', async () => {
    expect(await idOf('stripe.invoice', 'the open invoice', given('void'))).toBe('ambiguous');
  });
});

describe('stripe.subscription', () => {
  const given = { tool: 'stripe.subscriptions.cancel' };
  it.each([
    ["Jane Doe's plan", 'sub_1RRsXcNOPmeMjvqPVStNKiaE'],
    ['the one that is set to cancel', 'sub_1Rh1vauWv1zh87mTa5Vsqxez'],
    ['sub_1RRsXcNOPmeMjvqPVStNKiaE', 'sub_1RRsXcNOPmeMjvqPVStNKiaE'],
    ["Oskar's Starter plan", 'sub_1RnyrvWdFrK9xiRGHOY32nfr'],
    ['the past due subscription', 'sub_1RqmVe5Mvxrv99NcqVTSu7rt'],
  ])('%s', async (words, id) => expect(await idOf('stripe.subscription', words, given)).toBe(id));

  it('gives the item and the price that a change needs', async () => {
    expect(await resolve('stripe.subscription', 'Oskar')).toMatchObject({
      value: { item: 'si_sqOVqatBxqUzb5', price: 'price_1ROV4qBkdfQ1y3GQsMpSscDl' },
    });
  });
  it.each([
    "Oskar's Business plan",
    "Liam's subscription",
    'sub_nope',
    'subscription',
    "Diego's subscription",
    "Marvin's",
  ])('finds nothing for %s', async (words) => expect(await idOf('stripe.subscription', words, given)).toBe('missing'));
  it('asks between two', async () => {
    create('/v1/subscriptions', { customer: oskar, 'items[0][price]': 'price_1RtnwlavyfErGPmpGXafq0fj' });
    expect(await idOf('stripe.subscription', "Oskar's subscription", given)).toBe('ambiguous');
    expect(await idOf('stripe.subscription', "Oskar's team plan", given)).toMatch(/^sub_1R/);
  });
});

describe('stripe.product and stripe.price', () => {
  it.each([
    ['Team plan', 'prod_krCaqx9vJupc94'],
    ['the team', 'prod_krCaqx9vJupc94'],
    ['extra seats', 'prod_9gy1CJdObOIRpF'],
    ['workshop', 'prod_T5GOBUSZGi6HWG'],
    ['Bussiness', 'prod_zLczbttOofL9H2'],
    ['prod_zLczbttOofL9H2', 'prod_zLczbttOofL9H2'],
  ])('product %s', async (words, id) => expect(await idOf('stripe.product', words)).toBe(id));
  it.each([
    ['the Team plan', 'price_1RtnwlavyfErGPmpGXafq0fj'],
    ['onboarding workshop', 'price_1RK10Zb0RLZ5TR9SPofbciOx'],
    ['price_1RK10Zb0RLZ5TR9SPofbciOx', 'price_1RK10Zb0RLZ5TR9SPofbciOx'],
    ['the $49 plan', 'price_1RtnwlavyfErGPmpGXafq0fj'],
    ['monthly Business plan', 'price_1RWjQ5TY4MyWuUFjsUNPjc01'],
    ['49 a month', 'price_1RtnwlavyfErGPmpGXafq0fj'],
    ['the cheapest plan', 'price_1ROV4qBkdfQ1y3GQsMpSscDl'],
    ['the most expensive plan', 'price_1RWjQ5TY4MyWuUFjsUNPjc01'],
    ['team paln', 'price_1RtnwlavyfErGPmpGXafq0fj'],
  ])('price %s', async (words, id) => expect(await idOf('stripe.price', words)).toBe(id));
  it('takes the standard price of a product with several, unless another is said', async () => {
    const yearly = create('/v1/prices', {
      product: 'prod_krCaqx9vJupc94',
      currency: 'usd',
      unit_amount: '49000',
      'recurring[interval]': 'year',
    });
    expect(await idOf('stripe.price', 'Team plan')).toBe('price_1RtnwlavyfErGPmpGXafq0fj');
    expect(await idOf('stripe.price', 'yearly Team plan')).toBe(yearly.id);
  });
  it('asks or gives up', async () => {
    expect(await idOf('stripe.product', 'plan')).toBe('ambiguous');
    expect(await idOf('stripe.product', 'Gold plan')).toBe('missing');
    expect(await idOf('stripe.price', 'Gold plan')).toBe('missing');
    expect(await idOf('stripe.price', 'price_nope')).toBe('missing');
    expect(await idOf('stripe.price', '$1 Team plan')).toBe('missing');
  });
});
