import type { JsonObject, ToolApi } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { clause, filterPaths, joinClauses, valueClauses } from '../filter.ts';
import { objectOf, textOf } from '../json.ts';
import { counted, readList } from '../paging.ts';
import { valuesText } from '../property-values.ts';
import { brief } from '../rich-text.ts';
import { nameOfType, propertyByMeaning, readSchema, requireMeant } from '../schema.ts';
import { propertyText, shapePage, shapeRow } from '../shape.ts';
import { impliedDatabases, impliedValues } from '../vocabulary.ts';

const spans = ['this_week', 'next_week', 'next_month', 'next_year', 'past_week', 'past_month', 'past_year'] as const;
const timestamps = ['created_time', 'last_edited_time'] as const;
const dated = (operator: string): string[] =>
  filterPaths(`date.${operator}`, `created_time.${operator}`, `last_edited_time.${operator}`);
const equalities = [
  'status.equals',
  'select.equals',
  'people.contains',
  'multi_select.contains',
  'checkbox.equals',
  '{type}.equals',
  'number.equals',
  'email.equals',
  'url.equals',
  'rich_text.equals',
];
const empties = ['status', 'select', 'people', 'date', 'number', '{type}'].map((type) => `${type}.is_empty`);
const differences = [
  'status.does_not_equal',
  'select.does_not_equal',
  'people.does_not_contain',
  'multi_select.does_not_contain',
  '{type}.does_not_equal',
  '{type}.is_not_empty',
  'date.is_not_empty',
  'people.is_not_empty',
];

/** The columns that are meant by the said names, title aside; undefined where none is. */
function wantedColumns(page: JsonObject, said: readonly string[]): string[] | undefined {
  const properties = objectOf(page.properties);
  const found = said.map((name) => propertyByMeaning(properties, name)).filter((name) => name !== undefined);
  return found.length ? found.filter((name) => objectOf(properties[name]).type !== 'title') : undefined;
}

/** Reads the schema once, and only when a property has to be found that nobody named exactly. */
function schemaReader(api: ToolApi, dataSource: string): () => Promise<JsonObject> {
  let schema: JsonObject | undefined;
  return async () => {
    schema ??= await readSchema(api, dataSource);
    return schema;
  };
}

/** A timestamp stays itself; a said name becomes the schema's; nothing said means the only property of the type. */
async function propertyFor(said: string | undefined, type: string, schema: () => Promise<JsonObject>): Promise<string> {
  const stamp = timestamps.find((name) => name === said?.trim().replaceAll(' ', '_').toLowerCase());
  if (stamp) return stamp;
  const known = await schema();
  if (said !== undefined) return requireMeant(known, said);
  const only = nameOfType(known, type);
  if (only === undefined) throw new Error(`This database has no ${type} column.`);
  return only;
}

/** The key of a condition on a date: a column may hold the row's own times. Throws where it holds no dates at all. */
async function dateType(property: string, schema: () => Promise<JsonObject>): Promise<string> {
  if (timestamps.some((stamp) => stamp === property)) return property;
  const type = textOf(objectOf((await schema())[property]).type);
  if (type !== 'date' && !timestamps.some((stamp) => stamp === type)) throw new Error(`${property} holds no dates.`);
  return type;
}

