import type { JsonObject } from '../../../shared/index.ts';
import type { ToolParam } from '../../kit/guest.ts';

/** A custom field of a record (https://docs.stripe.com/api/metadata), as one says it. */
export const metadata = {
  kind: 'text',
  description: 'A custom field as "key: value"; "key: none" removes it.',
  sets: ['metadata'],
} as const satisfies ToolParam;

/** "tier: gold", "tier=gold", "tier is gold" taken apart; null where it is none of them. */
export function keyAndValue(words: string): { readonly key: string; readonly value: string } | null {
  const pair = /^(?:metadata\s+)?([\w-]+)\s*(?:=|:|\bis\b|\bequals\b|\bto\b)\s*(\S.*)$/iu.exec(words.trim());
  const [key, value] = [pair?.[1], pair?.[2]];
  return key === undefined || value === undefined ? null : { key, value };
}

/**
 * The metadata that a write sends: an empty value removes a key.
 * @throws Error for a person, where the words are no key and value
 */
export function metadataBody(words: string | undefined): JsonObject | undefined {
  if (words === undefined) return undefined;
  const pair = keyAndValue(words);
  if (pair === null) throw new Error(`A custom field is said as “key: value”, and “${words}” is not.`);
  return { [pair.key]: pair.value.toLowerCase() === 'none' ? '' : pair.value };
}
