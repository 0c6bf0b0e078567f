/** A piece of text; `hit` where it is what was searched for. */
export interface TextPart {
  readonly text: string;
  readonly hit: boolean;
}

/** Lower case without accents, each character for itself, so that places in it are places in the text. */
function folded(text: string): string {
  return Array.from({ length: text.length }, (_, at) => {
    const letter = text.charAt(at);
    const plain = letter.normalize('NFD').charAt(0).toLowerCase();
    return plain.length === 1 ? plain : letter;
  }).join('');
}

const letter = /[\p{L}\p{N}_-]/u;

/**
 * Splits a text at the words of a search, as the log finds them: at the beginning of a word, whatever the case and the
 * accents; only the last word of the search may be unfinished.
 */
export function markMatches(text: string, query: string): TextPart[] {
  const words = folded(query)
    .split(/[^\p{L}\p{N}_-]+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return [{ text, hit: false }];
  const plain = folded(text);
  const hits = new Array<boolean>(text.length).fill(false);
  for (const [number, word] of words.entries())
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + 1)) {
      const begins = at === 0 || !letter.test(plain.charAt(at - 1));
      const ends = number === words.length - 1 || !letter.test(plain.charAt(at + word.length));
      if (begins && ends) hits.fill(true, at, at + word.length);
    }
  const parts: TextPart[] = [];
  let from = 0;
  for (let at = 1; at <= text.length; at++)
    if (at === text.length || hits[at] !== hits[from]) {
      parts.push({ text: text.slice(from, at), hit: hits[from] === true });
      from = at;
    }
  return parts;
}
