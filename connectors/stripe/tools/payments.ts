import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, number, text } from '../read.ts';
import { paymentShape } from '../shapes.ts';
import { at, currency, ofCustomer } from './params.ts';
import { paymentPhrase, paymentText } from './payment-phrase.ts';

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

/** POST /v1/payment_intents/:id/capture, https://docs.stripe.com/api/payment_intents/capture */
export const capturePayment = defineTool({
  name: 'stripe.payment_intents.capture',
  title: 'Capture a payment',
  description: 'Take the money of a payment that is only authorized (held, pending, uncaptured).',
  effect: 'money',
  undo: { kind: 'none', text: 'A capture cannot be taken back, only refunded.' },
  params: {
    payment: { ...paymentPhrase, required: true, sets: ['id'] },
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
    payment: { ...paymentPhrase, required: true, sets: ['id'] },
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
