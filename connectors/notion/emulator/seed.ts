import { z } from 'zod';
import type { JsonObject } from '../../../shared/index.ts';
import { addBlock, isTextBlock } from './blocks.ts';
import { shownText } from './rich-text.ts';
import { propertySchema } from './schema.ts';
import type { Place, State } from './state.ts';
import { seededId, stamp } from './state.ts';
import { emptyValue, readValue } from './values.ts';

const columnSchema = z.union([z.string(), z.record(z.string(), z.array(z.string()))]);

/** What the emulator needs of the demo workspace. */
export const workspaceSchema = z.object({
  company: z.string(),
  now: z.string(),
  people: z.array(z.object({ name: z.string(), email: z.string(), notion_user_id: z.string() })),
  notion: z.object({
    databases: z.array(
      z.object({
        database_id: z.string(),
        data_source_id: z.string(),
        title: z.string(),
        properties: z.record(z.string(), columnSchema),
      }),
    ),
    pages: z.array(
      z.object({
        id: z.string(),
        parent: z.string(),
        title: z.string(),
        properties: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
        blocks: z
          .array(z.object({ id: z.string(), type: z.string(), text: z.string(), checked: z.boolean().optional() }))
          .optional(),
      }),
    ),
  }),
});
export type NotionWorkspace = z.infer<typeof workspaceSchema>;

/** A column of the workspace file as a request would give it: `"date"`, or `{select: [...]}`. */
function columnConfig(column: z.infer<typeof columnSchema>): JsonObject {
  if (typeof column === 'string') return { [column]: {} };
  return Object.fromEntries(
    Object.entries(column).map(([type, options]) => [type, { options: options.map((name) => ({ name })) }]),
  );
}

/** A plain value of the workspace file as a request would give it. */
function plainValue(type: string, value: string | number | boolean): JsonObject {
  if (type === 'select' || type === 'status') return { [type]: { name: String(value) } };
  if (type === 'multi_select') return { multi_select: [{ name: String(value) }] };
  if (type === 'people') return { people: [{ id: String(value) }] };
  if (type === 'date') return { date: { start: String(value) } };
  if (type === 'title' || type === 'rich_text') return { [type]: [{ text: { content: String(value) } }] };
  return { [type]: value };
}

/** The state that the workspace file describes. Pages get times in its order, the later ones edited later. */
export function seedState(workspace: NotionWorkspace): State {
  const now = Date.parse(workspace.now);
  const bot = seededId('bot');
  const state: State = {
    workspace: workspace.company,
    bot,
    counter: 0,
    users: [
      ...workspace.people.map(({ name, email, notion_user_id }) => ({ id: notion_user_id, name, email })),
      { id: bot, name: 'Thimble', email: null },
    ],
    pages: {},
    blocks: {},
    databases: {},
    sources: {},
    comments: [],
  };
  const born = stamp(now - 60 * 86_400_000);
  for (const given of workspace.notion.databases) {
    const properties: Record<string, JsonObject> = {};
    for (const [name, column] of Object.entries(given.properties))
      properties[name] = propertySchema(name, columnConfig(column));
    const times = { created: born, edited: born };
    state.databases[given.database_id] = {
      id: given.database_id,
      parent: { type: 'workspace', id: '' },
      title: shownText(given.title),
      description: [],
      sources: [given.data_source_id],
      inline: false,
      icon: null,
      cover: null,
      inTrash: false,
      locked: false,
      ...times,
    };
    state.sources[given.data_source_id] = {
      id: given.data_source_id,
      database: given.database_id,
      title: shownText(given.title),
      properties,
      icon: null,
      inTrash: false,
      ...times,
    };
  }
  workspace.notion.pages.forEach((given, index) => {
    const source = state.sources[given.parent];
    const parent: Place = source
      ? { type: 'data_source', id: source.id }
      : given.parent === 'workspace'
        ? { type: 'workspace', id: '' }
        : { type: 'page', id: given.parent };
    const created = stamp(now - (30 * 24 - index) * 3_600_000);
    const edited = stamp(now - (workspace.notion.pages.length - index) * 3_600_000);
    const properties: Record<string, JsonObject> = {};
    for (const [name, schema] of Object.entries(source?.properties ?? { title: { type: 'title' } })) {
      const type = String(schema.type);
      const value = type === 'title' ? given.title : given.properties?.[name];
      properties[name] =
        value === undefined ? emptyValue(type) : readValue(state, schema, name, plainValue(type, value));
    }
    state.pages[given.id] = {
      id: given.id,
      parent,
      properties,
      icon: null,
      cover: null,
      children: [],
      inTrash: false,
      locked: false,
      archived: false,
      created,
      edited,
    };
    for (const block of given.blocks ?? []) {
      const made = addBlock(
        state,
        given.id,
        block.type,
        isTextBlock(block.type)
          ? {
              rich_text: shownText(block.text),
              color: 'default',
              ...(block.checked === undefined ? {} : { checked: block.checked }),
            }
          : {},
        edited,
      );
      delete state.blocks[made.id];
      state.blocks[block.id] = { ...made, id: block.id };
      state.pages[given.id]?.children.push(block.id);
    }
    if (parent.type === 'page') state.pages[parent.id]?.children.push(given.id);
  });
  state.counter = 0;
  return state;
}
