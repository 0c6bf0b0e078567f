import type { JsonObject } from '../../../shared/index.ts';
import { listOf, objectOf, textOf } from '../json.ts';
import { insert } from './blocks.ts';
import { invalid, trashed, unfit } from './errors.ts';
import { databaseObject, pageObject, sourceObject } from './objects.ts';
import { decorate, readPlace } from './pages.ts';
import { paged } from './paging.ts';
import { checkFilter, checkSorts, matchFilter, sortPages } from './query.ts';
import { readRichText } from './rich-text.ts';
import type { Call, Route } from './route.ts';
import { propertySchema, schemaType } from './schema.ts';
import type { Database, DataSource, Place, State } from './state.ts';
import { databaseOf, nextId, sourceOf, uuid } from './state.ts';
import { mustBeLive } from './trash.ts';
import { emptyValue, findSchema } from './values.ts';

function databasePlace(state: State, body: JsonObject): Place {
  const place = readPlace(state, body.parent);
  if (place.type === 'data_source') throw unfit('body.parent.page_id', 'defined', undefined);
  return place;
}

/** Unlike a page's, the icon and cover of a database cannot be taken off (…/reference/update-database). */
function notEmptied(body: JsonObject): void {
  for (const name of ['icon', 'cover'])
    if (body[name] === null) throw unfit(`body.${name}`, 'an object or `undefined`', null);
}

function create({ state, body, now }: Call): JsonObject {
  const place = databasePlace(state, body);
  notEmptied(body);
  const given = objectOf(objectOf(body.initial_data_source).properties);
  const columns = Object.keys(given).length ? given : { Name: { title: {} } };
  const titles = Object.values(columns).filter((config) => schemaType(objectOf(config)) === 'title').length;
  if (titles !== 1)
    throw invalid(
      'body failed validation: body.initial_data_source.properties should have exactly one title property.',
    );
  const properties: Record<string, JsonObject> = {};
  for (const [name, config] of Object.entries(columns)) properties[name] = propertySchema(name, objectOf(config));
  const title = body.title === undefined ? [] : readRichText(body.title, 'body.title');
  const id = nextId(state);
  const source: DataSource = {
    id: nextId(state),
    database: id,
    title,
    properties,
    icon: null,
    inTrash: false,
    created: now,
    edited: now,
  };
  const database: Database = {
    id,
    parent: place,
    title,
    description: body.description === undefined ? [] : readRichText(body.description, 'body.description'),
    sources: [source.id],
    inline: body.is_inline === true,
    icon: null,
    cover: null,
    inTrash: false,
    locked: false,
    created: now,
    edited: now,
  };
  decorate(database, body);
  state.databases[id] = database;
  state.sources[source.id] = source;
  if (place.type === 'page') insert(state, place.id, [id], {});
  return databaseObject(state, database);
}

function update({ state, id, body, now }: Call): JsonObject {
  const database = databaseOf(state, id);
  mustBeLive(state, id, body.in_trash === false);
  notEmptied(body);
  if (body.title !== undefined) {
    database.title = readRichText(body.title, 'body.title');
    const [only, ...others] = database.sources;
    const source = state.sources[only ?? ''];
    if (source && !others.length) source.title = database.title;
  }
  if (body.description !== undefined) database.description = readRichText(body.description, 'body.description');
  if (body.parent !== undefined) {
    const place = databasePlace(state, body);
    const before = state.pages[database.parent.id];
    if (before) before.children = before.children.filter((child) => child !== id);
    database.parent = place;
    if (place.type === 'page') insert(state, place.id, [id], {});
  }
  decorate(database, body);
  if (typeof body.in_trash === 'boolean') database.inTrash = body.in_trash;
  if (typeof body.is_locked === 'boolean') database.locked = body.is_locked;
  if (typeof body.is_inline === 'boolean') database.inline = body.is_inline;
  database.edited = now;
  return databaseObject(state, database);
}

function eachRow(
  state: State,
  source: DataSource,
  change: (properties: Record<string, JsonObject>) => Record<string, JsonObject>,
): void {
  for (const page of Object.values(state.pages))
    if (page.parent.id === source.id) page.properties = change(page.properties);
}

