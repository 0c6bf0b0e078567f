import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { priceShape, productShape } from '../shapes.ts';
import { at } from './params.ts';
import { activeAgain } from './undo.ts';

/** POST /v1/products/:id, https://docs.stripe.com/api/products/update; takes the making of a product back. */
export const updateProduct = defineTool({
  name: 'stripe.products.update',
  title: 'Archive a product',
  description: 'Archive a product, or bring an archived one back.',
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'stripe.products.update', text: 'Set it back as it was.' },
  params: {
    product: { kind: 'stripe.product', description: 'The product.', required: true, sets: ['id'] },
    active: { kind: 'boolean', description: 'false: archive it.', required: true, sets: ['active'] },
  },
  effectText: (args) => `${args.active ? 'Bring back' : 'Archive'} the product ${args.product.name || args.product.id}`,
  async run(args, api) {
    const path = at('products', args.product.id);
    const before = productShape((await api.send({ method: 'GET', path })).body).active === true;
    const response = await api.send({ method: 'POST', path, body: { active: args.active } });
    const name = args.product.name || args.product.id;
    return {
      data: productShape(response.body),
      summary: `${args.active ? 'Brought back' : 'Archived'} the product ${name}.`,
      ...activeAgain('stripe.products.update', { product: args.product }, before, args.active, `the product ${name}`),
    };
  },
});

/** POST /v1/prices/:id, https://docs.stripe.com/api/prices/update; takes the making of a price back. */
export const updatePrice = defineTool({
  name: 'stripe.prices.update',
  title: 'Archive a price',
  description: 'Archive a price, or bring an archived one back.',
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'stripe.prices.update', text: 'Set it back as it was.' },
  params: {
    price: { kind: 'stripe.price', description: 'The price.', required: true, sets: ['id'] },
    active: { kind: 'boolean', description: 'false: archive it.', required: true, sets: ['active'] },
  },
  effectText: (args) =>
    `${args.active ? 'Bring back' : 'Archive'} the price of ${formatMoney(args.price.unit_amount, args.price.currency)} for ${args.price.product_name || args.price.product}`,
  async run(args, api) {
    const path = at('prices', args.price.id);
    const before = priceShape((await api.send({ method: 'GET', path })).body).active === true;
    const response = await api.send({ method: 'POST', path, body: { active: args.active } });
    const price = formatMoney(args.price.unit_amount, args.price.currency);
    return {
      data: priceShape(response.body),
      summary: `${args.active ? 'Brought back' : 'Archived'} the price of ${price}.`,
      ...activeAgain('stripe.prices.update', { price: args.price }, before, args.active, `the price of ${price}`),
    };
  },
});
