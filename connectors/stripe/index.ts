import type { ConnectorManifest } from '../kit/index.ts';
import { stripeAuth } from './auth.ts';
import { readResponse } from './response.ts';
import { listDisputes, listPayouts, retrieveBalance } from './tools/account.ts';
import { listPrices, listProducts } from './tools/catalog.ts';
import { createCoupon } from './tools/coupons.ts';
import { listCustomers, searchCustomers } from './tools/customer-lists.ts';
import { createCustomer, deleteCustomer, retrieveCustomer, updateCustomer } from './tools/customers.ts';
import { createInvoiceItem, finalizeInvoice, sendInvoice, voidInvoice } from './tools/invoice-actions.ts';
import { createInvoice, listInvoices, retrieveInvoice } from './tools/invoices.ts';
import { createPaymentLink } from './tools/payment-links.ts';
import {
  cancelPayment,
  capturePayment,
  createPayment,
  listCharges,
  listPayments,
  retrievePayment,
} from './tools/payments.ts';
import { createRefund, listRefunds } from './tools/refunds.ts';
import { cancelSubscription, updateSubscription } from './tools/subscription-changes.ts';
import { createSubscription, listSubscriptions } from './tools/subscriptions.ts';

export { currencyDigits, formatMoney } from './money.ts';

/** Stripe, API version 2026-10-28.endive. Bundled into the sandbox: nothing here may import zod or Node. */
export const stripe: ConnectorManifest = {
  service: 'stripe',
  title: 'Stripe',
  version: '1.0.0',
  origin: 'https://api.stripe.com',
  bodyEncoding: 'form',
  headers: { 'Stripe-Version': '2026-10-28.endive' },
  idempotencyHeader: 'Idempotency-Key',
  readPaths: [],
  readResponse,
  auth: stripeAuth,
  tools: [
    createRefund,
    listRefunds,
    createCustomer,
    retrieveCustomer,
    updateCustomer,
    deleteCustomer,
    listCustomers,
    searchCustomers,
    createPayment,
    listPayments,
    capturePayment,
    cancelPayment,
    listProducts,
    listPrices,
    createInvoice,
    listInvoices,
    finalizeInvoice,
    sendInvoice,
    voidInvoice,
    createInvoiceItem,
    createSubscription,
    listSubscriptions,
    updateSubscription,
    cancelSubscription,
    retrieveBalance,
    createPaymentLink,
    createCoupon,
    listDisputes,
    listPayouts,
    retrievePayment,
    listCharges,
    retrieveInvoice,
  ],
};
