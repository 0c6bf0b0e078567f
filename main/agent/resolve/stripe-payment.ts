import type { KindValue } from '../../../connectors/index.ts';
import { currencyDigits, formatMoney } from '../../../connectors/stripe/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';
import { askCustomer, customerLabel, customersMentioned } from './stripe-customer.ts';
import {
  byOrder,
  dayText,
  inPeriod,
  type Phrase,
  prefer,
  readPhrase,
  splitCustomer,
  withoutOwnName,
} from './stripe-phrase.ts';
import {
  allCustomers,
  type Customer,
  givenCustomer,
  listOf,
  number,
  ofCustomer,
  recordOf,
  text,
} from './stripe-records.ts';
import { plansOf } from './stripe-subscription.ts';
import { best, clean, closeness, nameTokens } from './stripe-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

type Payment = KindValue<'stripe.payment'>;
interface Found {
  readonly record: JsonObject;
  readonly charge: JsonObject | null;
  readonly value: Payment;
}

const noise = new Set(
  (
    'payment payments charge charges charged transaction transactions intent money fee amount thing stuff refund refunded refunds back return ' +
    'uncaptured pending held hold authorized authorised authorization authorisation capture captured unpaid waiting awaiting partially partly card invoice disputed dispute duplicate double extra'
  ).split(' '),
);

function found(record: JsonObject, charge: JsonObject | null, names: ReadonlyMap<string, Customer>): Found {
  const customer = text(record.customer);
  return {
    record,
    charge,
    value: {
      id: text(record.id),
      charge: text(record.latest_charge) || null,
      amount: number(record.amount),
      refunded: number(charge?.amount_refunded),
      currency: text(record.currency),
      status: text(record.status),
      customer: customer || null,
      customer_name: names.get(customer)?.name ?? '',
      description: text(record.description),
    },
  };
}

function paymentLabel(value: Payment): string {
  const whose = value.customer_name === '' ? '' : `${value.customer_name}: `;
  return `${whose}${formatMoney(value.amount, value.currency)}${value.description === '' ? '' : ` (${value.description})`}`;
}

function resolved(one: Found, asCharge: boolean): Resolution {
  // A charge said by its id goes out as a charge where the API takes one.
  const value = asCharge && one.value.charge ? { ...one.value, id: one.value.charge } : one.value;
  return { kind: 'resolved', value: value as unknown as Json, label: paymentLabel(one.value), via: 'Stripe payments' };
}

/** A payment of which only the id is known, to look it up. */
const unread = (id: string): Payment => ({
  id,
  charge: null,
  amount: 0,
  refunded: 0,
  currency: '',
  status: '',
  customer: null,
  customer_name: '',
  description: '',
});

async function byId(id: string, context: ResolveContext): Promise<Resolution> {
  const customers = new Map((await allCustomers(context)).map((customer) => [customer.id, customer]));
  const isCharge = !id.startsWith('pi_');
  const charges = await listOf(context, 'stripe.charges.list', isCharge ? {} : { payment: unread(id) });
  const charge = charges.find((one) => (isCharge ? one.id === id : one.payment_intent === id)) ?? null;
  const payment = isCharge ? text(charge?.payment_intent) : id;
  const record =
    payment === '' ? null : await recordOf(context, 'stripe.payment_intents.retrieve', { payment: unread(payment) });
  if (!record) return { kind: 'missing', message: `Stripe has no payment ${id}.` };
  return resolved(found(record, charge, customers), isCharge && context.param.sets.includes('charge'));
}

/** What a tool can act on, to choose between payments that fit equally well. */
function usable(one: Found, tool: string): boolean {
  const { status, refunded, amount } = one.value;
  if (tool === 'stripe.refunds.create') return status === 'succeeded' && refunded < amount;
  if (tool === 'stripe.payment_intents.capture') return status === 'requires_capture';
  if (tool === 'stripe.payment_intents.cancel') return status !== 'succeeded' && status !== 'canceled';
  if (tool === 'stripe.refunds.list') return refunded > 0;
  if (tool === 'stripe.disputes.list') return one.charge?.disputed === true;
  return true;
}

