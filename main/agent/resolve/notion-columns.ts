import type { JsonObject } from '../../../shared/index.ts';
import { fold } from './notion-words.ts';
import type { Resolution } from './types.ts';

/** Ways of naming a column type, most telling first. */
const typeWords: readonly [string, RegExp][] = [
  ['multi_select', /\b(?:multi ?select|multiselect|tags?|labels?|several choices)\b/u],
  ['created_time', /\bcreated time\b/u],
  ['last_edited_time', /\blast edited time\b/u],
  ['created_by', /\bcreated by\b/u],
  ['last_edited_by', /\blast edited by\b/u],
  ['phone_number', /\bphone\b/u],
  ['email', /\be ?mail\b/u],
  ['url', /\b(?:url|link|website|web address)\b/u],
  ['checkbox', /\b(?:check ?box|tick ?box|yes no|boolean|tick)\b/u],
  ['date', /\b(?:date|day|deadline|due)\b/u],
  ['people', /\b(?:people|person|user|assignee|owner|member)\b/u],
  ['status', /\bstatus\b/u],
  ['number', /\b(?:number|amount|count|numeric|price|money|integer)\b/u],
  ['select', /\b(?:select|choice|dropdown|options?|single select|category)\b/u],
  ['files', /\b(?:files?|attachments?|media)\b/u],
  ['title', /\b(?:title|name)\b/u],
  ['rich_text', /\b(?:rich text|text|words|string|notes?|description)\b/u],
];

function typeOf(words: string): string | undefined {
  const said = fold(words);
  const exact = typeWords.find(([type]) => fold(type) === said)?.[0];
  return exact ?? typeWords.find(([, pattern]) => pattern.test(said))?.[0];
}

/**
 * Columns of a new database: name to the words of its type ("date", "select: Low, High"). A type that is not said is
 * told by the column's name ("Due" a date), else it is text.
 */
export function readColumns(map: Readonly<Record<string, string>>): Resolution {
  const value: JsonObject = {};
  for (const [name, words] of Object.entries(map)) {
    const [, before = words, list = ''] = /^([^:(]*)[:(]\s*(.*?)\)?$/u.exec(words) ?? [];
    const options = list
      .split(/\s*(?:,|\/|\bor\b|\band\b)\s*/iu)
      .map((option) => option.trim())
      .filter(Boolean);
    const type = typeOf(before) ?? typeOf(name) ?? 'rich_text';
    value[name] = {
      type,
      value: options.length ? options : null,
      label: [type.replaceAll('_', ' '), ...options].join(', '),
    };
  }
  return { kind: 'resolved', value, label: Object.keys(map).join(', '), via: null };
}
