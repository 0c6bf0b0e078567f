import { isDeepStrictEqual } from 'node:util';
import type { Json, JsonObject } from '../../../shared/index.ts';

/** Kinds of JSON values. JSON has one kind of number, so 2 and 2.0 are the same here. */
export type JsonKind = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'null';

/** What a parameter's schema asks for: its kind, whether whole numbers only, and the kind of a list's items. */
export interface ExpectedType {
  readonly kind: JsonKind;
  readonly whole: boolean;
  readonly items: ExpectedType | null;
}

/** The kind of a JSON value. */
export function kindOf(value: Json): JsonKind {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'object') return 'object';
  return typeof value === 'string' ? 'string' : typeof value === 'boolean' ? 'boolean' : 'number';
}

const kinds: Readonly<Record<string, JsonKind>> = {
  string: 'string',
  // The leaderboard writes "any" for values that it keeps as strings.
  any: 'string',
  integer: 'number',
  number: 'number',
  float: 'number',
  boolean: 'boolean',
  array: 'array',
  tuple: 'array',
  object: 'object',
  dict: 'object',
};

const isObject = (value: Json | undefined): value is JsonObject => value !== undefined && kindOf(value) === 'object';

/** Reads a parameter's JSON Schema. One without a known type counts as a string, as the leaderboard's "any" does. */
export function expectedType(schema: Json | undefined): ExpectedType {
  const named = isObject(schema) ? schema.type : undefined;
  // `["string", "null"]`: the type that is not null.
  const type = Array.isArray(named) ? named.find((one) => one !== 'null') : named;
  const kind = (typeof type === 'string' && Object.hasOwn(kinds, type) ? kinds[type] : undefined) ?? 'string';
  const items = kind === 'array' && isObject(schema) && schema.items !== undefined ? expectedType(schema.items) : null;
  return { kind, whole: type === 'integer', items };
}

/** Lower case, without spaces and `,./-_*^`, single quotes as double ones: how the leaderboard compares strings. */
export const standardised = (text: string): string =>
  text
    .replace(/[ ,./\-_*^]/gu, '')
    .toLowerCase()
    .replaceAll("'", '"');

const comparable = (value: Json): Json => (typeof value === 'string' ? standardised(value) : value);

const oneOf = (value: Json, accepted: readonly Json[]): boolean =>
  accepted.some((one) => isDeepStrictEqual(one, value));

const matchString = (value: string, accepted: readonly Json[]): boolean =>
  accepted.some((one) => typeof one === 'string' && standardised(one) === standardised(value));

function matchList(value: readonly Json[], accepted: readonly Json[]): boolean {
  const given = value.map(comparable);
  return accepted.some((one) => {
    // An argument that may be left out may also be an empty list.
    const list = Array.isArray(one) ? one : one === '' ? [] : null;
    return list !== null && isDeepStrictEqual(list.map(comparable), given);
  });
}

/** `accepted` are objects whose members are lists of accepted values. */
function matchObject(value: JsonObject, accepted: readonly Json[]): boolean {
  return accepted.some((one) => {
    if (!isObject(one)) return false;
    const valuesOf = (key: string): readonly Json[] => {
      const values = Object.hasOwn(one, key) ? one[key] : undefined;
      return Array.isArray(values) ? values : [];
    };
    return (
      Object.entries(value).every(([key, item]) => oneOf(comparable(item), valuesOf(key).map(comparable))) &&
      Object.keys(one).every((key) => Object.hasOwn(value, key) || valuesOf(key).includes(''))
    );
  });
}

function matchObjects(value: readonly Json[], accepted: readonly Json[]): boolean {
  return accepted.some((one) => {
    const list = Array.isArray(one) ? one : one === '' ? [] : null;
    return (
      list !== null &&
      list.length === value.length &&
      value.every((item, at) => isObject(item) && matchObject(item, [list[at] ?? null]))
    );
  });
}

/** How a value's type fits: not at all, as the schema says, or as the accepted values say (a variable's name for a number). */
type Fit = 'no' | 'schema' | 'answer';

const isOf = (value: Json, type: ExpectedType): boolean =>
  kindOf(value) === type.kind && (!type.whole || Number.isInteger(value));

function fitOf(value: Json, accepted: readonly Json[], type: ExpectedType): Fit {
  const first = accepted.find((one) => one !== '');
  const said = first === undefined ? null : kindOf(first);
  if (!isOf(value, type)) return said === kindOf(value) ? 'answer' : 'no';
  const fit = said !== null && said !== type.kind ? 'answer' : 'schema';
  const { items } = type;
  if (items === null || !Array.isArray(value)) return fit;
  // One level deep, as the leaderboard looks: an item is of the schema's type or of the accepted items' type.
  const flat = { ...items, items: null };
  const fits = accepted.some((one) => !Array.isArray(one) || value.every((item) => fitOf(item, one, flat) !== 'no'));
  return fits ? fit : 'no';
}

/**
 * Whether an argument's value is right by the Berkeley leaderboard's AST match: of the parameter's type, or of the type of
 * the accepted values, and equal to one of them. Strings are compared {@link standardised}; lists item by item and in
 * order; objects member by member, each with its own accepted values.
 * Source: https://github.com/ShishirPatil/gorilla (bfcl_eval/eval_checker/ast_eval/ast_checker.py).
 * @param accepted `""` among them stands for an argument that is left out
 * @returns null when right, else what is wrong
 */
export function valueProblem(value: Json, accepted: readonly Json[], type: ExpectedType): 'type' | 'value' | null {
  const fit = fitOf(value, accepted, type);
  if (fit === 'no') return 'type';
  const right = fit === 'answer' ? oneOf(value, accepted) : matchAs(value, accepted, type);
  return right ? null : 'value';
}

function matchAs(value: Json, accepted: readonly Json[], type: ExpectedType): boolean {
  if (isObject(value)) return matchObject(value, accepted);
  if (Array.isArray(value))
    return type.items?.kind === 'object' ? matchObjects(value, accepted) : matchList(value, accepted);
  return typeof value === 'string' ? matchString(value, accepted) : oneOf(value, accepted);
}
