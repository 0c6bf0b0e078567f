import type { Json, JsonObject } from '../../shared/index.ts';

/** The value as an object; an empty one when it is anything else. */
export function asObject(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** The value as an array; an empty one when it is anything else. */
export function asArray(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

/** The value at a dotted path (`user.login`); undefined where any part is missing. */
export function at(value: Json | undefined, path: string): Json | undefined {
  let here: Json | undefined = value;
  for (const part of path.split('.')) here = asObject(here)[part];
  return here;
}

/** The value at a dotted path as text; empty where it is missing or not text or a number. */
export function textAt(value: Json | undefined, path: string): string {
  const found = at(value, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : '';
}

/**
 * Copies only the named fields, keeping upstream names and nesting. `labels[].name` keeps one field of every member of
 * a list. Fields that the response lacks are left out.
 */
export function pick(value: Json | undefined, fields: readonly string[]): JsonObject {
  const out: JsonObject = {};
  for (const field of fields) copyField(asObject(value), out, field);
  return out;
}

/** {@link pick} for every member of a list. */
export function pickAll(value: Json | undefined, fields: readonly string[]): JsonObject[] {
  return asArray(value).map((member) => pick(member, fields));
}

function copyField(from: JsonObject, to: JsonObject, field: string): void {
  const list = field.indexOf('[].');
  const dot = field.indexOf('.');
  if (list >= 0 && list < dot) {
    const name = field.slice(0, list);
    const rest = field.slice(list + 3);
    if (!Array.isArray(from[name])) return;
    const members = asArray(from[name]);
    const kept = asArray(to[name]);
    to[name] = members.map((member, index) => ({ ...asObject(kept[index]), ...pick(member, [rest]) }));
  } else if (dot >= 0) {
    const name = field.slice(0, dot);
    if (typeof from[name] !== 'object' || from[name] === null) return;
    const kept = asObject(to[name]);
    copyField(asObject(from[name]), kept, field.slice(dot + 1));
    to[name] = kept;
  } else if (from[field] !== undefined) to[field] = from[field];
}
