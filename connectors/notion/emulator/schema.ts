import { createHash } from 'node:crypto';
import type { Json, JsonObject } from '../../../shared/index.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import { invalid } from './errors.ts';

const types = [
  'title',
  'rich_text',
  'number',
  'select',
  'multi_select',
  'status',
  'date',
  'people',
  'files',
  'checkbox',
  'url',
  'email',
  'phone_number',
  'formula',
  'relation',
  'rollup',
  'unique_id',
  'created_time',
  'created_by',
  'last_edited_time',
  'last_edited_by',
];
const colours = ['default', 'gray', 'brown', 'orange', 'yellow', 'green', 'blue', 'purple', 'pink', 'red'];

function shortId(seed: string): string {
  return createHash('sha256').update(seed).digest('base64url').slice(0, 4);
}

/** One option of a select or status, with the id and colour that it has or that Notion gives it. */
export function option(property: string, value: Json, index: number, known: readonly JsonObject[] = []): JsonObject {
  const given = objectOf(value);
  const before = known.find((one) => (given.id === undefined ? one.name === given.name : one.id === given.id));
  if (before) return { ...before, ...given };
  const name = textOf(given.name);
  if (!name) throw invalid('body failed validation: options[].name should be defined, instead was `undefined`.');
  return {
    id: shortId(`${property}/${name}`),
    name,
    color: colours[index % colours.length] ?? 'default',
    description: null,
  };
}

function statusGroups(options: readonly JsonObject[]): JsonObject[] {
  const groups: [string, string, (index: number) => boolean][] = [
    ['To-do', 'gray', (index) => index === 0],
    ['In progress', 'blue', (index) => index > 0 && index < options.length - 1],
    ['Complete', 'green', (index) => index > 0 && index === options.length - 1],
  ];
  return groups.map(([name, color, fits]) => ({
    id: shortId(`group/${name}`),
    name,
    color,
    option_ids: options.filter((_one, index) => fits(index)).map((one) => one.id ?? ''),
  }));
}

/** The type that a property schema of a request sets, or undefined (then it only renames). */
export function schemaType(config: JsonObject): string | undefined {
  return (
    types.find((type) => config[type] !== undefined) ?? (typeof config.type === 'string' ? config.type : undefined)
  );
}

/** A property schema as a response shows it. */
export function propertySchema(name: string, config: JsonObject, before?: JsonObject): JsonObject {
  const type = schemaType(config);
  if (type === undefined || !types.includes(type))
    throw invalid(`body failed validation: body.properties.${name} should have a known property type.`);
  const given = objectOf(config[type]);
  const known = before === undefined ? [] : optionsOf(before);
  const options = (list: readonly Json[]): JsonObject[] => list.map((one, index) => option(name, one, index, known));
  const base = {
    id: before?.id ?? (type === 'title' ? 'title' : shortId(`property/${name}`)),
    name,
    description: null,
    type,
  };
  if (type === 'select' || type === 'multi_select')
    return { ...base, [type]: { options: options(listOf(given.options)) } };
  if (type === 'status') {
    const named = listOf(given.options);
    const all = options(named.length ? named : [{ name: 'Not started' }, { name: 'In progress' }, { name: 'Done' }]);
    return { ...base, status: { options: all, groups: statusGroups(all) } };
  }
  if (type === 'number') return { ...base, number: { format: textOf(given.format) || 'number' } };
  return { ...base, [type]: given };
}

/** The options of a select, multi-select or status schema. */
export function optionsOf(schema: JsonObject): JsonObject[] {
  return listOf(objectOf(schema[textOf(schema.type)]).options).map((one) => objectOf(one));
}
