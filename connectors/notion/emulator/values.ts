import type { Json, JsonObject } from '../../../shared/index.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import { invalid } from './errors.ts';
import { mustFit, readRichText } from './rich-text.ts';
import { option, optionsOf } from './schema.ts';
import type { DataSource, State } from './state.ts';
import { uuid } from './state.ts';

const listTypes = ['title', 'rich_text', 'multi_select', 'people', 'files', 'relation'];

/** A property without a value, as a page shows it. */
export function emptyValue(type: string): JsonObject {
  if (listTypes.includes(type)) return { type, [type]: [] };
  return { type, [type]: type === 'checkbox' ? false : null };
}

const dateForm = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

function readDate(value: Json, name: string): Json {
  if (value === null) return null;
  const { start, end, time_zone } = objectOf(value);
  for (const [part, one] of [
    ['start', start],
    ['end', end],
  ] as const) {
    if (part === 'end' && (one === undefined || one === null)) continue;
    if (typeof one !== 'string' || !dateForm.test(one) || Number.isNaN(Date.parse(one)))
      throw invalid(
        `body failed validation: body.properties.${name}.date.${part} should be a valid ISO 8601 date string, instead was \`${JSON.stringify(one) ?? 'undefined'}\`.`,
      );
  }
  return { start: textOf(start), end: textOf(end) || null, time_zone: time_zone ?? null };
}

function readOption(schema: JsonObject, value: Json, name: string): Json {
  if (value === null) return null;
  const type = textOf(schema.type);
  const wanted = objectOf(value);
  const options = optionsOf(schema);
  const said = textOf(wanted.name);
  if (said.includes(',')) throw invalid(`Invalid ${type} option, commas not allowed: ${said}`);
  mustFit(`body.properties.${name}.${type}.name`, said, 100);
  const found = options.find((one) => (wanted.id !== undefined ? one.id === wanted.id : one.name === wanted.name));
  if (found) return { id: found.id ?? '', name: found.name ?? '', color: found.color ?? 'default' };
  if (type === 'status')
    throw invalid(`Invalid status option. Status option "${textOf(wanted.name)}" does not exist".`);
  const made = option(name, value, options.length);
  objectOf(schema[type]).options = [...options, made];
  return { id: made.id ?? '', name: made.name ?? '', color: made.color ?? 'default' };
}

function readPeople(state: State, value: Json, name: string): Json {
  return listOf(value).map((one, index) => {
    const id = uuid(objectOf(one).id, `body failed validation: body.properties.${name}.people[${index}].id`);
    if (!state.users.some((user) => user.id === id) && id !== state.bot)
      throw invalid(`Could not find user with ID: ${id}.`);
    return { object: 'user', id };
  });
}

/** A property value of a request, checked against its schema, as the page then shows it. A select may gain an option. */
export function readValue(state: State, schema: JsonObject, name: string, given: Json): JsonObject {
  const type = textOf(schema.type);
  const wrapped = objectOf(given);
  const shorthand = Array.isArray(given) && listTypes.includes(type);
  if (!shorthand && wrapped[type] === undefined) throw invalid(`${name} is expected to be ${type}.`);
  const value = shorthand ? given : (wrapped[type] ?? null);
  const expected = (fits: boolean): void => {
    if (!fits)
      throw invalid(
        `body failed validation: body.properties.${name}.${type} has the wrong type: \`${JSON.stringify(value)}\`.`,
      );
  };
  if (['multi_select', 'people', 'relation'].includes(type))
    mustFit(`body.properties.${name}.${type}`, listOf(value), 100);
  switch (type) {
    case 'title':
    case 'rich_text':
      return { type, [type]: readRichText(value, `body.properties.${name}.${type}`) };
    case 'number':
      expected(value === null || typeof value === 'number');
      return { type, number: value };
    case 'checkbox':
      expected(typeof value === 'boolean');
      return { type, checkbox: value };
    case 'select':
    case 'status':
      return { type, [type]: readOption(schema, value, name) };
    case 'multi_select':
      expected(Array.isArray(value));
      return { type, multi_select: listOf(value).map((one) => readOption(schema, one, name)) };
    case 'date':
      return { type, date: readDate(value, name) };
    case 'people':
      expected(Array.isArray(value));
      return { type, people: readPeople(state, value, name) };
    case 'relation':
      expected(Array.isArray(value));
      return { type, relation: listOf(value).map((one) => ({ id: uuid(objectOf(one).id, 'relation.id') })) };
    case 'url':
    case 'email':
    case 'phone_number':
      expected(value === null || typeof value === 'string');
      mustFit(`body.properties.${name}.${type}`, textOf(value), type === 'url' ? 2000 : 200);
      return { type, [type]: value };
    case 'files':
      return { type, files: [...listOf(value)] };
    default:
      throw invalid(`${name} is a ${type} property and cannot be set.`);
  }
}

/** A property of a data source by name or id. */
export function findSchema(source: DataSource, key: string): [string, JsonObject] | undefined {
  return Object.entries(source.properties).find(
    ([name, schema]) => name === key || schema.id === key || schema.id === decodeURIComponent(key),
  );
}

/** `properties` of a request for a row: every key must exist; answers the values by property name. */
export function readValues(state: State, source: DataSource, given: JsonObject): Record<string, JsonObject> {
  const out: Record<string, JsonObject> = {};
  for (const [key, value] of Object.entries(given)) {
    const found =
      findSchema(source, key) ??
      (key === 'title' ? Object.entries(source.properties).find(([, schema]) => schema.type === 'title') : undefined);
    if (!found) throw invalid(`${key} is not a property that exists.`);
    const [name, schema] = found;
    out[name] = readValue(state, schema, name, value);
  }
  return out;
}
