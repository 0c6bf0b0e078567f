import type { Json, JsonObject } from '../../../shared/index.ts';

/** The leaderboard's own type names, in JSON Schema's words; "any" has none. */
const standardNames: Readonly<Record<string, string | null>> = {
  dict: 'object',
  float: 'number',
  tuple: 'array',
  any: null,
};

/** A JSON Schema with JSON Schema's type names only: endpoints refuse others. */
export function standardSchema(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]): [string, Json][] => {
      if (key === 'type' && typeof value === 'string' && Object.hasOwn(standardNames, value)) {
        const name = standardNames[value];
        return name ? [[key, name]] : [];
      }
      if (key === 'properties' && isObject(value))
        return [[key, Object.fromEntries(Object.entries(value).map(([name, one]) => [name, standardised(one)]))]];
      return [[key, key === 'items' ? standardised(value) : value]];
    }),
  );
}

const isObject = (value: Json): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value);
const standardised = (value: Json): Json => (isObject(value) ? standardSchema(value) : value);
