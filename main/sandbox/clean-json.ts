import type { Json, JsonObject } from '../../shared/index.ts';

/** Deepest nesting that crosses the wall; recursion in our own code stays far from the stack's end. */
const maxDepth = 64;

/**
 * Rebuilds a parsed JSON value from fresh objects, without own `__proto__` keys (which `JSON.parse` makes, and which
 * plain copying turns into a prototype). Throws a RangeError when it nests deeper than 64.
 */
export function cleanJson(value: unknown, depth = 0): Json {
  if (depth > maxDepth) throw new RangeError('JSON nests too deep');
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (Array.isArray(value)) return value.map((item) => cleanJson(item, depth + 1));
  if (typeof value !== 'object') throw new RangeError('not JSON');
  const copy: JsonObject = {};
  for (const [key, item] of Object.entries(value)) if (key !== '__proto__') copy[key] = cleanJson(item, depth + 1);
  return copy;
}
