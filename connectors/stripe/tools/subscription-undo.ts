import type { Json, JsonObject, ToolApi, UndoCall } from '../../kit/guest.ts';
import { idOf, list, number, record, text } from '../read.ts';
import { discountsBody } from './subscription-coupons.ts';
import { whoseText } from './subscription-phrase.ts';

/** A subscription before a change, with the names and coupons that only an expanded answer tells. */
export async function readBefore(api: ToolApi, path: string): Promise<JsonObject> {
  const query = { 'expand[0]': 'discounts', 'expand[1]': 'items.data.price.product' };
  return record((await api.send({ method: 'GET', path, query })).body);
}

function earlierPlan(item: JsonObject): JsonObject {
  const price = record(item.price);
  return {
    id: text(price.id),
    product: idOf(price.product) ?? '',
    product_name: text(record(price.product).name),
    unit_amount: number(price.unit_amount),
    currency: text(price.currency),
  };
}

const moment = (epoch: Json | undefined): JsonObject => ({
  iso: new Date(number(epoch) * 1000).toISOString(),
  epoch: number(epoch),
});

/** The coupons a subscription has, as the tool's `coupon` takes them. */
function earlierCoupons(before: JsonObject): string {
  const codes = list(before.discounts).map((discount) => idOf(record(record(discount).source).coupon) ?? '');
  return codes.filter((code) => code !== '').join(', ') || 'none';
}

function earlierPause(before: JsonObject): JsonObject {
  const pause = record(before.pause_collection);
  if (text(pause.behavior) === '') return { pause: 'none' };
  return {
    pause: text(pause.behavior),
    ...(number(pause.resumes_at) > 0 ? { resumes_at: moment(pause.resumes_at) } : {}),
  };
}

/** How the earlier invoices were paid; the API takes days to pay only of those that are sent. */
function earlierTerms(before: JsonObject): JsonObject {
  const method = text(before.collection_method);
  const days = number(before.days_until_due);
  return { collection_method: method, ...(method === 'send_invoice' && days > 0 ? { days_until_due: days } : {}) };
}

/** A key's earlier value, in the words that the tool takes. */
function earlierMetadata(sent: JsonObject, before: JsonObject): string {
  const [key = ''] = Object.keys(sent);
  return `${key}: ${text(record(before.metadata)[key]) || 'none'}`;
}

const same = (a: Json | undefined, b: Json | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

function earlierItem(subscription: Subscription, before: JsonObject, after: JsonObject): JsonObject {
  const itemOf = (whole: JsonObject): JsonObject =>
    record(list(record(whole.items).data).find((one) => record(one).id === subscription.item));
  const [old, now] = [itemOf(before), itemOf(after)];
  return {
    ...(idOf(old.price) === idOf(now.price) ? {} : { plan: earlierPlan(old) }),
    ...(same(old.quantity, now.quantity) ? {} : { quantity: number(old.quantity) }),
  };
}

function earlierTrial(before: JsonObject): JsonObject {
  // A trial that has ended cannot be given back its end; it is ended again.
  return text(before.status) === 'trialing'
    ? { now: false, ...moment(before.trial_end) }
    : { now: true, iso: 'now', epoch: 0 };
}

interface Subscription {
  readonly id: string;
  readonly customer: string;
  readonly customer_name: string;
  readonly status: string;
  readonly item: string;
  readonly price: string;
}

/**
 * The call that sets a subscription back to what it was, for the fields that `body` set and that came out differently.
 * @param before the subscription of {@link readBefore}
 * @param after the answer to the change
 */
export function earlierSubscription(
  subscription: Subscription,
  body: JsonObject,
  before: JsonObject,
  after: JsonObject,
): UndoCall[] {
  const args: JsonObject = {};
  const changed = (name: string): boolean => body[name] !== undefined && !same(before[name], after[name]);
  if (body.items !== undefined) Object.assign(args, earlierItem(subscription, before, after));
  if ((args.plan !== undefined || args.quantity !== undefined) && body.proration_behavior !== undefined)
    args.proration = body.proration_behavior;
  if (changed('cancel_at_period_end')) args.cancel_at_period_end = before.cancel_at_period_end === true;
  if (body.discounts !== undefined && !same(body.discounts, discountsBody(earlierCoupons(before))))
    args.coupon = earlierCoupons(before);
  if (changed('trial_end')) args.trial_end = earlierTrial(before);
  if (changed('pause_collection')) Object.assign(args, earlierPause(before));
  if (changed('collection_method') || changed('days_until_due')) Object.assign(args, earlierTerms(before));
  if (changed('default_payment_method')) args.payment_method = idOf(before.default_payment_method) ?? '';
  if (changed('metadata')) args.metadata = earlierMetadata(record(body.metadata), before);
  if (Object.keys(args).length === 0) return [];
  const whose = whoseText(subscription);
  return [
    {
      tool: 'stripe.subscriptions.update',
      args: { subscription: { ...subscription }, ...args },
      text: `Set ${whose}'s subscription back to what it was.`,
    },
  ];
}
