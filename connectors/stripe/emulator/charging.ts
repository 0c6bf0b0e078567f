import type { JsonObject } from '../../../shared/index.ts';
import type { Call } from './endpoint.ts';
import { noSuch, StripeError } from './errors.ts';
import { chargeObject } from './objects.ts';
import type { State } from './state.ts';

/** Test payment methods that are declined, with the decline code (https://docs.stripe.com/testing#declined-payments). */
export const declined: Readonly<Record<string, string>> = {
  pm_card_chargeDeclined: 'generic_decline',
  pm_card_visa_chargeDeclined: 'generic_decline',
  pm_card_chargeDeclinedInsufficientFunds: 'insufficient_funds',
  pm_card_visa_chargeDeclinedInsufficientFunds: 'insufficient_funds',
};

/** Takes a method that an earlier payment used, or one of Stripe's test cards. @throws StripeError for any other */
export function knownMethod(state: State, id: string): void {
  const used = state.rows('payment_intent').some((row) => row.payment_method === id);
  if (!used && !/^pm_card_\w+$/.test(id)) throw noSuch('PaymentMethod', id, 'payment_method');
}

/** The payment stays, with the error on it, and the answer is a 402 that carries it. */
export function decline(state: State, payment: JsonObject, code: string): never {
  const message = code === 'insufficient_funds' ? 'Your card has insufficient funds.' : 'Your card was declined.';
  payment.status = 'requires_payment_method';
  payment.last_payment_error = {
    code: 'card_declined',
    decline_code: code,
    doc_url: 'https://stripe.com/docs/error-codes/card-declined',
    message,
    type: 'card_error',
  };
  payment.payment_method = null;
  state.add('payment_intent', payment);
  state.event('payment_intent.payment_failed', payment);
  throw new StripeError(402, message, {
    type: 'card_error',
    code: 'card_declined',
    more: { decline_code: code, payment_intent: structuredClone(payment) },
  });
}

/** Charges a payment, or holds its money where it is to be captured later. */
export function charge(call: Call, payment: JsonObject): void {
  const { state } = call;
  const held = payment.capture_method === 'manual';
  const row = chargeObject({
    id: state.id('ch_3', 22),
    amount: payment.amount ?? 0,
    currency: payment.currency ?? 'usd',
    customer: payment.customer ?? null,
    description: payment.description ?? null,
    payment_intent: payment.id ?? null,
    payment_method: payment.payment_method ?? null,
    created: state.seconds(),
    captured: !held,
    amount_captured: held ? 0 : (payment.amount ?? 0),
  });
  state.add('charge', row);
  payment.latest_charge = row.id ?? null;
  payment.status = held ? 'requires_capture' : 'succeeded';
  if (held) payment.amount_capturable = payment.amount ?? 0;
  else {
    payment.amount_received = payment.amount ?? 0;
    state.balance.pending += Number(payment.amount);
  }
  state.event('charge.succeeded', row);
  state.event(held ? 'payment_intent.amount_capturable_updated' : 'payment_intent.succeeded', payment);
}
