import type { JsonObject } from '../../../shared/index.ts';
import { defineTool, type ToolParam, type UndoCall } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, idOf, text } from '../read.ts';
import { priceShape, productShape } from '../shapes.ts';
import { besides, fieldText, saying } from './effect-words.ts';
import { metadata, metadataBody } from './metadata.ts';
import { at } from './params.ts';

const intervals = ['month', 'year', 'week', 'day'] as const;

/** "$49.00", "$49.00 a month", "$49.00 every 3 months". */
function priceText(
  amount: { minor: number; currency: string },
  interval: string | undefined,
  count: number | undefined,
): string {
  const money = formatMoney(amount.minor, amount.currency);
  const every = interval ?? (count === undefined ? undefined : 'month');
  if (every === undefined) return money;
  return count === undefined || count === 1 ? `${money} a ${every}` : `${money} every ${count} ${every}s`;
}

/** A number of intervals alone is of months: "every 3 months" is how it is said. */
function recurring(interval: string | undefined, count: number | undefined): JsonObject | undefined {
  if (interval === undefined && count === undefined) return undefined;
  return given({ interval: interval ?? 'month', interval_count: count });
}

/** How a new price is charged; `at` is where the operation has the price. */
const howOften = (at: string) =>
  ({
    interval: {
      kind: 'enum',
      description: 'How often it is charged; left out for a one-time price.',
      values: intervals,
      sets: [`${at}recurring.interval`],
    },
    interval_count: {
      kind: 'integer',
      description: 'Charged only every so many of them: 3 months, 2 weeks.',
      sets: [`${at}recurring.interval_count`],
      also: ['2', '3', '6'],
    },
  }) as const satisfies Record<string, ToolParam>;

function archiveProduct(id: string, name: string, price: string | null): UndoCall {
  return {
    tool: 'stripe.products.update',
    args: { product: { id, name, price }, active: false },
    text: `Archive the product ${name}.`,
  };
}

/** POST /v1/products, https://docs.stripe.com/api/products/create. A price given with it becomes its default price. */
export const createProduct = defineTool({
  name: 'stripe.products.create',
  title: 'Create a product',
  description: 'Add a new product or plan to the catalog, with its price where one is said.',
  effect: 'write',
  undo: { kind: 'call', tool: 'stripe.products.update', text: 'Archive the product; it can no longer be bought.' },
  params: {
    name: { kind: 'text', description: 'What it is called.', required: true, sets: ['name'] },
    price: {
      kind: 'amount',
      description: 'What it costs: "$15", "40 euros".',
      within: ['currency'],
      sets: ['default_price_data.unit_amount', 'default_price_data.currency'],
    },
    currency: {
      kind: 'currency',
      description: "Currency, where it is not the account's.",
      sets: ['default_price_data.currency'],
    },
    ...howOften('default_price_data.'),
    description: { kind: 'text', description: 'What customers read about it.', sets: ['description'] },
    active: { kind: 'boolean', description: 'false: keep it hidden for now.', sets: ['active'] },
    url: { kind: 'url', description: 'Its web page.', sets: ['url'] },
    image: { kind: 'url', description: 'Address of a picture of it.', sets: ['images.0'] },
    unit: { kind: 'text', description: 'What it is counted in: "seat", "hour".', sets: ['unit_label'] },
    metadata,
  },
  effectText(args) {
    const price = args.price ? ` at ${priceText(args.price, args.interval, args.interval_count)}` : '';
    const rest = besides(
      saying(args.unit, (unit) => `counted in "${unit}"`),
      saying(args.description, (words) => `described as "${words}"`),
      saying(args.url, (url) => `page ${url}`),
      saying(args.image, (url) => `picture ${url}`),
      saying(args.active, (active) => (active ? 'for sale' : 'hidden for now')),
      saying(args.metadata, fieldText),
    );
    return `Create the product "${args.name}"${price}${rest}`;
  },
  async run(args, api) {
    if (args.price === undefined && (args.interval !== undefined || args.interval_count !== undefined))
      throw new Error('A recurring product needs a price.');
    const price =
      args.price === undefined
        ? undefined
        : given({
            unit_amount: args.price.minor,
            currency: args.price.currency,
            recurring: recurring(args.interval, args.interval_count),
          });
    const response = await api.send({
      method: 'POST',
      path: at('products'),
      body: given({
        name: args.name,
        description: args.description,
        active: args.active,
        images: args.image === undefined ? undefined : [args.image],
        default_price_data: price,
        unit_label: args.unit,
        url: args.url,
        metadata: metadataBody(args.metadata),
      }),
    });
    const data = productShape(response.body);
    const [id, name] = [text(data.id), text(data.name)];
    const cost = args.price ? `, ${priceText(args.price, args.interval, args.interval_count)}` : '';
    return {
      data,
      summary: `Created the product ${name}${cost} (${id}).`,
      undo: [archiveProduct(id, name, idOf(data.default_price))],
    };
  },
});

