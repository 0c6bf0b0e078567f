import type { KindValue } from '../../../connectors/index.ts';
import { currencyDigits, formatMoney } from '../../../connectors/stripe/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';
import { askCustomer, customerLabel, customersMentioned } from './stripe-customer.ts';
import { byOrder, dayText, inPeriod, prefer, readPhrase, splitCustomer, withoutOwnName } from './stripe-phrase.ts';
import { allCustomers, givenCustomer, listOf, number, ofCustomer, recordOf, text } from './stripe-records.ts';
import { clean } from './stripe-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

type Invoice = KindValue<'stripe.invoice'>;

const noise = new Set(
  'invoice invoices inv number no due amount draft open unpaid outstanding overdue finalized finalised void voided uncollectible unsent next late thing email emailed'.split(
    ' ',
  ),
);

function invoiceValue(record: JsonObject): Invoice {
  return {
    id: text(record.id),
    number: text(record.number),
    status: text(record.status),
    amount_due: number(record.amount_due),
    currency: text(record.currency),
    customer: text(record.customer),
    customer_name: text(record.customer_name),
  };
}

function invoiceLabel(value: Invoice): string {
  const who = value.customer_name === '' ? '' : ` to ${value.customer_name}`;
  return `${value.number || value.id}${who}, ${formatMoney(value.amount_due, value.currency)}`;
}

function resolved(record: JsonObject): Resolution {
  const value = invoiceValue(record);
  return { kind: 'resolved', value: value as unknown as Json, label: invoiceLabel(value), via: 'Stripe invoices' };
}

/** The state that the words ask for; null where they ask for none. */
function saidStates(words: string): readonly string[] | null {
  if (/\bdrafts?\b/i.test(words)) return ['draft'];
  if (/\b(?:open|unpaid|outstanding|overdue|owed|late|finali[sz]ed)\b/i.test(words)) return ['open'];
  if (/\buncollectible\b/i.test(words)) return ['uncollectible'];
  if (/\b(?:void|voided)\b/i.test(words)) return ['void'];
  return /\bpaid\b/i.test(words) ? ['paid'] : null;
}

/** What each tool can act on, best first. */
const usable: Readonly<Record<string, readonly string[]>> = {
  'stripe.invoices.finalize': ['draft'],
  'stripe.invoices.send': ['open', 'draft'],
  'stripe.invoices.void': ['open', 'uncollectible'],
  'stripe.invoiceitems.create': ['draft'],
};

/** An invoice number or its digits, where the words hold one: `BL-1041`, "invoice 1041", `#1041`. */
function numbered(words: string, invoices: readonly JsonObject[]): JsonObject[] | null {
  const whole = /\b[A-Z][A-Z0-9]*-\d+(?:-\d+)*\b/i.exec(words)?.[0];
  if (whole !== undefined) {
    const found = invoices.filter((record) => text(record.number).toUpperCase() === whole.toUpperCase());
    return found;
  }
  // "bl 1041", "BL1041": the number without its hyphen.
  const letters = (said: string): string => said.toUpperCase().replace(/[^\p{L}\p{N}]+/gu, '');
  const joined = /\b[A-Z]{1,8}\s?\d{3,}\b/giu;
  for (const [said] of words.matchAll(joined)) {
    const found = invoices.filter((record) => letters(text(record.number)) === letters(said));
    if (found.length > 0) return found;
  }
  const digits = /(?:^|#|\binvoice\s+(?:no\.?\s*|number\s+|#\s*)?|\binv\s+)(\d{3,})\b(?![.,]\d)/i.exec(
    words.trim(),
  )?.[1];
  if (digits === undefined) return null;
  const found = invoices.filter((record) => new RegExp(`(?:^|\\D)0*${digits}$`).test(text(record.number)));
  return found.length > 0 ? found : null;
}

/** `stripe.invoice`: an id, a number, or a phrase: whose, in which state, how much, when. */
export async function resolveInvoice(words: string, context: ResolveContext): Promise<Resolution> {
  const id = /\bin_[A-Za-z0-9]+/.exec(words)?.[0];
  if (id !== undefined) {
    const record = await recordOf(context, 'stripe.invoices.retrieve', { id });
    return record ? resolved(record) : { kind: 'missing', message: `Stripe has no invoice ${id}.` };
  }
  const everyone = await listOf(context, 'stripe.invoices.list', {});
  const byNumber = numbered(words, everyone);
  if (byNumber !== null) {
    const [only] = byNumber;
    if (only === undefined) return { kind: 'missing', message: `There is no Stripe invoice “${clean(words)}”.` };
    if (byNumber.length === 1) return resolved(only);
  }
  const customers = await allCustomers(context);
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
  const own = customer === null ? everyone : await listOf(context, 'stripe.invoices.list', ofCustomer(customer));
  const whose = customer === null ? 'Stripe has no invoice' : `${customerLabel(customer)} has no invoice`;
  const missing: Resolution = { kind: 'missing', message: `${whose} that is “${clean(words)}”.` };
  // A name that is nobody's must not widen the search to everybody's invoices.
  if (own.length === 0 || rest.some((token) => token !== 'paid')) return missing;
  const states = saidStates(words);
  let found = own.filter((record) => {
    const { amount_due, currency, status } = invoiceValue(record);
    const due = number(record.due_date);
    if (states !== null && !states.includes(status)) return false;
    if (/\boverdue\b/i.test(words) && (due === 0 || due * 1000 >= context.now)) return false;
    if (phrase.major !== null && Math.round(phrase.major * 10 ** currencyDigits(currency)) !== amount_due) return false;
    return inPeriod(number(record.created), phrase.period) || (due > 0 && inPeriod(due, phrase.period));
  });
  const saidNothing = customer === null && phrase.major === null && phrase.order === null && phrase.period === null;
  if (customer === null && found.length > 1) {
    const mentioned = new Set(customersMentioned(customers, context.request).map((one) => one.id));
    if (mentioned.size > 0) found = prefer(found, (record) => mentioned.has(text(record.customer)));
  }
  if (states === null)
    for (const status of [...(usable[context.tool] ?? [])].reverse())
      found = prefer(found, (record) => record.status === status);
  found = byOrder(
    found.map((record) => ({ record })),
    phrase.order,
  ).map(({ record }) => record);
  const [only] = found;
  if (only === undefined) return missing;
  if (found.length === 1) return resolved(only);
  if (saidNothing && states === null) return { kind: 'missing', message: 'Say whose invoice it is, or its number.' };
  return {
    kind: 'ambiguous',
    question: `Which invoice is “${clean(words)}”?`,
    candidates: found.slice(0, 20).map((record) => {
      const value = invoiceValue(record);
      return {
        value: value as unknown as Json,
        label: invoiceLabel(value),
        detail: `${value.status}, ${dayText(number(record.created), context)}`,
      };
    }),
  };
}
