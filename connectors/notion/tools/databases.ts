import type { JsonObject, KindValue } from '../../kit/guest.ts';
import { defineTool } from '../../kit/guest.ts';
import { changeDatabase } from '../database-change.ts';
import { emojiIcon, externalCover } from '../decoration.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import { brief, richText } from '../rich-text.ts';
import { shapeDatabase } from '../shape.ts';
import { columnTypes } from '../vocabulary.ts';

/** `GET /v1/databases/{database_id}`: since 2025-09-03 its data sources, no longer its columns. */
export const retrieveDatabase = defineTool({
  name: 'notion.databases.retrieve',
  title: 'Look at a Notion database',
  description: 'Read a database itself: its link, place, description and data sources, not its rows or columns.',
  effect: 'read',
  undo: { kind: 'none', text: 'Reading changes nothing.' },
  params: {
    database: {
      kind: 'notion.database',
      required: true,
      description: 'The database',
      sets: ['database_id'],
      refs: ['database'],
    },
  },
  effectText: (args) => `Look at the database ${args.database.title}.`,
  async run(args, api) {
    const answer = await api.send({ method: 'GET', path: `/v1/databases/${args.database.id}` });
    const database = shapeDatabase(answer.body);
    const sources = listOf(database.data_sources).map((source) => textOf(objectOf(source).name));
    return {
      data: database,
      summary: `${textOf(database.title)} holds the data source ${sources.join(', ')}: ${textOf(database.url)}`,
    };
  },
});

/** Columns as the API takes them; a title column is required, so one is added where nobody named it. */
function schemaOf(columns: KindValue<'notion.properties'>): JsonObject {
  const out: JsonObject = {};
  for (const [name, { type, value }] of Object.entries(columns)) {
    const options = Array.isArray(value) && value.length ? { options: value.map((option) => ({ name: option })) } : {};
    out[name] = { [type]: options };
  }
  return Object.values(columns).some(({ type }) => type === 'title') ? out : { Name: { title: {} }, ...out };
}

/** `POST /v1/databases`: columns go under `initial_data_source.properties` since 2025-09-03. */
export const createDatabase = defineTool({
  name: 'notion.databases.create',
  title: 'Create a Notion database',
  description: 'Make a new database (table, tracker, list) inside a page or at the top level of the workspace.',
  effect: 'write',
  undo: { kind: 'call', tool: 'notion.databases.update', text: 'The new database can be moved to the trash.' },
  params: {
    title: { kind: 'text', required: true, description: 'Name of the database', sets: ['title'] },
    parent: { kind: 'notion.page', description: 'The page that it goes in', sets: ['parent.page_id'], refs: ['page'] },
    top_level: {
      kind: 'boolean',
      description: 'True puts it at the top level of the workspace',
      sets: ['parent', 'parent.workspace', 'parent.type'],
    },
    columns: {
      kind: 'notion.properties',
      description: 'Columns by name, each with its type: text, number, select, status, date, people, checkbox, email…',
      sets: ['initial_data_source', 'initial_data_source.properties', 'initial_data_source.properties.{property}'],
      also: ['title', 'text', ...columnTypes],
    },
    description: { kind: 'text', description: 'Description', sets: ['description'] },
    icon: { kind: 'notion.icon', description: 'Emoji icon', sets: ['icon.emoji', 'icon'] },
    cover: { kind: 'url', description: 'Address of a cover image', sets: ['cover.external.url', 'cover'] },
    inline: { kind: 'boolean', description: 'True shows it inside the page', sets: ['is_inline'] },
  },
  effectText: (args) => {
    const columns = Object.keys(args.columns ?? {});
    return `Create the database “${args.title}” ${args.parent ? `in “${args.parent.title}”` : 'at the top level'}${columns.length ? ` with the columns ${columns.join(', ')}` : ''}.`;
  },
  async run(args, api) {
    if (!args.parent && !args.top_level) throw new Error('Say which page the database goes in.');
    const body: JsonObject = {
      parent: args.parent ? { type: 'page_id', page_id: args.parent.id } : { type: 'workspace', workspace: true },
      title: richText(args.title),
    };
    if (args.columns && Object.keys(args.columns).length)
      body.initial_data_source = { properties: schemaOf(args.columns) };
    if (args.description !== undefined) body.description = richText(args.description);
    if (args.icon) body.icon = emojiIcon(args.icon);
    if (args.cover) body.cover = externalCover(args.cover);
    if (args.inline !== undefined) body.is_inline = args.inline;
    const answer = await api.send({ method: 'POST', path: '/v1/databases', body });
    const database = shapeDatabase(answer.body);
    const source = textOf(objectOf(listOf(database.data_sources)[0]).id);
    const made = { id: textOf(database.id), data_source: source, title: args.title };
    return {
      data: database,
      summary: `Created the database “${args.title}”: ${textOf(database.url)}`,
      undo: [
        {
          tool: 'notion.databases.update',
          args: { database: made, trash: true },
          text: `Move the database “${brief(args.title)}” to the trash.`,
        },
      ],
    };
  },
});

