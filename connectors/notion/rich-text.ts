import type { Json, JsonObject } from '../kit/guest.ts';
import { listOf, objectOf, textOf } from './json.ts';

/** One rich text object holds at most 2,000 characters (developers.notion.com/reference/request-limits). */
const MAX_CONTENT = 2000;

/** Plain text as the API's rich text array, cut where one object would be too long. */
export function richText(content: string): JsonObject[] {
  const parts: JsonObject[] = [];
  for (let at = 0; at < content.length; at += MAX_CONTENT)
    parts.push({ text: { content: content.slice(at, at + MAX_CONTENT) } });
  return parts;
}

/** The words of a rich text array. */
export function plainText(value: Json | undefined): string {
  return listOf(value)
    .map((part) => textOf(objectOf(part).plain_text) || textOf(objectOf(objectOf(part).text).content))
    .join('');
}

/** A text shortened for effect lines and summaries. */
export function brief(text: string, length = 80): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}
