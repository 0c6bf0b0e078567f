import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { number, text } from '../read.ts';
import { invoiceListShape, invoiceShape } from '../shapes.ts';
import { at, collectionMethod, created, customerFilter, limit, listed, query, range, readAll } from './params.ts';

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
    return listed(await readAll(api, at('invoices'), filter, args.limit, invoiceListShape), 'invoice', {
      amount: 'amount_due',
    });
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
