import type { JsonObject } from '../../../shared/index.ts';
import { formatMoney } from '../money.ts';
import { charge, decline, declined, knownMethod } from './charging.ts';
import { assign, type Endpoint, listAnswer, liveCustomer } from './endpoint.ts';
import { missing, refused } from './errors.ts';
import { paymentObject } from './objects.ts';
import { boolean, currency, integer, listSpec, object, oneOf, range, string, strings, writeSpec } from './params.ts';

/** Stripe's smallest charge in the account's currency, in minor units. */
const smallestCharge = 50;
/** The largest that fits Stripe's eight digits. */
const largestCharge = 99_999_999;

function unexpectedState(payment: JsonObject, verb: string, allowed: readonly string[]) {
  return refused(
    `This PaymentIntent could not be ${verb} because it has a status of ${String(payment.status)}. Only a PaymentIntent with one of the following statuses may be ${verb}: ${allowed.join(', ')}.`,
    'payment_intent_unexpected_state',
  );
}

/** Endpoints of https://docs.stripe.com/api/payment_intents */
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
];
