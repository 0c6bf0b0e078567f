import type { KindValue } from '../../../connectors/index.ts';
import { currencyDigits, formatMoney } from '../../../connectors/stripe/index.ts';
import type { Json, JsonObject } from '../../../shared/index.ts';
import { readMoney } from './money-said.ts';
import { isObject, listOf, number, text } from './stripe-records.ts';
import { best, clean, tokens } from './stripe-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

type Product = KindValue<'stripe.product'>;
type Price = KindValue<'stripe.price'>;

const noise = new Set(
  'plan plans product products price prices subscription tier package seat seats license licence for per a an of on to the our one month mo'.split(
    ' ',
  ),
);

export async function allProducts(context: ResolveContext): Promise<Product[]> {
  const records = await listOf(context, 'stripe.products.list', {});
  return records.map((record) => ({
    id: text(record.id),
    name: text(record.name),
    price: text(record.default_price) || null,
  }));
}

/** Products that a name fits best: with every word, then without words that many products' names or none have. */
export function productsNamed(products: readonly Product[], words: string): Product[] {
  const said = tokens(words);
  const all = best(products, said, (product) => product.name);
  if (all.length > 0) return all;
  const telling = said.filter((token) => !noise.has(token));
  return telling.length === said.length ? [] : best(products, telling, (product) => product.name);
}

function askProduct(words: string, products: readonly Product[]): Resolution {
  return {
    kind: 'ambiguous',
    question: `Which product is “${clean(words)}”?`,
    candidates: products.map((product) => ({
      value: product as unknown as Json,
      label: product.name,
      detail: product.id,
    })),
  };
}

/** `stripe.product`: an id or a name. */
export async function resolveProduct(words: string, context: ResolveContext): Promise<Resolution> {
  const said = clean(words);
  const products = await allProducts(context);
  const id = /\bprod_\w+/.exec(said)?.[0];
  const found = id === undefined ? productsNamed(products, said) : products.filter((product) => product.id === id);
  const [only] = found;
  if (only === undefined) return { kind: 'missing', message: `There is no Stripe product called “${said}”.` };
  if (found.length > 1) return askProduct(words, found);
  return { kind: 'resolved', value: only as unknown as Json, label: only.name, via: 'Stripe products' };
}

function priceLabel(price: Price, record: JsonObject): string {
  const every = isObject(record.recurring) ? ` a ${text(record.recurring.interval)}` : '';
  return `${price.product_name || price.id} (${formatMoney(price.unit_amount, price.currency)}${every})`;
}

const intervals: readonly (readonly [RegExp, string])[] = [
  [/\b(?:monthly|per month|a month|each month|month)\b/i, 'month'],
  [/\b(?:yearly|annual|annually|per year|a year|year)\b/i, 'year'],
  [/\b(?:weekly|per week|a week|week)\b/i, 'week'],
  [/\b(?:daily|per day|a day|day)\b/i, 'day'],
];

const money =
  /[$€£¥]\s?\d[\d.,]*k?|\b\d[\d.,]*\s?(?:usd|eur|gbp|dollars?|bucks|euros?|pounds?)\b|\b\d[\d.,]*(?=\s?(?:\/|an?\s|per\s)\s?(?:mo|month|yr|year|week|day)\b)/i;
const edges: readonly (readonly [RegExp, 1 | -1])[] = [
  [/\b(?:cheapest|smallest|lowest)\b/i, 1],
  [/\b(?:most expensive|priciest|biggest|largest|highest)\b/i, -1],
];

/** `stripe.price`: an id, or the product's name; its amount or interval choose between several prices of a product. */
export async function resolvePrice(words: string, context: ResolveContext): Promise<Resolution> {
  const records = await listOf(context, 'stripe.prices.list', {});
  const products = await allProducts(context);
  const names = new Map(products.map((product) => [product.id, product.name]));
  const priced = records.map((record) => {
    const product = text(record.product);
    const price: Price = {
      id: text(record.id),
      product,
      product_name: names.get(product) ?? '',
      unit_amount: number(record.unit_amount),
      currency: text(record.currency),
    };
    return { record, price };
  });
  const done = (one: { record: JsonObject; price: Price }): Resolution => ({
    kind: 'resolved',
    value: one.price as unknown as Json,
    label: priceLabel(one.price, one.record),
    via: 'Stripe prices',
  });
  const id = /\bprice_\w+/.exec(words)?.[0];
  if (id !== undefined) {
    const exact = priced.find(({ price }) => price.id === id);
    return exact ? done(exact) : { kind: 'missing', message: `Stripe has no price ${id}.` };
  }
  const amount = money.exec(words)?.[0];
  const major = amount === undefined ? null : (readMoney(amount)?.major ?? null);
  const every = intervals.find(([pattern]) => pattern.test(words));
  const edge = edges.find(([pattern]) => pattern.test(words));
  const left = amount === undefined ? words : words.replace(amount, ' ');
  let said = clean(edge ? left.replace(edge[0], ' ') : left);
  const productId = /\bprod_\w+/.exec(said)?.[0];
  let found =
    productId === undefined ? productsNamed(products, said) : products.filter((product) => product.id === productId);
  if (found.length === 0 && every) {
    said = clean(said.replace(every[0], ' '));
    found = productsNamed(products, said);
  }
  // "the $49 plan", "the cheapest one": only the amount tells.
  if (found.length === 0 && (major !== null || edge) && tokens(said).every((token) => noise.has(token)))
    found = products;
  if (found.length === 0) return { kind: 'missing', message: `There is no Stripe product called “${clean(words)}”.` };
  const ids = new Set(found.map((product) => product.id));
  let prices = priced.filter(({ record, price }) => ids.has(price.product) && record.active !== false);
  if (major !== null)
    prices = prices.filter(
      ({ price }) => Math.round(major * 10 ** currencyDigits(price.currency)) === price.unit_amount,
    );
  if (every && prices.length > 1) {
    const matching = prices.filter(
      ({ record }) => isObject(record.recurring) && record.recurring.interval === every[1],
    );
    if (matching.length > 0) prices = matching;
  }
  if (edge && prices.length > 1) {
    // A plan is what is paid again and again.
    const again = prices.filter(({ record }) => isObject(record.recurring));
    const among = /\bplans?\b/i.test(words) && again.length > 0 ? again : prices;
    const least = Math.min(...among.map(({ price }) => price.unit_amount * edge[1]));
    prices = among.filter(({ price }) => price.unit_amount * edge[1] === least);
  }
  if (prices.length > 1) {
    const standard = prices.filter(({ price }) => found.some((product) => product.price === price.id));
    if (found.length === 1 && standard.length === 1) prices = standard;
  }
  const [only] = prices;
  if (only === undefined) return { kind: 'missing', message: `“${clean(words)}” has no price in Stripe.` };
  if (prices.length === 1) return done(only);
  return {
    kind: 'ambiguous',
    question: `Which price is “${clean(words)}”?`,
    candidates: prices.map(({ record, price }) => ({
      value: price as unknown as Json,
      label: priceLabel(price, record),
      detail: price.id,
    })),
  };
}