/** Why a tool can do nothing with a payment; null where it can, or where Stripe shall say. */
function inTheWay({ value }: Found, tool: string): string | null {
  const changes = tool === 'stripe.payment_intents.capture' || tool === 'stripe.payment_intents.cancel';
  if (changes && value.status === 'succeeded') return 'is already captured';
  if (changes && value.status === 'canceled') return 'is already canceled';
  if (tool !== 'stripe.refunds.create') return null;
  if (value.status === 'requires_capture')
    return 'is not captured yet, so there is nothing to refund: cancel it instead';
  if (value.status !== 'succeeded') return 'was never paid, so there is nothing to refund';
  return value.refunded >= value.amount ? 'is refunded in full already' : null;
}

/** The payments of subscriptions to the product that the words name: Stripe describes those by no product. */
async function ofPlan(
  fitting: readonly Found[],
  rest: readonly string[],
  customer: Customer | null,
  context: ResolveContext,
): Promise<Found[]> {
  const paysPlan = fitting.filter(({ value }) => /\bsubscription\b/i.test(value.description));
  const said = rest.filter((word) => !/^(?:subscriptions?|plans?|renewals?)$/.test(word));
  if (paysPlan.length === 0 || said.length === 0) return [];
  const plans = await plansOf(customer, context);
  return best(paysPlan, said, ({ value }) => (plans.get(value.customer ?? '') ?? []).join(' '));
}

function saidState(words: string, one: Found): boolean {
  if (/\bpart(?:ial)?ly refunded\b/i.test(words))
    return one.value.refunded > 0 && one.value.refunded < one.value.amount;
  if (
    /\b(?:uncaptured|held|on hold|authori[sz]ed|authori[sz]ation|pending|(?:a)?waiting (?:for )?capture)\b/i.test(words)
  )
    return one.value.status === 'requires_capture';
  if (/\bdisputed\b/i.test(words)) return one.charge?.disputed === true;
  return true;
}

/** The payments of an invoice said by its number: same customer, same amount. */
async function ofInvoice(words: string, all: readonly Found[], context: ResolveContext): Promise<Found[] | null> {
  const said = /\b[A-Z][A-Z0-9]*-\d+\b/i.exec(words)?.[0].toUpperCase();
  if (said === undefined) return null;
  const invoices = await listOf(context, 'stripe.invoices.list', {});
  const invoice = invoices.find((record) => text(record.number).toUpperCase() === said);
  if (!invoice) return [];
  return all.filter(({ value }) => value.customer === invoice.customer && value.amount === number(invoice.amount_due));
}

function narrowed(all: readonly Found[], phrase: Phrase): Found[] {
  return all.filter(
    ({ record, value }) =>
      (phrase.major === null || Math.round(phrase.major * 10 ** currencyDigits(value.currency)) === value.amount) &&
      inPeriod(number(record.created), phrase.period),
  );
}

