import type { Json, JsonObject } from '../../../shared/index.ts';
import { objectOf } from '../json.ts';
import { invalid } from './errors.ts';

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

/** Rich text as a request gives it, checked, as a response shows it. */
export function readRichText(value: Json | undefined, where: string): JsonObject[] {
  if (!Array.isArray(value))
    throw invalid(
      `body failed validation: ${where} should be an array, instead was \`${JSON.stringify(value) ?? 'undefined'}\`.`,
    );
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
    if (content.length > 2000)
      throw invalid(
        `body failed validation: ${where}[${index}].text.content.length should be ≤ \`2000\`, instead was \`${content.length}\`.`,
      );
    const link = text.link ?? null;
    return {
      type: 'text',
      text: { content, link },
      annotations: { ...plainAnnotations, ...objectOf(part.annotations) },
      plain_text: content,
      href: objectOf(link).url ?? null,
    };
  });
}
