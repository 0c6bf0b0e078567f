import type Stripe from 'stripe';
import type { ConformanceCase } from './case.ts';
import { all, stickers, stickersCharge } from './stripe-records.ts';

/** The account's balance, disputes, payouts and events, each intent as our tool and as stripe-node says it. */
export const accountCases: readonly ConformanceCase<Stripe>[] = [
  {
    op: 'stripe.balance.retrieve',
    intent: 'the balance',
    args: {},
    sdk: (stripe) => stripe.balance.retrieve(),
  },
  {
    op: 'stripe.disputes.list',
    intent: 'those of a payment',
    args: { payment: stickers, limit: 5 },
    sdk: (stripe) => stripe.disputes.list({ payment_intent: stickers.id, limit: 5 }),
  },
  {
    op: 'stripe.disputes.list',
    intent: 'all of a charge since a day',
    args: { payment: stickersCharge, created: { from: 1735689600 } },
    sdk: (stripe) =>
      stripe.disputes
        .list({ charge: stickersCharge.id, created: { gte: 1735689600 }, limit: 100 })
        .autoPagingToArray(all),
  },
  {
    op: 'stripe.payouts.list',
    intent: 'paid ones that arrive in a period, to one bank account',
    args: {
      status: 'paid',
      arrival: { from: 1770000000, to: 1773000000 },
      destination: 'ba_1RDemoBankAccount',
      limit: 5,
    },
    sdk: (stripe) =>
      stripe.payouts.list({
        status: 'paid',
        arrival_date: { gte: 1770000000, lt: 1773000000 },
        destination: 'ba_1RDemoBankAccount',
        limit: 5,
      }),
  },
  {
    op: 'stripe.payouts.list',
    intent: 'all',
    args: {},
    sdk: (stripe) => stripe.payouts.list({ limit: 100 }).autoPagingToArray(all),
  },
  {
    op: 'stripe.events.list',
    intent: 'of one type, so many',
    args: { types: ['charge.refunded'], limit: 3 },
    sdk: (stripe) => stripe.events.list({ type: 'charge.refunded', limit: 3 }),
  },
  {
    op: 'stripe.events.list',
    intent: 'of two types, delivered, in a period, all of them',
    args: { types: ['invoice.paid', 'invoice.voided'], delivered: true, created: { from: 1771000000, to: 1773000000 } },
    sdk: (stripe) =>
      stripe.events
        .list({
          types: ['invoice.paid', 'invoice.voided'],
          delivery_success: true,
          created: { gte: 1771000000, lt: 1773000000 },
          limit: 100,
        })
        .autoPagingToArray(all),
  },
];
