import type { JsonObject } from '../../../shared/index.ts';
import { ThimbleError } from '../../../shared/index.ts';
import { readColumns } from './notion-columns.ts';
import { objectOf, textOf } from './notion-read.ts';
import { type Column, columnsOf, findColumn, readColumnValue, valueEntry } from './notion-values.ts';
import type { Resolution, ResolveContext, Resolver } from './types.ts';

/** The map that the model wrote, as its JSON text. */
function readMap(words: string): Record<string, string> {
  try {
    return Object.fromEntries(
      Object.entries(objectOf(JSON.parse(words))).map(([name, value]) => [name, textOf(value)]),
    );
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ThimbleError(
      'bad_input',
      'The properties could not be read.',
      'Say them as “Status: Done, Due: Friday”.',
      { cause: error },
    );
  }
}

/** The data source that the values are for: of the parent, the page or the database that was resolved before. */
function sourceOf(resolved: JsonObject): { id: string; title: string } | null {
  const [parent, page, database] = [objectOf(resolved.parent), objectOf(resolved.page), objectOf(resolved.database)];
  if (parent.type === 'data_source') return { id: textOf(parent.id), title: textOf(parent.title) };
  if (typeof page.data_source === 'string') return { id: page.data_source, title: textOf(page.title) };
  return typeof database.data_source === 'string' ? { id: database.data_source, title: textOf(database.title) } : null;
}

/** `notion.properties`: each value by its column's type, from the data source's own schema. */
export const propertiesResolver: Resolver = async (words, context) => {
  const map = readMap(words);
  if (context.param.sets.some((path) => path.startsWith('initial_data_source'))) return readColumns(map);
  const source = sourceOf(context.resolved);
  if (!source) {
    const page =
      textOf(objectOf(context.resolved.page).title) || textOf(objectOf(context.resolved.parent).title) || 'That page';
    return { kind: 'missing', message: `“${page}” is not in a database, so it has no such properties.` };
  }
  const database = { id: source.id, data_source: source.id, title: source.title };
  const schema = objectOf(await context.lookup('notion.data_sources.retrieve', { database }));
  return readValues(map, columnsOf(schema.properties), textOf(schema.title), context);
};

async function readValues(
  map: Record<string, string>,
  columns: readonly Column[],
  title: string,
  context: ResolveContext,
): Promise<Resolution> {
  const filter = context.param.sets.some((path) => path.startsWith('filter'));
  const value: JsonObject = {};
  const labels: string[] = [];
  const entries = Object.entries(map);
  for (const [index, [name, words]] of entries.entries()) {
    const column = findColumn(name, columns);
    if (!column)
      return {
        kind: 'missing',
        message: `${title} has no property called “${name}”; it has ${columns.map((one) => one.name).join(', ')}.`,
      };
    const read = await readColumnValue(words, column, context, filter);
    if (read.kind === 'missing') return read;
    if (read.kind === 'ambiguous') return chooseOne(read, index, entries, column, value, columns, context, filter);
    value[column.name] = valueEntry(column, read.value, read.label);
    labels.push(`${column.name}: ${read.label}`);
  }
  return { kind: 'resolved', value, label: labels.join(', '), via: `properties of ${title}` };
}

/** A question about one value; each candidate is the whole map with that value in it. Later values must be clear. */
async function chooseOne(
  read: Extract<Resolution, { kind: 'ambiguous' }>,
  index: number,
  entries: readonly (readonly [string, string])[],
  column: Column,
  before: JsonObject,
  columns: readonly Column[],
  context: ResolveContext,
  filter: boolean,
): Promise<Resolution> {
  const after: JsonObject = {};
  for (const [name, words] of entries.slice(index + 1)) {
    const next = findColumn(name, columns);
    const value = next && (await readColumnValue(words, next, context, filter));
    if (!next || value?.kind === 'missing')
      return { kind: 'missing', message: `I could not read “${words}” for ${name}.` };
    if (value?.kind !== 'resolved')
      return { kind: 'missing', message: `Say exactly which ${column.name} and which ${name} is meant.` };
    after[next.name] = valueEntry(next, value.value, value.label);
  }
  return {
    ...read,
    candidates: read.candidates.map((candidate) => ({
      ...candidate,
      value: { ...before, [column.name]: valueEntry(column, candidate.value, candidate.label), ...after },
    })),
  };
}
