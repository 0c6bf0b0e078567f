import type { ConnectorManifest } from '../kit/index.ts';
import { stripeAuth } from './auth.ts';
import { readResponse } from './response.ts';
import { listDisputes, listPayouts, retrieveBalance } from './tools/account.ts';
import { listPrices, listProducts } from './tools/catalog.ts';
import { updatePrice, updateProduct } from './tools/catalog-archive.ts';
import { createPrice, createProduct } from './tools/catalog-changes.ts';
import { createCoupon, deleteCoupon } from './tools/coupons.ts';
import { listCustomers, searchCustomers } from './tools/customer-lists.ts';
import { restoreCustomer } from './tools/customer-restore.ts';
import { createCustomer, deleteCustomer, retrieveCustomer, updateCustomer } from './tools/customers.ts';
import { listEvents } from './tools/events.ts';
import { deleteInvoice, finalizeInvoice, sendInvoice, voidInvoice } from './tools/invoice-actions.ts';
import { createInvoice } from './tools/invoice-create.ts';
import { createInvoiceItem, deleteInvoiceItem } from './tools/invoice-items.ts';
import { listInvoices, retrieveInvoice } from './tools/invoices.ts';
import { createPaymentLink, updatePaymentLink } from './tools/payment-links.ts';
import { listCharges, listPayments, retrievePayment } from './tools/payment-records.ts';
import { cancelPayment, capturePayment, createPayment } from './tools/payments.ts';
import { createRefund, listRefunds } from './tools/refunds.ts';
import { cancelSubscription } from './tools/subscription-cancel.ts';
import { updateSubscription } from './tools/subscription-update.ts';
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
  // Keys may be forgotten after a day: https://docs.stripe.com/api/idempotent_requests
  idempotencyHours: 24,
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
    retrievePayment,
    listPayments,
    capturePayment,
    cancelPayment,
    listCharges,
    createProduct,
    listProducts,
    createPrice,
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
    listEvents,
    // Internal: for resolvers, and to take changes back.
    retrieveInvoice,
    restoreCustomer,
    updateProduct,
    updatePrice,
    deleteInvoice,
    deleteInvoiceItem,
    deleteCoupon,
    updatePaymentLink,
  ],
};
