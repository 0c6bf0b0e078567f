import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, number, record, text } from '../read.ts';
import { invoiceItemShape } from '../shapes.ts';
import { besides, fieldText, saying } from './effect-words.ts';
import { metadata, metadataBody } from './metadata.ts';
import { at, currency } from './params.ts';

interface Line {
  amount?: { minor: number; currency: string } | undefined;
  quantity?: number | undefined;
  product?: { product_name: string } | undefined;
}

/** "$35.00", "3 × $50.00", "2 × Onboarding workshop". */
function lineText(line: Line): string {
  if (line.amount === undefined) return `${line.quantity ?? 1} × ${line.product?.product_name ?? 'an item'}`;
  const each = formatMoney(line.amount.minor, line.amount.currency);
  return line.quantity === undefined ? each : `${line.quantity} × ${each}`;
}

/** POST /v1/invoiceitems, https://docs.stripe.com/api/invoiceitems/create */
export const createInvoiceItem = defineTool({
  name: 'stripe.invoiceitems.create',
  title: 'Add a line to an invoice',
  description: "Add a charge, fee or product to a customer's draft invoice, or to their next one.",
  effect: 'money',
  undo: {
    kind: 'call',
    tool: 'stripe.invoiceitems.delete',
    text: 'The line is removed, while its invoice is a draft.',
  },
  params: {
    customer: { kind: 'stripe.customer', description: 'Who is billed: name, email or id.', sets: ['customer'] },
    invoice: {
      kind: 'stripe.invoice',
      description: 'The draft invoice it goes on; left out for the next invoice.',
      within: ['customer'],
      sets: ['invoice'],
    },
    amount: { kind: 'amount', description: 'How much.', within: ['currency'], sets: ['amount', 'currency'] },
    currency,
    description: { kind: 'text', description: 'What it is for.', sets: ['description'] },
    product: {
      kind: 'stripe.price',
      description: 'A product of the catalog instead of an amount.',
      sets: ['pricing.price'],
    },
    quantity: { kind: 'integer', description: 'How many; an amount is then the price of each.', sets: ['quantity'] },
    subscription: {
      kind: 'stripe.subscription',
      description: 'The subscription whose invoice it goes on.',
      within: ['customer'],
      sets: ['subscription'],
    },
    metadata,
  },
  effectText(args) {
    const what = lineText(args);
    const why = args.description === undefined ? '' : ` for "${args.description}"`;
    const where = args.invoice
      ? `invoice ${args.invoice.number || args.invoice.id}`
      : args.subscription
        ? `the next invoice of the subscription ${args.subscription.id}`
        : 'the next invoice';
    const who = args.customer?.name ?? args.invoice?.customer_name ?? args.subscription?.customer_name;
    return `Add ${what}${why} to ${where}${who ? ` of ${who}` : ''}${besides(saying(args.metadata, fieldText))}`;
  },
  async run(args, api) {
    const customer = args.customer?.id ?? args.invoice?.customer ?? args.subscription?.customer;
    if (customer === undefined || customer === '') throw new Error('An invoice line needs a customer or an invoice.');
    if (args.amount === undefined && args.product === undefined)
      throw new Error('An invoice line needs an amount or a product.');
    const response = await api.send({
      method: 'POST',
      path: at('invoiceitems'),
      body: given({
        customer,
        invoice: args.invoice?.id,
        subscription: args.subscription?.id,
        // The API takes an amount of one line, or a unit amount with a quantity.
        amount: args.quantity === undefined ? args.amount?.minor : undefined,
        unit_amount_decimal:
          args.quantity === undefined || args.amount === undefined ? undefined : String(args.amount.minor),
        currency: args.amount === undefined ? args.currency : args.amount.currency,
        description: args.description,
        pricing: args.product === undefined ? undefined : { price: args.product.id },
        quantity: args.quantity,
        metadata: metadataBody(args.metadata),
      }),
    });
    const data = invoiceItemShape(response.body);
    const amount = formatMoney(number(data.amount), text(data.currency));
    const who = args.customer?.name ?? args.invoice?.customer_name ?? args.subscription?.customer_name ?? '';
    const where = args.invoice ? `invoice ${args.invoice.number || args.invoice.id}` : 'the next invoice';
    const line = `${amount}${args.description === undefined ? '' : ` for "${args.description}"`}`;
    return {
      data,
      summary: `Added ${line} to ${where}${who === '' ? '' : ` of ${who}`}.`,
      undo: [
        {
          tool: 'stripe.invoiceitems.delete',
          args: { id: text(data.id), line: `${line} on ${where}` },
          text: `Remove ${line} from ${where}.`,
        },
      ],
    };
  },
});

/** DELETE /v1/invoiceitems/:id, https://docs.stripe.com/api/invoiceitems/delete; takes the adding of a line back. */
export const deleteInvoiceItem = defineTool({
  name: 'stripe.invoiceitems.delete',
  title: 'Remove a line from an invoice',
  description: 'Remove a line from a draft invoice, or from the next one.',
  effect: 'destructive',
  internal: true,
  undo: { kind: 'none', text: 'The same line can be added anew.' },
  params: {
    id: { kind: 'text', description: 'The invoice item, ii_….', required: true, sets: ['id'] },
    line: { kind: 'text', description: 'What it is, for people.', sets: [] },
  },
  effectText: (args) => `Remove ${args.line ?? args.id}`,
  async run(args, api) {
    const response = await api.send({ method: 'DELETE', path: at('invoiceitems', args.id) });
    const deleted = record(response.body).deleted === true;
    return { data: { id: args.id, object: 'invoiceitem', deleted }, summary: `Removed ${args.line ?? args.id}.` };
  },
});
