import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../shared/index.ts';
import { approvingApp } from '../support/approving-app.ts';

/** Stripe's undos over the real policies, sandbox, broker and log: every step approved, the account as it was. */

const here = approvingApp();

/** What the account holds; events and given discounts are history, which nothing takes back. */
function account(): JsonObject {
  const { event: _events, discount: _discounts, ...rest } = here.demo.emulators.stripe.snapshot() as JsonObject;
  return rest;
}

describe('Stripe', () => {
  it.each([
    [
      '/stripe.customers.update customer: Oskar Lindqvist, phone: +46 70 123, description: VIP, address: Storgatan 1, Stockholm',
      1,
    ],
    ['/stripe.customers.update customer: Oskar Lindqvist, name: O. Lindqvist, balance: $20', 2],
    [
      "/stripe.subscriptions.update subscription: Oskar's subscription, plan: Team plan, quantity: 7, proration: none",
      1,
    ],
    ["/stripe.subscriptions.update subscription: Oskar's subscription, cancel_at_period_end: yes", 1],
    ['/stripe.coupons.create percent_off: 20%, code: SPRING', 1],
    ["/stripe.invoiceitems.create invoice: Oskar's draft, amount: $35, description: setup fee", 1],
    ['/stripe.invoices.create customer: Oskar Lindqvist', 1],
  ])('%s', async (words, steps) => {
    const before = account();
    const done = await here.run(words);
    expect(done).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    expect(account()).not.toEqual(before);
    const undone = await here.undo(done);
    expect(undone.steps.map(({ state }) => state)).toEqual(Array(steps).fill('succeeded'));
    expect(account()).toEqual(before);
  });
});
