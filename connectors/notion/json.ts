import type { Json, JsonObject } from '../kit/guest.ts';

/** The value as an object; an empty one where it is not. Service answers are untrusted, so nothing here throws. */
export function objectOf(value: Json | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** Some of an object's fields, in its own order. */
export function pick(value: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(value).filter(([name]) => names.includes(name)));
}

/** The value as a list; an empty one where it is not. */
export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

/** The value as text; empty where it is not. */
export function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
