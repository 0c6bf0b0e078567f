const pairs: Readonly<Record<string, string>> = { '"': '"', "'": "'", '“': '”', '‘': '’', '«': '»', '`': '`' };
const word = /[\p{L}\p{N}\p{M}]/u;

/**
 * Quoted stretches of a text: offset of the first character inside to the offset of the closing quote. An apostrophe opens
 * only where no word goes before it and closes only where none goes on after it.
 */
export function quotedStretches(text: string): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  for (let at = 0; at < text.length; at++) {
    const close = pairs[text[at] ?? ''];
    if (close === undefined || word.test(text[at - 1] ?? ' ') || /\s/u.test(text[at + 1] ?? ' ')) continue;
    let end = text.indexOf(close, at + 1);
    while (end >= 0 && word.test(text[end + 1] ?? ' ')) end = text.indexOf(close, end + 1);
    if (end < 0 || end === at + 1) continue;
    found.set(at + 1, end);
    at = end;
  }
  return found;
}

/**
 * Whether `index` lies inside something written in one piece: an email, a version, an amount, an id. A value never begins or
 * ends there. `#` and `/` may part ("api#12", "acme/api"), as long as it is no URL.
 */
export function isInsidePiece(text: string, index: number): boolean {
  const before = text[index - 1] ?? ' ';
  const after = text[index] ?? ' ';
  if (/\s/u.test(before) || /\s/u.test(after)) return false;
  const joint = /[.,:@_+=&?%~-]/u;
  if (joint.test(after) && word.test(before) && word.test(text[index + 1] ?? ' ')) return true;
  if (joint.test(before) && word.test(after) && word.test(text[index - 2] ?? ' ')) return true;
  return insideUrl(text, index);
}

/** Strictly inside a web address, whose full stop at the end of a sentence is not its own. */
function insideUrl(text: string, index: number): boolean {
  let from = index;
  while (from > 0 && !/\s/u.test(text[from - 1] ?? ' ')) from--;
  const address = /https?:\/\/[^\s"'”’»`>)\]]+/u.exec(text.slice(from));
  if (!address) return false;
  const start = from + address.index;
  const end = start + address[0].replace(/[.,;:!?]+$/u, '').length;
  return index > start && index < end;
}

/**
 * Where what follows a colon begins: offset of its first character, outside quotation marks. What a person writes there
 * ("tell #ops: back at 4pm") is meant whole, up to the end of a sentence at least.
 */
export function afterColons(text: string): ReadonlySet<number> {
  const quoted = [...quotedStretches(text)];
  const found = new Set<number>();
  for (const { index } of text.matchAll(/(?<!:[\w+-]+):\s+(?=\S)/gu)) {
    if (quoted.some(([from, to]) => from <= index && index < to)) continue;
    const rest = /\S/u.exec(text.slice(index + 1));
    if (rest) found.add(index + 1 + rest.index);
  }
  return found;
}

/** Whether a sentence, or the text, ends at `index`. Closing punctuation may stand between. */
export function endsSentence(text: string, index: number): boolean {
  return (
    /^[\s.,;:!?)"'”’»]*$/u.test(text.slice(index)) ||
    /^[.;!?]\s/u.test(text.slice(index)) ||
    /^\n/u.test(text.slice(index))
  );
}
