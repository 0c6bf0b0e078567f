import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, number, text } from '../read.ts';
import { refundShape } from '../shapes.ts';
import { at, created, limit, listed, ofCustomer, query, range, readAll } from './params.ts';
import { paymentIds, paymentPhrase, paymentText } from './payment-phrase.ts';

const ofPayment = {
  ...paymentPhrase,
  sets: ['payment_intent', 'charge'],
  refs: [...paymentPhrase.refs, 'invoice'],
} as const;

/** POST /v1/refunds, https://docs.stripe.com/api/refunds/create. Without an amount the rest is refunded. */
export const createRefund = defineTool({
  name: 'stripe.refunds.create',
  title: 'Refund a payment',
  description: 'Give a customer money back: refund a payment in full or in part.',
  effect: 'money',
  undo: { kind: 'none', text: 'A refund cannot be undone.' },
  params: {
    payment: { ...ofPayment, required: true },
    customer: ofCustomer,
    amount: {
      kind: 'amount',
      description: 'How much to give back, where it is not all: "$5", "half".',
      within: ['payment'],
      sets: ['amount'],
    },
    reason: {
      kind: 'enum',
      description: 'Why, if said.',
      values: ['requested_by_customer', 'duplicate', 'fraudulent'],
      sets: ['reason'],
    },
  },
  effectText(args) {
    const { payment } = args;
    const why = args.reason ? `, reason: ${args.reason.replaceAll('_', ' ')}` : '';
    if (args.amount)
      return `Refund ${formatMoney(args.amount.minor, args.amount.currency)} of ${paymentText(payment)}${why}`;
    const rest = formatMoney(payment.amount - payment.refunded, payment.currency);
    return payment.refunded > 0
      ? `Refund the remaining ${rest} of ${paymentText(payment)}${why}`
      : `Refund all of ${paymentText(payment)}${why}`;
  },
  async run(args, api) {
    const response = await api.send({
      method: 'POST',
      path: at('refunds'),
      body: given({ ...paymentIds(args.payment.id), amount: args.amount?.minor, reason: args.reason }),
    });
    const data = refundShape(response.body);
    const amount = formatMoney(number(data.amount), text(data.currency));
    const of = formatMoney(args.payment.amount, args.payment.currency);
    return { data, summary: `Refunded ${amount} of ${of} to ${args.payment.customer_name || 'the customer'}.` };
  },
});

/** GET /v1/refunds, https://docs.stripe.com/api/refunds/list */
export const listRefunds = defineTool({
  name: 'stripe.refunds.list',
  title: 'List refunds',
  description: 'List refunds, newest first, of all payments or of one.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: { payment: ofPayment, customer: ofCustomer, created, limit },
  effectText: (_args, labels) =>
    `List refunds${labels.payment ? ` of ${labels.payment}` : ''}${labels.created ? `, ${labels.created}` : ''}`,
  async run(args, api) {
    const filter = { ...query(paymentIds(args.payment?.id)), ...range('created', args.created) };
    return listed(await readAll(api, at('refunds'), filter, args.limit, refundShape), 'refund');
  },
});
