import type { ConnectorAuth } from '../kit/guest.ts';
import { record, text } from './read.ts';

/**
 * Stripe's keys (https://docs.stripe.com/keys, https://docs.stripe.com/keys/restricted-api-keys). What a restricted key
 * may do cannot be asked for, so no scopes are checked: a missing permission shows with the first call that needs it.
 */
export const stripeAuth: ConnectorAuth = {
  credential: { kind: 'bearer' },
  token: {
    name: 'Restricted API key',
    pattern: /^[rs]k_(?:live|test)_[0-9A-Za-z]{10,250}$/,
    hint: 'It starts with rk_live_ or rk_test_ (or sk_ for a secret key).',
    page: 'https://dashboard.stripe.com/apikeys',
    steps: 'Create restricted key, for your own use. Tick the permissions below and leave the rest at None.',
    permissions: [
      'Accounts: Read',
      'Balance: Read',
      'Charges and Refunds: Write',
      'Coupons: Write',
      'Customers: Write',
      'Disputes: Read',
      'Events: Read',
      'Invoices: Write',
      'PaymentIntents: Write',
      'Payment Links: Write',
      'Payouts: Read',
      'Prices: Write',
      'Products: Write',
      'Subscriptions: Write',
    ],
    refused: [
      {
        pattern: /^pk_/,
        text: 'That is a publishable key, which can only take payments on a web page. Use a restricted key (rk_).',
      },
      {
        pattern: /^whsec_/,
        text: 'That is the signing secret of a webhook, not an API key. Use a restricted key (rk_).',
      },
      {
        pattern: /^[rs]k_org_/,
        text: 'That is a key of an organization, which Thimble does not work with. Use a restricted key of one account.',
      },
    ],
    remarks: [
      {
        pattern: /^sk_live_/,
        text: 'This is a live secret key: it can move real money and do everything in the account. A restricted key (rk_live_) with only what Thimble needs is safer.',
      },
      { pattern: /^rk_live_/, text: 'This is a live key: calls with it move real money.' },
      {
        pattern: /^sk_test_/,
        text: 'This is a secret key for test data: it can do everything there. No real money moves.',
      },
      { pattern: /^rk_test_/, text: 'This is a key for test data: no real money moves.' },
    ],
  },
  identity: {
    method: 'GET',
    // https://docs.stripe.com/api/accounts/retrieve: without an id, the key's own account.
    path: '/v1/account',
    read(body) {
      const account = record(body);
      const id = text(account.id);
      if (id === '') return null;
      const shown = text(record(record(account.settings).dashboard).display_name);
      const business = text(record(account.business_profile).name);
      const email = text(account.email);
      const name = shown || business || email || id;
      return {
        id,
        name,
        email: email || null,
        workspace: business !== '' && business !== name ? business : null,
        workspaceId: null,
        suggestedName: name,
        scopes: null,
        expiresAt: null,
      };
    },
  },
  device: null,
  scopesFor: () => null,
};
