import { z } from 'zod';
import type { Json, JsonObject } from '../../../shared/index.ts';
import * as make from './objects.ts';
import type { Seed } from './state.ts';

const price = z.object({
  id: z.string(),
  unit_amount: z.number().int(),
  currency: z.string(),
  recurring: z.string().nullable(),
});

/** The part of the demo workspace that Stripe holds. */
export const stripeWorkspaceSchema = z.object({
  stripe: z.object({
    currency: z.string(),
    products: z.array(z.object({ id: z.string(), name: z.string(), price })),
    customers: z.array(z.object({ id: z.string(), name: z.string(), email: z.string(), created: z.number().int() })),
    payment_intents: z.array(
      z.object({
        id: z.string(),
        charge: z.string(),
        customer: z.string(),
        amount: z.number().int(),
        currency: z.string(),
        status: z.string(),
        created: z.number().int(),
        description: z.string(),
      }),
    ),
    subscriptions: z.array(
      z.object({
        id: z.string(),
        customer: z.string(),
        price: z.string(),
        status: z.string(),
        quantity: z.number().int(),
        item: z.string(),
        cancel_at_period_end: z.boolean(),
      }),
    ),
    invoices: z.array(
      z.object({
        id: z.string(),
        number: z.string(),
        customer: z.string(),
        amount_due: z.number().int(),
        currency: z.string(),
        status: z.string(),
        due_date: z.number().int(),
      }),
    ),
    refunds: z.array(
      z.object({
        id: z.string(),
        payment_intent: z.string(),
        amount: z.number().int(),
        currency: z.string(),
        status: z.string(),
        reason: z.string().nullable(),
      }),
    ),
    disputes: z.array(
      z.object({
        id: z.string(),
        charge: z.string(),
        amount: z.number().int(),
        currency: z.string(),
        status: z.string(),
        reason: z.string(),
      }),
    ),
    payouts: z.array(
      z.object({
        id: z.string(),
        amount: z.number().int(),
        currency: z.string(),
        status: z.string(),
        arrival_date: z.number().int(),
      }),
    ),
    balance: z.object({ available: z.number().int(), pending: z.number().int() }),
  }),
});
export type StripeWorkspace = z.infer<typeof stripeWorkspaceSchema>['stripe'];

const day = 86_400;

function payments(data: StripeWorkspace): { payment_intent: JsonObject[]; charge: JsonObject[] } {
  const payment_intent: JsonObject[] = [];
  const charge: JsonObject[] = [];
  for (const row of data.payment_intents) {
    const { id, customer, amount, currency, status, created, description } = row;
    const held = status === 'requires_capture';
    const refunded = data.refunds
      .filter((refund) => refund.payment_intent === id)
      .reduce((sum, refund) => sum + refund.amount, 0);
    const common = { customer, amount, currency, created, description, payment_method: `pm_${row.charge.slice(3)}` };
    payment_intent.push(
      make.paymentObject({
        ...common,
        id,
        status,
        latest_charge: row.charge,
        amount_capturable: held ? amount : 0,
        amount_received: held ? 0 : amount,
        capture_method: held ? 'manual' : 'automatic_async',
      }),
    );
    charge.push(
      make.chargeObject({
        ...common,
        id: row.charge,
        payment_intent: id,
        captured: !held,
        amount_captured: held ? 0 : amount,
        amount_refunded: refunded,
        refunded: refunded === amount,
        disputed: data.disputes.some((dispute) => dispute.charge === row.charge),
      }),
    );
  }
  return { payment_intent, charge };
}

/** One event for each thing that the seed says has happened, oldest first; ids are derived from what it is about. */
function eventsOf(happened: readonly (readonly [string, JsonObject, Json | undefined])[]): JsonObject[] {
  return happened
    .map(([type, row, created]) => {
      const tail = String(row.id).replace(/^[a-z]+_/u, '');
      return make.eventObject(type, row, { id: `evt_${type.length}${tail}`, created: created ?? 0 }, undefined);
    })
    .sort((a, b) => Number(a.created) - Number(b.created));
}