/** What payments of the account are for, where the request names it outside quotation marks ("the sticker pack"). */
async function purposesNamed(context: ResolveContext): Promise<ReadonlySet<string>> {
  const said = nameTokens(context.request.replace(/"[^"]*"|“[^”]*”|«[^»]*»/gu, ' '));
  const records = await listOf(context, 'stripe.payment_intents.list', {});
  const purposes = new Set(records.map((record) => text(record.description)).filter((purpose) => purpose !== ''));
  return new Set([...purposes].filter((purpose) => closeness(nameTokens(purpose), said) > 0));
}

/** `stripe.payment`: an id, or a phrase: whose, what for, how much, when, the latest. */
export async function resolvePayment(words: string, context: ResolveContext): Promise<Resolution> {
  const id = /\b(?:pi|ch|py)_[A-Za-z0-9]+/.exec(words)?.[0];
  if (id !== undefined) return byId(id, context);
  const customers = await allCustomers(context);
  const names = new Map(customers.map((customer) => [customer.id, customer]));
  const phrase = await readPhrase(
    words.replace(/\binvoice\s+[A-Z][A-Z0-9]*-\d+|\b[A-Z][A-Z0-9]*-\d+\b/gi, ' '),
    noise,
    context,
  );
  let customer = givenCustomer(context);
  let rest: readonly string[] = phrase.rest;
  const load = async (): Promise<Found[]> => {
    const charges = await listOf(context, 'stripe.charges.list', ofCustomer(customer));
    const byPayment = new Map(charges.map((charge) => [text(charge.payment_intent), charge]));
    const records = await listOf(context, 'stripe.payment_intents.list', ofCustomer(customer));
    return records.map((record) => found(record, byPayment.get(text(record.id)) ?? null, names));
  };
  if (customer) rest = withoutOwnName(rest, customer);
  else {
    const split = splitCustomer(rest, customers);
    if (split.customers.length > 1) return askCustomer(words, split.customers);
    customer = split.customers[0] ?? null;
    rest = split.rest;
  }
  const all = await load();
  const whose = customer === null ? 'Stripe has no payment' : `${customerLabel(customer)} has no payment`;
  if (all.length === 0) return { kind: 'missing', message: `${whose}.` };
  let fitting = narrowed((await ofInvoice(words, all, context)) ?? all, phrase).filter((one) => saidState(words, one));
  if (rest.length > 0) {
    const described = best(fitting, rest, ({ value }) => value.description);
    fitting = described.length > 0 ? described : await ofPlan(fitting, rest, customer, context);
  }
  if (fitting.length === 0) return { kind: 'missing', message: `${whose} that is “${clean(words)}”.` };
  // "payment" alone says nothing of which: what the request says it was for counts, for and against.
  if (rest.length === 0 && phrase.major === null && phrase.order === null && phrase.period === null) {
    const purposes = await purposesNamed(context);
    const meant = fitting.filter(({ value }) => purposes.has(value.description));
    if (purposes.size > 0 && meant.length === 0 && customer !== null)
      return { kind: 'missing', message: `${whose} for “${[...purposes].join('” or “')}”.` };
    if (meant.length > 0) fitting = meant;
  }
  // Nobody and nothing said ("refund them"): every payment would do, so none is meant.
  const saidNothing =
    customer === null && rest.length === 0 && phrase.major === null && phrase.order === null && phrase.period === null;
  if (customer === null && fitting.length > 1) {
    const mentioned = new Set(customersMentioned(customers, context.request).map((one) => one.id));
    fitting = mentioned.size === 0 ? fitting : prefer(fitting, ({ value }) => mentioned.has(value.customer ?? ''));
    if (saidNothing && mentioned.size === 0 && prefer(fitting, (one) => usable(one, context.tool)).length > 1)
      return { kind: 'missing', message: 'Say whose payment it is, or which one.' };
  }
  fitting = byOrder(fitting, phrase.order);
  fitting = prefer(fitting, (one) => usable(one, context.tool));
  const [only] = fitting;
  const reason = only === undefined ? null : inTheWay(only, context.tool);
  if (only !== undefined && reason !== null && fitting.every((one) => inTheWay(one, context.tool) !== null))
    return { kind: 'missing', message: `${paymentLabel(only.value)} ${reason}.` };
  if (only !== undefined && fitting.length === 1) return resolved(only, false);
  return {
    kind: 'ambiguous',
    question: `Which payment is “${clean(words)}”?`,
    candidates: fitting.slice(0, 20).map((one) => ({
      value: one.value as unknown as Json,
      label: paymentLabel(one.value),
      detail: `${dayText(number(one.record.created), context)}, ${one.value.status.replaceAll('_', ' ')}`,
    })),
  };
}
