import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, number, text } from '../read.ts';
import { invoiceShape } from '../shapes.ts';
import {
  at,
  collectionMethod,
  created,
  currency,
  customerFilter,
  limit,
  listed,
  query,
  range,
  readAll,
} from './params.ts';

/** POST /v1/invoices, https://docs.stripe.com/api/invoices/create */
export const createInvoice = defineTool({
  name: 'stripe.invoices.create',
  title: 'Create an invoice',
  description: 'Start a new draft invoice for a customer.',
  effect: 'write',
  undo: { kind: 'none', text: 'A draft can be deleted in Stripe; Thimble does not do it.' },
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
  },
  effectText(args, labels) {
    const due =
      args.days_until_due === undefined
        ? labels.due_date
          ? `, due ${labels.due_date}`
          : ''
        : `, due in ${args.days_until_due} days`;
    const how = args.collection_method === 'charge_automatically' ? ', charged automatically' : '';
    const memo = args.description === undefined ? '' : `, memo "${args.description}"`;
    return `Create a draft invoice for ${args.customer.name || args.customer.id}${due}${how}${memo}`;
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
      }),
    });
    const data = invoiceShape(response.body);
    return {
      data,
      summary: `Created a draft invoice for ${args.customer.name || args.customer.id} (${text(data.id)}).`,
    };
  },
});

/** GET /v1/invoices, https://docs.stripe.com/api/invoices/list */
export const listInvoices = defineTool({
  name: 'stripe.invoices.list',
  title: 'List invoices',
  description: 'List invoices: open (unpaid), draft, paid, void or overdue ones, of everyone or of one customer.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    customer: customerFilter,
    status: {
      kind: 'enum',
      description: 'open: sent and unpaid (also for overdue).',
      values: ['open', 'paid', 'draft', 'void', 'uncollectible'],
      sets: ['status'],
    },
    due: {
      kind: 'period',
      description: 'When they are due: "before March 1", "overdue".',
      sets: ['due_date', 'due_date.lt', 'due_date.lte', 'due_date.gt', 'due_date.gte'],
      also: ['overdue', 'now'],
    },
    collection_method: collectionMethod,
    subscription: {
      kind: 'stripe.subscription',
      description: 'Only of this subscription.',
      within: ['customer'],
      sets: ['subscription'],
    },
    created,
    limit,
  },
  effectText: (args, labels) =>
    `List ${args.status ?? 'all'} invoices${labels.customer ? ` of ${labels.customer}` : ''}${labels.due ? ` due ${labels.due}` : ''}`,
  async run(args, api) {
    const filter = {
      ...query({
        customer: args.customer?.id,
        status: args.status,
        collection_method: args.collection_method,
        subscription: args.subscription?.id,
      }),
      ...range('due_date', args.due),
      ...range('created', args.created),
    };
    return listed(await readAll(api, at('invoices'), filter, args.limit, invoiceShape), 'invoice');
  },
});

/** GET /v1/invoices/:id, https://docs.stripe.com/api/invoices/retrieve; for resolvers. */
export const retrieveInvoice = defineTool({
  name: 'stripe.invoices.retrieve',
  title: 'Show an invoice',
  description: "Show one invoice's details.",
  effect: 'read',
  internal: true,
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: { id: { kind: 'text', description: 'The invoice, in_….', required: true, sets: ['id'] } },
  effectText: (args) => `Read invoice ${args.id}`,
  async run(args, api) {
    const response = await api.send({ method: 'GET', path: at('invoices', args.id) });
    const data = invoiceShape(response.body);
    return {
      data,
      summary: `Invoice ${text(data.number) || args.id}: ${formatMoney(number(data.amount_due), text(data.currency))}.`,
    };
  },
});
