import type { JsonObject } from '../../../shared/index.ts';
import { formatMoney } from '../money.ts';
import { assign, type Call, type Endpoint, listAnswer, liveCustomer } from './endpoint.ts';
import { missing, noSuch, refused, StripeError } from './errors.ts';
import { chargeObject, paymentObject, refundObject } from './objects.ts';
import { boolean, currency, integer, listSpec, object, oneOf, range, string, strings, writeSpec } from './params.ts';
import type { State } from './state.ts';

/** Test payment methods that are declined, with the decline code (https://docs.stripe.com/testing#declined-payments). */
const declined: Readonly<Record<string, string>> = {
  pm_card_chargeDeclined: 'generic_decline',
  pm_card_visa_chargeDeclined: 'generic_decline',
  pm_card_chargeDeclinedInsufficientFunds: 'insufficient_funds',
  pm_card_visa_chargeDeclinedInsufficientFunds: 'insufficient_funds',
};

/** A payment method that an earlier payment used, or one of Stripe's test cards. */
function knownMethod(state: State, id: string): void {
  const used = state.rows('payment_intent').some((row) => row.payment_method === id);
  if (!used && !/^pm_card_\w+$/.test(id)) throw noSuch('PaymentMethod', id, 'payment_method');
}

/** The payment stays, with the error on it, and the answer is a 402 that carries it. */
function decline(state: State, payment: JsonObject, code: string): never {
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

/** Stripe's smallest charge in the account's currency, in minor units. */
const smallestCharge = 50;
/** The largest that fits Stripe's eight digits. */
const largestCharge = 99_999_999;

function charge(call: Call, payment: JsonObject): void {
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

function unexpectedState(payment: JsonObject, verb: string, allowed: readonly string[]) {
  return refused(
    `This PaymentIntent could not be ${verb} because it has a status of ${String(payment.status)}. Only a PaymentIntent with one of the following statuses may be ${verb}: ${allowed.join(', ')}.`,
    'payment_intent_unexpected_state',
  );
}

/** Endpoints of https://docs.stripe.com/api/payment_intents, /charges and /refunds */
export const paymentEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/v1/payment_intents',
    spec: writeSpec({
      amount: integer,
      currency,
      customer: string,
      payment_method: string,
      description: string,
      receipt_email: string,
      confirm: boolean,
      capture_method: oneOf('automatic', 'automatic_async', 'manual'),
      statement_descriptor: string,
      automatic_payment_methods: object,
      allowed_payment_method_types: strings,
      off_session: boolean,
      setup_future_usage: string,
    }),
    run(call) {
      const { state, params } = call;
      if (params.amount === undefined) throw missing('amount');
      if (params.currency === undefined) throw missing('currency');
      if (Number(params.amount) < smallestCharge)
        throw refused(
          `Amount must be at least ${formatMoney(smallestCharge, String(params.currency))} ${String(params.currency)}`,
          'amount_too_small',
          'amount',
        );
      if (Number(params.amount) > largestCharge)
        throw refused(
          `Amount must be no more than ${formatMoney(largestCharge, String(params.currency))}`,
          'amount_too_large',
          'amount',
        );
      if (params.customer !== undefined) liveCustomer(state, params.customer);
      if (params.payment_method !== undefined) knownMethod(state, String(params.payment_method));
      if (params.confirm === true && params.payment_method === undefined)
        throw refused(
          "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
          'payment_intent_unexpected_state',
        );
      const row = paymentObject({ id: state.id('pi_3', 22), created: state.seconds() });
      assign(row, params, [
        'amount',
        'currency',
        'customer',
        'payment_method',
        'description',
        'receipt_email',
        'capture_method',
        'statement_descriptor',
      ]);
      if (params.payment_method !== undefined) row.status = 'requires_confirmation';
      state.event('payment_intent.created', row);
      const refusal = declined[String(params.payment_method)];
      if (params.confirm === true && refusal !== undefined) decline(state, row, refusal);
      if (params.confirm === true) charge(call, row);
      return state.add('payment_intent', row);
    },
  },
  {
    method: 'GET',
    path: '/v1/payment_intents',
    spec: listSpec({ customer: string, created: range }),
    run: (call) =>
      listAnswer(call, 'payment_intent', '/v1/payment_intents', { equal: ['customer'], ranges: ['created'] }),
  },
  {
    method: 'GET',
    path: '/v1/payment_intents/:id',
    spec: { expand: strings, client_secret: string },
    run: ({ state, id }) => state.get('payment_intent', id),
  },
  {
    method: 'POST',
    path: '/v1/payment_intents/:id/capture',
    spec: writeSpec({ amount_to_capture: integer, statement_descriptor: string }),
    run({ state, id, params }) {
      const row = state.get('payment_intent', id);
      if (row.status !== 'requires_capture') throw unexpectedState(row, 'captured', ['requires_capture']);
      const amount = Number(params.amount_to_capture ?? row.amount_capturable);
      if (amount < 1 || amount > Number(row.amount_capturable))
        throw refused(
          `The payment intent amount_to_capture (${amount}) is greater than the amount_capturable (${String(row.amount_capturable)}).`,
          'amount_too_large',
          'amount_to_capture',
        );
      assign(row, params, ['statement_descriptor']);
      row.status = 'succeeded';
      row.amount_capturable = 0;
      row.amount_received = amount;
      const taken = state.get('charge', String(row.latest_charge));
      taken.captured = true;
      taken.amount_captured = amount;
      // What is not taken is given back.
      taken.amount_refunded = Number(taken.amount) - amount;
      state.balance.pending += amount;
      state.event('charge.captured', taken);
      state.event('payment_intent.succeeded', row);
      return row;
    },
  },
  {
    method: 'POST',
    path: '/v1/payment_intents/:id/cancel',
    spec: writeSpec({ cancellation_reason: oneOf('abandoned', 'duplicate', 'fraudulent', 'requested_by_customer') }),
    run({ state, id, params }) {
      const row = state.get('payment_intent', id);
      const allowed = [
        'requires_payment_method',
        'requires_capture',
        'requires_confirmation',
        'requires_action',
        'processing',
      ];
      if (!allowed.includes(String(row.status)))
        throw refused(
          `You cannot cancel this PaymentIntent because it has a status of ${String(row.status)}. Only a PaymentIntent with one of the following statuses may be canceled: ${allowed.join(', ')}.`,
          'payment_intent_unexpected_state',
        );
      row.status = 'canceled';
      row.canceled_at = state.seconds();
      row.cancellation_reason = params.cancellation_reason ?? null;
      row.amount_capturable = 0;
      const held = row.latest_charge === null ? null : state.get('charge', String(row.latest_charge));
      if (held) {
        held.refunded = true;
        held.amount_refunded = held.amount ?? 0;
      }
      state.event('payment_intent.canceled', row);
      return row;
    },
  },
  {
    method: 'GET',
    path: '/v1/charges',
    spec: listSpec({ customer: string, payment_intent: string, created: range }),
    run: (call) =>
      listAnswer(call, 'charge', '/v1/charges', { equal: ['customer', 'payment_intent'], ranges: ['created'] }),
  },
  {
    method: 'GET',
    path: '/v1/charges/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('charge', id),
  },
  {
    method: 'POST',
    path: '/v1/refunds',
    spec: writeSpec({
      payment_intent: string,
      charge: string,
      amount: integer,
      reason: oneOf('duplicate', 'fraudulent', 'requested_by_customer'),
      refund_application_fee: boolean,
      reverse_transfer: boolean,
    }),
    run({ state, params }) {
      if (params.payment_intent === undefined && params.charge === undefined)
        throw refused(
          'One of the following params should be provided for this request: payment_intent or charge.',
          'parameter_missing',
        );
      if (params.payment_intent !== undefined && params.charge !== undefined)
        throw refused('You may only specify one of these parameters: payment_intent, charge.');
      const payment =
        params.payment_intent === undefined
          ? null
          : state.get('payment_intent', String(params.payment_intent), 'payment_intent');
      if (payment && payment.status !== 'succeeded')
        throw refused(
          `This PaymentIntent (${String(payment.id)}) does not have a successful charge to refund.`,
          undefined,
          'payment_intent',
        );
      const of = state.get('charge', String(payment ? payment.latest_charge : params.charge), 'charge');
      const left = Number(of.amount) - Number(of.amount_refunded);
      if (of.captured !== true) throw refused(`Charge ${String(of.id)} has not been captured.`, undefined, 'charge');
      if (left === 0) throw refused(`Charge ${String(of.id)} has already been refunded.`, 'charge_already_refunded');
      if (of.disputed === true)
        throw refused(`Charge ${String(of.id)} has been charged back; cannot issue a refund.`, 'charge_disputed');
      const amount = Number(params.amount ?? left);
      const unit = String(of.currency);
      if (amount < 1) throw refused('Invalid positive integer', 'parameter_invalid_integer', 'amount');
      if (amount > left)
        throw refused(
          `Refund amount (${formatMoney(amount, unit)}) is greater than unrefunded amount on charge (${formatMoney(left, unit)})`,
          'amount_too_large',
          'amount',
        );
      of.amount_refunded = Number(of.amount_refunded) + amount;
      of.refunded = of.amount_refunded === of.amount;
      state.balance.available -= amount;
      const row = refundObject({
        id: state.id('re_3', 22),
        amount,
        currency: unit,
        charge: of.id ?? null,
        payment_intent: of.payment_intent ?? null,
        created: state.seconds(),
        reason: params.reason ?? null,
      });
      assign(row, params, []);
      state.event('charge.refunded', of);
      state.event('refund.created', row);
      return state.add('refund', row);
    },
  },
  {
    method: 'GET',
    path: '/v1/refunds',
    spec: listSpec({ charge: string, payment_intent: string, created: range }),
    run: (call) =>
      listAnswer(call, 'refund', '/v1/refunds', { equal: ['charge', 'payment_intent'], ranges: ['created'] }),
  },
  {
    method: 'GET',
    path: '/v1/refunds/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('refund', id),
  },
];
