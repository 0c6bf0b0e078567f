import type Stripe from 'stripe';
import type { ConformanceCase } from './case.ts';
import { all, held, oskar, stickers, stickersCharge, usd } from './stripe-records.ts';

/** Payments, charges and refunds, each intent as our tool and as stripe-node says it. */
export const paymentCases: readonly ConformanceCase<Stripe>[] = [
  {
    op: 'stripe.payment_intents.create',
    intent: 'an amount, by a customer, with a receipt',
    args: { amount: usd(12000), customer: oskar, description: 'Setup', receipt_email: oskar.email },
    sdk: (stripe) =>
      stripe.paymentIntents.create({
        amount: 12000,
        currency: 'usd',
        customer: oskar.id,
        description: 'Setup',
        receipt_email: oskar.email,
      }),
  },
  {
    op: 'stripe.payment_intents.create',
    intent: 'in a currency without cents, charged right away, captured later',
    args: {
      amount: { minor: 5000, currency: 'jpy' },
      confirm: true,
      payment_method: 'pm_card_visa',
      capture_method: 'manual',
      statement_descriptor: 'BRIGHTLOOM',
      metadata: 'order: 42',
    },
    sdk: (stripe) =>
      stripe.paymentIntents.create({
        amount: 5000,
        currency: 'jpy',
        confirm: true,
        payment_method: 'pm_card_visa',
        capture_method: 'manual',
        statement_descriptor: 'BRIGHTLOOM',
        metadata: { order: '42' },
      }),
  },
  {
    op: 'stripe.payment_intents.retrieve',
    intent: 'one payment',
    args: { payment: stickers },
    sdk: (stripe) => stripe.paymentIntents.retrieve(stickers.id),
  },
  {
    op: 'stripe.payment_intents.list',
    intent: 'those of a customer since a day, so many, after one',
    args: { customer: oskar, created: { from: 1767225600 }, limit: 2, after: stickers.id },
    sdk: (stripe) =>
      stripe.paymentIntents.list({
        customer: oskar.id,
        created: { gte: 1767225600 },
        limit: 2,
        starting_after: stickers.id,
      }),
  },
  {
    op: 'stripe.payment_intents.list',
    intent: 'all',
    args: {},
    sdk: (stripe) => stripe.paymentIntents.list({ limit: 100 }).autoPagingToArray(all),
  },
  {
    op: 'stripe.payment_intents.cancel',
    intent: 'a held payment, with a reason',
    args: { payment: held, reason: 'duplicate' },
    sdk: (stripe) => stripe.paymentIntents.cancel(held.id, { cancellation_reason: 'duplicate' }),
  },
  {
    op: 'stripe.payment_intents.cancel',
    intent: 'a held payment',
    args: { payment: held },
    sdk: (stripe) => stripe.paymentIntents.cancel(held.id),
  },
  {
    op: 'stripe.payment_intents.capture',
    intent: 'all that is held',
    args: { payment: held },
    sdk: (stripe) => stripe.paymentIntents.capture(held.id),
  },
  {
    op: 'stripe.payment_intents.capture',
    intent: 'a part, with what stands on the statement',
    args: { payment: held, amount: usd(10000), statement_descriptor: 'BRIGHTLOOM*TEAM' },
    sdk: (stripe) =>
      stripe.paymentIntents.capture(held.id, { amount_to_capture: 10000, statement_descriptor: 'BRIGHTLOOM*TEAM' }),
  },
  {
    op: 'stripe.charges.list',
    intent: 'those of a customer, before a day',
    args: { customer: oskar, created: { to: 1771500000 }, limit: 10 },
    sdk: (stripe) => stripe.charges.list({ customer: oskar.id, created: { lt: 1771500000 }, limit: 10 }),
  },
  {
    op: 'stripe.charges.list',
    intent: 'those of a payment',
    args: { payment: stickers },
    sdk: (stripe) => stripe.charges.list({ payment_intent: stickers.id, limit: 100 }).autoPagingToArray(all),
  },
  {
    op: 'stripe.refunds.create',
    intent: 'part of a payment, with a reason',
    args: { payment: stickers, amount: usd(500), reason: 'requested_by_customer' },
    sdk: (stripe) =>
      stripe.refunds.create({ payment_intent: stickers.id, amount: 500, reason: 'requested_by_customer' }),
  },
  {
    op: 'stripe.refunds.create',
    intent: 'all of a charge, with a custom field',
    args: { payment: stickersCharge, metadata: 'ticket: 1234' },
    sdk: (stripe) => stripe.refunds.create({ charge: stickersCharge.id, metadata: { ticket: '1234' } }),
  },
  {
    op: 'stripe.refunds.create',
    intent: 'from a connected account, with the fee',
    args: { payment: stickers, reverse_transfer: true, refund_application_fee: true },
    sdk: (stripe) =>
      stripe.refunds.create({ payment_intent: stickers.id, reverse_transfer: true, refund_application_fee: true }),
  },
  {
    op: 'stripe.refunds.list',
    intent: 'those of a payment',
    args: { payment: stickers, limit: 3 },
    sdk: (stripe) => stripe.refunds.list({ payment_intent: stickers.id, limit: 3 }),
  },
  {
    op: 'stripe.refunds.list',
    intent: 'those of a charge in a period, all of them',
    args: { payment: stickersCharge, created: { from: 1767225600, to: 1772323200 } },
    sdk: (stripe) =>
      stripe.refunds
        .list({ charge: stickersCharge.id, created: { gte: 1767225600, lt: 1772323200 }, limit: 100 })
        .autoPagingToArray(all),
  },
];
