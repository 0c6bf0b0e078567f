import type { JsonObject, KindValue } from '../kit/guest.ts';
import { richText } from './rich-text.ts';

type PropertyValues = KindValue<'notion.properties'>;
type PropertyValue = PropertyValues[string];

function names(value: PropertyValue['value']): string[] {
  if (value === null) return [];
  return Array.isArray(value) ? value : [String(value)];
}

/**
 * One resolved value as the API's property value object (developers.notion.com/reference/page-property-values). Null
 * clears. Throws on a type that the API does not let anyone write (formula, created_time, …).
 */
export function propertyValue(property: PropertyValue): JsonObject {
  const { type, value } = property;
  const [first, second] = names(value);
  switch (type) {
    case 'title':
    case 'rich_text':
      return { [type]: richText(first ?? '') };
    case 'number':
      return { number: value === null ? null : Number(value) };
    case 'checkbox':
      return { checkbox: value === true };
    case 'select':
    case 'status':
      return { [type]: first === undefined ? null : { name: first } };
    case 'multi_select':
      return { multi_select: names(value).map((name) => ({ name })) };
    case 'people':
    case 'relation':
      return { [type]: names(value).map((id) => ({ id })) };
    case 'date':
      if (first === undefined) return { date: null };
      return { date: second === undefined ? { start: first } : { start: first, end: second } };
    case 'url':
    case 'email':
    case 'phone_number':
      return { [type]: first ?? null };
    default:
      throw new Error(`Notion does not let a ${type.replaceAll('_', ' ')} property be set.`);
  }
}

/** All resolved values as the request's `properties`. */
export function propertyValues(properties: PropertyValues): JsonObject {
  const out: JsonObject = {};
  for (const [name, property] of Object.entries(properties)) out[name] = propertyValue(property);
  return out;
}

/** "Status Done, Due Fri 6 March": the values in words, for effect lines. */
export function valuesText(properties: PropertyValues | undefined): string {
  return Object.entries(properties ?? {})
    .map(([name, { label }]) => `${name} ${label}`)
    .join(', ');
}
