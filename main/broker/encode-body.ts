import type { Json, JsonObject } from '../../shared/index.ts';

function* flatten(name: string, value: Json): Generator<readonly [string, string]> {
  if (Array.isArray(value)) {
    // Stripe reads an empty value as "unset"; an empty list has no other form.
    if (value.length === 0) yield [name, ''];
    for (const [index, item] of value.entries()) yield* flatten(`${name}[${index}]`, item);
  } else if (value !== null && typeof value === 'object') {
    for (const [key, item] of Object.entries(value)) yield* flatten(`${name}[${key}]`, item);
  } else yield [name, value === null ? '' : String(value)];
}

/**
 * Encodes a body as `application/x-www-form-urlencoded` with nested names `a[b][0]`, as Stripe reads them
 * (docs.stripe.com/api, "Form-encoded request bodies"). Null and empty lists become the empty value.
 */
export function encodeForm(body: JsonObject): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(body))
    for (const [name, text] of flatten(key, value)) params.append(name, text);
  return params.toString();
}

/** A body as it goes out, with its media type; null where there is none. */
export function encodeBody(
  body: JsonObject | null,
  encoding: 'json' | 'form',
): { readonly text: string; readonly type: string } | null {
  if (body === null) return null;
  return encoding === 'form'
    ? { text: encodeForm(body), type: 'application/x-www-form-urlencoded' }
    : { text: JSON.stringify(body), type: 'application/json; charset=utf-8' };
}
