import type { Json, JsonObject } from '../../shared/index.ts';

/** The value as an object; anything else reads as an empty one. */
export function record(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** The value as a list; anything else reads as an empty one. */
export function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text; anything else reads as ''. */
export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The value as a number; anything else reads as 0. */
export function number(value: Json | undefined): number {
  return typeof value === 'number' ? value : 0;
}

/** The id of a field that is an id or, when expanded, an object with one; null where there is none. */
export function idOf(value: Json | undefined): string | null {
  if (typeof value === 'string') return value;
  const id = record(value).id;
  return typeof id === 'string' ? id : null;
}

/** The named fields of an object that it has, in this order. */
export function pick(value: Json | undefined, names: readonly string[]): JsonObject {
  const source = record(value);
  const out: JsonObject = {};
  for (const name of names) {
    const field = source[name];
    if (field !== undefined) out[name] = field;
  }
  return out;
}

/** An object without the entries that are undefined: what was not asked for is not sent. */
export function given(entries: Readonly<Record<string, Json | undefined>>): JsonObject {
  const out: JsonObject = {};
  for (const [name, value] of Object.entries(entries)) if (value !== undefined) out[name] = value;
  return out;
}

/** A record of a list without fields that tell nothing: null, '', and what kind of object it is, which the list says. */
export function compact(value: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(value).filter(([name, field]) => name !== 'object' && field !== null && field !== ''),
  );
}
