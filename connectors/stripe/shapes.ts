import type { Json, JsonObject } from '../../shared/index.ts';
import { idOf, list, pick, record } from './read.ts';

/** Stripe objects cut down to the fields that people, resolvers and later steps use; upstream names are kept. */

export function customerShape(raw: Json): JsonObject {
  return pick(raw, [
    'id',
    'object',
    'name',
    'email',
    'phone',
    'description',
    'address',
    'balance',
    'currency',
    'created',
    'deleted',
  ]);
}

/** One customer with what only the look at a single one is for. */
export function customerDetailShape(raw: Json): JsonObject {
  const { invoice_settings: settings, metadata, preferred_locales: locales } = record(raw);
  return {
    ...customerShape(raw),
    ...pick(raw, ['delinquent']),
    ...(list(locales).length > 0 ? { preferred_locales: list(locales) } : {}),
    ...(settings ? { invoice_settings: pick(settings, ['default_payment_method', 'footer']) } : {}),
    ...(Object.keys(record(metadata)).length > 0 ? { metadata: record(metadata) } : {}),
  };
}

export function paymentShape(raw: Json): JsonObject {
  return {
    ...pick(raw, [
      'id',
      'object',
      'amount',
      'amount_capturable',
      'amount_received',
      'currency',
      'status',
      'description',
      'created',
    ]),
    customer: idOf(record(raw).customer),
    latest_charge: idOf(record(raw).latest_charge),
  };
}

/** One payment with what only the look at a single one is for: why it failed, where the receipt went, its metadata. */
export function paymentDetailShape(raw: Json): JsonObject {
  const { last_payment_error: error, metadata } = record(raw);
  return {
    ...paymentShape(raw),
    ...pick(raw, ['capture_method', 'receipt_email', 'canceled_at', 'cancellation_reason']),
    last_payment_error: error ? pick(error, ['code', 'decline_code', 'message']) : null,
    metadata: record(metadata),
  };
}

export function chargeShape(raw: Json): JsonObject {
  return {
    ...pick(raw, [
      'id',
      'object',
      'amount',
      'failure_message',
      'amount_captured',
      'amount_refunded',
      'currency',
      'status',
      'captured',
      'refunded',
      'disputed',
      'description',
      'created',
      'receipt_url',
    ]),
    customer: idOf(record(raw).customer),
    payment_intent: idOf(record(raw).payment_intent),
    card: pick(record(record(raw).payment_method_details).card, ['brand', 'last4', 'exp_month', 'exp_year']),
  };
}

/** One of many charges: what tells it from the others. */
export function chargeListShape(raw: Json): JsonObject {
  const { receipt_url: _receipt, captured: _captured, refunded: _refunded, card, ...rest } = chargeShape(raw);
  return { ...rest, card: pick(card, ['brand', 'last4']) };
}

export function refundShape(raw: Json): JsonObject {
  return {
    ...pick(raw, ['id', 'object', 'amount', 'currency', 'status', 'reason', 'created']),
    payment_intent: idOf(record(raw).payment_intent),
    charge: idOf(record(raw).charge),
  };
}

export function productShape(raw: Json): JsonObject {
  return {
    ...pick(raw, ['id', 'object', 'name', 'description', 'active', 'url', 'created']),
    default_price: idOf(record(raw).default_price),
  };
}

export function priceShape(raw: Json): JsonObject {
  return {
    ...pick(raw, ['id', 'object', 'unit_amount', 'currency', 'type', 'active', 'nickname', 'created']),
    product: idOf(record(raw).product),
    recurring: record(raw).recurring ? pick(record(raw).recurring, ['interval', 'interval_count']) : null,
  };
}

export function invoiceShape(raw: Json): JsonObject {
  return {
    ...pick(raw, [
      'id',
      'object',
      'number',
      'status',
      'amount_due',
      'amount_paid',
      'amount_remaining',
      'currency',
      'customer_name',
      'customer_email',
      'description',
      'collection_method',
      'due_date',
      'created',
      'hosted_invoice_url',
      'invoice_pdf',
    ]),
    customer: idOf(record(raw).customer),
  };
}

/** One of many invoices: what tells it from the others, and where it can be paid. */
export function invoiceListShape(raw: Json): JsonObject {
  const { invoice_pdf: _pdf, amount_paid: _paid, collection_method: _method, ...rest } = invoiceShape(raw);
  return rest;
}

export function invoiceItemShape(raw: Json): JsonObject {
  return {
    ...pick(raw, ['id', 'object', 'amount', 'currency', 'description', 'quantity', 'date']),
    customer: idOf(record(raw).customer),
    invoice: idOf(record(raw).invoice),
  };
}

export function subscriptionShape(raw: Json): JsonObject {
  const items = list(record(record(raw).items).data).map((item) => ({
    ...pick(item, ['id', 'quantity', 'current_period_end']),
    price: priceShape(record(record(item).price)),
  }));
  return {
    ...pick(raw, [
      'id',
      'object',
      'status',
      'currency',
      'cancel_at_period_end',
      'cancel_at',
      'canceled_at',
      'trial_end',
      'collection_method',
      'pause_collection',
      'created',
    ]),
    customer: idOf(record(raw).customer),
    items: { data: items },
  };
}

/** One of many subscriptions: who pays what, how often, until when. */
export function subscriptionListShape(raw: Json): JsonObject {
  const { collection_method: _method, items, ...rest } = subscriptionShape(raw);
  const data = list(record(items).data).map((item) => ({
    ...pick(item, ['id', 'quantity', 'current_period_end']),
    price: {
      ...pick(record(item).price, ['id', 'product', 'unit_amount', 'currency']),
      ...pick(record(record(item).price).recurring, ['interval', 'interval_count']),
    },
  }));
  return { ...rest, items: { data } };
}

export function linkShape(raw: Json): JsonObject {
  return pick(raw, ['id', 'object', 'url', 'active', 'currency', 'allow_promotion_codes']);
}

export function couponShape(raw: Json): JsonObject {
  return pick(raw, [
    'id',
    'object',
    'name',
    'percent_off',
    'amount_off',
    'currency',
    'duration',
    'duration_in_months',
    'max_redemptions',
    'redeem_by',
    'valid',
  ]);
}

export function disputeShape(raw: Json): JsonObject {
  return {
    ...pick(raw, ['id', 'object', 'amount', 'currency', 'status', 'reason', 'created', 'evidence_details']),
    charge: idOf(record(raw).charge),
    payment_intent: idOf(record(raw).payment_intent),
  };
}

export function payoutShape(raw: Json): JsonObject {
  return pick(raw, [
    'id',
    'object',
    'amount',
    'currency',
    'status',
    'arrival_date',
    'method',
    'created',
    'description',
  ]);
}

/** An event: what happened, when, and to what; the object itself is cut to what tells it from others. */
export function eventShape(raw: Json): JsonObject {
  const object = record(record(raw).data).object ?? null;
  return {
    ...pick(raw, ['id', 'object', 'type', 'created']),
    about: pick(object, [
      'id',
      'object',
      'name',
      'email',
      'number',
      'amount',
      'amount_due',
      'amount_refunded',
      'currency',
      'status',
      'customer',
      'description',
    ]),
  };
}