/** The demo workspace as Stripe objects. What the file leaves open (when an invoice was made) is derived plainly. */
export function seedOf(data: StripeWorkspace): Seed {
  const customers = new Map(data.customers.map((customer) => [customer.id, customer]));
  const paymentOf = (test: (row: StripeWorkspace['payment_intents'][number]) => boolean) =>
    data.payment_intents.find(test);
  const firstCreated = Math.min(...data.customers.map((customer) => customer.created));
  const product: JsonObject[] = [];
  const prices: JsonObject[] = [];
  for (const [index, row] of data.products.entries()) {
    const created = firstCreated + index * day;
    const { recurring, ...rest } = row.price;
    product.push(make.productObject({ id: row.id, name: row.name, created, default_price: row.price.id }));
    prices.push(
      make.priceObject({
        ...rest,
        created,
        product: row.id,
        recurring:
          recurring === null
            ? null
            : { interval: recurring, interval_count: 1, meter: null, trial_period_days: null, usage_type: 'licensed' },
      }),
    );
  }
  const priceById = new Map(prices.map((row) => [row.id, row]));
  const subscription = data.subscriptions.map(({ item, price: priceId, quantity, ...row }) => {
    const created = (customers.get(row.customer)?.created ?? firstCreated) + day;
    const items = [
      {
        id: item,
        object: 'subscription_item',
        created,
        metadata: {},
        price: priceById.get(priceId) ?? null,
        quantity,
        subscription: row.id,
      },
    ];
    const canceled = row.status === 'canceled' ? created + 30 * day : null;
    const list = {
      object: 'list',
      data: items,
      has_more: false,
      total_count: 1,
      url: `/v1/subscription_items?subscription=${row.id}`,
    };
    return make.subscriptionObject({ ...row, created, items: list, canceled_at: canceled, ended_at: canceled });
  });
  const invoice = data.invoices.map((row) => {
    const who = customers.get(row.customer);
    const created = row.due_date - 30 * day;
    const paid = row.status === 'paid';
    const live = row.status !== 'draft';
    const line = {
      id: `il_${row.id.slice(3)}`,
      object: 'line_item',
      amount: row.amount_due,
      currency: row.currency,
      description: 'Subscription',
      invoice: row.id,
      quantity: 1,
    };
    return make.invoiceObject({
      ...row,
      created,
      customer_name: who?.name ?? null,
      customer_email: who?.email ?? null,
      collection_method: 'send_invoice',
      amount_paid: paid ? row.amount_due : 0,
      amount_remaining: paid ? 0 : row.amount_due,
      lines: { object: 'list', data: [line], has_more: false },
      hosted_invoice_url: live ? `https://invoice.stripe.com/i/${row.id}` : null,
      invoice_pdf: live ? `https://pay.stripe.com/invoice/${row.id}/pdf` : null,
      status_transitions: {
        finalized_at: live ? created : null,
        marked_uncollectible_at: null,
        paid_at: paid ? created + day : null,
        voided_at: null,
      },
    });
  });
  const refund = data.refunds.map((row) => {
    const of = paymentOf((candidate) => candidate.id === row.payment_intent);
    return make.refundObject({ ...row, charge: of?.charge ?? null, created: (of?.created ?? firstCreated) + day });
  });
  const dispute = data.disputes.map((row) => {
    const of = paymentOf((candidate) => candidate.charge === row.charge);
    const created = (of?.created ?? firstCreated) + 3 * day;
    const details = { due_by: created + 14 * day, has_evidence: false, past_due: false, submission_count: 0 };
    return make.disputeObject({ ...row, payment_intent: of?.id ?? null, created, evidence_details: details });
  });
  const made = payments(data);
  const event = eventsOf([
    ...made.payment_intent
      .filter((row) => row.status === 'succeeded')
      .map((row) => ['payment_intent.succeeded', row, row.created] as const),
    ...made.charge.map((row) => ['charge.succeeded', row, row.created] as const),
    ...refund.flatMap((row) => {
      const of = made.charge.find((charge) => charge.id === row.charge);
      return of ? [['charge.refunded', of, row.created] as const] : [];
    }),
    ...dispute.map((row) => ['charge.dispute.created', row, row.created] as const),
    ...invoice.map((row) => ['invoice.created', row, row.created] as const),
    ...subscription.map((row) => ['customer.subscription.created', row, row.created] as const),
    ...data.payouts.map((row) => ['payout.created', make.payoutObject(row), row.arrival_date - 2 * day] as const),
  ]);
  const numbers = data.invoices.map((row) => Number(/(\d+)$/.exec(row.number)?.[1] ?? 0));
  return {
    tables: {
      customer: data.customers.map((row) => make.customerObject({ ...row, currency: data.currency })),
      ...made,
      refund,
      product,
      price: prices,
      invoice,
      invoiceitem: [],
      subscription,
      payment_link: [],
      coupon: [],
      discount: [],
      dispute,
      payout: data.payouts.map((row) => make.payoutObject({ ...row, created: row.arrival_date - 2 * day })),
      event,
    },
    balance: data.balance,
    currency: data.currency,
    nextInvoice: Math.max(1000, ...numbers) + 1,
    invoicePrefix: /^(.*?)\d+$/.exec(data.invoices[0]?.number ?? '')?.[1] ?? 'INV-',
  };
}
