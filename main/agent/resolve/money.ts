import { currencyDigits, formatMoney } from '../../../connectors/stripe/index.ts';
import { type Json, type JsonObject, readNumber } from '../../../shared/index.ts';
import { readCurrency } from './money-currency.ts';
import { readShare } from './money-numbers.ts';
import { bare, readMoney } from './money-said.ts';
import type { Resolution, ResolveContext, Resolvers } from './types.ts';

/** Major units as Stripe's minor ones; null where the currency has no such small part ("$1.005", "¥5.50"). */
function toMinor(major: number, currency: string): number | null {
  const exact = major * 10 ** currencyDigits(currency);
  const minor = Math.round(exact);
  return Math.abs(exact - minor) < 1e-6 && Number.isSafeInteger(minor) ? minor : null;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

interface Whole {
  readonly amount: number;
  readonly rest: number;
  readonly currency: string;
}

/** The payment or invoice of the same call that a share or an amount is a part of. */
function wholeOf(context: ResolveContext): Whole | null {
  for (const name of context.param.within ?? Object.keys(context.resolved)) {
    const value = context.resolved[name];
    if (!isObject(value) || typeof value.currency !== 'string') continue;
    const amount = value.amount ?? value.amount_due;
    if (typeof amount !== 'number') continue;
    const refunded = typeof value.refunded === 'number' ? value.refunded : 0;
    return { amount, rest: amount - refunded, currency: value.currency };
  }
  return null;
}

/** The currency of the Stripe account; null for a tool of another service, which has no business with it. */
async function accountCurrency(context: ResolveContext): Promise<string | null> {
  if (!context.tool.startsWith('stripe.')) return null;
  const balance = await context.lookup('stripe.balance.retrieve', {});
  const funds = isObject(balance) && Array.isArray(balance.available) ? balance.available[0] : undefined;
  return isObject(funds) && typeof funds.currency === 'string' ? funds.currency : 'usd';
}

function amountOf(minor: number, currency: string, via: string): Resolution {
  return { kind: 'resolved', value: { minor, currency }, label: formatMoney(minor, currency), via };
}

/** Of a payment no more can be given back or taken than is left of it, in its own currency; null where nothing is wrong. */
function overTheRest(minor: number, currency: string, whole: Whole | null, context: ResolveContext): Resolution | null {
  if (whole === null || !context.param.within?.includes('payment')) return null;
  if (currency !== whole.currency)
    return {
      kind: 'missing',
      message: `That payment is in ${whole.currency.toUpperCase()}, not ${currency.toUpperCase()}. Say the amount in it.`,
    };
  if (minor <= whole.rest) return null;
  const [said, left] = [formatMoney(minor, currency), formatMoney(whole.rest, currency)];
  return { kind: 'missing', message: `${said} is more than the ${left} that is left of that payment.` };
}

const everything =
  /^(?:it )?(?:all|everything|(?:the )?(?:full|whole|entire|complete|total)(?: amount| sum| thing| price| payment)?|in full|all of it|(?:the )?(?:rest|remainder|remaining)(?: amount)?(?: of it)?|(?:the )?money)$/;

async function resolveAmount(words: string, context: ResolveContext): Promise<Resolution> {
  const said = bare(words).toLowerCase();
  const whole = wholeOf(context);
  const share = readShare(said);
  if (share !== null || everything.test(said)) {
    if (whole === null) return { kind: 'missing', message: `“${words}” of what? Say the amount in figures.` };
    if (share === null) return amountOf(whole.rest, whole.currency, 'what is left of the payment');
    if (share <= 0 || share > 1) return { kind: 'missing', message: `“${words}” is not a part of the payment.` };
    const minor = Math.round(whole.amount * share);
    const of = `${words} of ${formatMoney(whole.amount, whole.currency)}`;
    return overTheRest(minor, whole.currency, whole, context) ?? amountOf(minor, whole.currency, of);
  }
  const kept =
    /^(?:everything|all|the (?:whole|full) (?:amount|thing)|it all) (?:but|except(?: for)?|minus|less) (.+)$/.exec(
      said,
    );
  if (kept?.[1] !== undefined && whole !== null) {
    const part = await resolveAmount(kept[1], context);
    if (part.kind !== 'resolved' || !isObject(part.value)) return part;
    const minor = whole.rest - Number(part.value.minor);
    return minor > 0
      ? amountOf(minor, whole.currency, 'what is left of the payment, less that')
      : { kind: 'missing', message: `Nothing is left of the payment without ${part.label}.` };
  }
  const money = readMoney(words);
  if (money === null) return { kind: 'missing', message: `I cannot read “${words}” as an amount of money.` };
  const chosen = context.resolved.currency;
  const currency =
    money.currency ??
    (typeof chosen === 'string' ? chosen : null) ??
    whole?.currency ??
    (await accountCurrency(context));
  if (currency === null)
    return { kind: 'missing', message: `In which currency is “${words}”? Say it with the amount.` };
  const minor = toMinor(money.major, currency);
  if (minor === null)
    return { kind: 'missing', message: `“${words}” has a smaller part than ${currency.toUpperCase()} has.` };
  const via = `money in ${currency.toUpperCase()}`;
  // Of a currency with thousandths, "1.500" is no thousand.
  const other = money.other === null || currencyDigits(currency) > 2 ? null : toMinor(money.other, currency);
  if (other !== null && other !== minor) {
    const candidates = [minor, other].map((value) => ({
      value: { minor: value, currency },
      label: formatMoney(value, currency),
      detail: '',
    }));
    return { kind: 'ambiguous', question: `How much is “${words}”?`, candidates };
  }
  return overTheRest(minor, currency, whole, context) ?? amountOf(minor, currency, via);
}

async function resolveCurrency(words: string): Promise<Resolution> {
  const code = readCurrency(bare(words));
  return code === null
    ? { kind: 'missing', message: `I know no currency called “${words}”.` }
    : { kind: 'resolved', value: code, label: code.toUpperCase(), via: 'ISO 4217' };
}

async function resolvePercent(words: string): Promise<Resolution> {
  const said = bare(words).toLowerCase();
  const trimmed = said.replace(/\s+(?:off|discount|reduction)$/, '');
  const share = readShare(trimmed);
  const number = share !== null ? share * 100 : /^(?:free|full|everything)$/.test(trimmed) ? 100 : readNumber(trimmed);
  if (number === null || number < 0 || number > 100)
    return { kind: 'missing', message: `I cannot read “${words}” as a percentage from 0 to 100.` };
  const value = Number(number.toFixed(4));
  return { kind: 'resolved', value, label: `${value}%`, via: null };
}

const spans: Readonly<Record<string, { readonly days: number; readonly months: number }>> = {
  day: { days: 1, months: 0 },
  week: { days: 7, months: 0 },
  fortnight: { days: 14, months: 0 },
  month: { days: 30, months: 1 },
  quarter: { days: 90, months: 3 },
  year: { days: 365, months: 12 },
};

/** "two weeks" where the parameter counts days, "a year" where it counts months; null when no span is said. */
function readSpan(said: string, sets: readonly string[]): number | null {
  const found = /^(.*?)[\s-]*(day|week|fortnight|month|quarter|year)s?$/.exec(said);
  const unit = found?.[2] === undefined ? undefined : spans[found[2]];
  if (!found || unit === undefined) return null;
  const words = (found[1] ?? '').replace(/\s+(?:business|calendar|working)$/, '').trim();
  const count = words === '' ? 1 : /^half an?$/.test(words) ? 0.5 : readNumber(words);
  if (count === null) return null;
  const counts = sets.some((name) => name.includes('month'))
    ? unit.months
    : sets.some((name) => name.includes('day'))
      ? unit.days
      : 1;
  const value = count * counts;
  // A span that the unit cannot count ("ten days" of months) is no number at all, not ten.
  return counts > 0 && Number.isInteger(value) ? value : Number.NaN;
}

/** Counts: `5`, `five`, `5x`, `top 10`, `net 30`, `30 days`, `3 seats`, `the last one`. */
function readCount(words: string, sets: readonly string[]): number | null {
  const said = bare(words)
    .toLowerCase()
    .replace(
      /^(?:the|only|just|about|up to|at most|max(?:imum)?|top|last|latest|first|newest|most recent|net|no\.?|number|quantity|qty|#|x|×)\s*(?=\S)/g,
      '',
    )
    .replace(/^(?:the|last|latest|first|newest|most recent|net)\s+(?=\S)/, '')
    .trim();
  const span = readSpan(said, sets);
  if (span !== null) return span;
  if (/^(?:one|last|latest|newest|most recent|first|once)$/.test(said)) return 1;
  if (said === 'twice') return 2;
  const direct = readNumber(said);
  if (direct !== null) return direct;
  const counted = /^(.+?)(?:\s*[x×]|\s+\p{L}[\p{L}\s-]*)$/u.exec(said);
  return counted?.[1] === undefined ? null : readNumber(counted[1]);
}

async function resolveInteger(words: string, context: ResolveContext): Promise<Resolution> {
  const value = readCount(words, context.param.sets);
  return value === null || !Number.isSafeInteger(value)
    ? { kind: 'missing', message: `I cannot read “${words}” as a whole number.` }
    : { kind: 'resolved', value, label: String(value), via: null };
}

/** Marks of money around a number: a column of sums is a column of numbers. */
const moneyMarks = /^[$€£¥]\s*|\s*(?:[$€£¥]|dollars?|bucks|euros?|pounds?|yen|usd|eur|gbp)$/giu;

async function resolveNumber(words: string): Promise<Resolution> {
  const said = bare(words).replace(moneyMarks, '');
  const value = /^-/.test(said) ? readNumber(said.slice(1)) : readNumber(said);
  if (value === null) return { kind: 'missing', message: `I cannot read “${words}” as a number.` };
  const signed = said.startsWith('-') ? -value : value;
  return { kind: 'resolved', value: signed, label: String(signed), via: null };
}

/**
 * Money, currencies, percentages and numbers. An amount without a currency is in the call's `currency`, else in that of
 * the payment it is part of, else in the account's.
 */
export const moneyResolvers: Resolvers = {
  amount: resolveAmount,
  currency: resolveCurrency,
  percent: resolvePercent,
  integer: resolveInteger,
  number: resolveNumber,
};
