import { defineTool, type JsonObject } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { idOf, number, record, text } from '../read.ts';
import { chargeListShape, chargeShape, paymentDetailShape, paymentShape } from '../shapes.ts';
import { at, created, customerFilter, limit, listed, ofCustomer, query, range, readAll, startAfter } from './params.ts';
import { paymentPhrase, paymentText } from './payment-phrase.ts';

/** GET /v1/payment_intents, https://docs.stripe.com/api/payment_intents/list */
export const listPayments = defineTool({
  name: 'stripe.payment_intents.list',
  title: 'List payments',
  description: 'List payments, newest first, of everyone or of one customer, in a period.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: { customer: customerFilter, created, limit, after: startAfter('payment', 'pi_…') },
  effectText: (_args, labels) =>
    `List payments${labels.customer ? ` of ${labels.customer}` : ''}${labels.created ? `, ${labels.created}` : ''}`,
  async run(args, api) {
    const filter = {
      ...query({ customer: args.customer?.id, starting_after: args.after }),
      ...range('created', args.created),
    };
    return listed(await readAll(api, at('payment_intents'), filter, args.limit, paymentShape), 'payment', {
      amount: 'amount',
    });
  },
});

/** "succeeded, $5.00 refunded", in a person's words. */
function stateText(payment: JsonObject, charge: JsonObject | null): string {
  const currency = text(payment.currency);
  const parts = [text(payment.status).replaceAll('_', ' ')];
  const failure = text(record(payment.last_payment_error).message);
  if (failure !== '') parts.push(`last attempt failed: ${failure}`);
  if (number(charge?.amount_refunded) > 0)
    parts.push(`${formatMoney(number(charge?.amount_refunded), currency)} refunded`);
  if (charge?.disputed === true) parts.push('disputed');
  return parts.join(', ');
}

/**
 * GET /v1/payment_intents/:id, https://docs.stripe.com/api/payment_intents/retrieve, and GET /v1/charges/:id of its latest
 * charge, which alone says what card paid and what was refunded.
 */
export const retrievePayment = defineTool({
  name: 'stripe.payment_intents.retrieve',
  title: 'Show a payment',
  description: 'Show one payment: whether it went through, how much, what for, which card, what was refunded.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: { payment: { ...paymentPhrase, required: true, sets: ['id'] }, customer: ofCustomer },
  effectText: (args) => `Read ${paymentText(args.payment)}`,
  async run(args, api) {
    const response = await api.send({ method: 'GET', path: at('payment_intents', args.payment.id) });
    const payment = paymentDetailShape(response.body);
    const latest = idOf(payment.latest_charge);
    const charge =
      latest === null ? null : chargeShape((await api.send({ method: 'GET', path: at('charges', latest) })).body);
    const amount = formatMoney(number(payment.amount), text(payment.currency));
    const what = text(payment.description);
    const whose = args.payment.customer_name === '' ? '' : ` of ${args.payment.customer_name}`;
    return {
      data: { ...payment, charge },
      summary: `Payment${whose} of ${amount}${what === '' ? '' : ` (${what})`}: ${stateText(payment, charge)}.`,
    };
  },
});

/** GET /v1/charges, https://docs.stripe.com/api/charges/list: each says what is refunded and disputed. */
export const listCharges = defineTool({
  name: 'stripe.charges.list',
  title: 'List charges',
  description: 'List card charges (each attempt to take money), newest first, of a customer or of one payment.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    customer: customerFilter,
    payment: {
      kind: 'stripe.payment',
      description: 'Only the charges of this payment: what it was for, its amount, or an id (pi_…).',
      within: ['customer'],
      sets: ['payment_intent'],
    },
    created,
    limit,
    after: startAfter('charge', 'ch_…'),
  },
  effectText: (args, labels) =>
    `List charges${args.payment ? ` of ${paymentText(args.payment)}` : labels.customer ? ` of ${labels.customer}` : ''}${labels.created ? `, ${labels.created}` : ''}`,
  async run(args, api) {
    const filter = {
      ...query({ customer: args.customer?.id, payment_intent: args.payment?.id, starting_after: args.after }),
      ...range('created', args.created),
    };
    return listed(await readAll(api, at('charges'), filter, args.limit, chargeListShape), 'charge', {
      amount: 'amount',
    });
  },
});
