import { DateTime } from 'luxon';
import type { JsonObject } from '../../../shared/index.ts';
import { readMoney } from './money-said.ts';
import { customersExactly } from './stripe-customer.ts';
import { type Customer, number } from './stripe-records.ts';
import { clean, nameTokens, tokens } from './stripe-words.ts';
import { timeResolvers } from './time.ts';
import type { ResolveContext } from './types.ts';

/** What a noun phrase about a payment, invoice or subscription says, taken apart. */
export interface Phrase {
  /** Minor units in a two-decimal currency, as said; null where no amount was. */
  readonly major: number | null;
  readonly order: 'newest' | 'second newest' | 'oldest' | 'largest' | 'smallest' | null;
  /** Epoch seconds. */
  readonly period: { readonly from?: number; readonly to?: number } | null;
  /** Words left over: names, products, descriptions. */
  readonly rest: readonly string[];
}

const money =
  /(?:[$€£¥₹]\s?\d[\d.,]*k?|\b(?:usd|eur|gbp|cad|aud)\s?\d[\d.,]*k?|\b\d[\d.,]*k?\s?(?:usd|eur|gbp|cad|aud|dollars?|bucks|euros?|pounds?|quid|cents?)\b|\b\d+\.\d\d\b|(?<![-\w])\d{1,3}(?:,\d{3})+(?!\w))/i;
const newest = /\b(?:latest|newest|most recent|last|recent|current)\b/i;
const orders: readonly (readonly [RegExp, Exclude<Phrase['order'], null>])[] = [
  [
    /\b(?:second[ -](?:to[ -])?last|last but one|next to last|penultimate|before (?:the )?last(?: one)?|previous)\b/i,
    'second newest',
  ],
  [newest, 'newest'],
  [/\b(?:first|oldest|earliest)\b/i, 'oldest'],
  [/\b(?:biggest|largest|highest|most expensive)\b/i, 'largest'],
  [/\b(?:smallest|lowest|cheapest)\b/i, 'smallest'],
];
const dated =
  /\b(?:(?:from|of|on|since|in|made|created|dated|for)\s+)?((?:yesterday|today|tonight|(?:this|last|past)\s+(?:week|month|year|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)|\d{4}-\d\d-\d\d|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*\.?\s+\d{1,2}(?:st|nd|rd|th)?(?:,?\s+\d{4})?|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)[a-z]*(?:\s+\d{4})?|(?:january|february|march|april|june|july|august|september|october|november|december)))(?:['’]s)?\b/i;

const empty = new Set(
  (
    'the a an of for from to by on in at with and or their his her its our my your this that those these it them they him he she one ones ' +
    'we us i you was is were be which who made did sent issued owed paid pay pays please stripe customer client account s whole full entire all only ' +
    'still just about over through per same other order orders bill billed buy bought purchase'
  ).split(' '),
);

/** Takes a phrase apart. `noise` are the words for the thing itself ("payment", "charge"). */
export async function readPhrase(words: string, noise: ReadonlySet<string>, context: ResolveContext): Promise<Phrase> {
  let left = ` ${clean(words)} `;
  const amount = money.exec(left)?.[0];
  const said = amount === undefined ? null : readMoney(amount);
  if (amount !== undefined && said !== null) left = left.replace(amount, ' ');
  const day = dated.exec(left);
  let period: Phrase['period'] = null;
  if (day?.[1] !== undefined) {
    const read = await timeResolvers.period?.(day[1], {
      ...context,
      // What is due lies ahead.
      param: { kind: 'period', description: '', sets: [/\bdue\b/i.test(words) ? 'due_date' : 'created'] },
      request: '',
    });
    if (read?.kind === 'resolved') {
      const value = read.value as { from?: number; to?: number };
      period = value;
      left = left.replace(day[0], ' ');
    }
  }
  const order = orders.find(([pattern]) => pattern.test(left))?.[1] ?? null;
  for (const [pattern] of orders) left = left.replace(pattern, ' ');
  const rest = tokens(left).filter((token) => !empty.has(token) && !noise.has(token));
  return { major: said?.major ?? null, order, period, rest };
}

/** Splits leftover words into a customer's name and the others: the most words that name somebody win. */
export function splitCustomer(
  rest: readonly string[],
  customers: readonly Customer[],
): { readonly customers: readonly Customer[]; readonly rest: readonly string[] } {
  for (let length = rest.length; length > 0; length -= 1) {
    for (let start = 0; start + length <= rest.length; start += 1) {
      const part = rest.slice(start, start + length);
      if (part.every((token) => token.length < 3)) continue;
      // Every word must be the name's own: "Oskar subscription" names Oskar, and something of his.
      const named = customersExactly(customers, part);
      if (named.length > 0) return { customers: named, rest: [...rest.slice(0, start), ...rest.slice(start + length)] };
    }
  }
  return { customers: [], rest };
}

/** Whether every word is one of the customer's own: "Harborview's" of an already known Harborview Clinic. */
export function withoutOwnName(rest: readonly string[], customer: Customer): string[] {
  const own = new Set([...nameTokens(customer.name), ...nameTokens(customer.email), customer.email.toLowerCase()]);
  return rest.filter((token) => !own.has(token) && !(token.endsWith('s') && own.has(token.slice(0, -1))));
}

/** Whether an instant lies in the said period; true where none was said. */
export function inPeriod(epoch: number, period: Phrase['period']): boolean {
  return (
    period === null ||
    ((period.from === undefined || epoch >= period.from) && (period.to === undefined || epoch < period.to))
  );
}

/** "18 Feb 2026" in the person's zone. */
export function dayText(epoch: number, context: ResolveContext): string {
  return DateTime.fromSeconds(epoch, { zone: context.zone }).setLocale('en-US').toFormat('d LLL yyyy');
}

/** Keeps those that a preference holds for, or all where it holds for none. */
export function prefer<T>(records: readonly T[], test: (record: T) => boolean): T[] {
  const kept = records.filter(test);
  return kept.length > 0 ? kept : [...records];
}

/** Those at the edge that was said, by when they were made or how much they are of; several only when they are equal. */
export function byOrder<T extends { readonly record: JsonObject }>(found: readonly T[], order: Phrase['order']): T[] {
  if (order === null || found.length < 2) return [...found];
  const sized = order === 'largest' || order === 'smallest';
  const measure = ({ record }: T): number =>
    sized ? number(record.amount) || number(record.amount_due) || number(record.unit_amount) : number(record.created);
  const measures = [...new Set(found.map(measure))].sort((a, b) => a - b);
  const edge =
    order === 'oldest' || order === 'smallest' ? measures[0] : measures.at(order === 'second newest' ? -2 : -1);
  return found.filter((one) => measure(one) === edge);
}
