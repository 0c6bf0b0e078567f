import Stripe from 'stripe';
import type { ConformanceCase } from './case.ts';
import { proveConformance } from './suite.ts';

const payment = {
  id: 'pi_3RdFrRgSnRFsTHsDDDXh5Jmt',
  charge: null,
  amount: 2599,
  refunded: 0,
  currency: 'usd',
  status: 'succeeded',
  customer: null,
  customer_name: 'Oskar Lindqvist',
  description: '',
};

const cases: readonly ConformanceCase<Stripe>[] = [
  {
    op: 'stripe.refunds.create',
    intent: 'part of a payment, with a reason',
    args: { payment, amount: { minor: 500, currency: 'usd' }, reason: 'requested_by_customer' },
    sdk: (stripe) =>
      stripe.refunds.create({ payment_intent: payment.id, amount: 500, reason: 'requested_by_customer' }),
  },
];

proveConformance<Stripe>({
  service: 'stripe',
  client: (origin, token) => {
    const { hostname, port } = new URL(origin);
    return new Stripe(token, { host: hostname, port: Number(port), protocol: 'http', maxNetworkRetries: 0 });
  },
  cases,
  headers: ['content-type', 'stripe-version'],
});
