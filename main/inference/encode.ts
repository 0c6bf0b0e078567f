import type { Token } from './cursor.ts';
import { mark } from './marks.ts';
import type { BpeTokenizer } from './tokenizer.ts';

const structure = /[\uE000-\uE0FF]/gu;

/**
 * Encodes a text form. Names of tools are single tokens only where tools stand (after TOOLS and ASK): words of a request or
 * a result never become one.
 */
export function encodeForm(tokenizer: BpeTokenizer, text: string): Token[] {
  const out: Token[] = [];
  const add = (ids: readonly number[], marks: readonly number[]): void => {
    for (const [i, id] of ids.entries()) out.push({ id, mark: marks[i] ?? 0 });
  };
  let from = 0;
  let named = false;
  const words = (to: number): void => {
    if (to === from) return;
    const chunk = text.slice(from, to);
    const { ids, marks } = named ? tokenizer.encode(chunk) : tokenizer.encodePlain(chunk);
    add(ids, marks);
  };
  for (const match of text.matchAll(structure)) {
    words(match.index);
    const id = tokenizer.addedId(match[0]);
    if (id !== undefined) out.push({ id, mark: 0 });
    named = match[0] === mark.tools || match[0] === mark.ask;
    from = match.index + 1;
  }
  words(text.length);
  return out;
}
