import { defineTool } from '../../kit/guest.ts';
import { text } from '../read.ts';
import { priceShape, productShape } from '../shapes.ts';
import { at, created, currency, limit, listed, query, range, readAll } from './params.ts';

/** GET /v1/products, https://docs.stripe.com/api/products/list */
export const listProducts = defineTool({
  name: 'stripe.products.list',
  title: 'List products',
  description: 'List the products (plans) in the catalog.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    name: { kind: 'text', description: 'Only products with this in their name.', sets: [], refs: ['product'] },
    active: { kind: 'boolean', description: 'Only active (true) or only archived (false) ones.', sets: ['active'] },
    shippable: { kind: 'boolean', description: 'Only goods that are shipped.', sets: ['shippable'] },
    url: { kind: 'url', description: 'Only the one with this web page.', sets: ['url'] },
    created,
    limit,
  },
  effectText: (args, labels) =>
    `List products${args.name ? ` called "${args.name}"` : ''}${labels.created ? ` created ${labels.created}` : ''}`,
  async run(args, api) {
    const filter = {
      ...query({ active: args.active, shippable: args.shippable, url: args.url }),
      ...range('created', args.created),
    };
    const page = await readAll(api, at('products'), filter, args.limit, productShape);
    const wanted = args.name?.toLowerCase();
    if (wanted === undefined) return listed(page, 'product', { name: 'name' });
    const data = page.data.filter((product) => text(product.name).toLowerCase().includes(wanted));
    return listed({ data, has_more: page.has_more }, 'product', { name: 'name' });
  },
});

/** GET /v1/prices, https://docs.stripe.com/api/prices/list */
export const listPrices = defineTool({
  name: 'stripe.prices.list',
  title: 'List prices',
  description: 'List prices: what products cost, one-time or recurring.',
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    product: { kind: 'stripe.product', description: 'Only prices of this product.', sets: ['product'] },
    active: { kind: 'boolean', description: 'Only active (true) or only archived (false) ones.', sets: ['active'] },
    type: { kind: 'enum', description: 'One-time or recurring.', values: ['recurring', 'one_time'], sets: ['type'] },
    interval: {
      kind: 'enum',
      description: 'How often a recurring price is charged.',
      values: ['month', 'year', 'week', 'day'],
      sets: ['recurring.interval'],
    },
    currency,
    lookup_key: { kind: 'text', description: 'Only the one that code finds by this key.', sets: ['lookup_keys.0'] },
    created,
    limit,
  },
  effectText: (_args, labels) => `List prices${labels.product ? ` of ${labels.product}` : ''}`,
  async run(args, api) {
    const filter = {
      ...query({
        product: args.product?.id,
        active: args.active,
        type: args.type,
        'recurring[interval]': args.interval,
        currency: args.currency,
        'lookup_keys[0]': args.lookup_key,
      }),
      ...range('created', args.created),
    };
    return listed(await readAll(api, at('prices'), filter, args.limit, priceShape), 'price');
  },
});