/** `PATCH /v1/databases/{database_id}`: all but the columns, which belong to the data source. */
export const updateDatabase = defineTool({
  name: 'notion.databases.update',
  title: 'Change a Notion database',
  description: 'Rename, describe, move, lock, trash or restore a database, or change its icon or cover.',
  effect: 'write',
  undo: {
    kind: 'call',
    tool: 'notion.databases.restore',
    text: 'The earlier values can be set again; a first icon or cover cannot be taken off by the API.',
  },
  params: {
    database: {
      kind: 'notion.database',
      required: true,
      description: 'The database',
      sets: ['database_id'],
      refs: ['database'],
    },
    new_title: { kind: 'text', description: 'New name', sets: ['title'] },
    description: { kind: 'text', description: 'New description', sets: ['description'] },
    icon: { kind: 'notion.icon', description: 'New emoji icon', sets: ['icon.emoji'] },
    cover: { kind: 'url', description: 'Address of a new cover image', sets: ['cover.external.url'] },
    parent: {
      kind: 'notion.page',
      description: 'Move it into this page',
      sets: ['parent.page_id', 'parent'],
      refs: ['page'],
    },
    trash: {
      kind: 'boolean',
      description: 'True moves it to the trash, false restores it',
      sets: ['in_trash', 'archived'],
    },
    locked: { kind: 'boolean', description: 'True locks it against edits, false unlocks it', sets: ['is_locked'] },
    inline: {
      kind: 'boolean',
      description: 'True shows it inside its page, false as a full page',
      sets: ['is_inline'],
    },
    remove: {
      kind: 'enum',
      values: ['description'],
      description: 'Take the description off',
      sets: ['description'],
    },
  },
  effectText: (args) => {
    const changes = [
      args.new_title === undefined ? '' : `rename it to “${args.new_title}”`,
      args.description === undefined ? '' : `describe it as “${brief(args.description)}”`,
      args.icon ? `set its icon to ${args.icon}` : '',
      args.cover ? `set its cover to ${args.cover}` : '',
      args.parent ? `move it into “${args.parent.title}”` : '',
      args.trash === undefined ? '' : args.trash ? 'move it to the trash' : 'restore it from the trash',
      args.locked === undefined ? '' : args.locked ? 'lock it' : 'unlock it',
      args.inline === undefined ? '' : args.inline ? 'show it inside its page' : 'show it as a full page',
      args.remove ? `remove its ${args.remove}` : '',
    ].filter(Boolean);
    return `Change the database ${args.database.title}: ${changes.join('; ') || 'nothing'}.`;
  },
  async run(args, api) {
    const body: JsonObject = {};
    if (args.new_title !== undefined) body.title = richText(args.new_title);
    if (args.description !== undefined) body.description = richText(args.description);
    if (args.icon) body.icon = emojiIcon(args.icon);
    if (args.cover) body.cover = externalCover(args.cover);
    if (args.parent) body.parent = { type: 'page_id', page_id: args.parent.id };
    if (args.trash !== undefined) body.in_trash = args.trash;
    if (args.locked !== undefined) body.is_locked = args.locked;
    if (args.inline !== undefined) body.is_inline = args.inline;
    if (args.remove) body.description = [];
    if (!Object.keys(body).length) throw new Error('Say what should change in the database.');
    const { after, undo } = await changeDatabase(api, args.database, body);
    const done = args.trash === true ? 'Moved to the trash' : args.trash === false ? 'Restored' : 'Changed';
    return { data: shapeDatabase(after), summary: `${done}: the database ${args.database.title}.`, undo };
  },
});
