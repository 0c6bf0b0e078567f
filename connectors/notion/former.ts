import type { Json, JsonObject } from '../kit/guest.ts';
import { listOf, objectOf, textOf } from './json.ts';

/**
 * What answers show, as requests take it, so that it can be put back. `undefined` where the API does not take it back: a
 * file that was uploaded to Notion, a value of which the answer shows only the start, a computed value.
 */

/** A page's answer shows at most this many items of one text, people or relation value (…/reference/retrieve-a-page). */
const SHOWN_ITEMS = 25;

const plainAnnotations = { bold: false, italic: false, strikethrough: false, underline: false, code: false };

function style(part: JsonObject): JsonObject {
  const given = objectOf(part.annotations);
  const plain = Object.entries(plainAnnotations).every(([name, value]) => (given[name] ?? value) === value);
  return plain && (given.color ?? 'default') === 'default' ? {} : { annotations: given };
}

/** A mention as requests take it. Link previews and template mentions cannot be written: their words stand in. */
function mention(part: JsonObject): JsonObject {
  const given = objectOf(part.mention);
  const type = textOf(given.type) || (Object.keys(given)[0] ?? '');
  const value = objectOf(given[type]);
  if (['user', 'page', 'database', 'custom_emoji'].includes(type))
    return { mention: { [type]: { id: textOf(value.id) } } };
  if (type === 'date') return { mention: { date: value } };
  const url = textOf(part.href);
  return { text: { content: textOf(part.plain_text), ...(url ? { link: { url } } : {}) } };
}

/** Rich text with its links, mentions and styles (developers.notion.com/reference/rich-text). */
export function richTextBack(value: Json | undefined): JsonObject[] {
  return listOf(value).map((one) => {
    const part = objectOf(one);
    if (part.mention !== undefined) return { ...mention(part), ...style(part) };
    if (part.equation !== undefined)
      return { equation: { expression: textOf(objectOf(part.equation).expression) }, ...style(part) };
    const { content, link } = objectOf(part.text);
    return { text: { content: textOf(content), ...(link ? { link } : {}) }, ...style(part) };
  });
}

/** An icon or a cover; null where there was none. */
export function decorationBack(value: Json | undefined): JsonObject | null | undefined {
  if (value === null || value === undefined) return null;
  const given = objectOf(value);
  switch (given.type) {
    case 'emoji':
      return { type: 'emoji', emoji: textOf(given.emoji) };
    case 'external':
      return { type: 'external', external: { url: textOf(objectOf(given.external).url) } };
    case 'custom_emoji':
      return { type: 'custom_emoji', custom_emoji: { id: textOf(objectOf(given.custom_emoji).id) } };
    case 'icon':
      return { type: 'icon', icon: objectOf(given.icon) };
    default:
      return undefined;
  }
}

/** Where a database is; blocks (a column, a toggle) cannot be named as a parent. */
export function parentBack(value: Json | undefined): JsonObject | undefined {
  const parent = objectOf(value);
  if (parent.type === 'page_id') return { type: 'page_id', page_id: textOf(parent.page_id) };
  return parent.type === 'workspace' ? { type: 'workspace', workspace: true } : undefined;
}

const ids = (value: Json): JsonObject[] => listOf(value).map((one) => ({ id: textOf(objectOf(one).id) }));

/** A page's property value (developers.notion.com/reference/page-property-values). */
export function propertyBack(given: Json | undefined): JsonObject | undefined {
  const property = objectOf(given);
  const type = textOf(property.type);
  const value = property[type];
  if (value === undefined || (Array.isArray(value) && value.length >= SHOWN_ITEMS)) return undefined;
  switch (type) {
    case 'title':
    case 'rich_text':
      return { [type]: richTextBack(value) };
    case 'select':
    case 'status':
      return { [type]: value === null ? null : { id: textOf(objectOf(value).id) } };
    case 'multi_select':
    case 'people':
      return { [type]: ids(value) };
    case 'relation':
      return property.has_more === true ? undefined : { relation: ids(value) };
    case 'number':
    case 'checkbox':
    case 'date':
    case 'url':
    case 'email':
    case 'phone_number':
      return { [type]: value };
    default:
      return undefined;
  }
}

/** Whether two values are one and the same JSON. */
export function same(left: Json | undefined, right: Json | undefined): boolean {
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}
