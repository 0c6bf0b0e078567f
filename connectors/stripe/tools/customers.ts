import { defineTool } from '../../kit/guest.ts';
import { given, record, text } from '../read.ts';
import { customerDetailShape, customerShape } from '../shapes.ts';
import { customerDetails, detailsBody, detailsText } from './customer-details.ts';
import { earlierCustomer } from './customer-undo.ts';
import { saying } from './effect-words.ts';
import { languageCode } from './languages.ts';
import { at } from './params.ts';

/** POST /v1/customers, https://docs.stripe.com/api/customers/create */
export const createCustomer = defineTool({
  name: 'stripe.customers.create',
  title: 'Add a customer',
  description: 'Add a new customer to Stripe with a name, email, phone, address or description.',
  effect: 'write',
  undo: { kind: 'call', tool: 'stripe.customers.delete', text: 'The new customer is deleted again.' },
  params: {
    name: { kind: 'text', description: 'Full name or company name.', sets: ['name'] },
    ...customerDetails,
    language: {
      kind: 'text',
      description: 'The language of their emails and invoices: "French", "de".',
      sets: ['preferred_locales.0'],
    },
    payment_method: { kind: 'text', description: 'A payment method to attach (pm_…).', sets: ['payment_method'] },
  },
  effectText(args, labels) {
    const words = [
      detailsText(args, labels.balance),
      saying(args.language, (language) => `language ${language}`),
      saying(args.payment_method, (method) => `payment method ${method}`),
    ]
      .filter((part) => part !== '')
      .join(', ');
    return words === '' ? 'Add a customer without details to Stripe' : `Add a customer to Stripe with ${words}`;
  },
  async run(args, api) {
    const body = {
      ...detailsBody(args),
      ...given({
        preferred_locales: args.language === undefined ? undefined : [languageCode(args.language)],
        payment_method: args.payment_method,
      }),
    };
    const response = await api.send({ method: 'POST', path: at('customers'), body });
    const data = customerShape(response.body);
    const customer = { id: text(data.id), name: text(data.name), email: text(data.email) };
    const who = customer.name || customer.email || 'a customer';
    return {
      data,
      summary: `Added ${who} (${customer.id}).`,
      undo: [{ tool: 'stripe.customers.delete', args: { customer }, text: `Delete ${who} again.` }],
    };
  },
});

/** GET /v1/customers/:id, https://docs.stripe.com/api/customers/retrieve */
export const retrieveCustomer = defineTool({
  name: 'stripe.customers.retrieve',
  title: 'Show a customer',
  description: "Show one customer's details: email, phone, address, balance.",
  effect: 'read',
  undo: { kind: 'none', text: 'Nothing is changed.' },
  params: {
    customer: {
      kind: 'stripe.customer',
      description: 'The customer: name, email or id.',
      required: true,
      sets: ['id'],
    },
  },
  effectText: (args) => `Read the details of ${args.customer.name || args.customer.id}`,
  async run(args, api) {
    const response = await api.send({ method: 'GET', path: at('customers', args.customer.id) });
    const data = customerDetailShape(response.body);
    if (data.deleted === true) return { data, summary: `Customer ${args.customer.id} was deleted.` };
    const phone = text(data.phone);
    const contact = [text(data.email), phone].filter((part) => part !== '').join(', ');
    return { data, summary: `${text(data.name) || text(data.id)}: ${contact || 'no email or phone on file'}.` };
  },
});

/** POST /v1/customers/:id, https://docs.stripe.com/api/customers/update */
export const updateCustomer = defineTool({
  name: 'stripe.customers.update',
  title: 'Change a customer',
  description: "Change an existing customer's name, email, phone, address or description.",
  effect: 'write',
  undo: { kind: 'call', tool: 'stripe.customers.restore', text: 'The earlier values are set again.' },
  params: {
    customer: {
      kind: 'stripe.customer',
      description: 'The customer to change: name, email or id.',
      required: true,
      sets: ['id'],
      refs: ['customer', 'email'],
    },
    name: { kind: 'text', description: 'The new name.', sets: ['name'] },
    ...customerDetails,
    payment_method: {
      kind: 'text',
      description: 'The saved payment method that invoices use by default (pm_…).',
      sets: ['invoice_settings.default_payment_method'],
    },
    footer: {
      kind: 'text',
      description: 'What stands at the foot of their invoices.',
      sets: ['invoice_settings.footer'],
    },
  },
  effectText(args, labels) {
    const who = args.customer.name || args.customer.id;
    const { customer: _customer, ...changes } = args;
    const parts = [detailsText(changes, labels.balance)].filter((part) => part !== '');
    if (args.payment_method !== undefined) parts.push(`invoices paid with ${args.payment_method}`);
    if (args.footer !== undefined) parts.push(`invoice footer "${args.footer}"`);
    return `Change ${who} in Stripe: ${parts.join(', ') || 'nothing'}`;
  },
  async run(args, api) {
    const settings = given({ default_payment_method: args.payment_method, footer: args.footer });
    const body = {
      ...detailsBody(args),
      ...(Object.keys(settings).length === 0 ? {} : { invoice_settings: settings }),
    };
    if (Object.keys(body).length === 0) throw new Error('Nothing to change was given for the customer.');
    const path = at('customers', args.customer.id);
    const before = record((await api.send({ method: 'GET', path })).body);
    const response = await api.send({ method: 'POST', path, body });
    const data = customerDetailShape(response.body);
    const changed = Object.keys(body).map((name) => name.replaceAll('_', ' '));
    return {
      data,
      summary: `Changed ${text(data.name) || text(data.id)}: ${changed.join(', ')}.`,
      undo: earlierCustomer(args.customer, body, before, record(response.body)),
    };
  },
});

/** DELETE /v1/customers/:id, https://docs.stripe.com/api/customers/delete */
export const deleteCustomer = defineTool({
  name: 'stripe.customers.delete',
  title: 'Delete a customer',
  description: 'Delete a customer for good; their subscriptions end at once.',
  effect: 'destructive',
  undo: { kind: 'none', text: 'Stripe deletes customers for good and cancels their subscriptions.' },
  params: {
    customer: {
      kind: 'stripe.customer',
      description: 'The customer to delete: name, email or id.',
      required: true,
      sets: ['id'],
      refs: ['customer', 'email'],
    },
  },
  effectText: (args) =>
    `Delete the customer ${args.customer.name || args.customer.id} (${args.customer.email || args.customer.id}) for good and cancel their subscriptions`,
  async run(args, api) {
    const response = await api.send({ method: 'DELETE', path: at('customers', args.customer.id) });
    const deleted = record(response.body).deleted === true;
    return {
      data: { id: args.customer.id, object: 'customer', deleted },
      summary: `Deleted ${args.customer.name || args.customer.id}.`,
    };
  },
});
