import type { KindValue } from '../../../connectors/index.ts';
import { type Json, type JsonObject, ThimbleError } from '../../../shared/index.ts';
import type { ResolveContext } from './types.ts';

export type Customer = KindValue<'stripe.customer'>;

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');
export const number = (value: Json | undefined): number => (typeof value === 'number' ? value : 0);

/** The records of a list tool. */
export async function listOf(context: ResolveContext, tool: string, args: JsonObject): Promise<JsonObject[]> {
  const page = await context.lookup(tool, args);
  const data = isObject(page) ? page.data : undefined;
  return Array.isArray(data) ? data.filter(isObject) : [];
}

/** One record by its id; null when Stripe has none such. */
export async function recordOf(context: ResolveContext, tool: string, args: JsonObject): Promise<JsonObject | null> {
  try {
    const record = await context.lookup(tool, args);
    return isObject(record) && record.deleted !== true ? record : null;
  } catch (thrown) {
    if (thrown instanceof ThimbleError && (thrown.code === 'not_found' || thrown.code === 'service_error')) return null;
    throw thrown;
  }
}

export function customerValue(record: JsonObject): Customer {
  return { id: text(record.id), name: text(record.name), email: text(record.email) };
}

/** Every customer, as the list gives them: newest first. */
export async function allCustomers(context: ResolveContext): Promise<Customer[]> {
  return (await listOf(context, 'stripe.customers.list', {})).map(customerValue);
}

/** The customer that the same call names, where it does. */
export function givenCustomer(context: ResolveContext): Customer | null {
  const value = context.resolved.customer;
  return isObject(value) && typeof value.id === 'string' ? customerValue(value) : null;
}

/** The arguments that narrow a list to a customer. */
export const ofCustomer = (customer: Customer | null): JsonObject => (customer === null ? {} : { customer });
