import type { ToolParam } from '../../kit/guest.ts';

/** A subscription as people name it, to change or end it. */
export const subscriptionPhrase = {
  kind: 'stripe.subscription',
  description: 'The subscription: "subscription", "the Team plan", or an id (sub_…).',
  required: true,
  within: ['customer'],
  sets: ['id'],
  refs: ['product'],
  also: ['subscription'],
} as const satisfies ToolParam;

/** Whose subscription it is, for people. */
export function whoseText(subscription: { id: string; customer_name: string }): string {
  return subscription.customer_name || subscription.id;
}
