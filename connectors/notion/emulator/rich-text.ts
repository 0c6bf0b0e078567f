import type { Json, JsonObject } from '../../../shared/index.ts';
import { objectOf, textOf } from '../json.ts';
import { invalid, unfit } from './errors.ts';

const plainAnnotations = {
  bold: false,
  italic: false,
  strikethrough: false,
  underline: false,
  code: false,
  color: 'default',
};

/** Plain words as the API shows them. */
export function shownText(content: string): JsonObject[] {
  if (!content) return [];
  return [
    {
      type: 'text',
      text: { content, link: null },
      annotations: { ...plainAnnotations },
      plain_text: content,
      href: null,
    },
  ];
}

/** Refuses what is longer than the API takes (developers.notion.com/reference/request-limits). */
export function mustFit(where: string, value: string | readonly unknown[], most: number): void {
  if (value.length > most) throw unfit(`${where}.length`, `≤ \`${most}\``, value.length);
}

/** Rich text as a request gives it, checked, as a response shows it. */
export function readRichText(value: Json | undefined, where: string): JsonObject[] {
  if (!Array.isArray(value))
    throw invalid(
      `body failed validation: ${where} should be an array, instead was \`${JSON.stringify(value) ?? 'undefined'}\`.`,
    );
  mustFit(where, value, 100);
  return value.map((item, index) => {
    const part = objectOf(item);
    if (part.mention !== undefined)
      return {
        type: 'mention',
        mention: part.mention,
        annotations: { ...plainAnnotations },
        plain_text: '@mention',
        href: null,
      };
    const text = objectOf(part.text);
    const content = text.content;
    if (typeof content !== 'string')
      throw invalid(
        `body failed validation: ${where}[${index}].text.content should be defined, instead was \`undefined\`.`,
      );
    mustFit(`${where}[${index}].text.content`, content, 2000);
    const link = text.link ?? null;
    if (link !== null) mustFit(`${where}[${index}].text.link.url`, textOf(objectOf(link).url), 2000);
    return {
      type: 'text',
      text: { content, link },
      annotations: { ...plainAnnotations, ...objectOf(part.annotations) },
      plain_text: content,
      href: objectOf(link).url ?? null,
    };
  });
}
