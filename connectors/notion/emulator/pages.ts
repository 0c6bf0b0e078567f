import type { Json, JsonObject } from '../../../shared/index.ts';
import { objectOf, textOf } from '../json.ts';
import { insert, makeBlocks } from './blocks.ts';
import { invalid, unfit } from './errors.ts';
import { editMarkdown, markdownBlocks, pageMarkdown } from './markdown.ts';
import { pageObject } from './objects.ts';
import { readRichText } from './rich-text.ts';
import type { Call, Route } from './route.ts';
import { optionsOf } from './schema.ts';
import type { Page, Place, State } from './state.ts';
import { databaseOf, nextId, pageOf, sourceOf, uuid } from './state.ts';
import { mustBeLive, mustBeOpen } from './trash.ts';
import { emptyValue, readValues } from './values.ts';

function onlyProperties(given: Json | undefined): string[] {
  if (given === undefined) return [];
  return (Array.isArray(given) ? given : [given]).map((one) => textOf(one));
}

/** The parent of a request. A database stands for its only data source. */
export function readPlace(state: State, given: Json | undefined): Place {
  if (given === undefined) throw unfit('body.parent', 'defined', undefined);
  const parent = objectOf(given);
  if (parent.page_id !== undefined)
    return { type: 'page', id: pageOf(state, uuid(parent.page_id, 'body failed validation: body.parent.page_id')).id };
  if (parent.data_source_id !== undefined)
    return {
      type: 'data_source',
      id: sourceOf(state, uuid(parent.data_source_id, 'body failed validation: body.parent.data_source_id')).id,
    };
  if (parent.database_id !== undefined) {
    const database = databaseOf(state, uuid(parent.database_id, 'body failed validation: body.parent.database_id'));
    const [only, ...others] = database.sources;
    if (only === undefined || others.length)
      throw invalid('Databases with multiple data sources are not supported in this request; use data_source_id.');
    return { type: 'data_source', id: only };
  }
  if (parent.workspace === true) return { type: 'workspace', id: '' };
  throw invalid(
    'body failed validation: body.parent.page_id, body.parent.data_source_id or body.parent.workspace should be defined.',
  );
}

/** Values of a page that is not a row: only its title. */
function titleOnly(given: JsonObject): Record<string, JsonObject> {
  const out: Record<string, JsonObject> = {};
  for (const [key, value] of Object.entries(given)) {
    if (key !== 'title') throw invalid(`${key} is not a property that exists.`);
    const text = Array.isArray(value) ? value : objectOf(value).title;
    out.title = { type: 'title', title: readRichText(text, 'body.properties.title.title') };
  }
  return out;
}

function valuesFor(state: State, place: Place, given: Json | undefined): Record<string, JsonObject> {
  return place.type === 'data_source'
    ? readValues(state, sourceOf(state, place.id), objectOf(given))
    : titleOnly(objectOf(given));
}

function icon(given: Json): JsonObject | null {
  if (given === null) return null;
  const value = objectOf(given);
  if (typeof value.emoji === 'string') return { type: 'emoji', emoji: value.emoji };
  if (value.external !== undefined) return { type: 'external', external: value.external };
  if (value.custom_emoji !== undefined) return { type: 'custom_emoji', custom_emoji: value.custom_emoji };
  if (value.icon !== undefined) return { type: 'icon', icon: value.icon };
  throw invalid('body failed validation: body.icon.emoji should be defined, instead was `undefined`.');
}

function cover(given: Json): JsonObject | null {
  if (given === null) return null;
  const url = textOf(objectOf(objectOf(given).external).url);
  if (!url) throw invalid('body failed validation: body.cover.external should be defined, instead was `undefined`.');
  return { type: 'external', external: { url } };
}

/** Icon and cover of anything that has them, where the request names them. */
export function decorate(target: { icon: JsonObject | null; cover: JsonObject | null }, body: JsonObject): void {
  if (body.icon !== undefined) target.icon = icon(body.icon);
  if (body.cover !== undefined) target.cover = cover(body.cover);
}

/** A new row's value where the request gives none: empty, but a status starts at its first option. */
function startingValue(schema: JsonObject): JsonObject {
  const type = textOf(schema.type);
  const [first] = type === 'status' ? optionsOf(schema) : [];
  if (!first) return emptyValue(type);
  return { type, status: { id: first.id ?? '', name: first.name ?? '', color: first.color ?? 'default' } };
}

