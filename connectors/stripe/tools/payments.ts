import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, number, text } from '../read.ts';
import { chargeShape, paymentShape } from '../shapes.ts';
import { at, created, currency, customerFilter, limit, listed, ofCustomer, query, range, readAll } from './params.ts';

const payment = {
  kind: 'stripe.payment',
  description: 'The payment: "latest payment", "the $49 payment", what it was for, or an id (pi_… or ch_…).',
  required: true,
  within: ['customer'],
  sets: ['id'],
  refs: ['amount', 'product', 'description', 'date', 'past'],
  also: ['payment'],
} as const;

interface Payment {
  amount: number;
  refunded: number;
  currency: string;
  customer_name: string;
  description: string;
}

/** "Oskar Lindqvist's payment of $25.99 (Sticker pack)". */
export function paymentText(value: Payment): string {
  const what = value.description === '' ? '' : ` (${value.description})`;
  const whose = value.customer_name === '' ? 'the' : `${value.customer_name}'s`;
  return `${whose} payment of ${formatMoney(value.amount, value.currency)}${what}`;
}

/** POST /v1/payment_intents, https://docs.stripe.com/api/payment_intents/create */
export const createPayment = defineTool({
  name: 'stripe.payment_intents.create',
  title: 'Create a payment',
  description: 'Create a payment (payment intent) of an amount, usually to charge a customer.',
  effect: 'money',
  undo: { kind: 'call', tool: 'stripe.payment_intents.cancel', text: 'Cancel the payment while it is unpaid.' },
  params: {
    amount: {
      kind: 'amount',
      description: 'How much, e.g. "$25" or "40 euros".',
      required: true,
      within: ['currency'],
      sets: ['amount', 'currency'],
    },
    currency,
    customer: { kind: 'stripe.customer', description: 'Who pays: name, email or id.', sets: ['customer'] },
    description: { kind: 'text', description: 'What it is for.', sets: ['description'] },
    receipt_email: { kind: 'email', description: 'Where the receipt goes.', sets: ['receipt_email'] },
    capture_method: {
      kind: 'enum',
      description: 'manual: only authorize now, capture later.',
      values: ['manual', 'automatic', 'automatic_async'],
      sets: ['capture_method'],
    },
    confirm: { kind: 'boolean', description: 'Confirm (charge) it right away.', sets: ['confirm'] },
  },
  effectText(args) {
    const who = args.customer ? ` by ${args.customer.name || args.customer.id}` : '';
    const what = args.description === undefined ? '' : ` for "${args.description}"`;
    const how = args.capture_method === 'manual' ? ', to be captured later' : '';
    const now = args.confirm === true ? ', charged right away' : '';
    return `Create a payment of ${formatMoney(args.amount.minor, args.amount.currency)}${who}${what}${how}${now}`;
  },
  async run(args, api) {
    const response = await api.send({
      method: 'POST',
      path: at('payment_intents'),
      body: given({
        amount: args.amount.minor,
        currency: args.currency ?? args.amount.currency,
        customer: args.customer?.id,
        description: args.description,
        receipt_email: args.receipt_email,
        capture_method: args.capture_method,
        confirm: args.confirm,
      }),
    });
    const data = paymentShape(response.body);
    const amount = formatMoney(number(data.amount), text(data.currency));
    return { data, summary: `Created a payment of ${amount} (${text(data.id)}, ${text(data.status)}).` };
  },
});

/** GET /v1/payment_intents, https://docs.stripe.com/api/payment_intents/list */
export const listPayments = defineTool({
  name: 'stripe.payment_intents.list',
  title: 'List payments',
  description: 'List payments, newest first, of everyone or of one customer, in a period.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: { customer: customerFilter, created, limit },
  effectText: (_args, labels) =>
    `List payments${labels.customer ? ` of ${labels.customer}` : ''}${labels.created ? `, ${labels.created}` : ''}`,
  async run(args, api) {
    const filter = { ...query({ customer: args.customer?.id }), ...range('created', args.created) };
    return listed(await readAll(api, at('payment_intents'), filter, args.limit, paymentShape), 'payment');
  },
});

