import type { Json, JsonObject } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { emojiIcon } from '../decoration.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import { richText } from '../rich-text.ts';
import { findProperty, propertyByMeaning, requireProperty } from '../schema.ts';
import { shapeDataSource } from '../shape.ts';
import { changeSource, sourceBefore } from '../source-change.ts';
import { columnTypes, impliedDatabases } from '../vocabulary.ts';

/** `GET /v1/data_sources/{data_source_id}`: the columns and their options. */
export const retrieveDataSource = defineTool({
  name: 'notion.data_sources.retrieve',
  title: 'Look at the columns of a Notion database',
  description:
    'Read which columns (properties) a database has, their types, and the options, stages or statuses that they offer.',
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
    property: { kind: 'text', description: 'The column that is asked about', sets: [], refs: ['property'] },
  },
  effectText: (args) => `Look at the columns of ${args.database.title}.`,
  async run(args, api) {
    const answer = await api.send({ method: 'GET', path: `/v1/data_sources/${args.database.data_source}` });
    const source = shapeDataSource(answer.body);
    const schema = objectOf(source.properties);
    const name = args.property === undefined ? undefined : propertyByMeaning(schema, args.property);
    const describe = (column: string): string => {
      const property = objectOf(schema[column]);
      const options = listOf(objectOf(property[textOf(property.type)]).options).map((option) =>
        textOf(objectOf(option).name),
      );
      return `${column} (${options.length ? options.join(', ') : textOf(property.type).replaceAll('_', ' ')})`;
    };
    const shown = name === undefined ? Object.keys(schema) : [name];
    return { data: source, summary: `${textOf(source.title)} has ${shown.map(describe).join(', ')}.` };
  },
});

/** Options of a select must all be sent again: those left out are removed (developers.notion.com, update property schema). */
function withOption(schema: JsonObject, name: string, option: string): Json {
  const property = objectOf(schema[name]);
  const type = textOf(property.type);
  if (!['select', 'multi_select', 'status'].includes(type)) throw new Error(`${name} is not a column with options.`);
  const options = listOf(objectOf(property[type]).options).map((one) => ({ name: textOf(objectOf(one).name) }));
  if (options.some((one) => one.name.toLowerCase() === option.toLowerCase()))
    throw new Error(`${name} already has the option ${option}.`);
  return { [type]: { options: [...options, { name: option }] } };
}

/** `PATCH /v1/data_sources/{data_source_id}`: add, rename, retype or remove a column, or add an option. */
export const updateDataSource = defineTool({
  name: 'notion.data_sources.update',
  title: 'Change the columns of a Notion database',
  description: 'Add, rename or remove a column of a database, add an option to one, or rename the data source.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'notion.data_sources.restore',
    text: 'Names, options, formats, title and icon can be set again and a new column removed; a removed or retyped column comes back only in Notion.',
  },
  params: {
    database: {
      kind: 'notion.database',
      required: true,
      description: 'The database',
      sets: ['data_source_id'],
      refs: ['database'],
      also: impliedDatabases,
    },
    property: {
      kind: 'text',
      description: 'The column',
      sets: ['properties'],
      refs: ['property'],
      also: ['Priority', 'Stage', 'Quarter', 'Status', 'Tags', 'Email', 'Phone'],
    },
    type: {
      kind: 'enum',
      values: columnTypes,
      description: 'Type of a new column, or the new type of an existing one',
      sets: ['properties.{property}', 'properties.{property}.type', 'properties.{property:2}'],
    },
    new_name: { kind: 'text', description: 'New name of the column', sets: ['properties.{property}.name'] },
    option: {
      kind: 'text',
      description: 'Option to add to the column',
      sets: [
        'properties.{property}.select.options.+.name',
        'properties.{property}.multi_select.options.+.name',
        'properties.{property}.status.options.+.name',
        'properties.Priority.select.options.+.name',
        'properties.Stage.status.options.+.name',
        'properties.Quarter.select.options.+.name',
      ],
    },
    remove: { kind: 'boolean', description: 'True removes the column and what is in it', sets: [] },
    number_format: {
      kind: 'enum',
      values: ['number', 'percent', 'dollar', 'euro', 'pound'],
      description: 'How a number column is shown',
      sets: ['properties.{property}.number.format'],
    },
    title: { kind: 'text', description: 'New name of the data source', sets: ['title'] },
    icon: { kind: 'notion.icon', description: 'New emoji icon', sets: ['icon.emoji', 'icon'] },
  },
  effectText: (args) => {
    const changes = [
      args.remove ? `remove the column ${args.property ?? ''} and all its values` : '',
      args.new_name !== undefined ? `rename the column ${args.property ?? ''} to ${args.new_name}` : '',
      args.option !== undefined ? `add the option ${args.option} to ${args.property ?? ''}` : '',
      args.type ? `${args.property ?? ''} as a ${args.type.replaceAll('_', ' ')} column` : '',
      args.number_format ? `show ${args.property ?? ''} as ${args.number_format}` : '',
      args.title === undefined ? '' : `rename it to “${args.title}”`,
      args.icon ? `set its icon to ${args.icon}` : '',
    ].filter(Boolean);
    return `Change ${args.database.title}: ${changes.join('; ') || `add the column ${args.property ?? ''}`}.`;
  },
  async run(args, api) {
    const body: JsonObject = {};
    if (args.property === undefined && args.title === undefined && !args.icon)
      throw new Error('Say what should change in the database.');
    const before = await sourceBefore(api, args.database.data_source);
    if (args.property !== undefined) {
      const schema = objectOf(shapeDataSource(before).properties);
      const existing =
        args.remove || args.new_name !== undefined || args.option !== undefined || args.number_format !== undefined;
      const name = existing
        ? requireProperty(schema, args.property)
        : (findProperty(schema, args.property) ?? args.property);
      const change: JsonObject = {};
      if (args.new_name !== undefined) change.name = args.new_name;
      if (args.option !== undefined) Object.assign(change, objectOf(withOption(schema, name, args.option)));
      if (args.number_format) change.number = { format: args.number_format };
      if (args.type) change[args.type] = {};
      if (!args.remove && !Object.keys(change).length) {
        if (schema[name] !== undefined) throw new Error(`${args.database.title} already has the column ${name}.`);
        change.rich_text = {};
      }
      body.properties = { [name]: args.remove ? null : change };
    }
    if (args.title !== undefined) body.title = richText(args.title);
    if (args.icon) body.icon = emojiIcon(args.icon);
    const { after, undo } = await changeSource(api, args.database, before, body);
    const shaped = shapeDataSource(after);
    return {
      data: shaped,
      undo,
      summary: `${textOf(shaped.title)} now has the columns ${Object.keys(objectOf(shaped.properties)).join(', ')}.`,
    };
  },
});
