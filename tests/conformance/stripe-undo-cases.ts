import type Stripe from 'stripe';
import { workspace } from '../../connectors/demo/index.ts';
import type { ReceivedRequest } from '../../connectors/index.ts';
import { createStripeEmulator } from '../../connectors/stripe/emulator/index.ts';
import type { JsonObject } from '../../shared/index.ts';
import type { ConformanceCase } from './case.ts';
import { draft, open, oskar, team, teamProduct } from './stripe-records.ts';

/** What our internal tools send, by method and path: operations.json has none of them. */
const internal: readonly (readonly [string, RegExp, string])[] = [
  ['GET', /^\/v1\/invoices\/in_\w+$/u, 'stripe.invoices.retrieve'],
  ['DELETE', /^\/v1\/invoices\/in_\w+$/u, 'stripe.invoices.delete'],
  ['DELETE', /^\/v1\/invoiceitems\/ii_\w+$/u, 'stripe.invoiceitems.delete'],
  ['DELETE', /^\/v1\/coupons\/\w+$/u, 'stripe.coupons.delete'],
  ['POST', /^\/v1\/products\/prod_\w+$/u, 'stripe.products.update'],
  ['POST', /^\/v1\/prices\/price_\w+$/u, 'stripe.prices.update'],
  ['POST', /^\/v1\/payment_links\/plink_\w+$/u, 'stripe.payment_links.update'],
];

/** The operation of a request, internal ones included. */
export function stripeOperation({ op, method, path }: ReceivedRequest): string | null {
  return op ?? internal.find(([verb, pattern]) => verb === method && pattern.test(path))?.[2] ?? null;
}

const line = { customer: oskar.id, invoice: draft.id, amount: 3500, currency: 'usd' } as const;
const price = { product: teamProduct.id, unit_amount: 910, currency: 'usd' } as const;
const link = { line_items: [{ price: teamProduct.price, quantity: 1 }] };

/** The id that a fresh emulator gives to what it makes first: both copies give the same. */
function firstId(path: string, body: JsonObject): string {
  const emulator = createStripeEmulator(workspace, { now: () => Date.parse(workspace.now), token: 'key' });
  const headers = { authorization: 'Bearer key' };
  const made = emulator.handle({ method: 'POST', path, query: {}, body, headers }).body as JsonObject;
  return String(made.id);
}
const lineId = firstId('/v1/invoiceitems', line);
const priceId = firstId('/v1/prices', price);
const linkId = firstId('/v1/payment_links', link);

/** The tools that take changes back, beside what stripe-node says for the same. */
export const undoCases: readonly ConformanceCase<Stripe>[] = [
  {
    op: 'stripe.invoices.retrieve',
    intent: 'one invoice',
    args: { id: open.id },
    sdk: (stripe) => stripe.invoices.retrieve(open.id),
  },
  {
    op: 'stripe.invoices.delete',
    intent: 'a draft',
    args: { invoice: draft },
    sdk: (stripe) => stripe.invoices.del(draft.id),
  },
  {
    op: 'stripe.invoiceitems.delete',
    intent: 'a line of a draft',
    given: (stripe) => stripe.invoiceItems.create(line),
    args: { id: lineId },
    sdk: (stripe) => stripe.invoiceItems.del(lineId),
  },
  {
    op: 'stripe.coupons.delete',
    intent: 'a coupon by its code',
    given: (stripe) => stripe.coupons.create({ id: 'SPRING', percent_off: 20 }),
    args: { code: 'SPRING' },
    sdk: (stripe) => stripe.coupons.del('SPRING'),
  },
  {
    op: 'stripe.products.update',
    intent: 'archived',
    args: { product: teamProduct, active: false },
    sdk: (stripe) => stripe.products.update(teamProduct.id, { active: false }),
  },
  {
    op: 'stripe.prices.update',
    intent: 'archived',
    given: (stripe) => stripe.prices.create(price),
    args: { price: { ...team, id: priceId }, active: false },
    sdk: (stripe) => stripe.prices.update(priceId, { active: false }),
  },
  {
    op: 'stripe.payment_links.update',
    intent: 'switched off',
    given: (stripe) => stripe.paymentLinks.create(link),
    args: { id: linkId, active: false },
    sdk: (stripe) => stripe.paymentLinks.update(linkId, { active: false }),
  },
];