/** GET /v1/payment_intents/:id, https://docs.stripe.com/api/payment_intents/retrieve; for resolvers. */
export const retrievePayment = defineTool({
  name: 'stripe.payment_intents.retrieve',
  title: 'Show a payment',
  description: "Show one payment's details.",
  effect: 'read',
  internal: true,
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: { id: { kind: 'text', description: 'The payment intent, pi_….', required: true, sets: ['id'] } },
  effectText: (args) => `Read payment ${args.id}`,
  async run(args, api) {
    const response = await api.send({ method: 'GET', path: at('payment_intents', args.id) });
    return { data: paymentShape(response.body), summary: `Read payment ${args.id}.` };
  },
});

/** GET /v1/charges, https://docs.stripe.com/api/charges/list; for resolvers: says what is refunded and disputed. */
export const listCharges = defineTool({
  name: 'stripe.charges.list',
  title: 'List charges',
  description: 'List charges, newest first.',
  effect: 'read',
  internal: true,
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    customer: customerFilter,
    payment_intent: { kind: 'text', description: 'Only of this payment.', sets: ['payment_intent'] },
    created,
    limit,
  },
  effectText: (_args, labels) => `List charges${labels.customer ? ` of ${labels.customer}` : ''}`,
  async run(args, api) {
    const filter = {
      ...query({ customer: args.customer?.id, payment_intent: args.payment_intent }),
      ...range('created', args.created),
    };
    return listed(await readAll(api, at('charges'), filter, args.limit, chargeShape), 'charge');
  },
});

/** POST /v1/payment_intents/:id/capture, https://docs.stripe.com/api/payment_intents/capture */
export const capturePayment = defineTool({
  name: 'stripe.payment_intents.capture',
  title: 'Capture a payment',
  description: 'Take the money of a payment that is only authorized (held, pending, uncaptured).',
  effect: 'money',
  undo: { kind: 'none', text: 'A capture cannot be taken back, only refunded.' },
  params: {
    payment,
    customer: ofCustomer,
    amount: {
      kind: 'amount',
      description: 'How much to take, where it is not all of it.',
      within: ['payment'],
      sets: ['amount_to_capture'],
    },
  },
  effectText(args) {
    const part = args.amount ? `${formatMoney(args.amount.minor, args.amount.currency)} of ` : '';
    return `Capture ${part}${paymentText(args.payment)}`;
  },
  async run(args, api) {
    const response = await api.send({
      method: 'POST',
      path: at('payment_intents', args.payment.id, 'capture'),
      body: given({ amount_to_capture: args.amount?.minor }),
    });
    const data = paymentShape(response.body);
    const amount = formatMoney(number(data.amount_received), text(data.currency));
    return { data, summary: `Captured ${amount} from ${args.payment.customer_name || args.payment.id}.` };
  },
});

/** POST /v1/payment_intents/:id/cancel, https://docs.stripe.com/api/payment_intents/cancel */
export const cancelPayment = defineTool({
  name: 'stripe.payment_intents.cancel',
  title: 'Cancel a payment',
  description: 'Cancel a payment that was not captured, releasing the hold on the card.',
  effect: 'money',
  undo: { kind: 'none', text: 'Cannot be undone: a new payment would be needed.' },
  params: {
    payment,
    customer: ofCustomer,
    reason: {
      kind: 'enum',
      description: 'Why, if said.',
      values: ['requested_by_customer', 'duplicate', 'fraudulent', 'abandoned'],
      sets: ['cancellation_reason'],
    },
  },
  effectText: (args) =>
    `Cancel ${paymentText(args.payment)}${args.reason ? `, reason: ${args.reason.replaceAll('_', ' ')}` : ''}`,
  async run(args, api) {
    const response = await api.send({
      method: 'POST',
      path: at('payment_intents', args.payment.id, 'cancel'),
      body: given({ cancellation_reason: args.reason }),
    });
    return { data: paymentShape(response.body), summary: `Cancelled ${paymentText(args.payment)}.` };
  },
});
