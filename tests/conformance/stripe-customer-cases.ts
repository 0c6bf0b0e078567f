import type Stripe from 'stripe';
import type { ConformanceCase } from './case.ts';
import { all, harborview, oskar, usd } from './stripe-records.ts';

/** Customers, each intent as our tool and as stripe-node says it. */
export const customerCases: readonly ConformanceCase<Stripe>[] = [
  {
    op: 'stripe.customers.create',
    intent: 'a name, an email and an address',
    args: {
      name: 'Ada Vogel',
      email: 'ada@vogel.example',
      address: 'Hauptstr. 5, 10115 Berlin, Germany',
      language: 'German',
    },
    sdk: (stripe) =>
      stripe.customers.create({
        name: 'Ada Vogel',
        email: 'ada@vogel.example',
        address: { line1: 'Hauptstr. 5', postal_code: '10115', city: 'Berlin', country: 'DE' },
        preferred_locales: ['de'],
      }),
  },
  {
    op: 'stripe.customers.create',
    intent: 'a note, a phone number, a balance and a custom field',
    args: { phone: '+1 555 0102', description: 'From the fair & the web', balance: usd(1250), metadata: 'tier: gold' },
    sdk: (stripe) =>
      stripe.customers.create({
        phone: '+1 555 0102',
        description: 'From the fair & the web',
        balance: 1250,
        metadata: { tier: 'gold' },
      }),
  },
  {
    op: 'stripe.customers.retrieve',
    intent: 'one customer',
    args: { customer: oskar },
    sdk: (stripe) => stripe.customers.retrieve(oskar.id),
  },
  {
    op: 'stripe.customers.update',
    intent: 'a new email, no phone number',
    args: { customer: oskar, email: 'oskar@new.example', phone: 'none' },
    sdk: (stripe) => stripe.customers.update(oskar.id, { email: 'oskar@new.example', phone: '' }),
  },
  {
    op: 'stripe.customers.update',
    intent: 'what invoices say and are paid with, and a custom field taken off',
    args: { customer: oskar, footer: 'Thank you!', payment_method: 'pm_1x', metadata: 'tier: none' },
    sdk: (stripe) =>
      stripe.customers.update(oskar.id, {
        invoice_settings: { footer: 'Thank you!', default_payment_method: 'pm_1x' },
        metadata: { tier: '' },
      }),
  },
  {
    op: 'stripe.customers.delete',
    intent: 'one customer, for good',
    args: { customer: oskar },
    sdk: (stripe) => stripe.customers.del(oskar.id),
  },
  {
    op: 'stripe.customers.list',
    intent: 'those of a period, so many, after one',
    args: { created: { from: 1735689600, to: 1767225600 }, limit: 3, after: harborview },
    sdk: (stripe) =>
      stripe.customers.list({
        created: { gte: 1735689600, lt: 1767225600 },
        limit: 3,
        starting_after: harborview.id,
      }),
  },
  {
    op: 'stripe.customers.list',
    intent: 'all with an email',
    args: { email: oskar.email },
    sdk: (stripe) => stripe.customers.list({ email: oskar.email, limit: 100 }).autoPagingToArray(all),
  },
  {
    op: 'stripe.customers.search',
    intent: 'part of a name',
    args: { query: "O'Connor", limit: 5 },
    sdk: (stripe) => stripe.customers.search({ query: "name~'O\\'Connor'", limit: 5 }),
  },
  {
    op: 'stripe.customers.search',
    intent: 'a custom field, as many as there are',
    args: { query: 'tier: gold' },
    sdk: (stripe) => stripe.customers.search({ query: "metadata['tier']:'gold'", limit: 100 }).autoPagingToArray(all),
  },
];
