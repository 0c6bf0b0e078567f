import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { given, record, text } from '../read.ts';
import { subscriptionShape } from '../shapes.ts';
import { collectionText, fieldText, saying } from './effect-words.ts';
import { metadata, metadataBody } from './metadata.ts';
import { at, collectionMethod, ofCustomer } from './params.ts';
import { couponsText, discountsBody } from './subscription-coupons.ts';
import { subscriptionPhrase, whoseText } from './subscription-phrase.ts';
import { earlierSubscription, readBefore } from './subscription-undo.ts';
import { planText } from './subscriptions.ts';

/** POST /v1/subscriptions/:id, https://docs.stripe.com/api/subscriptions/update */
export const updateSubscription = defineTool({
  name: 'stripe.subscriptions.update',
  title: 'Change a subscription',
  description: 'Change a subscription: plan, seats, coupon, trial, pause, or stop (or keep) its renewal.',
  effect: 'money',
  undo: {
    kind: 'call',
    tool: 'stripe.subscriptions.update',
    text: 'The old plan and settings are set again; what was billed or credited meanwhile stays.',
  },
  params: {
    subscription: subscriptionPhrase,
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
    coupon: {
      kind: 'text',
      description: 'Coupon code to apply instead of any other; "none" to take it off.',
      sets: ['discounts.0.coupon', 'discounts'],
      also: ['none'],
    },
    trial_end: {
      kind: 'stripe.trial_end',
      description: 'When the free trial ends.',
      sets: ['trial_end'],
      also: ['now'],
    },
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
    payment_method: {
      kind: 'text',
      description: 'The saved payment method that pays it (pm_…).',
      sets: ['default_payment_method'],
    },
    metadata,
  },
  effectText(args, labels) {
    const changes: string[] = [];
    if (args.plan) changes.push(`move to ${planText(args.plan, args.quantity)}`);
    else if (args.quantity !== undefined) changes.push(`set the quantity to ${args.quantity}`);
    if (args.cancel_at_period_end === true) changes.push('end it with the current period');
    if (args.cancel_at_period_end === false) changes.push('keep it renewing');
    if (args.coupon !== undefined) changes.push(couponsText(args.coupon));
    if (args.trial_end)
      changes.push(`end the trial ${args.trial_end.now ? 'now' : (labels.trial_end ?? args.trial_end.iso)}`);
    if (args.pause === 'none') changes.push('resume payment collection');
    else if (args.pause !== undefined || args.resumes_at)
      changes.push(
        `pause payment collection (${(args.pause ?? 'void').replaceAll('_', ' ')})${saying(args.resumes_at, (at) => ` until ${labels.resumes_at ?? at.iso}`)}`,
      );
    if (args.proration !== undefined) changes.push(`proration ${args.proration.replaceAll('_', ' ')}`);
    if (args.collection_method !== undefined) changes.push(collectionText(args.collection_method));
    if (args.days_until_due !== undefined) changes.push(`${args.days_until_due} days to pay`);
    if (args.payment_method !== undefined) changes.push(`pay with ${args.payment_method || 'the default method'}`);
    if (args.metadata !== undefined) changes.push(fieldText(args.metadata));
    return `Change ${whoseText(args.subscription)}'s subscription: ${changes.join(', ') || 'nothing'}`;
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
      discounts: discountsBody(args.coupon),
      trial_end: args.trial_end?.now ? 'now' : args.trial_end?.epoch,
      proration_behavior: args.proration,
      pause_collection: pause,
      // The API takes payment terms only on invoices that are sent.
      collection_method: args.collection_method ?? (args.days_until_due === undefined ? undefined : 'send_invoice'),
      days_until_due: args.days_until_due,
      default_payment_method: args.payment_method,
      metadata: metadataBody(args.metadata),
    });
    if (Object.keys(body).length === 0) throw new Error('Nothing to change was given for the subscription.');
    const path = at('subscriptions', args.subscription.id);
    const before = await readBefore(api, path);
    const response = await api.send({ method: 'POST', path, body });
    const data = subscriptionShape(response.body);
    return {
      data,
      summary: `Changed ${whoseText(args.subscription)}'s subscription (${text(data.status)}).`,
      undo: earlierSubscription(args.subscription, body, before, record(response.body)),
    };
  },
});
