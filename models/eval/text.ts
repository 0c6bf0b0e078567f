import type { Json } from '../../shared/index.ts';

const token = /https?:\/\/\S+|[\p{L}\p{N}]+/gu;

/** Lower-case tokens with punctuation as spaces; a URL stays one token. */
export function tokens(text: string): string[] {
  return (text.toLowerCase().match(token) ?? []).map((one) => one.replace(/[.,;:!?)\]}'"]+$/u, ''));
}

/** Token F1 of two texts as bags of tokens, 0 to 1; two empty texts are equal. */
export function tokenF1(a: string, b: string): number {
  const left = tokens(a);
  const right = tokens(b);
  if (left.length === 0 && right.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const one of left) counts.set(one, (counts.get(one) ?? 0) + 1);
  let common = 0;
  for (const one of right) {
    const left = counts.get(one) ?? 0;
    if (left > 0) {
      common++;
      counts.set(one, left - 1);
    }
  }
  return common === 0 ? 0 : (2 * common) / (left.length + right.length);
}

/** Keys of structured text (Notion rich text, blocks) that hold what a person reads. */
const textKeys = new Set(['content', 'plain_text', 'text', 'rich_text', 'title', 'name', 'markdown']);

/** The plain text of a value: itself when it is a string, else the readable leaves joined by spaces. */
export function plainText(value: Json): string {
  if (value === null) return '';
  if (typeof value !== 'object') return String(value);
  if (Array.isArray(value)) return value.map(plainText).filter(Boolean).join(' ');
  const readable = Object.entries(value).filter(([key]) => textKeys.has(key));
  return readable
    .map(([, item]) => plainText(item))
    .filter(Boolean)
    .join(' ');
}

/** `qualifier:value` terms of a search query as a set, and the free words. Quotes around a value are dropped. */
export function parseQuery(query: string): { qualifiers: Set<string>; words: string } {
  const qualifiers = new Set<string>();
  const words = query.replace(
    /(-?[a-z_]+)([:~<>]=?)("[^"]*"|'[^']*'|\S+)/giu,
    (_, key: string, relation: string, value: string) => {
      qualifiers.add(`${key.toLowerCase()}${relation}${value.replace(/^["']|["']$/gu, '').toLowerCase()}`);
      return ' ';
    },
  );
  return { qualifiers, words };
}

/** Whether two search queries ask the same: equal qualifiers, free words with token F1 of at least 0.8. */
export function sameQuery(a: string, b: string): boolean {
  const left = parseQuery(a);
  const right = parseQuery(b);
  return (
    left.qualifiers.size === right.qualifiers.size &&
    [...left.qualifiers].every((one) => right.qualifiers.has(one)) &&
    tokenF1(left.words, right.words) >= 0.8
  );
}
