import Stripe from 'stripe';
import type { ConformanceCase } from './case.ts';
import type { Wire } from './compare.ts';
import { accountCases } from './stripe-account-cases.ts';
import { catalogCases } from './stripe-catalog-cases.ts';
import { customerCases } from './stripe-customer-cases.ts';
import { invoiceCases } from './stripe-invoice-cases.ts';
import { paymentCases } from './stripe-payment-cases.ts';
import { subscriptionCases } from './stripe-subscription-cases.ts';
import { stripeOperation, undoCases } from './stripe-undo-cases.ts';
import { proveConformance } from './suite.ts';

const cases: readonly ConformanceCase<Stripe>[] = [
  ...customerCases,
  ...paymentCases,
  ...catalogCases,
  ...invoiceCases,
  ...subscriptionCases,
  ...accountCases,
  ...undoCases,
];

/**
 * Keys differ by their nature: of each POST there must be one, and elsewhere Stripe gives them no meaning
 * (https://docs.stripe.com/api/idempotent_requests). The SDK states a content type even where there is no content.
 */
function comparable(wire: Wire): Wire {
  const key = wire.method === 'POST' && wire.headers['idempotency-key'] !== '' ? 'a key' : '';
  const type = wire.body === null ? '' : (wire.headers['content-type'] ?? '');
  return { ...wire, headers: { ...wire.headers, 'idempotency-key': key, 'content-type': type } };
}

proveConformance<Stripe>({
  service: 'stripe',
  client: (origin, token) => {
    const { hostname, port } = new URL(origin);
    return new Stripe(token, { host: hostname, port: Number(port), protocol: 'http', maxNetworkRetries: 0 });
  },
  cases,
  opOf: stripeOperation,
  headers: ['content-type', 'stripe-version', 'idempotency-key'],
  normalise: comparable,
});
