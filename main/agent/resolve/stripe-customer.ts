import type { Json } from '../../../shared/index.ts';
import { allCustomers, type Customer, customerValue, listOf, number, recordOf, text } from './stripe-records.ts';
import { best, clean, fold, nameTokens, tokens } from './stripe-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

const noise = new Set(
  'bill bills inbox emails address phone number details payment payments subscription subscriptions invoice invoices plan customer customers client account accounts billing profile record stripe company user person people folks guys team contact file page entry called named with email mr mrs ms miss dr'.split(
    ' ',
  ),
);

export const customerLabel = (customer: Customer): string => customer.name || customer.email || customer.id;

export function foundCustomer(customer: Customer): Resolution {
  return {
    kind: 'resolved',
    value: customer as unknown as Json,
    label: customerLabel(customer),
    via: 'Stripe customers',
  };
}

export function askCustomer(words: string, found: readonly Customer[]): Resolution {
  return {
    kind: 'ambiguous',
    question: `Which customer is “${words}”?`,
    candidates: found.map((customer) => ({
      value: customer as unknown as Json,
      label: customerLabel(customer),
      detail: customer.email || customer.id,
    })),
  };
}

/** Customers whose names, or else emails, all the words belong to. */
export function customersExactly(customers: readonly Customer[], said: readonly string[]): Customer[] {
  const byName = best(customers, said, (customer) => customer.name);
  return byName.length > 0 ? byName : best(customers, said, (customer) => customer.email);
}

/** Customers that a name fits best: all words first, then without words that only say what it is. */
export function customersNamed(customers: readonly Customer[], words: string): Customer[] {
  const said = tokens(words);
  const textOf = (customer: Customer) => `${customer.name} ${customer.email.split('@')[0] ?? ''}`;
  const byName = best(customers, said, (customer) => customer.name);
  if (byName.length > 0) return byName;
  const telling = said.filter((token) => !noise.has(token));
  if (telling.length > 0 && telling.length < said.length) {
    const found = best(customers, telling, (customer) => customer.name);
    if (found.length > 0) return found;
  }
  return telling.length === 0 ? [] : best(customers, telling, textOf);
}

/**
 * The customers that a sentence names: by email, or by a word that only names have. A first name of one word is enough;
 * of longer names at least the first word must be there.
 */
export function customersMentioned(customers: readonly Customer[], sentence: string): Customer[] {
  const words = new Set(
    tokens(sentence).flatMap((token) => (token.endsWith('s') ? [token, token.slice(0, -1)] : [token])),
  );
  const scored = customers.map((customer) => {
    if (customer.email !== '' && fold(sentence).includes(fold(customer.email))) return { customer, score: 10 };
    const own = nameTokens(customer.name);
    const first = own[0];
    if (first === undefined || first.length < 3 || !words.has(first)) return { customer, score: 0 };
    return { customer, score: own.filter((token) => words.has(token)).length };
  });
  const top = Math.max(0, ...scored.map(({ score }) => score));
  return top === 0 ? [] : scored.filter(({ score }) => score === top).map(({ customer }) => customer);
}

/** The customers that were made last, or first: several only in the same second. */
async function atTheEdge(newest: boolean, context: ResolveContext): Promise<Customer[]> {
  const records = await listOf(context, 'stripe.customers.list', {});
  const times = records.map((record) => number(record.created));
  const edge = newest ? Math.max(...times) : Math.min(...times);
  return records.filter((record) => number(record.created) === edge).map(customerValue);
}

/** `stripe.customer`: an id, an email, a phone number or a name. */
export async function resolveCustomer(words: string, context: ResolveContext): Promise<Resolution> {
  const said = clean(words);
  const id = /\bcus_[A-Za-z0-9]+/.exec(said)?.[0];
  if (id !== undefined) {
    const record = await recordOf(context, 'stripe.customers.retrieve', { customer: { id, name: '', email: '' } });
    return record
      ? foundCustomer(customerValue(record))
      : { kind: 'missing', message: `Stripe has no customer ${id}.` };
  }
  const email = /[^\s<>"'()]+@[^\s<>"'()]+\.[^\s<>"'(),;]+/
    .exec(said)?.[0]
    .replace(/['’]s$/u, '')
    .replace(/[.,;:]+$/, '');
  if (email !== undefined) {
    const exact = (await listOf(context, 'stripe.customers.list', { email })).map(customerValue);
    const [only] = exact;
    if (only !== undefined && exact.length === 1) return foundCustomer(only);
    if (exact.length > 1) return askCustomer(words, exact);
    // The API's filter minds upper and lower case; people do not.
    const alike = (await allCustomers(context)).filter((customer) => fold(customer.email) === fold(email));
    const [one] = alike;
    if (one === undefined) return { kind: 'missing', message: `There is no Stripe customer with the email ${email}.` };
    return alike.length === 1 ? foundCustomer(one) : askCustomer(words, alike);
  }
  const digits = said.replace(/\D/g, '');
  if (digits.length >= 6 && /^[+\d\s().-]+$/.test(said)) {
    const records = await listOf(context, 'stripe.customers.list', {});
    const byPhone = records
      .filter((record) => text(record.phone).replace(/\D/g, '').endsWith(digits))
      .map(customerValue);
    const [only] = byPhone;
    if (only === undefined)
      return { kind: 'missing', message: `There is no Stripe customer with the phone number ${said}.` };
    return byPhone.length === 1 ? foundCustomer(only) : askCustomer(words, byPhone);
  }
  const customers = await allCustomers(context);
  if (/^(?:me|myself|mine)$/i.test(said)) {
    const own = customers.filter((customer) => context.me !== null && fold(customer.email) === fold(context.me.email));
    const [self] = own;
    return self === undefined
      ? { kind: 'missing', message: 'You are not a Stripe customer yourself.' }
      : foundCustomer(self);
  }
  const edge = /^(?:(newest|latest|most recent|last)|first|oldest|earliest) (?:stripe )?customer$/i.exec(said);
  const found = edge ? await atTheEdge(edge[1] !== undefined, context) : customersNamed(customers, said);
  const [only] = found;
  if (only === undefined) return { kind: 'missing', message: `There is no Stripe customer called “${said || words}”.` };
  return found.length === 1 ? foundCustomer(only) : askCustomer(words, found);
}
