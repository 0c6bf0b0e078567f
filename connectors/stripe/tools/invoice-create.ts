import { defineTool } from '../../kit/guest.ts';
import { given, text } from '../read.ts';
import { invoiceShape } from '../shapes.ts';
import { besides, fieldText, saying } from './effect-words.ts';
import { invoiceValue } from './invoice-phrase.ts';
import { metadata, metadataBody } from './metadata.ts';
import { at, collectionMethod, currency } from './params.ts';

/** POST /v1/invoices, https://docs.stripe.com/api/invoices/create */
export const createInvoice = defineTool({
  name: 'stripe.invoices.create',
  title: 'Create an invoice',
  description: 'Start a new draft invoice for a customer.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'stripe.invoices.delete',
    text: 'The draft is deleted with its lines, while it is a draft.',
  },
  params: {
    customer: {
      kind: 'stripe.customer',
      description: 'Who is billed: name, email or id.',
      required: true,
      sets: ['customer'],
    },
    collection_method: collectionMethod,
    days_until_due: { kind: 'integer', description: 'Days to pay: "30 days", "net 30".', sets: ['days_until_due'] },
    due_date: { kind: 'when', description: 'The day it is due.', sets: ['due_date'] },
    description: { kind: 'text', description: 'A memo shown on the invoice.', sets: ['description'] },
    footer: { kind: 'text', description: 'Footer text.', sets: ['footer'] },
    currency,
    auto_advance: { kind: 'boolean', description: 'Whether Stripe finalizes it by itself.', sets: ['auto_advance'] },
    subscription: {
      kind: 'stripe.subscription',
      description: 'Only what is due for this subscription.',
      within: ['customer'],
      sets: ['subscription'],
    },
    metadata,
  },
  effectText(args, labels) {
    const rest = besides(
      saying(args.subscription, () => `for ${labels.subscription ?? 'the subscription'}`),
      saying(args.days_until_due, (days) => `due in ${days} days`),
      saying(args.due_date, (due) => `due ${labels.due_date ?? due.iso}`),
      saying(args.collection_method, (method) =>
        method === 'send_invoice' ? 'sent by email' : 'charged automatically',
      ),
      saying(args.currency, (currency) => `in ${currency.toUpperCase()}`),
      saying(args.description, (memo) => `memo "${memo}"`),
      saying(args.footer, (footer) => `footer "${footer}"`),
      saying(args.auto_advance, (auto) => (auto ? 'finalized by itself' : 'not finalized by itself')),
      saying(args.metadata, fieldText),
    );
    return `Create a draft invoice for ${args.customer.name || args.customer.id}${rest}`;
  },
  async run(args, api) {
    const termed = args.days_until_due !== undefined || args.due_date !== undefined;
    const response = await api.send({
      method: 'POST',
      path: at('invoices'),
      body: given({
        customer: args.customer.id,
        // The API takes payment terms only on invoices that are sent.
        collection_method: args.collection_method ?? (termed ? 'send_invoice' : undefined),
        days_until_due: args.days_until_due,
        due_date: args.due_date?.epoch,
        description: args.description,
        footer: args.footer,
        currency: args.currency,
        auto_advance: args.auto_advance,
        subscription: args.subscription?.id,
        metadata: metadataBody(args.metadata),
      }),
    });
    const data = invoiceShape(response.body);
    const who = args.customer.name || args.customer.id;
    return {
      data,
      summary: `Created a draft invoice for ${who} (${text(data.id)}); lines can be added until it is finalized.`,
      undo: [
        {
          tool: 'stripe.invoices.delete',
          args: { invoice: invoiceValue(data, args.customer.name) },
          text: `Delete the draft invoice for ${who}.`,
        },
      ],
    };
  },
});
