import type { Json, JsonObject } from '../../../shared/index.ts';
import { assign, type Call, type Endpoint, listAnswer, liveCustomer } from './endpoint.ts';
import { missing, refused } from './errors.ts';
import { invoiceItemObject, invoiceObject } from './objects.ts';
import {
  boolean,
  currency,
  decimal,
  fields,
  integer,
  listSpec,
  oneOf,
  range,
  string,
  strings,
  writeSpec,
} from './params.ts';
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

function linesOf(row: JsonObject): Json[] {
  const { lines } = row;
  return typeof lines === 'object' && lines !== null && !Array.isArray(lines) && Array.isArray(lines.data)
    ? lines.data
    : [];
}

function setLines(row: JsonObject, data: Json[], change: number): void {
  row.lines = { object: 'list', data, has_more: false };
  const total = Number(row.amount_due) + change;
  for (const name of ['amount_due', 'amount_remaining', 'subtotal', 'total']) row[name] = total;
}

const lineId = (item: JsonObject): string => `il_${String(item.id).slice(3)}`;

function removeLine(row: JsonObject, item: JsonObject): void {
  const kept = linesOf(row).filter((line) => (line as JsonObject).id !== lineId(item));
  setLines(row, kept, -Number(item.amount));
}

function addLine(row: JsonObject, item: JsonObject): void {
  const line = {
    id: lineId(item),
    object: 'line_item',
    amount: item.amount ?? 0,
    currency: item.currency ?? 'usd',
    description: item.description ?? null,
    invoice: row.id ?? null,
    parent: { type: 'invoice_item_details', invoice_item_details: { invoice_item: item.id ?? null } },
    quantity: item.quantity ?? 1,
  };
  setLines(row, [...linesOf(row), line], Number(item.amount));
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

function createItem({ state, params }: Call): JsonObject {
  if (params.customer === undefined) throw missing('customer');
  liveCustomer(state, params.customer);
  const pricing = params.pricing;
  const priceId =
    typeof pricing === 'object' && pricing !== null && !Array.isArray(pricing) ? pricing.price : undefined;
  const unit = params.unit_amount_decimal;
  if (params.amount === undefined && priceId === undefined && params.price_data === undefined && unit === undefined)
    throw refused(
      'One of the following params should be provided for this request: amount, unit_amount_decimal, pricing[price] or price_data.',
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
  } else if (unit !== undefined) amount = Math.round(Number(unit) * quantity);
  else if (typeof params.price_data === 'object' && params.price_data !== null && !Array.isArray(params.price_data))
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
      pricing: fields({ price: string }),
      price_data: fields({
        currency,
        product: string,
        unit_amount: integer,
        unit_amount_decimal: decimal,
        tax_behavior: string,
      }),
      unit_amount_decimal: decimal,
      subscription: string,
    }),
    run: createItem,
  },
  {
    method: 'GET',
    path: '/v1/invoiceitems',
    spec: listSpec({ customer: string, invoice: string, created: range, pending: boolean }),
    run: (call) =>
      listAnswer(call, 'invoiceitem', '/v1/invoiceitems', {
        equal: ['customer', 'invoice'],
        keep: (row, { pending }) => pending === undefined || (row.invoice === null) === pending,
      }),
  },
  {
    method: 'GET',
    path: '/v1/invoiceitems/:id',
    spec: { expand: strings },
    run: ({ state, id }) => state.get('invoiceitem', id),
  },
  {
    method: 'DELETE',
    path: '/v1/invoiceitems/:id',
    spec: {},
    run({ state, id }) {
      const row = state.get('invoiceitem', id);
      const invoice = row.invoice === null ? null : state.get('invoice', String(row.invoice));
      if (invoice && invoice.status !== 'draft')
        throw refused(
          'You can only delete invoice items that are not attached to an invoice, or on a draft invoice.',
          'invoice_not_editable',
        );
      if (invoice) removeLine(invoice, row);
      state.remove('invoiceitem', id);
      state.event('invoiceitem.deleted', row);
      return { id, object: 'invoiceitem', deleted: true };
    },
  },
];
