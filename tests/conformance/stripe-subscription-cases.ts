import type Stripe from 'stripe';
import type { ConformanceCase } from './case.ts';
import { all, at, oskar, starter, team, workshop } from './stripe-records.ts';

const seat = { ...workshop, id: 'price_1RqaDZeV7G5IfQHeVVEqZe2q', product: 'prod_9gy1CJdObOIRpF' };
const coupon = (stripe: Stripe): Promise<unknown> => stripe.coupons.create({ id: 'SPRING', percent_off: 20 });

/** Subscriptions, each intent as our tool and as stripe-node says it. */
export const subscriptionCases: readonly ConformanceCase<Stripe>[] = [
  {
    op: 'stripe.subscriptions.create',
    intent: 'a plan',
    args: { customer: oskar, plan: team },
    sdk: (stripe) => stripe.subscriptions.create({ customer: oskar.id, items: [{ price: team.id }] }),
  },
  {
    op: 'stripe.subscriptions.create',
    intent: 'two plans with seats, a coupon, a trial in days, invoices by email',
    given: coupon,
    args: {
      customer: oskar,
      plan: team,
      quantity: 5,
      second_plan: seat,
      second_quantity: 2,
      coupon: 'SPRING',
      trial_days: 14,
      days_until_due: 30,
    },
    sdk: (stripe) =>
      stripe.subscriptions.create({
        customer: oskar.id,
        items: [
          { price: team.id, quantity: 5 },
          { price: seat.id, quantity: 2 },
        ],
        discounts: [{ coupon: 'SPRING' }],
        trial_period_days: 14,
        collection_method: 'send_invoice',
        days_until_due: 30,
      }),
  },
  {
    op: 'stripe.subscriptions.create',
    intent: 'a trial until a day, ended after the first period, paid with a saved card',
    args: {
      customer: oskar,
      plan: team,
      trial_end: { now: false, ...at(1798761600) },
      cancel_at_period_end: true,
      payment_method: 'pm_1x',
    },
    sdk: (stripe) =>
      stripe.subscriptions.create({
        customer: oskar.id,
        items: [{ price: team.id }],
        trial_end: 1798761600,
        cancel_at_period_end: true,
        default_payment_method: 'pm_1x',
      }),
  },
  {
    op: 'stripe.subscriptions.list',
    intent: 'those to a plan, in a state, of a customer',
    args: { customer: oskar, plan: team, status: 'all', limit: 5 },
    sdk: (stripe) => stripe.subscriptions.list({ customer: oskar.id, price: team.id, status: 'all', limit: 5 }),
  },
  {
    op: 'stripe.subscriptions.list',
    intent: 'all that are charged automatically, started since a day',
    args: { collection_method: 'charge_automatically', created: { from: 1735689600 } },
    sdk: (stripe) =>
      stripe.subscriptions
        .list({ collection_method: 'charge_automatically', created: { gte: 1735689600 }, limit: 100 })
        .autoPagingToArray(all),
  },
  {
    op: 'stripe.subscriptions.update',
    intent: 'another plan and seats, without proration',
    args: { subscription: starter, plan: team, quantity: 4, proration: 'none' },
    sdk: (stripe) =>
      stripe.subscriptions.update(starter.id, {
        items: [{ id: starter.item, price: team.id, quantity: 4 }],
        proration_behavior: 'none',
      }),
  },
  {
    op: 'stripe.subscriptions.update',
    intent: 'ends with the period',
    args: { subscription: starter, cancel_at_period_end: true },
    sdk: (stripe) => stripe.subscriptions.update(starter.id, { cancel_at_period_end: true }),
  },
  {
    op: 'stripe.subscriptions.update',
    intent: 'paused until a day',
    args: { subscription: starter, pause: 'keep_as_draft', resumes_at: at(1798761600) },
    sdk: (stripe) =>
      stripe.subscriptions.update(starter.id, {
        pause_collection: { behavior: 'keep_as_draft', resumes_at: 1798761600 },
      }),
  },
  {
    op: 'stripe.subscriptions.update',
    intent: 'no longer paused',
    args: { subscription: starter, pause: 'none' },
    sdk: (stripe) => stripe.subscriptions.update(starter.id, { pause_collection: '' }),
  },
  {
    op: 'stripe.subscriptions.update',
    intent: 'a coupon, a trial that ends now, invoices by email',
    given: coupon,
    args: {
      subscription: starter,
      coupon: 'SPRING',
      trial_end: { now: true, ...at(1772638200) },
      collection_method: 'send_invoice',
      days_until_due: 14,
    },
    sdk: (stripe) =>
      stripe.subscriptions.update(starter.id, {
        discounts: [{ coupon: 'SPRING' }],
        trial_end: 'now',
        collection_method: 'send_invoice',
        days_until_due: 14,
      }),
  },
  {
    op: 'stripe.subscriptions.update',
    intent: 'no coupon any more, and a custom field',
    args: { subscription: starter, coupon: 'none', metadata: 'tier: vip' },
    sdk: (stripe) => stripe.subscriptions.update(starter.id, { discounts: '', metadata: { tier: 'vip' } }),
  },
  {
    op: 'stripe.subscriptions.cancel',
    intent: 'at once',
    args: { subscription: starter },
    sdk: (stripe) => stripe.subscriptions.cancel(starter.id),
  },
  {
    op: 'stripe.subscriptions.cancel',
    intent: 'at once, prorated and billed, with the customer’s reason',
    args: { subscription: starter, prorate: true, invoice_now: true, feedback: 'too_expensive', comment: 'Moved on' },
    sdk: (stripe) =>
      stripe.subscriptions.cancel(starter.id, {
        prorate: true,
        invoice_now: true,
        cancellation_details: { feedback: 'too_expensive', comment: 'Moved on' },
      }),
  },
];
