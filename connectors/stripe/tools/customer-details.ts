import type { JsonObject } from '../../../shared/index.ts';
import type { ToolParam } from '../../kit/guest.ts';
import { given } from '../read.ts';
import { addressBody } from './address.ts';
import { metadata, metadataBody } from './metadata.ts';

/** What can be said of a customer, new or known. */
export const customerDetails = {
  email: { kind: 'email', description: 'Email address.', sets: ['email'] },
  phone: { kind: 'text', description: 'Phone number; "none" to clear it.', sets: ['phone'], also: ['none'] },
  address: { kind: 'text', description: 'Postal address on one line.', sets: ['address'] },
  description: {
    kind: 'text',
    description: 'A note on the customer, for the team only; "none" to clear it.',
    sets: ['description'],
    also: ['none'],
  },
  balance: {
    kind: 'amount',
    description: 'Opening balance: positive is owed to us.',
    sets: ['balance'],
  },
  metadata,
} as const satisfies Record<string, ToolParam>;

interface Details {
  name?: string | undefined;
  email?: string | undefined;
  phone?: string | undefined;
  address?: string | undefined;
  description?: string | undefined;
  balance?: { minor: number; currency: string } | undefined;
  metadata?: string | undefined;
}

const orNothing = (words: string | undefined): string | undefined => (words === 'none' ? '' : words);

/** The fields that a write sends for the details. */
export function detailsBody(args: Details): JsonObject {
  return given({
    name: args.name,
    email: args.email,
    phone: orNothing(args.phone),
    address: args.address === undefined ? undefined : addressBody(args.address),
    description: orNothing(args.description),
    balance: args.balance?.minor,
    metadata: metadataBody(args.metadata),
  });
}

/** "name “Ada”, email ada@x.example, no phone number". */
export function detailsText(args: Details, balance: string | undefined): string {
  const parts: string[] = [];
  if (args.name !== undefined) parts.push(`name "${args.name}"`);
  if (args.email !== undefined) parts.push(`email ${args.email}`);
  if (args.phone !== undefined) parts.push(args.phone === 'none' ? 'no phone number' : `phone ${args.phone}`);
  if (args.address !== undefined) parts.push(`address "${args.address}"`);
  if (args.description !== undefined)
    parts.push(args.description === 'none' ? 'no description' : `description "${args.description}"`);
  if (args.balance !== undefined) parts.push(`balance ${balance ?? args.balance.minor}`);
  if (args.metadata !== undefined) parts.push(`custom field ${args.metadata}`);
  return parts.join(', ');
}
