import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, text } from '../read.ts';
import { invoiceItemShape, invoiceShape } from '../shapes.ts';
import { at, currency, ofCustomer } from './params.ts';

const invoice = {
  kind: 'stripe.invoice',
  description: 'The invoice: its number, "the open invoice", "the $398 invoice", or an id (in_…).',
  required: true,
  within: ['customer'],
  sets: ['id'],
  refs: ['amount', 'date', 'past'],
  also: ['invoice'],
} as const;

interface Invoice {
  id: string;
  number: string;
  amount_due: number;
  currency: string;
  customer_name: string;
}

/** "BL-1041 of $398.00 to Harborview Clinic". */
function invoiceText(value: Invoice): string {
  const who = value.customer_name === '' ? '' : ` to ${value.customer_name}`;
  return `${value.number || value.id} of ${formatMoney(value.amount_due, value.currency)}${who}`;
}

/** POST /v1/invoices/:id/finalize, https://docs.stripe.com/api/invoices/finalize */
export const finalizeInvoice = defineTool({
  name: 'stripe.invoices.finalize',
  title: 'Finalize an invoice',
  description: 'Finalize a draft invoice so that it can be paid and no longer changed.',
  effect: 'money',
  undo: { kind: 'none', text: 'A finalized invoice cannot go back to a draft; it can be voided.' },
  params: {
    invoice,
    customer: ofCustomer,
    auto_advance: {
      kind: 'boolean',
      description: 'Whether Stripe collects it by itself afterwards.',
      sets: ['auto_advance'],
    },
  },
  effectText(args) {
    const auto =
      args.auto_advance === undefined
        ? ''
        : args.auto_advance
          ? ', collected automatically'
          : ', not collected automatically';
    return `Finalize invoice ${invoiceText(args.invoice)}${auto}`;
  },
  async run(args, api) {
    const response = await api.send({
      method: 'POST',
      path: at('invoices', args.invoice.id, 'finalize'),
      body: given({ auto_advance: args.auto_advance }),
    });
    const data = invoiceShape(response.body);
    return { data, summary: `Finalized invoice ${text(data.number) || args.invoice.id}; it is ${text(data.status)}.` };
  },
});

/** POST /v1/invoices/:id/send, https://docs.stripe.com/api/invoices/send */
export const sendInvoice = defineTool({
  name: 'stripe.invoices.send',
  title: 'Email an invoice',
  description: 'Email an invoice to its customer, again if need be.',
  effect: 'write',
  undo: { kind: 'none', text: 'An email cannot be taken back.' },
  params: { invoice, customer: ofCustomer },
  effectText: (args) => `Email invoice ${invoiceText(args.invoice)}`,
  async run(args, api) {
    const response = await api.send({ method: 'POST', path: at('invoices', args.invoice.id, 'send') });
    const data = invoiceShape(response.body);
    const to = text(data.customer_email) || args.invoice.customer_name || 'the customer';
    return { data, summary: `Emailed invoice ${text(data.number) || args.invoice.id} to ${to}.` };
  },
});

/** POST /v1/invoices/:id/void, https://docs.stripe.com/api/invoices/void */
export const voidInvoice = defineTool({
  name: 'stripe.invoices.void',
  title: 'Void an invoice',
  description: 'Void (cancel) an open invoice so that it need not be paid.',
  effect: 'money',
  undo: { kind: 'none', text: 'Cannot be undone: a new invoice would be needed.' },
  params: { invoice, customer: ofCustomer },
  effectText: (args) => `Void invoice ${invoiceText(args.invoice)}`,
  async run(args, api) {
    const response = await api.send({ method: 'POST', path: at('invoices', args.invoice.id, 'void') });
    const data = invoiceShape(response.body);
    return { data, summary: `Voided invoice ${text(data.number) || args.invoice.id}.` };
  },
});

/** POST /v1/invoiceitems, https://docs.stripe.com/api/invoiceitems/create */
export const createInvoiceItem = defineTool({
  name: 'stripe.invoiceitems.create',
  title: 'Add a line to an invoice',
  description: "Add a charge, fee or product to a customer's draft invoice, or to their next one.",
  effect: 'money',
  undo: { kind: 'none', text: 'It can be removed in Stripe while the invoice is a draft; Thimble does not do it.' },
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
    quantity: { kind: 'integer', description: 'How many of the product.', sets: ['quantity'] },
    subscription: {
      kind: 'stripe.subscription',
      description: 'The subscription whose invoice it goes on.',
      within: ['customer'],
      sets: ['subscription'],
    },
  },
  effectText(args) {
    const what = args.amount
      ? formatMoney(args.amount.minor, args.amount.currency)
      : `${args.quantity ?? 1} × ${args.product?.product_name ?? 'an item'}`;
    const why = args.description === undefined ? '' : ` for "${args.description}"`;
    const where = args.invoice ? `invoice ${args.invoice.number || args.invoice.id}` : 'the next invoice';
    const who = args.customer?.name ?? args.invoice?.customer_name ?? args.subscription?.customer_name;
    return `Add ${what}${why} to ${where}${who ? ` of ${who}` : ''}`;
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
        amount: args.amount?.minor,
        currency: args.amount === undefined ? args.currency : args.amount.currency,
        description: args.description,
        pricing: args.product === undefined ? undefined : { price: args.product.id },
        quantity: args.quantity,
      }),
    });
    const data = invoiceItemShape(response.body);
    const amount = args.amount
      ? formatMoney(args.amount.minor, args.amount.currency)
      : (args.product?.product_name ?? 'an item');
    return {
      data,
      summary: `Added ${amount} to ${args.invoice ? `invoice ${args.invoice.number || args.invoice.id}` : 'the next invoice'}.`,
    };
  },
});
