import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, list, record, text } from '../read.ts';
import { subscriptionListShape, subscriptionShape } from '../shapes.ts';
import { besides, collectionText, fieldText, saying } from './effect-words.ts';
import { metadata, metadataBody } from './metadata.ts';
import { at, collectionMethod, created, customerFilter, limit, listed, query, range, readAll } from './params.ts';
import { discountsBody } from './subscription-coupons.ts';

interface Price {
  product_name: string;
  unit_amount: number;
  currency: string;
}

/** "Team plan ($49.00)", with a count where it is not one. */
export function planText(price: Price, quantity: number | undefined): string {
  const times = quantity === undefined || quantity === 1 ? '' : `${quantity} × `;
  return `${times}${price.product_name} (${formatMoney(price.unit_amount, price.currency)}${times === '' ? '' : ' each'})`;
}

/** POST /v1/subscriptions, https://docs.stripe.com/api/subscriptions/create */
export const createSubscription = defineTool({
  name: 'stripe.subscriptions.create',
  title: 'Start a subscription',
  description: 'Subscribe a customer to a plan (put them on a plan).',
  effect: 'money',
  undo: {
    kind: 'call',
    tool: 'stripe.subscriptions.cancel',
    text: 'The new subscription is cancelled; what it has charged stays and can be refunded.',
  },
  params: {
    customer: {
      kind: 'stripe.customer',
      description: 'Who subscribes: name, email or id.',
      required: true,
      sets: ['customer'],
    },
    plan: {
      kind: 'stripe.price',
      description: 'The plan: product name or price id.',
      required: true,
      sets: ['items.0.price'],
    },
    quantity: { kind: 'integer', description: 'How many seats or units.', sets: ['items.0.quantity'] },
    second_plan: {
      kind: 'stripe.price',
      description: 'A second product on the same subscription.',
      sets: ['items.1.price'],
    },
    second_quantity: { kind: 'integer', description: 'How many of the second product.', sets: ['items.1.quantity'] },
    coupon: { kind: 'text', description: 'Coupon code; several with commas.', sets: ['discounts.0.coupon'] },
    trial_days: { kind: 'integer', description: 'Free trial in days.', sets: ['trial_period_days'] },
    trial_end: { kind: 'stripe.trial_end', description: 'When the free trial ends.', sets: ['trial_end'] },
    collection_method: collectionMethod,
    days_until_due: { kind: 'integer', description: 'Days to pay each invoice.', sets: ['days_until_due'] },
    cancel_at_period_end: {
      kind: 'boolean',
      description: 'End after the first period.',
      sets: ['cancel_at_period_end'],
    },
    payment_method: {
      kind: 'text',
      description: 'The saved payment method that pays it (pm_…).',
      sets: ['default_payment_method'],
    },
    metadata,
  },
  effectText(args, labels) {
    const extra = args.second_plan ? ` and ${planText(args.second_plan, args.second_quantity)}` : '';
    const rest = besides(
      saying(args.trial_days, (days) => `with a trial of ${days} days`),
      saying(args.trial_end, (end) => (end.now ? 'without a trial' : `trial until ${labels.trial_end ?? end.iso}`)),
      saying(args.coupon, (coupon) => `coupon ${coupon}`),
      saying(args.collection_method, collectionText),
      saying(args.days_until_due, (days) => `${days} days to pay`),
      saying(args.cancel_at_period_end, (ends) => (ends ? 'ending after the first period' : 'renewing')),
      saying(args.payment_method, (method) => `paid with ${method}`),
      saying(args.metadata, fieldText),
    );
    return `Subscribe ${args.customer.name || args.customer.id} to ${planText(args.plan, args.quantity)}${extra}${rest}`;
  },
  async run(args, api) {
    const items: JsonObject[] = [given({ price: args.plan.id, quantity: args.quantity })];
    if (args.second_plan) items.push(given({ price: args.second_plan.id, quantity: args.second_quantity }));
    const response = await api.send({
      method: 'POST',
      path: at('subscriptions'),
      body: given({
        customer: args.customer.id,
        items,
        discounts: discountsBody(args.coupon),
        trial_period_days: args.trial_days,
        trial_end: args.trial_end?.now ? 'now' : args.trial_end?.epoch,
        // The API takes payment terms only on invoices that are sent.
        collection_method: args.collection_method ?? (args.days_until_due === undefined ? undefined : 'send_invoice'),
        days_until_due: args.days_until_due,
        cancel_at_period_end: args.cancel_at_period_end,
        default_payment_method: args.payment_method,
        metadata: metadataBody(args.metadata),
      }),
    });
    const data = subscriptionShape(response.body);
    const [who, plan] = [args.customer.name || args.customer.id, args.plan.product_name || args.plan.id];
    const made = {
      id: text(data.id),
      customer: args.customer.id,
      customer_name: args.customer.name,
      status: text(data.status),
      item: text(record(list(record(data.items).data)[0]).id),
      price: args.plan.id,
    };
    return {
      data,
      summary: `Subscribed ${who} to ${plan} (${text(data.status)}).`,
      undo: [
        {
          tool: 'stripe.subscriptions.cancel',
          args: { subscription: made },
          text: `Cancel ${who}'s new subscription to ${plan}.`,
        },
      ],
    };
  },
});

/** GET /v1/subscriptions, https://docs.stripe.com/api/subscriptions/list. Canceled ones only with a status. */
export const listSubscriptions = defineTool({
  name: 'stripe.subscriptions.list',
  title: 'List subscriptions',
  description: 'List subscriptions: who is on which plan, by customer, plan or status.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    customer: customerFilter,
    plan: { kind: 'stripe.price', description: 'Only of this plan.', sets: ['price'] },
    status: {
      kind: 'enum',
      description: 'Only in this state; all: canceled ones too.',
      values: [
        'active',
        'past_due',
        'trialing',
        'canceled',
        'all',
        'paused',
        'unpaid',
        'incomplete',
        'incomplete_expired',
        'ended',
      ],
      sets: ['status'],
    },
    collection_method: collectionMethod,
    created,
    limit,
  },
  effectText: (args, labels) =>
    `List ${args.status ?? 'current'} subscriptions${labels.customer ? ` of ${labels.customer}` : ''}${labels.plan ? ` to ${labels.plan}` : ''}`,
  async run(args, api) {
    const filter = {
      ...query({
        customer: args.customer?.id,
        price: args.plan?.id,
        status: args.status,
        collection_method: args.collection_method,
      }),
      ...range('created', args.created),
    };
    return listed(await readAll(api, at('subscriptions'), filter, args.limit, subscriptionListShape), 'subscription');
  },
});
