import type { JsonObject } from '../../../shared/index.ts';
import { assign, type Call, type Endpoint, listAnswer, liveCustomer } from './endpoint.ts';
import { missing, refused } from './errors.ts';
import { addLine, removeLine } from './invoice-lines.ts';
import { invoiceItemObject } from './objects.ts';
import { boolean, currency, decimal, fields, integer, listSpec, range, string, strings, writeSpec } from './params.ts';

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

/** Endpoints of https://docs.stripe.com/api/invoiceitems */
export const invoiceItemEndpoints: readonly Endpoint[] = [
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
