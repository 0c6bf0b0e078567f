import type { JsonObject } from '../../../shared/index.ts';
import type { ToolParam } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { idOf, number, text } from '../read.ts';

/** An invoice as people name it, to do something with it. */
export const invoicePhrase = {
  kind: 'stripe.invoice',
  description: 'The invoice: its number, "the open invoice", "the $398 invoice", or an id (in_…).',
  required: true,
  within: ['customer'],
  sets: ['id'],
  refs: ['amount', 'date', 'past'],
  also: ['invoice'],
} as const satisfies ToolParam;

interface Invoice {
  id: string;
  number: string;
  amount_due: number;
  currency: string;
  customer_name: string;
}

/** "BL-1041 of $398.00 to Harborview Clinic". */
export function invoiceText(value: Invoice): string {
  const who = value.customer_name === '' ? '' : ` to ${value.customer_name}`;
  return `${value.number || value.id} of ${formatMoney(value.amount_due, value.currency)}${who}`;
}

/** An invoice of the API as the kind's value. */
export function invoiceValue(data: JsonObject, customerName: string) {
  return {
    id: text(data.id),
    number: text(data.number),
    status: text(data.status),
    amount_due: number(data.amount_due),
    currency: text(data.currency),
    customer: idOf(data.customer) ?? '',
    customer_name: text(data.customer_name) || customerName,
  };
}
