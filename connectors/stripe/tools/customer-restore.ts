import type { JsonObject } from '../../../shared/index.ts';
import { defineTool } from '../../kit/guest.ts';
import { given, record } from '../read.ts';
import { customerDetailShape } from '../shapes.ts';
import { type AddressPart, addressParts } from './address.ts';
import { earlierCustomer } from './customer-undo.ts';
import { at } from './params.ts';

const part = (what: string) =>
  ({ kind: 'text', description: `${what}; empty to clear it.`, sets: [`address.${what}`] }) as const;

/** The address of six parts, where any was given; an address without parts is cleared. */
function addressOf(args: Partial<Record<AddressPart, string | undefined>>): JsonObject | string | undefined {
  const given = addressParts.filter((name) => args[name] !== undefined);
  if (given.length === 0) return undefined;
  if (given.every((name) => args[name] === '')) return '';
  return Object.fromEntries(addressParts.map((name) => [name, args[name] ?? '']));
}

/**
 * POST /v1/customers/:id, https://docs.stripe.com/api/customers/update, with every value as the API has it: takes a change
 * back exactly, an empty text clears.
 */
export const restoreCustomer = defineTool({
  name: 'stripe.customers.restore',
  title: 'Set a customer back',
  description: "Set a customer's details back to earlier values.",
  effect: 'write',
  internal: true,
  undo: { kind: 'call', tool: 'stripe.customers.restore', text: 'The values before it are set again.' },
  params: {
    customer: { kind: 'stripe.customer', description: 'The customer.', required: true, sets: ['id'] },
    name: { kind: 'text', description: 'Name; empty to clear it.', sets: ['name'] },
    email: { kind: 'text', description: 'Email address; empty to clear it.', sets: ['email'] },
    phone: { kind: 'text', description: 'Phone number; empty to clear it.', sets: ['phone'] },
    description: { kind: 'text', description: 'Note; empty to clear it.', sets: ['description'] },
    line1: part('line1'),
    line2: part('line2'),
    city: part('city'),
    state: part('state'),
    postal_code: part('postal_code'),
    country: part('country'),
    payment_method: {
      kind: 'text',
      description: 'Payment method of invoices; empty to clear it.',
      sets: ['invoice_settings.default_payment_method'],
    },
    footer: { kind: 'text', description: 'Invoice footer; empty to clear it.', sets: ['invoice_settings.footer'] },
    metadata_key: { kind: 'text', description: 'Name of a custom field.', sets: [] },
    metadata_value: { kind: 'text', description: 'Its value; empty to remove it.', sets: ['metadata'] },
  },
  effectText(args) {
    const { customer, metadata_key: key, metadata_value: value, ...values } = args;
    const words = Object.entries(values).map(([name, said]) =>
      said === '' ? `no ${name.replaceAll('_', ' ')}` : `${name.replaceAll('_', ' ')} "${said}"`,
    );
    if (key !== undefined) words.push(value ? `custom field ${key}: ${value}` : `no custom field ${key}`);
    return `Set ${customer.name || customer.id} in Stripe back: ${words.join(', ') || 'nothing'}`;
  },
  async run(args, api) {
    const settings = given({ default_payment_method: args.payment_method, footer: args.footer });
    const body = given({
      name: args.name,
      email: args.email,
      phone: args.phone,
      description: args.description,
      address: addressOf(args),
      invoice_settings: Object.keys(settings).length === 0 ? undefined : settings,
      metadata: args.metadata_key === undefined ? undefined : { [args.metadata_key]: args.metadata_value ?? '' },
    });
    const path = at('customers', args.customer.id);
    const before = record((await api.send({ method: 'GET', path })).body);
    const response = await api.send({ method: 'POST', path, body });
    return {
      data: customerDetailShape(response.body),
      summary: `Set ${args.customer.name || args.customer.id} back.`,
      undo: earlierCustomer(args.customer, body, before, record(response.body)),
    };
  },
});
