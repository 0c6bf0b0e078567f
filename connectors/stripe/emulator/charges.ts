import { formatMoney } from '../money.ts';
import { assign, type Endpoint, listAnswer } from './endpoint.ts';
import { refused } from './errors.ts';
import { refundObject } from './objects.ts';
import { boolean, integer, listSpec, oneOf, range, string, strings, writeSpec } from './params.ts';

/** Endpoints of https://docs.stripe.com/api/charges and /refunds */
export const chargeEndpoints: readonly Endpoint[] = [
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
