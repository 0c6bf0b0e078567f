import type { JsonObject } from '../kit/guest.ts';
import { richText } from './rich-text.ts';

/** Block types that one line of text can make. */
export const textBlockTypes = [
  'paragraph',
  'bulleted_list_item',
  'numbered_list_item',
  'to_do',
  'heading_1',
  'heading_2',
  'heading_3',
  'quote',
  'callout',
  'toggle',
  'code',
] as const;

/** Block types that hold an address instead of text, or nothing. */
export const otherBlockTypes = ['bookmark', 'image', 'divider', 'table_of_contents'] as const;

/** A block of text (developers.notion.com/reference/block). Code is sent as plain text: its language is not known. */
export function textBlock(type: string, text: string): JsonObject {
  const content: JsonObject = { rich_text: richText(text) };
  if (type === 'code') content.language = 'plain text';
  return { type, [type]: content };
}

/** A bookmark or an image from an address. */
export function linkBlock(type: string, url: string): JsonObject {
  return type === 'image'
    ? { type, image: { type: 'external', external: { url } } }
    : { type: 'bookmark', bookmark: { url } };
}

/** How people call a block type: "to-do", "heading", "bullet". */
export function blockName(type: string): string {
  const names: Record<string, string> = {
    to_do: 'to-do',
    bulleted_list_item: 'bullet',
    numbered_list_item: 'numbered item',
    heading_1: 'heading',
    heading_2: 'heading',
    heading_3: 'heading',
    table_of_contents: 'table of contents',
  };
  return names[type] ?? type.replaceAll('_', ' ');
}
