import { type Json, withoutHidden } from '../../shared/index.ts';

/** What the model may see of one result, in bytes of UTF-8 JSON. */
export const modelResultBytes = 2048;

const size = (value: Json): number => Buffer.byteLength(JSON.stringify(value));

function shrink(value: Json, maxItems: number, maxText: number): Json {
  if (typeof value === 'string') return value.length > maxText ? `${value.slice(0, maxText)}…` : value;
  if (Array.isArray(value)) return value.slice(0, maxItems).map((item) => shrink(item, maxItems, maxText));
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, shrink(item, maxItems, maxText)]));
  return value;
}

/** A value whose texts and names people can read as they are; the very same where they can already. */
function seen(value: Json): Json {
  if (typeof value === 'string') return withoutHidden(value);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const items = value.map(seen);
    return items.every((item, at) => item === value[at]) ? value : items;
  }
  const entries = Object.entries(value).map(([name, item]) => [withoutHidden(name), seen(item)] as const);
  return entries.every(([name, item]) => Object.hasOwn(value, name) && item === value[name])
    ? value
    : Object.fromEntries(entries);
}

/**
 * What the model reads of a result: {@link cutResult} of what people can see of it. Instructions in characters that
 * nobody sees (tags, zero-width, bidi, selectors as data) never reach it, and nor can it copy them.
 */
export function trimResult(value: Json, bytes = modelResultBytes): Json {
  return cutResult(seen(value), bytes);
}

/**
 * Cuts a result to at most `bytes` of JSON by keeping fewer list items and shorter texts, the same at every depth, so
 * that what is left is still of the same shape. A value that cannot be made to fit becomes null.
 */
export function cutResult(value: Json, bytes: number): Json {
  if (size(value) <= bytes) return value;
  for (const [items, text] of [
    [20, 400],
    [10, 200],
    [5, 120],
    [3, 80],
    [1, 60],
    [1, 20],
  ] as const) {
    const smaller = shrink(value, items, text);
    if (size(smaller) <= bytes) return smaller;
  }
  return null;
}
