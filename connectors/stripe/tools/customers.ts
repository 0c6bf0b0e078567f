import { defineTool } from '../../kit/guest.ts';
import { given, record, text } from '../read.ts';
import { customerShape } from '../shapes.ts';
import { addressBody } from './address.ts';
import { at } from './params.ts';

const details = {
  email: { kind: 'email', description: 'Email address.', sets: ['email'] },
  phone: { kind: 'text', description: 'Phone number; "none" to clear it.', sets: ['phone'], also: ['none'] },
  address: { kind: 'text', description: 'Postal address on one line.', sets: ['address'] },
  description: { kind: 'text', description: 'A note on the customer, for the team only.', sets: ['description'] },
  balance: {
    kind: 'amount',
    description: 'Opening balance: positive is owed to us.',
    sets: ['balance'],
  },
} as const;

interface Details {
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  address?: string | undefined;
  description?: string | undefined;
  balance?: { minor: number; currency: string } | undefined;
}

function detailsBody(args: Details) {
  return given({
    name: args.name,
    email: args.email,
    phone: args.phone === 'none' ? '' : args.phone,
    address: args.address === undefined ? undefined : addressBody(args.address),
    description: args.description,
    balance: args.balance?.minor,
  });
}

function detailsText(args: Details, balance: string | undefined): string {
  const parts: string[] = [];
  if (args.name !== undefined) parts.push(`name "${args.name}"`);
  if (args.email !== undefined) parts.push(`email ${args.email}`);
  if (args.phone !== undefined) parts.push(args.phone === 'none' ? 'no phone number' : `phone ${args.phone}`);
  if (args.address !== undefined) parts.push(`address "${args.address}"`);
  if (args.description !== undefined) parts.push(`description "${args.description}"`);
  if (args.balance !== undefined) parts.push(`balance ${balance ?? args.balance.minor}`);
  return parts.join(', ');
}

/** POST /v1/customers, https://docs.stripe.com/api/customers/create */
export const createCustomer = defineTool({
  name: 'stripe.customers.create',
  title: 'Add a customer',
  description: 'Add a new customer to Stripe with a name, email, phone, address or description.',
  effect: 'write',
  undo: { kind: 'call', tool: 'stripe.customers.delete', text: 'Delete the new customer.' },
  params: { name: { kind: 'text', description: 'Full name or company name.', sets: ['name'] }, ...details },
  effectText(args, labels) {
    const words = detailsText(args, labels.balance);
    return words === '' ? 'Add a customer without details to Stripe' : `Add a customer to Stripe with ${words}`;
  },
  async run(args, api) {
    const response = await api.send({ method: 'POST', path: at('customers'), body: detailsBody(args) });
    const data = customerShape(response.body);
    return { data, summary: `Added ${text(data.name) || text(data.email) || 'a customer'} (${text(data.id)}).` };
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
    const data = customerShape(response.body);
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
  undo: { kind: 'none', text: 'Not undone by itself: the old values can be set again.' },
  params: {
    customer: {
      kind: 'stripe.customer',
      description: 'The customer to change: name, email or id.',
      required: true,
      sets: ['id'],
      refs: ['customer', 'email'],
    },
    name: { kind: 'text', description: 'The new name.', sets: ['name'] },
    ...details,
  },
  effectText(args, labels) {
    const who = args.customer.name || args.customer.id;
    const { customer: _customer, ...changes } = args;
    return `Change ${who} in Stripe: ${detailsText(changes, labels.balance) || 'nothing'}`;
  },
  async run(args, api) {
    const body = detailsBody(args);
    if (Object.keys(body).length === 0) throw new Error('Nothing to change was given for the customer.');
    const response = await api.send({ method: 'POST', path: at('customers', args.customer.id), body });
    const data = customerShape(response.body);
    return { data, summary: `Changed ${text(data.name) || text(data.id)}: ${Object.keys(body).join(', ')}.` };
  },
});

/** DELETE /v1/customers/:id, https://docs.stripe.com/api/customers/delete */
export const deleteCustomer = defineTool({
  name: 'stripe.customers.delete',
  title: 'Delete a customer',
  description: 'Delete a customer for good; their subscriptions end at once.',
  effect: 'destructive',
  undo: { kind: 'none', text: 'Cannot be undone: Stripe deletes for good and cancels their subscriptions.' },
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
