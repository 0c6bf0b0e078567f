import Stripe from 'stripe';
import type { ConformanceCase } from './case.ts';
import { all, at, draft, harborview, open, oskar, starter, usd, workshop } from './stripe-records.ts';

/** Invoices and their lines, each intent as our tool and as stripe-node says it. */
export const invoiceCases: readonly ConformanceCase<Stripe>[] = [
  {
    op: 'stripe.invoices.create',
    intent: 'on terms of thirty days, with a memo, a footer and a purchase order',
    args: { customer: oskar, days_until_due: 30, description: 'May', footer: 'Thank you', metadata: 'po: 4500121873' },
    sdk: (stripe) =>
      stripe.invoices.create({
        customer: oskar.id,
        collection_method: 'send_invoice',
        days_until_due: 30,
        description: 'May',
        footer: 'Thank you',
        metadata: { po: '4500121873' },
      }),
  },
  {
    op: 'stripe.invoices.create',
    intent: 'charged automatically, in a currency, not finalized by itself',
    args: { customer: oskar, collection_method: 'charge_automatically', currency: 'eur', auto_advance: false },
    sdk: (stripe) =>
      stripe.invoices.create({
        customer: oskar.id,
        collection_method: 'charge_automatically',
        currency: 'eur',
        auto_advance: false,
      }),
  },
  {
    op: 'stripe.invoices.create',
    intent: 'of a subscription, due on a day',
    args: { customer: oskar, subscription: starter, due_date: at(1798761600) },
    sdk: (stripe) =>
      stripe.invoices.create({
        customer: oskar.id,
        subscription: starter.id,
        collection_method: 'send_invoice',
        due_date: 1798761600,
      }),
  },
  {
    op: 'stripe.invoices.list',
    intent: 'open ones of a customer that are due before a day',
    args: { customer: harborview, status: 'open', due: { to: 1798761600 }, limit: 4 },
    sdk: (stripe) =>
      stripe.invoices.list({ customer: harborview.id, status: 'open', due_date: { lt: 1798761600 }, limit: 4 }),
  },
  {
    op: 'stripe.invoices.list',
    intent: 'all that were sent for a subscription in a period',
    args: { subscription: starter, collection_method: 'send_invoice', created: { from: 1735689600, to: 1798761600 } },
    sdk: (stripe) =>
      stripe.invoices
        .list({
          subscription: starter.id,
          collection_method: 'send_invoice',
          created: { gte: 1735689600, lt: 1798761600 },
          limit: 100,
        })
        .autoPagingToArray(all),
  },
  {
    op: 'stripe.invoices.finalize',
    intent: 'a draft',
    args: { invoice: draft },
    sdk: (stripe) => stripe.invoices.finalizeInvoice(draft.id),
  },
  {
    op: 'stripe.invoices.finalize',
    intent: 'a draft, not collected by itself',
    args: { invoice: draft, auto_advance: false },
    sdk: (stripe) => stripe.invoices.finalizeInvoice(draft.id, { auto_advance: false }),
  },
  {
    op: 'stripe.invoices.send',
    intent: 'an open invoice',
    args: { invoice: open },
    sdk: (stripe) => stripe.invoices.sendInvoice(open.id),
  },
  {
    op: 'stripe.invoices.void',
    intent: 'an open invoice',
    args: { invoice: open },
    sdk: (stripe) => stripe.invoices.voidInvoice(open.id),
  },
  {
    op: 'stripe.invoiceitems.create',
    intent: 'an amount on a draft',
    args: { invoice: draft, amount: usd(3500), description: 'Setup fee' },
    sdk: (stripe) =>
      stripe.invoiceItems.create({
        customer: oskar.id,
        invoice: draft.id,
        amount: 3500,
        currency: 'usd',
        description: 'Setup fee',
      }),
  },
  {
    op: 'stripe.invoiceitems.create',
    intent: 'a product of the catalog, several',
    args: { customer: oskar, product: workshop, quantity: 2 },
    sdk: (stripe) => stripe.invoiceItems.create({ customer: oskar.id, pricing: { price: workshop.id }, quantity: 2 }),
  },
  {
    op: 'stripe.invoiceitems.create',
    intent: 'hours at a price each, with a subscription’s invoice',
    args: { customer: oskar, subscription: starter, amount: usd(5000), quantity: 3, metadata: 'project: website' },
    sdk: (stripe) =>
      stripe.invoiceItems.create({
        customer: oskar.id,
        subscription: starter.id,
        unit_amount_decimal: Stripe.Decimal.from('5000'),
        currency: 'usd',
        quantity: 3,
        metadata: { project: 'website' },
      }),
  },
];
