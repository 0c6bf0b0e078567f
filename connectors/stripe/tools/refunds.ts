import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, number, text } from '../read.ts';
import { refundShape } from '../shapes.ts';
import { besides, fieldText, saying } from './effect-words.ts';
import { metadata, metadataBody } from './metadata.ts';
import { at, created, limit, listed, ofCustomer, query, range, readAll, startAfter } from './params.ts';
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
  undo: { kind: 'none', text: 'Money that was given back can only be charged anew, with the customer’s consent.' },
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
    reverse_transfer: {
      kind: 'boolean',
      description: 'Take it back from the connected account that the money went to.',
      sets: ['reverse_transfer'],
    },
    refund_application_fee: {
      kind: 'boolean',
      description: 'Give back the platform’s fee too.',
      sets: ['refund_application_fee'],
    },
    metadata,
  },
  effectText(args) {
    const { payment } = args;
    const why = besides(
      saying(args.reason, (reason) => `reason: ${reason.replaceAll('_', ' ')}`),
      saying(args.reverse_transfer, (back) =>
        back ? 'taken back from the connected account' : 'paid by the platform',
      ),
      saying(args.refund_application_fee, (fee) => (fee ? 'with the platform’s fee' : 'without the platform’s fee')),
      saying(args.metadata, fieldText),
    );
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
      body: given({
        ...paymentIds(args.payment.id),
        amount: args.amount?.minor,
        reason: args.reason,
        reverse_transfer: args.reverse_transfer,
        refund_application_fee: args.refund_application_fee,
        metadata: metadataBody(args.metadata),
      }),
    });
    const data = refundShape(response.body);
    const amount = formatMoney(number(data.amount), text(data.currency));
    const of = formatMoney(args.payment.amount, args.payment.currency);
    const who = args.payment.customer_name || 'the customer';
    const status = text(data.status);
    return {
      data,
      summary:
        status === 'succeeded'
          ? `Refunded ${amount} of ${of} to ${who}.`
          : `The refund of ${amount} of ${of} to ${who} is ${status.replaceAll('_', ' ')}.`,
    };
  },
});

/** GET /v1/refunds, https://docs.stripe.com/api/refunds/list */
export const listRefunds = defineTool({
  name: 'stripe.refunds.list',
  title: 'List refunds',
  description: 'List refunds, newest first, of all payments or of one.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: { payment: ofPayment, customer: ofCustomer, created, limit, after: startAfter('refund', 're_…') },
  effectText: (_args, labels) =>
    `List refunds${labels.payment ? ` of ${labels.payment}` : ''}${labels.created ? `, ${labels.created}` : ''}`,
  async run(args, api) {
    const filter = {
      ...query({ ...paymentIds(args.payment?.id), starting_after: args.after }),
      ...range('created', args.created),
    };
    return listed(await readAll(api, at('refunds'), filter, args.limit, refundShape), 'refund', { amount: 'amount' });
  },
});
