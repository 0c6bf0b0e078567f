import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../shared/index.ts';
import type { KindName, ToolParam } from '../kit/index.ts';
import { stripe } from './index.ts';

/** What people approve says everything that goes out. */

const when = { iso: '2026-05-01T09:00:00-04:00', epoch: 1_777_640_400 };
const values: Partial<Record<KindName, Json>> = {
  text: 'tier: gold',
  email: 'ada@x.example',
  url: 'https://x.example',
  integer: 7,
  percent: 20,
  boolean: true,
  currency: 'eur',
  amount: { minor: 1500, currency: 'eur' },
  when,
  'stripe.trial_end': { now: false, ...when },
  'stripe.customer': { id: 'cus_1', name: 'Ada Vogel', email: 'ada@x.example' },
  'stripe.payment': {
    id: 'pi_1',
    charge: null,
    amount: 9900,
    refunded: 0,
    currency: 'usd',
    status: 'succeeded',
    customer: null,
    customer_name: 'Ada Vogel',
    description: 'Mug',
  },
  'stripe.invoice': {
    id: 'in_1',
    number: 'BL-1',
    status: 'draft',
    amount_due: 500,
    currency: 'usd',
    customer: 'cus_1',
    customer_name: 'Ada Vogel',
  },
  'stripe.subscription': {
    id: 'sub_1',
    customer: 'cus_1',
    customer_name: 'Ada Vogel',
    status: 'active',
    item: 'si_1',
    price: 'price_1',
  },
  'stripe.product': { id: 'prod_1', name: 'Mug', price: null },
  'stripe.price': { id: 'price_1', product: 'prod_1', product_name: 'Mug', unit_amount: 1500, currency: 'usd' },
};

function sample(param: ToolParam): Json {
  const one = param.values ? (param.values.at(-1) ?? '') : values[param.kind];
  if (one === undefined) throw new Error(`no sample of ${param.kind}`);
  return param.many ? [one] : one;
}

/** Parameters that another one says, or that only help to find what another one names. */
const saidElsewhere = (name: string, param: ToolParam): boolean =>
  (param.sets.length === 0 && name !== 'metadata_key') || name === 'currency';
/** Of which a tool takes either the one or the other. */
const instead: Readonly<Record<string, readonly (readonly [string, string])[]>> = {
  'stripe.coupons.create': [
    ['percent_off', 'amount_off'],
    ['duration', 'months'],
  ],
  'stripe.prices.create': [
    ['product', 'new_product'],
    ['interval', 'interval_count'],
  ],
  'stripe.payment_links.create': [
    ['product', 'amount'],
    ['product', 'name'],
    ['redirect_url', 'thanks'],
  ],
  'stripe.invoiceitems.create': [
    ['amount', 'product'],
    ['customer', 'invoice'],
    ['customer', 'subscription'],
    ['subscription', 'invoice'],
  ],
  'stripe.invoices.create': [['days_until_due', 'due_date']],
  'stripe.subscriptions.create': [['trial_days', 'trial_end']],
  'stripe.products.create': [['interval', 'interval_count']],
  'stripe.subscriptions.update': [['pause', 'resumes_at']],
};

const cases = stripe.tools
  .filter((tool) => tool.effect !== 'read')
  .flatMap((tool) =>
    Object.entries(tool.params)
      .filter(([name, param]) => !param.required && !saidElsewhere(name, param))
      .map(([name]) => [tool.name, name] as const),
  );

describe('the effect in words', () => {
  it.each(cases)('%s says %s', (toolName, name) => {
    const tool = stripe.tools.find((one) => one.name === toolName);
    if (!tool) throw new Error(toolName);
    const others = (instead[toolName] ?? []).filter((pair) => pair.includes(name)).flat();
    const args: JsonObject = {};
    for (const [other, param] of Object.entries(tool.params))
      if (other === name || !others.includes(other)) args[other] = sample(param);
    const { [name]: _left, ...without } = args;
    const text = (of: JsonObject): string => tool.effectText(of as never, {});
    expect(text(args)).not.toBe(text(without));
  });
});
