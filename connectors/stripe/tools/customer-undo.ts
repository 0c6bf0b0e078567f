import type { Json, JsonObject, UndoCall } from '../../kit/guest.ts';
import { number, record, text } from '../read.ts';
import { addressParts } from './address.ts';

const same = (a: Json | undefined, b: Json | undefined): boolean =>
  JSON.stringify(a ?? null) === JSON.stringify(b ?? null);

interface Customer {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** The earlier values of what `body` set and what came out differently, as arguments of `stripe.customers.restore`. */
function earlierValues(body: JsonObject, before: JsonObject, after: JsonObject): JsonObject {
  const args: JsonObject = {};
  for (const name of ['name', 'email', 'phone', 'description'])
    if (body[name] !== undefined && !same(before[name], after[name])) args[name] = text(before[name]);
  if (body.address !== undefined && !same(before.address, after.address))
    for (const part of addressParts) args[part] = text(record(before.address)[part]);
  const [settings, now] = [record(before.invoice_settings), record(after.invoice_settings)];
  for (const [name, param] of [
    ['default_payment_method', 'payment_method'],
    ['footer', 'footer'],
  ] as const)
    if (record(body.invoice_settings)[name] !== undefined && !same(settings[name], now[name]))
      args[param] = text(settings[name]);
  for (const key of Object.keys(record(body.metadata)))
    if (!same(record(before.metadata)[key], record(after.metadata)[key])) {
      args.metadata_key = key;
      args.metadata_value = text(record(before.metadata)[key]);
    }
  return args;
}

/**
 * The calls that set a customer back to what they were. The balance goes through the tool that changes it, so that the
 * rules on balances hold for it.
 * @param before the customer as the API told before the change
 * @param after the answer to the change
 */
export function earlierCustomer(
  customer: Customer,
  body: JsonObject,
  before: JsonObject,
  after: JsonObject,
): UndoCall[] {
  const who = text(before.name) || customer.name || customer.id;
  const calls: UndoCall[] = [];
  const values = earlierValues(body, before, after);
  if (Object.keys(values).length > 0)
    calls.push({
      tool: 'stripe.customers.restore',
      args: { customer: { ...customer }, ...values },
      text: `Set ${who} back to the earlier ${Object.keys(body)
        .filter((name) => name !== 'balance')
        .map((name) => name.replaceAll('_', ' '))
        .join(', ')}.`,
    });
  if (body.balance !== undefined && !same(before.balance, after.balance)) {
    const currency = text(before.currency) || text(after.currency);
    calls.push({
      tool: 'stripe.customers.update',
      args: { customer: { ...customer }, balance: { minor: number(before.balance), currency } },
      text: `Set the balance of ${who} back.`,
    });
  }
  return calls;
}
