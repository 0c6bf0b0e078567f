import type { KindValue } from '../../../connectors/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';
import { allProducts } from './stripe-catalog.ts';
import { askCustomer, customerLabel, customersMentioned } from './stripe-customer.ts';
import { byOrder, dayText, prefer, readPhrase, splitCustomer, withoutOwnName } from './stripe-phrase.ts';
import {
  allCustomers,
  type Customer,
  givenCustomer,
  isObject,
  listOf,
  number,
  ofCustomer,
  text,
} from './stripe-records.ts';
import { best, clean } from './stripe-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

type Subscription = KindValue<'stripe.subscription'>;
interface Found {
  readonly record: JsonObject;
  readonly value: Subscription;
  readonly plan: string;
}

const noise = new Set(
  'subscription subscriptions sub subs plan plans membership active trialing canceled cancelled paused past due seat seats license renewal subscribed contract set scheduled going cancel end ending expiring'.split(
    ' ',
  ),
);

/** One entry for each item: a subscription to two products can be named by either. */
function entries(
  record: JsonObject,
  products: ReadonlyMap<string, string>,
  customers: ReadonlyMap<string, Customer>,
): Found[] {
  const items = isObject(record.items) && Array.isArray(record.items.data) ? record.items.data.filter(isObject) : [];
  const customer = text(record.customer);
  return items.map((item) => {
    const price = isObject(item.price) ? item.price : {};
    return {
      record,
      plan: products.get(text(price.product)) ?? '',
      value: {
        id: text(record.id),
        customer,
        customer_name: customers.get(customer)?.name ?? '',
        status: text(record.status),
        item: text(item.id),
        price: text(price.id),
      },
    };
  });
}

/** The product names of the running subscriptions, by customer id; of one customer, or of all. */
export async function plansOf(
  customer: Customer | null,
  context: ResolveContext,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const products = new Map((await allProducts(context)).map((product) => [product.id, product.name]));
  const plans = new Map<string, string[]>();
  for (const record of await listOf(context, 'stripe.subscriptions.list', ofCustomer(customer)))
    for (const { plan, value } of entries(record, products, new Map()))
      plans.set(value.customer, [...(plans.get(value.customer) ?? []), plan]);
  return plans;
}

const label = ({ value, plan }: Found): string => `${value.customer_name || value.customer}: ${plan || value.price}`;

function resolved(one: Found): Resolution {
  return { kind: 'resolved', value: one.value as unknown as Json, label: label(one), via: 'Stripe subscriptions' };
}

function saidStatus(words: string): readonly string[] | null {
  if (/\bpast[ -]due\b/i.test(words)) return ['past_due'];
  if (/\bcancell?ed\b/i.test(words)) return ['canceled'];
  if (/\b(?:trialing|trial)\b/i.test(words)) return ['trialing'];
  return /\bpaused\b/i.test(words) ? ['paused'] : null;
}

/** `stripe.subscription`: an id, or a phrase: whose and to which product. Running ones before canceled ones. */
export async function resolveSubscription(words: string, context: ResolveContext): Promise<Resolution> {
  const customers = await allCustomers(context);
  const byId = new Map(customers.map((customer) => [customer.id, customer]));
  const products = new Map((await allProducts(context)).map((product) => [product.id, product.name]));
  const load = async (filter: JsonObject): Promise<Found[]> =>
    (await listOf(context, 'stripe.subscriptions.list', { ...filter, status: 'all' })).flatMap((record) =>
      entries(record, products, byId),
    );
  const id = /\bsub_[A-Za-z0-9]+/.exec(words)?.[0];
  if (id !== undefined) {
    const exact = (await load({})).find(({ value }) => value.id === id);
    return exact ? resolved(exact) : { kind: 'missing', message: `Stripe has no subscription ${id}.` };
  }
  const phrase = await readPhrase(words, noise, context);
  let customer = givenCustomer(context);
  let rest: readonly string[] = phrase.rest;
  if (customer) rest = withoutOwnName(rest, customer);
  else {
    const split = splitCustomer(rest, customers);
    if (split.customers.length > 1) return askCustomer(words, split.customers);
    customer = split.customers[0] ?? null;
    rest = split.rest;
  }
  const whose = customer === null ? 'Stripe has no subscription' : `${customerLabel(customer)} has no subscription`;
  let found = await load(ofCustomer(customer));
  if (found.length === 0) return { kind: 'missing', message: `${whose}.` };
  const states = saidStatus(words);
  if (states !== null) found = prefer(found, ({ value }) => states.includes(value.status));
  if (/\b(?:(?:set|scheduled|going) to (?:cancel|end)|ending|expiring)\b/i.test(words))
    found = found.filter(({ record }) => record.cancel_at_period_end === true);
  if (rest.length > 0) {
    found = best(found, rest, ({ plan }) => plan);
    if (found.length === 0) return { kind: 'missing', message: `${whose} that is “${clean(words)}”.` };
  }
  if (states === null) found = prefer(found, ({ value }) => value.status !== 'canceled');
  if (customer === null && found.length > 1) {
    const mentioned = new Set(customersMentioned(customers, context.request).map((one) => one.id));
    if (mentioned.size > 0) found = prefer(found, ({ value }) => mentioned.has(value.customer));
    else if (rest.length === 0 && states === null && phrase.order === null)
      return { kind: 'missing', message: 'Say whose subscription it is.' };
  }
  found = byOrder(found, phrase.order);
  const [only] = found;
  if (only === undefined) return { kind: 'missing', message: `${whose} that is “${clean(words)}”.` };
  const changes = context.tool === 'stripe.subscriptions.update' || context.tool === 'stripe.subscriptions.cancel';
  if (changes && found.every(({ value }) => value.status === 'canceled'))
    return { kind: 'missing', message: `${label(only)} is already canceled.` };
  // Several items of one subscription are still one subscription.
  if (new Set(found.map(({ value }) => value.id)).size === 1) return resolved(only);
  return {
    kind: 'ambiguous',
    question: `Which subscription is “${clean(words)}”?`,
    candidates: found.slice(0, 20).map((one) => ({
      value: one.value as unknown as Json,
      label: label(one),
      detail: `${one.value.status.replaceAll('_', ' ')}, since ${dayText(number(one.record.created), context)}`,
    })),
  };
}
