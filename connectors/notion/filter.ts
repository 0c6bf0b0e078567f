import type { JsonObject, KindValue } from '../kit/guest.ts';

type PropertyValues = KindValue<'notion.properties'>;

const timestamps = ['created_time', 'last_edited_time'];

/** One clause about a property, or about a page's own timestamps, which the API filters without a property name. */
export function clause(property: string, type: string, condition: JsonObject): JsonObject {
  return timestamps.includes(property)
    ? { timestamp: property, [property]: condition }
    : { property, [type]: condition };
}

const lists = ['people', 'multi_select', 'relation', 'created_by', 'last_edited_by'];

function operators(type: string): { is: string; isNot: string } {
  return lists.includes(type)
    ? { is: 'contains', isNot: 'does_not_contain' }
    : { is: 'equals', isNot: 'does_not_equal' };
}

/** Clauses for values that must match (or, with `not`, must not). Several values of one property: any of them. */
export function valueClauses(values: PropertyValues | undefined, not: boolean): JsonObject[] {
  return Object.entries(values ?? {}).map(([name, { type, value }]) => {
    if (value === null || (Array.isArray(value) && value.length === 0))
      return clause(name, type, { [not ? 'is_not_empty' : 'is_empty']: true });
    const operator = not ? operators(type).isNot : operators(type).is;
    if (!Array.isArray(value)) return clause(name, type, { [operator]: value });
    if (type === 'date' && value.length === 2 && !not)
      return {
        and: [
          clause(name, type, { on_or_after: value[0] ?? '' }),
          clause(name, type, { on_or_before: value[1] ?? '' }),
        ],
      };
    const each = value.map((one) => clause(name, type, { [operator]: one }));
    const [only] = each;
    return each.length === 1 && only ? only : { [not ? 'and' : 'or']: each };
  });
}

/** All clauses as one filter: nested `and`s are flattened, one clause stands alone, none is no filter. */
export function joinClauses(clauses: readonly JsonObject[]): JsonObject | undefined {
  const flat = clauses.flatMap((one) => (Array.isArray(one.and) ? (one.and as JsonObject[]) : [one]));
  const [first] = flat;
  if (!first) return undefined;
  return flat.length === 1 ? first : { and: flat };
}

/** The upstream paths of a filter condition: alone, or as one of two or three clauses. */
export function filterPaths(...conditions: string[]): string[] {
  return conditions.flatMap((condition) => [
    `filter.${condition}`,
    ...['and', 'or'].flatMap((join) => [0, 1, 2].map((index) => `filter.${join}.${index}.${condition}`)),
  ]);
}
