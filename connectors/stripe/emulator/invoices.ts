import type { JsonObject } from '../../../shared/index.ts';
import { assign, type Call, type Endpoint, listAnswer, liveCustomer } from './endpoint.ts';
import { missing, refused } from './errors.ts';
import { addLine } from './invoice-lines.ts';
import { invoiceObject } from './objects.ts';
import { boolean, currency, integer, listSpec, oneOf, range, string, strings, writeSpec } from './params.ts';
import type { State } from './state.ts';

const collection = oneOf('charge_automatically', 'send_invoice');
const day = 86_400;

function moment(row: JsonObject, name: string, seconds: number): void {
  const present = row.status_transitions;
  row.status_transitions = {
    ...(typeof present === 'object' && !Array.isArray(present) ? present : {}),
    [name]: seconds,
  };
}

function finalize(state: State, row: JsonObject): void {
  const now = state.seconds();
  if (row.number === null) {
    row.number = `${state.invoicePrefix}${state.nextInvoice}`;
    state.nextInvoice += 1;
  }
  row.hosted_invoice_url = `https://invoice.stripe.com/i/${String(row.id)}`;
  row.invoice_pdf = `https://pay.stripe.com/invoice/${String(row.id)}/pdf`;
  moment(row, 'finalized_at', now);
  if (row.amount_due === 0) {
    row.status = 'paid';
    moment(row, 'paid_at', now);
  } else row.status = 'open';
  state.event('invoice.finalized', row);
  if (row.status === 'paid') state.event('invoice.paid', row);
}

function createInvoice({ state, params }: Call): JsonObject {
  if (params.customer === undefined) throw missing('customer');
  const who = liveCustomer(state, params.customer);
  const sent = params.collection_method === 'send_invoice';
  if (!sent && params.days_until_due !== undefined)
    throw refused(
      'You can only set `days_until_due` if the invoice collection method is `send_invoice`.',
      undefined,
      'days_until_due',
    );
  if (!sent && params.due_date !== undefined)
    throw refused(
      'You can only set `due_date` if the invoice collection method is `send_invoice`.',
      undefined,
      'due_date',
    );
  if (params.days_until_due !== undefined && params.due_date !== undefined)
    throw refused('You may only specify one of these parameters: days_until_due, due_date.', undefined, 'due_date');
  if (params.due_date !== undefined && Number(params.due_date) < state.seconds() - day)
    throw refused('The `due_date` must be in the future.', 'invoice_due_date_past', 'due_date');
  if (params.subscription !== undefined) state.get('subscription', String(params.subscription), 'subscription');
  const now = state.seconds();
  // An account's default terms are 30 days.
  const due = sent ? Number(params.due_date ?? now + Number(params.days_until_due ?? 30) * day) : null;
  const row = invoiceObject({
    id: state.id('in_1R', 22),
    customer: params.customer,
    customer_name: who.name ?? null,
    customer_email: who.email ?? null,
    currency: params.currency ?? state.currency,
    created: now,
    due_date: due,
  });
  assign(row, params, ['collection_method', 'description', 'auto_advance', 'footer']);
  if (params.pending_invoice_items_behavior === 'include')
    for (const item of state.rows('invoiceitem'))
      if (item.invoice === null && item.customer === row.customer) {
        item.invoice = row.id ?? null;
        addLine(row, item);
      }
  state.event('invoice.created', row);
  return state.add('invoice', row);
}

/** Endpoints of https://docs.stripe.com/api/invoices */
export const invoiceEndpoints: readonly Endpoint[] = [
  {
    method: 'POST',
    path: '/v1/invoices',
    spec: writeSpec({
      customer: string,
      collection_method: collection,
      days_until_due: integer,
      due_date: integer,
      description: string,
      auto_advance: boolean,
      currency,
      subscription: string,
      footer: string,
      pending_invoice_items_behavior: oneOf('exclude', 'include'),
    }),
    run: createInvoice,
  },
  {
    method: 'GET',
    path: '/v1/invoices',
    spec: listSpec({
      customer: string,
      status: oneOf('draft', 'open', 'paid', 'uncollectible', 'void'),
      subscription: string,
      collection_method: collection,
      created: range,
      due_date: range,
    }),
    run: (call) =>
      listAnswer(call, 'invoice', '/v1/invoices', {
        equal: ['customer', 'status', 'subscription', 'collection_method'],
        ranges: ['created', 'due_date'],
      }),
  },
  {
    method: 'GET',
    path: '/v1/invoices/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('invoice', id),
  },
  {
    method: 'DELETE',
    path: '/v1/invoices/:id',
    spec: {},
    run({ state, id }) {
      const row = state.get('invoice', id);
      if (row.status !== 'draft')
        throw refused(
          `You can only delete draft invoices. To change a finalized invoice, void it instead. This invoice is ${String(row.status)}.`,
          'invoice_not_editable',
        );
      for (const item of state.rows('invoiceitem'))
        if (item.invoice === id) state.remove('invoiceitem', String(item.id));
      state.remove('invoice', id);
      state.event('invoice.deleted', row);
      return { id, object: 'invoice', deleted: true };
    },
  },
  {
    method: 'POST',
    path: '/v1/invoices/:id/finalize',
    spec: { auto_advance: boolean, expand: strings },
    run({ state, id, params }) {
      const row = state.get('invoice', id);
      if (row.status !== 'draft')
        throw refused(
          "This invoice is already finalized, you can't re-finalize a non-draft invoice.",
          'invoice_not_editable',
        );
      finalize(state, row);
      assign(row, params, ['auto_advance']);
      return row;
    },
  },
  {
    method: 'POST',
    path: '/v1/invoices/:id/send',
    spec: { expand: strings },
    run({ state, id }) {
      const row = state.get('invoice', id);
      if (row.collection_method !== 'send_invoice')
        throw refused(
          'You can only manually send an invoice if its collection method is set to `send_invoice`.',
          undefined,
          'collection_method',
        );
      if (row.status === 'draft') finalize(state, row);
      else if (row.status !== 'open') throw refused(`You cannot send an invoice that is ${String(row.status)}.`);
      state.event('invoice.sent', row);
      return row;
    },
  },
  {
    method: 'POST',
    path: '/v1/invoices/:id/void',
    spec: { expand: strings },
    run({ state, id }) {
      const row = state.get('invoice', id);
      if (row.status !== 'open' && row.status !== 'uncollectible')
        throw refused(`You can only pass in open or uncollectible invoices. This invoice is ${String(row.status)}.`);
      row.status = 'void';
      moment(row, 'voided_at', state.seconds());
      state.event('invoice.voided', row);
      return row;
    },
  },
];