/** Where in its parent a new page goes: as blocks are placed, but with names of their own. */
function pagePosition(given: Json | undefined): JsonObject {
  if (given === undefined) return { type: 'end' };
  const { type, after_block: after } = objectOf(given);
  if (type === 'after_block') return { type, after_block: after ?? null };
  if (type !== 'page_start' && type !== 'page_end')
    throw unfit('body.position.type', '`"page_start"`, `"page_end"` or `"after_block"`', type);
  return { type: type.slice('page_'.length) };
}

function createPage({ state, body, query, now }: Call): JsonObject {
  const place = readPlace(state, body.parent);
  mustBeOpen(state, place);
  noTemplate(body);
  const blocks = body.children ?? body.content;
  if (body.markdown !== undefined && blocks !== undefined)
    throw invalid('body failed validation: only one of body.markdown and body.children may be defined.');
  const source = place.type === 'data_source' ? sourceOf(state, place.id) : undefined;
  const given = valuesFor(state, place, body.properties);
  const properties: Record<string, JsonObject> = {};
  for (const [name, schema] of Object.entries(source?.properties ?? { title: { type: 'title' } }))
    properties[name] = given[name] ?? startingValue(schema);
  const page: Page = {
    id: nextId(state),
    parent: place,
    properties,
    icon: null,
    cover: null,
    children: [],
    inTrash: false,
    locked: false,
    archived: false,
    created: now,
    edited: now,
  };
  decorate(page, body);
  state.pages[page.id] = page;
  if (typeof body.markdown === 'string') page.children = markdownBlocks(state, page.id, body.markdown, now);
  else if (blocks !== undefined) page.children = makeBlocks(state, page.id, blocks, now);
  if (place.type === 'page') insert(state, place.id, [page.id], { position: pagePosition(body.position) });
  return pageObject(state, page, onlyProperties(query.filter_properties));
}

/** The demo workspace has no templates. */
function noTemplate({ template }: JsonObject): void {
  if (template !== undefined && objectOf(template).type !== 'none')
    throw invalid('The data source has no such template.');
}

/** Everything in the page goes to the trash. */
function eraseContent(state: State, page: Page): void {
  for (const id of page.children) {
    const child = state.blocks[id] ?? state.pages[id] ?? state.databases[id];
    if (child) child.inTrash = true;
  }
  page.children = [];
}

function updatePage({ state, body, id, query, now }: Call): JsonObject {
  const page = pageOf(state, id);
  const restoring = body.in_trash === false;
  mustBeLive(state, id, restoring);
  noTemplate(body);
  const values = body.properties === undefined ? {} : valuesFor(state, page.parent, body.properties);
  decorate(page, body);
  Object.assign(page.properties, values);
  if (typeof body.in_trash === 'boolean') page.inTrash = body.in_trash;
  if (typeof body.is_locked === 'boolean') page.locked = body.is_locked;
  if (typeof body.is_archived === 'boolean') page.archived = body.is_archived;
  if (body.erase_content === true) eraseContent(state, page);
  page.edited = now;
  return pageObject(state, page, onlyProperties(query.filter_properties));
}

function markdownObject(state: State, page: Page): JsonObject {
  return {
    object: 'page_markdown',
    id: page.id,
    markdown: pageMarkdown(state, page),
    truncated: false,
    unknown_block_ids: [],
  };
}

function updateMarkdown({ state, body, id, now }: Call): JsonObject {
  const page = pageOf(state, id);
  mustBeLive(state, id);
  editMarkdown(state, page, body, now);
  return markdownObject(state, page);
}

const looks = ['properties', 'icon', 'cover', 'template'];
const onePage = /^\/v1\/pages\/([^/]+)$/;
const text = /^\/v1\/pages\/([^/]+)\/markdown$/;

export const pageRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/v1\/pages$/,
    query: ['filter_properties'],
    body: ['parent', ...looks, 'children', 'content', 'markdown', 'position', 'allow_async'],
    needs: 'insert_content',
    run: createPage,
  },
  {
    method: 'GET',
    path: onePage,
    query: ['filter_properties'],
    needs: 'read_content',
    run: ({ state, id, query }) => pageObject(state, pageOf(state, id), onlyProperties(query.filter_properties)),
  },
  {
    method: 'PATCH',
    path: onePage,
    query: ['filter_properties'],
    body: [...looks, 'is_locked', 'erase_content', 'in_trash', 'is_archived'],
    needs: 'update_content',
    run: updatePage,
  },
  {
    method: 'GET',
    path: text,
    query: ['include_transcript'],
    needs: 'read_content',
    run: ({ state, id }) => markdownObject(state, pageOf(state, id)),
  },
  {
    method: 'PATCH',
    path: text,
    body: ['allow_async', 'type', 'insert_content', 'replace_content_range', 'update_content', 'replace_content'],
    needs: 'update_content',
    run: updateMarkdown,
  },
];