/** `POST /v1/data_sources/{data_source_id}/query`: reads only, though it is a POST. */
export const queryDataSource = defineTool({
  name: 'notion.data_sources.query',
  title: 'List rows of a Notion database',
  description: 'List tasks, CRM accounts, roadmap items or rows of any database, filtered and sorted.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    database: {
      kind: 'notion.database',
      required: true,
      description: 'The database',
      sets: ['data_source_id'],
      refs: ['database'],
      also: impliedDatabases,
    },
    where: {
      kind: 'notion.properties',
      description:
        'Values that rows must have, by property: Status, Assignee, Priority…; "none" for empty, "A or B" for either',
      within: ['database'],
      sets: [...filterPaths('property', ...equalities, ...empties), 'filter'],
      also: impliedValues,
    },
    except: {
      kind: 'notion.properties',
      description: 'Values that rows must not have, by property',
      within: ['database'],
      sets: filterPaths(...differences),
      also: impliedValues,
    },
    on: {
      kind: 'notion.day',
      within: ['database', 'date_property'],
      description: 'Dated on this day',
      sets: dated('equals'),
      also: ['today', 'tomorrow'],
    },
    before: {
      kind: 'notion.day',
      within: ['database', 'date_property'],
      description: 'Dated before this day',
      sets: dated('before'),
      also: ['today', 'tomorrow'],
    },
    after: {
      kind: 'notion.day',
      within: ['database', 'date_property'],
      description: 'Dated after this day',
      sets: dated('after'),
      also: ['today'],
    },
    until: {
      kind: 'notion.day',
      within: ['database', 'date_property'],
      description: 'Dated on or before this day (by, up to)',
      sets: dated('on_or_before'),
      also: ['today'],
    },
    since: {
      kind: 'notion.day',
      within: ['database', 'date_property'],
      description: 'Dated on or after this day (from, since)',
      sets: dated('on_or_after'),
      also: ['today'],
    },
    span: {
      kind: 'enum',
      values: spans,
      description: 'Dated in this stretch of time',
      sets: spans.flatMap((span) => dated(span)),
    },
    date_property: {
      kind: 'text',
      description:
        'Which date is meant, where there are several; created_time and last_edited_time are of the row itself',
      sets: filterPaths('timestamp'),
      also: timestamps,
    },
    more_than: { kind: 'number', description: 'Number above this', sets: filterPaths('number.greater_than') },
    at_least: {
      kind: 'number',
      description: 'Number of at least this',
      sets: filterPaths('number.greater_than_or_equal_to'),
    },
    less_than: { kind: 'number', description: 'Number below this', sets: filterPaths('number.less_than') },
    at_most: {
      kind: 'number',
      description: 'Number of at most this',
      sets: filterPaths('number.less_than_or_equal_to'),
    },
    number_property: { kind: 'text', description: 'Which number is meant, where there are several', sets: [] },
    title: {
      kind: 'text',
      description: 'Words of the name',
      sets: filterPaths(
        'title.contains',
        'title.starts_with',
        'title.ends_with',
        'title.equals',
        '{type}.contains',
        'rich_text.contains',
      ),
    },
    title_match: {
      kind: 'enum',
      values: ['contains', 'starts_with', 'ends_with', 'equals'],
      description: 'How the name must match; contains unless said otherwise',
      sets: filterPaths('title'),
    },
    text_property: {
      kind: 'text',
      description: 'Look for the words in this text column instead of the name',
      sets: [],
    },
    sort_by: {
      kind: 'text',
      description: 'Sort by this property',
      sets: ['sorts', 'sorts.0.property', 'sorts.0.timestamp'],
      also: ['Due', 'ARR', 'Last contact', ...timestamps],
    },
    direction: {
      kind: 'enum',
      values: ['ascending', 'descending'],
      description: 'Lowest or soonest first, or highest or latest first',
      sets: ['sorts.0.direction'],
    },
    columns: {
      kind: 'text',
      many: true,
      description: 'Only show these columns',
      sets: ['filter_properties', 'filter_properties.0'],
    },
    count: { kind: 'integer', description: 'How many rows at most', sets: ['page_size'] },
    in_trash: { kind: 'boolean', description: 'True lists what is in the trash', sets: ['in_trash'] },
  },
  effectText: (args) => {
    const parts = [
      valuesText(args.where),
      args.except ? `not ${valuesText(args.except)}` : '',
      args.on ? `on ${args.on}` : '',
      args.before ? `before ${args.before}` : '',
      args.after ? `after ${args.after}` : '',
      args.until ? `until ${args.until}` : '',
      args.since ? `since ${args.since}` : '',
      args.span ? args.span.replace('_', ' ') : '',
      args.title ? `named “${args.title}”` : '',
    ].filter(Boolean);
    return `List rows of ${args.database.title}${parts.length ? `: ${parts.join(', ')}` : ''}.`;
  },
  async run(args, api) {
    const source = args.database.data_source;
    const schema = schemaReader(api, source);
    const clauses: JsonObject[] = [...valueClauses(args.where, false), ...valueClauses(args.except, true)];

    const dates: [string, string | undefined][] = [
      ['equals', args.on],
      ['on_or_after', args.since],
      ['after', args.after],
      ['before', args.before],
      ['on_or_before', args.until],
    ];
    if (dates.some(([, day]) => day !== undefined) || args.span) {
      const property = await propertyFor(args.date_property, 'date', schema);
      const type = await dateType(property, schema);
      for (const [operator, day] of dates)
        if (day !== undefined) clauses.push(clause(property, type, { [operator]: day }));
      if (args.span) clauses.push(clause(property, type, { [args.span]: {} }));
    }
    const numbers: [string, number | undefined][] = [
      ['greater_than', args.more_than],
      ['greater_than_or_equal_to', args.at_least],
      ['less_than', args.less_than],
      ['less_than_or_equal_to', args.at_most],
    ];
    if (numbers.some(([, number]) => number !== undefined)) {
      const property = await propertyFor(args.number_property, 'number', schema);
      for (const [operator, number] of numbers)
        if (number !== undefined) clauses.push(clause(property, 'number', { [operator]: number }));
    }
    if (args.title !== undefined) {
      const property = await propertyFor(args.text_property, 'title', schema);
      const type = textOf(objectOf((await schema())[property]).type) || 'title';
      clauses.push(clause(property, type, { [args.title_match ?? 'contains']: args.title }));
    }

    const body: JsonObject = {};
    const filter = joinClauses(clauses);
    if (filter) body.filter = filter;
    if (args.sort_by !== undefined || args.direction) {
      const property = await propertyFor(args.sort_by, 'date', schema);
      const direction = args.direction ?? 'ascending';
      body.sorts = [
        timestamps.some((stamp) => stamp === property) ? { timestamp: property, direction } : { property, direction },
      ];
    }
    if (args.in_trash !== undefined) body.in_trash = args.in_trash;

    const limit = Math.min(Math.max(args.count ?? 200, 1), 300);
    const { items, more } = await readList(
      api,
      { method: 'POST', path: `/v1/data_sources/${source}/query`, body },
      limit,
    );
    const pages = items.map((item) => shapePage(item));
    const results = pages.map((page) => shapeRow(page, wantedColumns(page, args.columns ?? [])));
    const lines = pages.slice(0, 10).map((page) => {
      const properties = objectOf(page.properties);
      const shown = wantedColumns(page, args.columns ?? []) ?? [];
      const values = shown.map((name) => `${name} ${brief(propertyText(properties[name]), 40)}`).join(', ');
      return `${textOf(page.title)}${values ? ` (${values})` : ''}`;
    });
    return {
      data: { object: 'list', results, has_more: more },
      summary: results.length
        ? `${counted(results.length, 'row', more)} of ${args.database.title}: ${lines.join('; ')}${results.length > 10 ? '; …' : ''}`
        : `Nothing in ${args.database.title} fits.`,
    };
  },
});
