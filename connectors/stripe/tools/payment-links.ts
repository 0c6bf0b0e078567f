import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { formatMoney } from '../money.ts';
import { given, record, text } from '../read.ts';
import { linkShape } from '../shapes.ts';
import { countryOf } from './address.ts';
import { besides, fieldText, saying } from './effect-words.ts';
import { metadata, metadataBody } from './metadata.ts';
import { at } from './params.ts';
import { planText } from './subscriptions.ts';
import { activeAgain } from './undo.ts';

/** "the US", "us", "Canada" as the code that the API takes. @throws Error for a person, where it is no known country */
function shippingCountry(words: string): string {
  const said = words.trim().replace(/^the\s+/iu, '');
  const code = /^[a-z]{2}$/iu.test(said) ? said.toUpperCase() : countryOf(said);
  if (code === undefined) throw new Error(`Say the country “${words}” by its two-letter code.`);
  return code === 'UK' ? 'GB' : code;
}

/** POST /v1/payment_links, https://docs.stripe.com/api/payment-link/create */
export const createPaymentLink = defineTool({
  name: 'stripe.payment_links.create',
  title: 'Create a payment link',
  description: 'Make a link where people can pay for a product or an amount.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'stripe.payment_links.update',
    text: 'The link is switched off; what was paid through it stays paid.',
  },
  params: {
    product: {
      kind: 'stripe.price',
      description: 'What is sold: product name or price id.',
      sets: ['line_items.0.price'],
    },
    quantity: { kind: 'integer', description: 'How many.', sets: ['line_items.0.quantity'] },
    second_product: {
      kind: 'stripe.price',
      description: 'A second product on the same link.',
      sets: ['line_items.1.price'],
    },
    amount: {
      kind: 'amount',
      description: 'A price of its own, for something that is not in the catalog.',
      within: ['currency'],
      sets: ['line_items.0.price_data.unit_amount'],
    },
    name: { kind: 'text', description: 'What the amount is for.', sets: ['line_items.0.price_data.product_data.name'] },
    currency: {
      kind: 'currency',
      description: "Currency, where it is not the account's.",
      sets: ['line_items.0.price_data.currency'],
    },
    allow_promotion_codes: {
      kind: 'boolean',
      description: 'Promo codes can be entered.',
      sets: ['allow_promotion_codes'],
    },
    redirect_url: {
      kind: 'url',
      description: 'Where people go after paying.',
      sets: ['after_completion.redirect.url'],
    },
    thanks: {
      kind: 'text',
      description: 'What people read after paying.',
      sets: ['after_completion.hosted_confirmation.custom_message'],
    },
    trial_days: { kind: 'integer', description: 'Free trial in days.', sets: ['subscription_data.trial_period_days'] },
    ask_phone: { kind: 'boolean', description: 'Ask for a phone number.', sets: ['phone_number_collection.enabled'] },
    button: {
      kind: 'enum',
      description: 'What the button says.',
      values: ['donate', 'book', 'pay', 'subscribe', 'auto'],
      sets: ['submit_type'],
    },
    save_customer: {
      kind: 'enum',
      description: 'always: everyone who pays becomes a customer.',
      values: ['always', 'if_required'],
      sets: ['customer_creation'],
    },
    ship_to: {
      kind: 'text',
      many: true,
      description: 'Ask for a shipping address in these countries: "Canada", "US".',
      sets: ['shipping_address_collection.allowed_countries'],
    },
    metadata,
  },
  effectText(args) {
    const what = args.product
      ? planText(args.product, args.quantity)
      : args.amount
        ? `${args.name ?? 'a payment'} (${formatMoney(args.amount.minor, args.amount.currency)})`
        : 'nothing yet';
    const second = args.second_product ? ` and ${planText(args.second_product, 1)}` : '';
    const rest = besides(
      saying(args.allow_promotion_codes, (codes) => (codes ? 'promo codes allowed' : 'no promo codes')),
      saying(args.trial_days, (days) => `with a trial of ${days} days`),
      saying(args.ask_phone, (ask) => (ask ? 'asking for a phone number' : 'not asking for a phone number')),
      saying(args.ship_to, (countries) => `shipped to ${countries.join(', ')}`),
      saying(args.save_customer, (when) =>
        when === 'always' ? 'everyone who pays becomes a customer' : 'customers only where needed',
      ),
      saying(args.button, (button) => `button "${button}"`),
      saying(args.redirect_url, (url) => `then on to ${url}`),
      saying(args.thanks, (thanks) => `then "${thanks}"`),
      saying(args.metadata, fieldText),
    );
    return `Create a public payment link for ${what}${second}${rest}`;
  },
  async run(args, api) {
    const quantity = args.quantity ?? 1;
    const countries = args.ship_to?.map(shippingCountry);
    const items: JsonObject[] = [];
    if (args.product) items.push({ price: args.product.id, quantity });
    else if (args.amount) {
      const product_data = { name: args.name ?? 'Payment' };
      items.push({
        price_data: { unit_amount: args.amount.minor, currency: args.amount.currency, product_data },
        quantity,
      });
    } else throw new Error('A payment link needs a product or an amount.');
    if (args.second_product) items.push({ price: args.second_product.id, quantity: 1 });
    const completion =
      args.redirect_url !== undefined
        ? { type: 'redirect', redirect: { url: args.redirect_url } }
        : args.thanks !== undefined
          ? { type: 'hosted_confirmation', hosted_confirmation: { custom_message: args.thanks } }
          : undefined;
    const response = await api.send({
      method: 'POST',
      path: at('payment_links'),
      body: given({
        line_items: items,
        allow_promotion_codes: args.allow_promotion_codes,
        after_completion: completion,
        subscription_data: args.trial_days === undefined ? undefined : { trial_period_days: args.trial_days },
        phone_number_collection: args.ask_phone === undefined ? undefined : { enabled: args.ask_phone },
        submit_type: args.button,
        customer_creation: args.save_customer,
        shipping_address_collection: countries === undefined ? undefined : { allowed_countries: countries },
        metadata: metadataBody(args.metadata),
      }),
    });
    const data = linkShape(response.body);
    const link = { id: text(data.id), url: text(data.url) };
    return {
      data,
      summary: `Payment link: ${link.url}`,
      undo: [
        { tool: 'stripe.payment_links.update', args: { ...link, active: false }, text: `Switch off ${link.url}.` },
      ],
    };
  },
});

/** POST /v1/payment_links/:id, https://docs.stripe.com/api/payment-link/update; takes the making of a link back. */
export const updatePaymentLink = defineTool({
  name: 'stripe.payment_links.update',
  title: 'Switch a payment link on or off',
  description: 'Switch a payment link off, or on again.',
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'stripe.payment_links.update', text: 'It is switched back.' },
  params: {
    id: { kind: 'text', description: 'The link, plink_….', required: true, sets: ['id'] },
    url: { kind: 'text', description: 'Its address, for people.', sets: [] },
    active: { kind: 'boolean', description: 'false: switch it off.', required: true, sets: ['active'] },
  },
  effectText: (args) => `Switch ${args.active ? 'on' : 'off'} the payment link ${args.url ?? args.id}`,
  async run(args, api) {
    const path = at('payment_links', args.id);
    const before = record((await api.send({ method: 'GET', path })).body).active === true;
    const response = await api.send({ method: 'POST', path, body: { active: args.active } });
    const name = args.url ?? args.id;
    return {
      data: linkShape(response.body),
      summary: `Switched ${args.active ? 'on' : 'off'} ${name}.`,
      ...activeAgain('stripe.payment_links.update', given({ id: args.id, url: args.url }), before, args.active, name),
    };
  },
});
