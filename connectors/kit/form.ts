import type { Json, JsonObject } from '../../shared/index.ts';

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);

/** `a[b][0]` as its keys; `[]` is the empty key: the next place of a list. */
function keysOf(name: string): string[] {
  const open = name.indexOf('[');
  if (open <= 0 || !name.endsWith(']')) return [name];
  return [name.slice(0, open), ...name.slice(open + 1, -1).split('][')];
}

function place(target: Map<string, unknown>, keys: readonly string[], value: Json): void {
  const [first = '', ...rest] = keys;
  const key = first === '' ? String(target.size) : first;
  if (forbidden.has(key)) return;
  const present = target.get(key);
  if (rest.length === 0) {
    // A name given twice is a list.
    if (present === undefined) target.set(key, value);
    else if (Array.isArray(present)) present.push(value);
    else if (!(present instanceof Map)) target.set(key, [present, value]);
    return;
  }
  const inner = present instanceof Map ? present : new Map<string, unknown>();
  target.set(key, inner);
  place(inner, rest, value);
}

function settle(value: unknown): Json {
  if (!(value instanceof Map)) return value as Json;
  const keys = [...value.keys()];
  const isList = keys.length > 0 && keys.every((key, at) => key === String(at));
  if (isList) return keys.map((key) => settle(value.get(key)));
  const out: JsonObject = {};
  for (const [key, inner] of value) out[String(key)] = settle(inner);
  return out;
}

/**
 * Nests flat names as form-encoded APIs read them: `a[b][0]=x` is `{a: {b: ['x']}}`, `a[]` appends, a repeated name is a
 * list. Values stay as they are.
 */
export function nestNames(entries: Iterable<readonly [string, Json]>): JsonObject {
  const root = new Map<string, unknown>();
  for (const [name, value] of entries) place(root, keysOf(name), value);
  const out: JsonObject = {};
  for (const [key, inner] of root) out[key] = settle(inner);
  return out;
}
