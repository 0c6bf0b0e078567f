import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { given, text } from '../read.ts';
import { subscriptionShape } from '../shapes.ts';
import { at, collectionMethod, ofCustomer } from './params.ts';
import { planText } from './subscriptions.ts';

const subscription = {
  kind: 'stripe.subscription',
  description: 'The subscription: "subscription", "the Team plan", or an id (sub_…).',
  required: true,
  within: ['customer'],
  sets: ['id'],
  refs: ['product'],
  also: ['subscription'],
} as const;

/** POST /v1/subscriptions/:id, https://docs.stripe.com/api/subscriptions/update */
export const updateSubscription = defineTool({
  name: 'stripe.subscriptions.update',
  title: 'Change a subscription',
  description: 'Change a subscription: plan, seats, coupon, trial, pause, or stop (or keep) its renewal.',
  effect: 'money',
  undo: { kind: 'none', text: 'Not undone by itself: the old plan and settings can be set again.' },
  params: {
    subscription,
    customer: ofCustomer,
    plan: {
      kind: 'stripe.price',
      description: 'The plan to move to: product name or price id.',
      sets: ['items.0.price'],
    },
    quantity: { kind: 'integer', description: 'How many seats or units from now on.', sets: ['items.0.quantity'] },
    cancel_at_period_end: {
      kind: 'boolean',
      description: 'true: let it end with the current period; false: keep renewing.',
      sets: ['cancel_at_period_end'],
    },
    coupon: { kind: 'text', description: 'Coupon code to apply.', sets: ['discounts.0.coupon'] },
    trial_end: { kind: 'when', description: 'When the free trial ends.', sets: ['trial_end'], also: ['now'] },
    proration: {
      kind: 'enum',
      description: 'How the change is billed, if said: none means no proration.',
      values: ['none', 'create_prorations', 'always_invoice'],
      sets: ['proration_behavior'],
    },
    pause: {
      kind: 'enum',
      description: 'Pause payment collection, what happens to invoices meanwhile; none: resume it.',
      values: ['void', 'keep_as_draft', 'mark_uncollectible', 'none'],
      sets: ['pause_collection.behavior', 'pause_collection'],
    },
    resumes_at: { kind: 'when', description: 'When the pause ends.', sets: ['pause_collection.resumes_at'] },
    collection_method: collectionMethod,
    days_until_due: { kind: 'integer', description: 'Days to pay each invoice.', sets: ['days_until_due'] },
  },
  effectText(args, labels) {
    const changes: string[] = [];
    if (args.plan) changes.push(`move to ${planText(args.plan, args.quantity)}`);
    else if (args.quantity !== undefined) changes.push(`set the quantity to ${args.quantity}`);
    if (args.cancel_at_period_end === true) changes.push('end it with the current period');
    if (args.cancel_at_period_end === false) changes.push('keep it renewing');
    if (args.coupon !== undefined) changes.push(`apply coupon ${args.coupon}`);
    if (args.trial_end) changes.push(`end the trial ${labels.trial_end ?? args.trial_end.iso}`);
    if (args.pause === 'none') changes.push('resume payment collection');
    else if (args.pause !== undefined || args.resumes_at)
      changes.push(
        `pause payment collection (${(args.pause ?? 'void').replaceAll('_', ' ')})${labels.resumes_at ? ` until ${labels.resumes_at}` : ''}`,
      );
    if (args.proration !== undefined) changes.push(`proration ${args.proration.replaceAll('_', ' ')}`);
    if (args.collection_method !== undefined)
      changes.push(args.collection_method === 'send_invoice' ? 'email invoices' : 'charge automatically');
    if (args.days_until_due !== undefined) changes.push(`${args.days_until_due} days to pay`);
    const who = args.subscription.customer_name || args.subscription.id;
    return `Change ${who}'s subscription: ${changes.join(', ') || 'nothing'}`;
  },
  async run(args, api) {
    const itemChange = given({ price: args.plan?.id, quantity: args.quantity });
    const pausing = args.pause !== undefined || args.resumes_at !== undefined;
    const pause: JsonObject | string | undefined = !pausing
      ? undefined
      : args.pause === 'none'
        ? ''
        : given({ behavior: args.pause ?? 'void', resumes_at: args.resumes_at?.epoch });
    const body = given({
      items: Object.keys(itemChange).length === 0 ? undefined : [{ id: args.subscription.item, ...itemChange }],
      cancel_at_period_end: args.cancel_at_period_end,
      discounts: args.coupon === undefined ? undefined : [{ coupon: args.coupon }],
      trial_end: args.trial_end === undefined ? undefined : args.trial_end.epoch,
      proration_behavior: args.proration,
      pause_collection: pause,
      // The API takes payment terms only on invoices that are sent.
      collection_method: args.collection_method ?? (args.days_until_due === undefined ? undefined : 'send_invoice'),
      days_until_due: args.days_until_due,
    });
    if (Object.keys(body).length === 0) throw new Error('Nothing to change was given for the subscription.');
    const response = await api.send({ method: 'POST', path: at('subscriptions', args.subscription.id), body });
    const data = subscriptionShape(response.body);
    const who = args.subscription.customer_name || args.subscription.id;
    return { data, summary: `Changed ${who}'s subscription (${text(data.status)}).` };
  },
});

/** DELETE /v1/subscriptions/:id, https://docs.stripe.com/api/subscriptions/cancel */
export const cancelSubscription = defineTool({
  name: 'stripe.subscriptions.cancel',
  title: 'Cancel a subscription',
  description: 'End a subscription right now (to let it run out, change its renewal instead).',
  effect: 'money',
  undo: { kind: 'none', text: 'Cannot be undone: a new subscription would be needed.' },
  params: {
    subscription,
    customer: ofCustomer,
    prorate: { kind: 'boolean', description: 'Credit the unused time.', sets: ['prorate'] },
    invoice_now: { kind: 'boolean', description: 'Bill what is outstanding at once.', sets: ['invoice_now'] },
    feedback: {
      kind: 'enum',
      description: "The customer's reason, if said.",
      values: [
        'too_expensive',
        'missing_features',
        'switched_service',
        'unused',
        'customer_service',
        'too_complex',
        'low_quality',
        'other',
      ],
      sets: ['cancellation_details.feedback'],
    },
    comment: { kind: 'text', description: 'A comment to keep with it.', sets: ['cancellation_details.comment'] },
  },
  effectText(args) {
    const who = args.subscription.customer_name || args.subscription.id;
    const credit = args.prorate === true ? ', crediting the unused time' : '';
    const bill = args.invoice_now === true ? ', billing what is outstanding' : '';
    return `Cancel ${who}'s subscription right now${credit}${bill}`;
  },
  async run(args, api) {
    const query: Record<string, string | boolean> = {};
    if (args.prorate !== undefined) query.prorate = args.prorate;
    if (args.invoice_now !== undefined) query.invoice_now = args.invoice_now;
    if (args.feedback !== undefined) query['cancellation_details[feedback]'] = args.feedback;
    if (args.comment !== undefined) query['cancellation_details[comment]'] = args.comment;
    const response = await api.send({ method: 'DELETE', path: at('subscriptions', args.subscription.id), query });
    const data = subscriptionShape(response.body);
    return { data, summary: `Cancelled ${args.subscription.customer_name || args.subscription.id}'s subscription.` };
  },
});
