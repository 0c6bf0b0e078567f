import type { Json, JsonObject } from '../kit/guest.ts';
import { listOf, objectOf, textOf } from './json.ts';
import { plainText } from './rich-text.ts';

function shapeProperty(property: JsonObject): JsonObject {
  const type = textOf(property.type);
  const value = property[type] ?? null;
  switch (type) {
    case 'title':
    case 'rich_text':
      return { type, [type]: listOf(value).length ? [{ plain_text: plainText(value) }] : [] };
    case 'select':
    case 'status':
      return { type, [type]: value === null ? null : { name: textOf(objectOf(value).name) } };
    case 'multi_select':
      return { type, multi_select: listOf(value).map((option) => ({ name: textOf(objectOf(option).name) })) };
    case 'people':
      return {
        type,
        people: listOf(value).map((person) => ({
          id: textOf(objectOf(person).id),
          name: textOf(objectOf(person).name),
        })),
      };
    default:
      return { type, [type]: value };
  }
}

/** The title of a page object: its property of type `title`. */
export function pageTitle(page: JsonObject): string {
  for (const property of Object.values(objectOf(page.properties)))
    if (objectOf(property).type === 'title') return plainText(objectOf(property).title);
  return '';
}

/** One property's value in words: "In progress", "Eve Johnson", "2026-03-06", "empty". */
export function propertyText(property: Json | undefined): string {
  const { type: kind, ...rest } = objectOf(property);
  const type = textOf(kind);
  const value = rest[type] ?? null;
  if (value === null) return 'empty';
  if (type === 'title' || type === 'rich_text') return plainText(value) || 'empty';
  if (Array.isArray(value))
    return value.map((item) => textOf(objectOf(item).name) || textOf(objectOf(item).id)).join(', ') || 'empty';
  if (type === 'date') {
    const { start, end } = objectOf(value);
    return end ? `${textOf(start)} to ${textOf(end)}` : textOf(start);
  }
  return typeof value === 'object' ? textOf(value.name) || JSON.stringify(value) : String(value);
}

/** A page as later steps, resolvers and people need it: upstream names, without ids of properties and annotations. */
export function shapePage(body: Json): JsonObject {
  const page = objectOf(body);
  const properties: JsonObject = {};
  for (const [name, property] of Object.entries(objectOf(page.properties)))
    properties[name] = shapeProperty(objectOf(property));
  return {
    object: 'page',
    id: textOf(page.id),
    title: pageTitle(page),
    url: textOf(page.url),
    parent: objectOf(page.parent),
    properties,
    in_trash: page.in_trash === true,
    created_time: textOf(page.created_time),
    last_edited_time: textOf(page.last_edited_time),
  };
}

/** A property's value alone: text, number, yes or no, names; null where it is empty. */
function plainValue(property: Json | undefined): Json {
  const { type: kind, ...rest } = objectOf(property);
  const value = rest[textOf(kind)] ?? null;
  if (kind === 'number' || kind === 'checkbox') return value;
  if (Array.isArray(value) && kind !== 'title' && kind !== 'rich_text')
    return value.map((item) => textOf(objectOf(item).name) || textOf(objectOf(item).id));
  const words = propertyText(property);
  return words === 'empty' ? null : words;
}

/**
 * A {@link shapePage} as a row of a list: name, link and the values alone, of which a step that follows sees more rows
 * than of whole pages. `columns`: only these, by their exact names; all unless given.
 */
export function shapeRow(page: JsonObject, columns?: readonly string[]): JsonObject {
  const values: JsonObject = {};
  for (const [name, property] of Object.entries(objectOf(page.properties)))
    if (columns ? columns.includes(name) : objectOf(property).type !== 'title') values[name] = plainValue(property);
  return { object: 'page', id: textOf(page.id), title: textOf(page.title), url: textOf(page.url), properties: values };
}

function shapeSchema(properties: Json | undefined): JsonObject {
  const out: JsonObject = {};
  for (const [name, value] of Object.entries(objectOf(properties))) {
    const property = objectOf(value);
    const type = textOf(property.type);
    const options = listOf(objectOf(property[type]).options).map((option) => ({
      name: textOf(objectOf(option).name),
    }));
    out[name] = { id: textOf(property.id), type, ...(options.length ? { [type]: { options } } : {}) };
  }
  return out;
}

/** A data source: title, its database and its schema by property name, with the options of selects and statuses. */
export function shapeDataSource(body: Json): JsonObject {
  const source = objectOf(body);
  return {
    object: 'data_source',
    id: textOf(source.id),
    title: plainText(source.title),
    url: textOf(source.url),
    parent: objectOf(source.parent),
    properties: shapeSchema(source.properties),
    in_trash: source.in_trash === true,
  };
}

/** A database: title, description and the data sources it holds. */
export function shapeDatabase(body: Json): JsonObject {
  const database = objectOf(body);
  return {
    object: 'database',
    id: textOf(database.id),
    title: plainText(database.title),
    description: plainText(database.description),
    url: textOf(database.url),
    parent: objectOf(database.parent),
    data_sources: listOf(database.data_sources).map((source) => ({
      id: textOf(objectOf(source).id),
      name: textOf(objectOf(source).name),
    })),
    is_inline: database.is_inline === true,
    is_locked: database.is_locked === true,
    in_trash: database.in_trash === true,
  };
}

/** A block: type, its words, and `checked` or `url` where the type has one. */
export function shapeBlock(body: Json): JsonObject & { id: string; type: string; text: string } {
  const block = objectOf(body);
  const type = textOf(block.type);
  const content = objectOf(block[type]);
  const url = textOf(content.url) || textOf(objectOf(content.external).url);
  return {
    object: 'block',
    id: textOf(block.id),
    type,
    text: plainText(content.rich_text) || textOf(content.title) || url,
    ...(typeof content.checked === 'boolean' ? { checked: content.checked } : {}),
    ...(url ? { url } : {}),
    has_children: block.has_children === true,
  };
}

/** A user: people have an email where the integration may see it. */
export function shapeUser(body: Json): JsonObject {
  const user = objectOf(body);
  return {
    object: 'user',
    id: textOf(user.id),
    type: textOf(user.type),
    name: textOf(user.name),
    email: textOf(objectOf(user.person).email),
  };
}

/** A comment: its words, who wrote it, and the discussion to answer in. */
export function shapeComment(body: Json): JsonObject {
  const comment = objectOf(body);
  return {
    object: 'comment',
    id: textOf(comment.id),
    discussion_id: textOf(comment.discussion_id),
    text: plainText(comment.rich_text),
    created_by: { id: textOf(objectOf(comment.created_by).id) },
    created_time: textOf(comment.created_time),
    parent: objectOf(comment.parent),
  };
}
