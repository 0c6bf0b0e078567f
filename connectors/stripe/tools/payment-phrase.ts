import type { ToolParam } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';

/** A payment as people name it; a tool adds what it `sets`. */
export const paymentPhrase = {
  kind: 'stripe.payment',
  description: 'The payment: "latest payment", "the $49 payment", what it was for, or an id (pi_… or ch_…).',
  within: ['customer'],
  refs: ['amount', 'product', 'description', 'date', 'past'],
  also: ['payment'],
} as const satisfies Omit<ToolParam, 'sets'>;

interface Payment {
  id: string;
  amount: number;
  currency: string;
  customer_name: string;
  description: string;
}

/** "Oskar Lindqvist's payment of $25.99 (Sticker pack)"; only the id where no more is known. */
export function paymentText(value: Payment): string {
  if (value.amount === 0) return `payment ${value.id}`;
  const what = value.description === '' ? '' : ` (${value.description})`;
  const whose = value.customer_name === '' ? 'the' : `${value.customer_name}'s`;
  return `${whose} payment of ${formatMoney(value.amount, value.currency)}${what}`;
}

/** A payment's id in the field that the API has for it: a charge's and a payment intent's are told apart by their prefix. */
export function paymentIds(id: string | undefined): { payment_intent?: string; charge?: string } {
  if (id === undefined) return {};
  return id.startsWith('ch_') || id.startsWith('py_') ? { charge: id } : { payment_intent: id };
}
