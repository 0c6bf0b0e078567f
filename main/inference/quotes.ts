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
