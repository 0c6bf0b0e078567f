import { type Json, visible } from '../../shared/index.ts';

/** A value with every text and name as people must see it ({@link visible}); only for showing. */
export function visibleJson(value: Json): Json {
  if (typeof value === 'string') return visible(value);
  if (Array.isArray(value)) return value.map(visibleJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [visible(name), visibleJson(item)]));
}
