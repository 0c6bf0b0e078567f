import type Stripe from 'stripe';
import type { ConformanceCase } from './case.ts';
import { all, at, team, teamProduct, usd, workshop } from './stripe-records.ts';

/** Products, prices, coupons and payment links, each intent as our tool and as stripe-node says it. */
export const catalogCases: readonly ConformanceCase<Stripe>[] = [
  {
    op: 'stripe.products.create',
    intent: 'a name and a description',
    args: { name: 'Enamel mug', description: 'Holds 300 ml', active: false },
    sdk: (stripe) => stripe.products.create({ name: 'Enamel mug', description: 'Holds 300 ml', active: false }),
  },
  {
    op: 'stripe.products.create',
    intent: 'with a price every three months, a picture and a unit',
    args: {
      name: 'Desk',
      price: { minor: 9900, currency: 'eur' },
      interval: 'month',
      interval_count: 3,
      image: 'https://x.example/desk.png',
      url: 'https://x.example/desk',
      unit: 'seat',
    },
    sdk: (stripe) =>
      stripe.products.create({
        name: 'Desk',
        default_price_data: {
          unit_amount: 9900,
          currency: 'eur',
          recurring: { interval: 'month', interval_count: 3 },
        },
        images: ['https://x.example/desk.png'],
        url: 'https://x.example/desk',
        unit_label: 'seat',
      }),
  },
  {
    op: 'stripe.products.list',
    intent: 'active goods that are shipped, made since a day',
    args: { active: true, shippable: true, created: { from: 1735689600 }, limit: 5 },
    sdk: (stripe) => stripe.products.list({ active: true, shippable: true, created: { gte: 1735689600 }, limit: 5 }),
  },
  {
    op: 'stripe.products.list',
    intent: 'all, one of them by its page',
    args: { url: 'https://x.example/desk' },
    sdk: (stripe) => stripe.products.list({ url: 'https://x.example/desk', limit: 100 }).autoPagingToArray(all),
  },
  {
    op: 'stripe.prices.create',
    intent: 'by the year, tax included, with a nickname and a key',
    args: {
      product: teamProduct,
      amount: usd(49000),
      interval: 'year',
      tax: 'inclusive',
      nickname: 'Annual',
      lookup_key: 'team_annual',
    },
    sdk: (stripe) =>
      stripe.prices.create({
        product: team.product,
        unit_amount: 49000,
        currency: 'usd',
        recurring: { interval: 'year' },
        tax_behavior: 'inclusive',
        nickname: 'Annual',
        lookup_key: 'team_annual',
      }),
  },
  {
    op: 'stripe.prices.create',
    intent: 'once, for a new product, in a currency of three decimals',
    args: { new_product: 'Poster', amount: { minor: 5120, currency: 'kwd' }, active: false },
    sdk: (stripe) =>
      stripe.prices.create({
        product_data: { name: 'Poster' },
        unit_amount: 5120,
        currency: 'kwd',
        active: false,
      }),
  },
  {
    op: 'stripe.prices.list',
    intent: 'active monthly prices of a product',
    args: { product: teamProduct, active: true, type: 'recurring', interval: 'month', limit: 10 },
    sdk: (stripe) =>
      stripe.prices.list({
        product: team.product,
        active: true,
        type: 'recurring',
        recurring: { interval: 'month' },
        limit: 10,
      }),
  },
  {
    op: 'stripe.prices.list',
    intent: 'one by its key and currency',
    args: { lookup_key: 'team_annual', currency: 'usd' },
    sdk: (stripe) =>
      stripe.prices.list({ lookup_keys: ['team_annual'], currency: 'usd', limit: 100 }).autoPagingToArray(all),
  },
  {
    op: 'stripe.coupons.create',
    intent: 'a percentage for some months, with a code of its own',
    args: { percent_off: 12.5, months: 3, code: 'SPRING', name: 'Spring sale', max_redemptions: 50 },
    sdk: (stripe) =>
      stripe.coupons.create({
        percent_off: 12.5,
        duration: 'repeating',
        duration_in_months: 3,
        id: 'SPRING',
        name: 'Spring sale',
        max_redemptions: 50,
      }),
  },
  {
    op: 'stripe.coupons.create',
    intent: 'an amount, once, until a day',
    args: { amount_off: usd(1000), duration: 'once', redeem_by: at(1798761600), metadata: 'campaign: spring' },
    sdk: (stripe) =>
      stripe.coupons.create({
        amount_off: 1000,
        currency: 'usd',
        duration: 'once',
        redeem_by: 1798761600,
        metadata: { campaign: 'spring' },
      }),
  },
  {
    op: 'stripe.payment_links.create',
    intent: 'two products, promotion codes, a page afterwards',
    args: {
      product: team,
      quantity: 2,
      second_product: workshop,
      allow_promotion_codes: true,
      redirect_url: 'https://x.example/thanks',
      trial_days: 14,
    },
    sdk: (stripe) =>
      stripe.paymentLinks.create({
        line_items: [
          { price: team.id, quantity: 2 },
          { price: workshop.id, quantity: 1 },
        ],
        allow_promotion_codes: true,
        after_completion: { type: 'redirect', redirect: { url: 'https://x.example/thanks' } },
        subscription_data: { trial_period_days: 14 },
      }),
  },
  {
    op: 'stripe.payment_links.create',
    intent: 'an amount of its own, with thanks, a phone number and a shipping address',
    args: {
      amount: usd(2500),
      name: 'T-shirt',
      thanks: 'Thank you!',
      ask_phone: true,
      ship_to: ['the US', 'Canada'],
      button: 'pay',
      save_customer: 'always',
    },
    sdk: (stripe) =>
      stripe.paymentLinks.create({
        line_items: [
          {
            price_data: { unit_amount: 2500, currency: 'usd', product_data: { name: 'T-shirt' } },
            quantity: 1,
          },
        ],
        after_completion: { type: 'hosted_confirmation', hosted_confirmation: { custom_message: 'Thank you!' } },
        phone_number_collection: { enabled: true },
        shipping_address_collection: { allowed_countries: ['US', 'CA'] },
        submit_type: 'pay',
        customer_creation: 'always',
      }),
  },
];