/** POST /v1/prices, https://docs.stripe.com/api/prices/create. Stripe prices cannot change their amount: a new one is made. */
export const createPrice = defineTool({
  name: 'stripe.prices.create',
  title: 'Create a price',
  description: 'Add a price to a product: what it costs once, or every month, year, week or day.',
  effect: 'write',
  undo: { kind: 'call', tool: 'stripe.prices.update', text: 'Archive the price; it can no longer be bought at it.' },
  params: {
    product: { kind: 'stripe.product', description: 'The product it is for: name or id.', sets: ['product'] },
    amount: {
      kind: 'amount',
      description: 'How much: "$49", "40 euros".',
      required: true,
      within: ['currency'],
      sets: ['unit_amount', 'currency'],
    },
    currency: { kind: 'currency', description: "Currency, where it is not the account's.", sets: ['currency'] },
    ...howOften(''),
    new_product: {
      kind: 'text',
      description: 'Name of a new product to make for it, where there is none yet.',
      sets: ['product_data.name'],
    },
    nickname: { kind: 'text', description: 'A name for the price itself, for the team only.', sets: ['nickname'] },
    lookup_key: { kind: 'text', description: 'A key that code finds it by.', sets: ['lookup_key'] },
    tax: {
      kind: 'enum',
      description: 'Whether tax is included in it or comes on top.',
      values: ['inclusive', 'exclusive'],
      sets: ['tax_behavior'],
    },
    active: { kind: 'boolean', description: 'false: not for sale yet.', sets: ['active'] },
    metadata,
  },
  effectText(args) {
    const price = priceText(args.amount, args.interval, args.interval_count);
    const of = args.product ? args.product.name || args.product.id : `a new product "${args.new_product ?? ''}"`;
    const rest = besides(
      saying(args.tax, (tax) => `tax ${tax === 'inclusive' ? 'included' : 'on top'}`),
      saying(args.nickname, (name) => `called "${name}"`),
      saying(args.lookup_key, (key) => `key ${key}`),
      saying(args.active, (active) => (active ? 'for sale' : 'not for sale yet')),
      saying(args.metadata, fieldText),
    );
    return `Create a price of ${price} for ${of}${rest}`;
  },
  async run(args, api) {
    if ((args.product === undefined) === (args.new_product === undefined))
      throw new Error('A price is for one product: say which, or the name of a new one.');
    const response = await api.send({
      method: 'POST',
      path: at('prices'),
      body: given({
        currency: args.amount.currency,
        unit_amount: args.amount.minor,
        product: args.product?.id,
        product_data: args.new_product === undefined ? undefined : { name: args.new_product },
        recurring: recurring(args.interval, args.interval_count),
        nickname: args.nickname,
        lookup_key: args.lookup_key,
        tax_behavior: args.tax,
        active: args.active,
        metadata: metadataBody(args.metadata),
      }),
    });
    const data = priceShape(response.body);
    const id = text(data.id);
    const name = args.product?.name ?? args.new_product ?? '';
    const price = priceText(args.amount, args.interval, args.interval_count);
    const value = {
      id,
      product: text(data.product),
      product_name: name,
      unit_amount: args.amount.minor,
      currency: args.amount.currency,
    };
    const undo: UndoCall[] = [
      { tool: 'stripe.prices.update', args: { price: value, active: false }, text: `Archive the price of ${price}.` },
    ];
    if (args.new_product !== undefined) undo.push(archiveProduct(text(data.product), args.new_product, null));
    return { data, summary: `Created a price of ${price} for ${name || text(data.product)} (${id}).`, undo };
  },
});