/** One entry of a schema change: null removes, a name renames, a type sets or adds. */
function changeColumn(state: State, source: DataSource, key: string, config: JsonObject | null): void {
  const found = findSchema(source, key);
  if (!found) {
    if (config === null) throw invalid(`Could not find property with name or id: ${key}`);
    const schema = propertySchema(key, config);
    if (schema.type === 'title') throw invalid('Cannot add a second title property.');
    source.properties[key] = schema;
    eachRow(state, source, (properties) => ({ ...properties, [key]: emptyValue(textOf(schema.type)) }));
    return;
  }
  const [name, before] = found;
  if (config === null) {
    if (before.type === 'title') throw invalid('Cannot delete the title property.');
    delete source.properties[name];
    eachRow(state, source, ({ [name]: _gone, ...rest }) => rest);
    return;
  }
  const next = textOf(config.name) || name;
  if (next !== name && source.properties[next] !== undefined) throw invalid(`A property named ${next} already exists.`);
  const type = schemaType(config);
  const schema = type === undefined ? { ...before, name: next } : propertySchema(next, config, before);
  source.properties = Object.fromEntries(
    Object.entries(source.properties).map(([one, value]) => (one === name ? [next, schema] : [one, value])),
  );
  const retyped = schema.type !== before.type;
  eachRow(state, source, (properties) =>
    Object.fromEntries(
      Object.entries(properties).map(([one, value]) =>
        one === name ? [next, retyped ? emptyValue(textOf(schema.type)) : value] : [one, value],
      ),
    ),
  );
}

/** Into another database. */
function moveSource(state: State, source: DataSource, parent: JsonObject): void {
  const target = databaseOf(state, uuid(parent.database_id, 'body failed validation: body.parent.database_id'));
  const from = databaseOf(state, source.database);
  from.sources = from.sources.filter((one) => one !== source.id);
  target.sources.push(source.id);
  source.database = target.id;
}

function updateSource({ state, id, body, now }: Call): JsonObject {
  const source = sourceOf(state, id);
  mustBeLive(state, source.database);
  if (source.inTrash && body.in_trash !== false) throw trashed(false);
  for (const [key, config] of Object.entries(objectOf(body.properties)))
    changeColumn(state, source, key, config === null ? null : objectOf(config));
  if (body.title !== undefined) source.title = readRichText(body.title, 'body.title');
  const dressed = { icon: source.icon, cover: null };
  decorate(dressed, { ...(body.icon === undefined ? {} : { icon: body.icon }) });
  source.icon = dressed.icon;
  if (typeof body.in_trash === 'boolean') source.inTrash = body.in_trash;
  if (body.parent !== undefined) moveSource(state, source, objectOf(body.parent));
  source.edited = now;
  return sourceObject(state, source);
}

function query({ state, id, body, query: params, clock }: Call): JsonObject {
  const source = sourceOf(state, id);
  const only = listOf(params.filter_properties).map((one) => textOf(one));
  const rows = Object.values(state.pages).filter(
    (page) => page.parent.id === id && page.inTrash === (body.in_trash === true),
  );
  const filter = body.filter;
  if (filter !== undefined) checkFilter(source, objectOf(filter), clock);
  const fitting =
    filter === undefined ? rows : rows.filter((page) => matchFilter(source, page, objectOf(filter), clock));
  const sorts = listOf(body.sorts);
  checkSorts(source, sorts);
  const sorted = sorts.length ? sortPages(source, fitting, sorts) : fitting;
  return {
    ...paged(
      sorted.map((page) => pageObject(state, page, only)),
      'body',
      body,
      'page_or_data_source',
    ),
    request_status: { type: 'complete' },
  };
}

const databaseFields = ['parent', 'title', 'description', 'is_inline', 'icon', 'cover'];
const oneDatabase = /^\/v1\/databases\/([^/]+)$/;
const oneSource = /^\/v1\/data_sources\/([^/]+)$/;

export const databaseRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: /^\/v1\/databases$/,
    body: [...databaseFields, 'initial_data_source'],
    needs: 'insert_content',
    run: create,
  },
  {
    method: 'GET',
    path: oneDatabase,
    needs: 'read_content',
    run: ({ state, id }) => databaseObject(state, databaseOf(state, id)),
  },
  {
    method: 'PATCH',
    path: oneDatabase,
    body: [...databaseFields, 'in_trash', 'is_locked'],
    needs: 'update_content',
    run: update,
  },
  {
    method: 'GET',
    path: oneSource,
    needs: 'read_content',
    run: ({ state, id }) => sourceObject(state, sourceOf(state, id)),
  },
  {
    method: 'PATCH',
    path: oneSource,
    body: ['title', 'icon', 'properties', 'in_trash', 'parent'],
    needs: 'update_content',
    run: updateSource,
  },
  {
    method: 'POST',
    path: /^\/v1\/data_sources\/([^/]+)\/query$/,
    query: ['filter_properties'],
    body: ['sorts', 'filter', 'start_cursor', 'page_size', 'in_trash', 'result_type'],
    needs: 'read_content',
    run: query,
  },
];
