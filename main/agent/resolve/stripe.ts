import { resolvePrice, resolveProduct } from './stripe-catalog.ts';
import { resolveCustomer } from './stripe-customer.ts';
import { resolveInvoice } from './stripe-invoice.ts';
import { resolvePayment } from './stripe-payment.ts';
import { resolveSubscription } from './stripe-subscription.ts';
import { resolveTrialEnd } from './stripe-trial.ts';
import type { Resolvers } from './types.ts';

/** Stripe's records by what people call them. */
export const stripeResolvers: Resolvers = {
  'stripe.customer': resolveCustomer,
  'stripe.payment': resolvePayment,
  'stripe.invoice': resolveInvoice,
  'stripe.subscription': resolveSubscription,
  'stripe.product': resolveProduct,
  'stripe.price': resolvePrice,
  'stripe.trial_end': resolveTrialEnd,
};
