import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, number, record, text } from '../read.ts';
import { invoiceShape } from '../shapes.ts';
import { invoicePhrase, invoiceText, invoiceValue } from './invoice-phrase.ts';
import { at, ofCustomer } from './params.ts';

/** POST /v1/invoices/:id/finalize, https://docs.stripe.com/api/invoices/finalize */
export const finalizeInvoice = defineTool({
  name: 'stripe.invoices.finalize',
  title: 'Finalize an invoice',
  description: 'Finalize a draft invoice so that it can be paid and no longer changed.',
  effect: 'money',
  undo: {
    kind: 'call',
    tool: 'stripe.invoices.void',
    text: 'The invoice is voided: it cannot become a draft again.',
  },
  params: {
    invoice: invoicePhrase,
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
    const name = text(data.number) || args.invoice.id;
    return {
      data,
      summary: `Finalized invoice ${name} of ${formatMoney(number(data.amount_due), text(data.currency))}; it is ${text(data.status)}.`,
      // An invoice of nothing is paid at once, and what is paid cannot be voided.
      undo:
        data.status === 'open'
          ? [
              {
                tool: 'stripe.invoices.void',
                args: { invoice: invoiceValue(data, args.invoice.customer_name) },
                text: `Void invoice ${name}.`,
              },
            ]
          : [],
    };
  },
});

/** POST /v1/invoices/:id/send, https://docs.stripe.com/api/invoices/send */
export const sendInvoice = defineTool({
  name: 'stripe.invoices.send',
  title: 'Email an invoice',
  description: 'Email an invoice to its customer, again if need be.',
  effect: 'write',
  undo: { kind: 'none', text: 'An email cannot be called back; the invoice can be voided.' },
  params: { invoice: invoicePhrase, customer: ofCustomer },
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
  undo: { kind: 'none', text: 'A void invoice stays void; a new one can be created.' },
  params: { invoice: invoicePhrase, customer: ofCustomer },
  effectText: (args) => `Void invoice ${invoiceText(args.invoice)}`,
  async run(args, api) {
    const response = await api.send({ method: 'POST', path: at('invoices', args.invoice.id, 'void') });
    const data = invoiceShape(response.body);
    return { data, summary: `Voided invoice ${invoiceText(args.invoice)}.` };
  },
});

/** DELETE /v1/invoices/:id, https://docs.stripe.com/api/invoices/delete; only drafts, and takes the making of one back. */
export const deleteInvoice = defineTool({
  name: 'stripe.invoices.delete',
  title: 'Delete a draft invoice',
  description: 'Delete a draft invoice with its lines.',
  effect: 'destructive',
  internal: true,
  undo: { kind: 'none', text: 'A deleted draft is gone; a new one can be created.' },
  params: { invoice: { ...invoicePhrase, within: [] } },
  effectText: (args) => `Delete the draft invoice ${invoiceText(args.invoice)}`,
  async run(args, api) {
    const response = await api.send({ method: 'DELETE', path: at('invoices', args.invoice.id) });
    const deleted = record(response.body).deleted === true;
    return {
      data: { id: args.invoice.id, object: 'invoice', deleted },
      summary: `Deleted the draft invoice ${invoiceText(args.invoice)}.`,
    };
  },
});
