import type { JsonObject } from '../../../shared/index.ts';
import { defineTool, type UndoCall } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, idOf, number, text } from '../read.ts';
import { paymentShape } from '../shapes.ts';
import { besides, fieldText, saying } from './effect-words.ts';
import { metadata, metadataBody } from './metadata.ts';
import { at, currency, ofCustomer } from './params.ts';
import { paymentPhrase, paymentText } from './payment-phrase.ts';

/** POST /v1/payment_intents, https://docs.stripe.com/api/payment_intents/create */
export const createPayment = defineTool({
  name: 'stripe.payment_intents.create',
  title: 'Create a payment',
  description: 'Create a payment (payment intent) of an amount, usually to charge a customer.',
  effect: 'money',
  undo: {
    kind: 'call',
    tool: 'stripe.payment_intents.cancel',
    text: 'The payment is cancelled while it is unpaid; a paid one is refunded, and Stripe keeps its fee.',
  },
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
    payment_method: {
      kind: 'text',
      description: 'The saved payment method that pays (pm_…); needed to charge right away.',
      sets: ['payment_method'],
    },
    statement_descriptor: {
      kind: 'text',
      description: 'What stands on the card statement.',
      sets: ['statement_descriptor'],
    },
    metadata,
  },
  effectText(args) {
    const who = args.customer ? ` by ${args.customer.name || args.customer.id}` : '';
    const what = args.description === undefined ? '' : ` for "${args.description}"`;
    const rest = besides(
      saying(args.capture_method, (how) =>
        how === 'manual' ? 'to be captured later' : `captured: ${how.replaceAll('_', ' ')}`,
      ),
      saying(args.confirm, (now) => (now ? 'charged right away' : 'not charged yet')),
      saying(args.payment_method, (method) => `paid with ${method}`),
      saying(args.receipt_email, (email) => `receipt to ${email}`),
      saying(args.statement_descriptor, (words) => `"${words}" on the card statement`),
      saying(args.metadata, fieldText),
    );
    return `Create a payment of ${formatMoney(args.amount.minor, args.amount.currency)}${who}${what}${rest}`;
  },
  async run(args, api) {
    const response = await api.send({
      method: 'POST',
      path: at('payment_intents'),
      body: given({
        amount: args.amount.minor,
        currency: args.amount.currency,
        customer: args.customer?.id,
        description: args.description,
        receipt_email: args.receipt_email,
        capture_method: args.capture_method,
        confirm: args.confirm,
        payment_method: args.payment_method,
        statement_descriptor: args.statement_descriptor,
        metadata: metadataBody(args.metadata),
      }),
    });
    const data = paymentShape(response.body);
    const amount = formatMoney(number(data.amount), text(data.currency));
    const status = text(data.status).replaceAll('_', ' ');
    const next =
      status === 'requires payment method' ? '; it is paid once a payment method is added and confirmed' : '';
    return {
      data,
      summary: `Created a payment of ${amount} (${text(data.id)}): ${status}${next}.`,
      undo: [takeBackPayment(paymentValue(data, args.customer?.name ?? ''))],
    };
  },
});

/** A payment of the API as the kind's value: what it is when nothing of it was refunded yet. */
function paymentValue(data: JsonObject, customerName: string) {
  return {
    id: text(data.id),
    charge: idOf(data.latest_charge),
    amount: number(data.amount),
    refunded: 0,
    currency: text(data.currency),
    status: text(data.status),
    customer: idOf(data.customer),
    customer_name: customerName,
    description: text(data.description),
  };
}

/** Paid money goes back by a refund; before that a payment is cancelled. */
function takeBackPayment(payment: ReturnType<typeof paymentValue>): UndoCall {
  const amount = formatMoney(payment.amount, payment.currency);
  return payment.status === 'succeeded'
    ? { tool: 'stripe.refunds.create', args: { payment }, text: `Refund the payment of ${amount}.` }
    : { tool: 'stripe.payment_intents.cancel', args: { payment }, text: `Cancel the payment of ${amount}.` };
}

/** POST /v1/payment_intents/:id/capture, https://docs.stripe.com/api/payment_intents/capture */
export const capturePayment = defineTool({
  name: 'stripe.payment_intents.capture',
  title: 'Capture a payment',
  description: 'Take the money of a payment that is only authorized (held, pending, uncaptured).',
  effect: 'money',
  undo: {
    kind: 'call',
    tool: 'stripe.refunds.create',
    text: 'What was captured is refunded; Stripe keeps its fee, and what was not captured stays released.',
  },
  params: {
    payment: { ...paymentPhrase, required: true, sets: ['id'] },
    customer: ofCustomer,
    amount: {
      kind: 'amount',
      description: 'How much to take, where it is not all of it.',
      within: ['payment'],
      sets: ['amount_to_capture'],
    },
    statement_descriptor: {
      kind: 'text',
      description: 'What stands on the card statement.',
      sets: ['statement_descriptor'],
    },
    metadata,
  },
  effectText(args) {
    const part = args.amount ? `${formatMoney(args.amount.minor, args.amount.currency)} of ` : '';
    const rest = besides(
      saying(args.statement_descriptor, (words) => `"${words}" on the card statement`),
      saying(args.metadata, fieldText),
    );
    return `Capture ${part}${paymentText(args.payment)}${rest}`;
  },
  async run(args, api) {
    const response = await api.send({
      method: 'POST',
      path: at('payment_intents', args.payment.id, 'capture'),
      body: given({
        amount_to_capture: args.amount?.minor,
        statement_descriptor: args.statement_descriptor,
        metadata: metadataBody(args.metadata),
      }),
    });
    const data = paymentShape(response.body);
    const captured = { minor: number(data.amount_received), currency: text(data.currency) };
    const amount = formatMoney(captured.minor, captured.currency);
    const held = formatMoney(args.payment.amount, args.payment.currency);
    const part = amount === held ? amount : `${amount} of ${held}`;
    const payment = paymentValue(data, args.payment.customer_name);
    return {
      data,
      summary: `Captured ${part} from ${args.payment.customer_name || args.payment.id}.`,
      undo: [
        {
          tool: 'stripe.refunds.create',
          args: { payment, amount: captured },
          text: `Refund the ${amount} that was captured.`,
        },
      ],
    };
  },
});

/** POST /v1/payment_intents/:id/cancel, https://docs.stripe.com/api/payment_intents/cancel */
export const cancelPayment = defineTool({
  name: 'stripe.payment_intents.cancel',
  title: 'Cancel a payment',
  description: 'Cancel a payment that was not captured, releasing the hold on the card.',
  effect: 'money',
  undo: { kind: 'none', text: 'A cancelled payment cannot be taken up again; a new one can be created.' },
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
