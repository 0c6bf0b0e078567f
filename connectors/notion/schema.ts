import type { JsonObject, ToolApi } from '../kit/guest.ts';
import { objectOf } from './json.ts';
import { shapeDataSource } from './shape.ts';

/** A data source's schema by property name, read fresh: names differ in case and wording from what people say. */
export async function readSchema(api: ToolApi, dataSource: string): Promise<JsonObject> {
  const answer = await api.send({ method: 'GET', path: `/v1/data_sources/${dataSource}` });
  return objectOf(shapeDataSource(answer.body).properties);
}

/** The name of the schema's one title property (each data source has exactly one). */
export async function titleProperty(api: ToolApi, dataSource: string): Promise<string> {
  return nameOfType(await readSchema(api, dataSource), 'title') ?? 'title';
}

/** The only property of a type, or undefined when there is none. Throws, naming them, when there are several. */
export function nameOfType(schema: JsonObject, type: string): string | undefined {
  const names = Object.keys(schema).filter((name) => objectOf(schema[name]).type === type);
  if (names.length > 1) throw new Error(`Say which property is meant: ${names.join(', ')}.`);
  return names[0];
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** The schema's own spelling of a property that a person named, forgiving case, accents and "column"/"property". */
export function findProperty(schema: JsonObject, said: string): string | undefined {
  if (schema[said] !== undefined) return said;
  const wanted = plain(said);
  const bare = wanted.replace(/^(the|a|an|our|my) /, '').replace(/ (column|property|field|prop|date)$/, '');
  const names = Object.keys(schema);
  return names.find((name) => plain(name) === wanted) ?? names.find((name) => plain(name) === bare);
}

/** What people call a column of a type, whatever its own name is. */
const typeNames: readonly (readonly [RegExp, string])[] = [
  [/^(?:deadlines?|due|due dates?|dates?|day|when|contacted|last contact(?:ed)?)$/, 'date'],
  [/^(?:assignees?|owners?|people|person|responsible|account owners?)$/, 'people'],
  [/^(?:status|stage|state|progress)$/, 'status'],
  [/^(?:names?|titles?|alphabetical(?:ly)?)$/, 'title'],
  [/^(?:revenue|arr|mrr|value|amount|number)$/, 'number'],
];

/**
 * The property that a name means which no property has: the only one that holds the name as a word ("contact" of "Last
 * contact"), else the only one of the type that the name speaks of ("deadline" of a date). For reads only: a change of
 * the schema must name its column.
 */
export function propertyByMeaning(schema: JsonObject, said: string): string | undefined {
  const exact = findProperty(schema, said);
  if (exact !== undefined) return exact;
  const wanted = plain(said).replace(/^(?:the|a|an|our|my|their) /, '');
  const only = (names: readonly string[]): string | undefined => (names.length === 1 ? names[0] : undefined);
  const names = Object.keys(schema);
  const type = typeNames.find(([pattern]) => pattern.test(wanted))?.[1];
  return (
    only(names.filter((name) => plain(name).split(' ').includes(wanted))) ??
    only(names.filter((name) => objectOf(schema[name]).type === type))
  );
}

/** As {@link propertyByMeaning}; throws a sentence that lists the columns where there is no such one. */
export function requireMeant(schema: JsonObject, said: string): string {
  return propertyByMeaning(schema, said) ?? requireProperty(schema, said);
}

/** As {@link findProperty}; throws a sentence that lists the columns where there is no such one. */
export function requireProperty(schema: JsonObject, said: string): string {
  const name = findProperty(schema, said);
  if (name === undefined)
    throw new Error(`There is no column “${said}”; the columns are ${Object.keys(schema).join(', ')}.`);
  return name;
}
