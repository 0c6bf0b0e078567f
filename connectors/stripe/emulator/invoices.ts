import type { JsonObject } from '../../../shared/index.ts';
import { assign, type Call, type Endpoint, listAnswer, liveCustomer } from './endpoint.ts';
import { missing, refused } from './errors.ts';
import { invoiceItemObject, invoiceObject } from './objects.ts';
import { boolean, currency, integer, listSpec, object, oneOf, range, string, strings, writeSpec } from './params.ts';
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

function addLine(row: JsonObject, item: JsonObject): void {
  const lines = row.lines;
  const data =
    typeof lines === 'object' && lines !== null && !Array.isArray(lines) && Array.isArray(lines.data) ? lines.data : [];
  const line = {
    id: `il_${String(item.id).slice(3)}`,
    object: 'line_item',
    amount: item.amount ?? 0,
    currency: item.currency ?? 'usd',
    description: item.description ?? null,
    invoice: row.id ?? null,
    quantity: item.quantity ?? 1,
  };
  row.lines = { object: 'list', data: [...data, line], has_more: false };
  const total = Number(row.amount_due) + Number(item.amount);
  for (const name of ['amount_due', 'amount_remaining', 'subtotal', 'total']) row[name] = total;
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
  state.event('invoice.created', row);
  return state.add('invoice', row);
}

function createItem({ state, params }: Call): JsonObject {
  if (params.customer === undefined) throw missing('customer');
  liveCustomer(state, params.customer);
  const pricing = params.pricing;
  const priceId =
    typeof pricing === 'object' && pricing !== null && !Array.isArray(pricing) ? pricing.price : undefined;
  if (params.amount === undefined && priceId === undefined && params.price_data === undefined)
    throw refused(
      'One of the following params should be provided for this request: amount, pricing[price] or price_data.',
      'parameter_missing',
    );
  if (params.amount !== undefined && params.quantity !== undefined)
    throw refused('You may only specify one of these parameters: amount, quantity.', undefined, 'quantity');
  let amount = Number(params.amount ?? 0);
  const quantity = Number(params.quantity ?? 1);
  if (priceId !== undefined) {
    const price = state.get('price', String(priceId), 'pricing[price]');
    if (price.type === 'recurring')
      throw refused(
        'The price specified is set to `type=recurring` but this field only accepts prices with `type=one_time`.',
        undefined,
        'pricing[price]',
      );
    amount = Number(price.unit_amount) * quantity;
  } else if (typeof params.price_data === 'object' && params.price_data !== null && !Array.isArray(params.price_data))
    amount = (integer(params.price_data.unit_amount ?? '', 'price_data[unit_amount]') as number) * quantity;
  const invoice = params.invoice === undefined ? null : state.get('invoice', String(params.invoice), 'invoice');
  if (invoice && invoice.customer !== params.customer)
    throw refused(`The invoice ${String(invoice.id)} belongs to another customer.`, undefined, 'invoice');
  if (invoice && invoice.status !== 'draft')
    throw refused(`Invoice ${String(invoice.id)} is no longer editable`, 'invoice_not_editable', 'invoice');
  const row = invoiceItemObject({
    id: state.id('ii_1R', 22),
    amount,
    currency: params.currency ?? state.currency,
    customer: params.customer,
    date: state.seconds(),
    quantity,
    pricing: priceId === undefined ? null : { type: 'price_details', price_details: { price: priceId } },
  });
  assign(row, params, ['description', 'invoice']);
  if (invoice) addLine(invoice, row);
  state.event('invoiceitem.created', row);
  return state.add('invoiceitem', row);
}

/** Endpoints of https://docs.stripe.com/api/invoices and /invoiceitems */
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
  {
    method: 'POST',
    path: '/v1/invoiceitems',
    spec: writeSpec({
      customer: string,
      amount: integer,
      currency,
      description: string,
      invoice: string,
      quantity: integer,
      pricing: object,
      price_data: object,
      subscription: string,
    }),
    run: createItem,
  },
  {
    method: 'GET',
    path: '/v1/invoiceitems',
    spec: listSpec({ customer: string, invoice: string, created: range, pending: boolean }),
    run: (call) => listAnswer(call, 'invoiceitem', '/v1/invoiceitems', { equal: ['customer', 'invoice'] }),
  },
];
