import type { Json, JsonObject } from '../../../shared/index.ts';
import type { ParamKinds } from '../history.ts';

/** Money that a call moves or promises, in minor units of `currency` (ISO 4217, lower case; '' when unknown). */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

function field(value: Json, name: string): Json {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? (value[name] ?? null) : null;
}

function money(minor: Json, currency: Json): Money[] {
  return typeof minor === 'number' ? [{ minor, currency: typeof currency === 'string' ? currency : '' }] : [];
}

/**
 * The most that a call can move: the amounts it states, or, when it states none, what the records it names are worth
 * (what is left of a payment, what is due on an invoice, a price times the quantity). Null when it names no money.
 */
export function moneyOf(tool: { readonly params: ParamKinds }, args: JsonObject): Money | null {
  const stated: Money[] = [];
  const worth: Money[] = [];
  const quantity = Object.entries(tool.params)
    .filter(([name, param]) => param.kind === 'integer' && /quantity|seats|count/u.test(name))
    .map(([name]) => args[name])
    .find((value) => typeof value === 'number');
  for (const [name, param] of Object.entries(tool.params)) {
    const given = args[name] ?? null;
    for (const value of Array.isArray(given) ? given : [given]) {
      const currency = field(value, 'currency');
      if (param.kind === 'amount') stated.push(...money(field(value, 'minor'), currency));
      else if (param.kind === 'stripe.payment') {
        const [amount, refunded] = [field(value, 'amount'), field(value, 'refunded')];
        if (typeof amount === 'number')
          worth.push(...money(amount - (typeof refunded === 'number' ? refunded : 0), currency));
      } else if (param.kind === 'stripe.invoice') worth.push(...money(field(value, 'amount_due'), currency));
      else if (param.kind === 'stripe.price') {
        const unit = field(value, 'unit_amount');
        if (typeof unit === 'number')
          worth.push(...money(unit * (typeof quantity === 'number' ? quantity : 1), currency));
      }
    }
  }
  const counted = stated.length > 0 ? stated : worth;
  // A negative amount must show even beside a larger one.
  return counted.reduce<Money | null>((most, one) => {
    if (!most || one.minor < 0) return one;
    return most.minor >= 0 && one.minor > most.minor ? one : most;
  }, null);
}

/** Formatters by currency: making one takes far longer than using it. */
const formats = new Map<string, Intl.NumberFormat>();

/** "$199.00" for people. */
export function moneyText(money: Money): string {
  const code = money.currency.toUpperCase();
  if (!/^[A-Z]{3}$/u.test(code)) return `${money.minor} (minor units)`;
  const format = formats.get(code) ?? new Intl.NumberFormat('en-US', { style: 'currency', currency: code });
  // Currencies come from services: no more of them are kept than there are.
  if (formats.size < 200) formats.set(code, format);
  return format.format(money.minor / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
}
