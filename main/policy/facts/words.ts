const unseen = /\p{Default_Ignorable_Code_Point}/gu;

/** A text for comparing words: compatibility forms, case and white space levelled, characters that are not seen left out. */
export function foldWords(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(unseen, '').replace(/\s+/gu, ' ').trim();
}

const inWord = /[\p{L}\p{N}\p{M}]/u;

/**
 * Whether `text` says `words` as words of their own: "5" is in "#5" but not in "$50", "general" is not in "generally".
 * A plural or genitive s may follow. Both are levelled first; nothing says no words at all.
 */
export function saysWords(text: string, words: string): boolean {
  const [whole, part] = [foldWords(text), foldWords(words)];
  if (part === '') return false;
  for (let at = whole.indexOf(part); at >= 0; at = whole.indexOf(part, at + 1)) {
    const before = whole.slice(0, at).match(/.$/su)?.[0] ?? '';
    const after = whole.slice(at + part.length).replace(/^['’]?s(?![\p{L}\p{N}])/u, '');
    const startsInside = inWord.test(before) && inWord.test(part.charAt(0));
    const endsInside = inWord.test(after.charAt(0)) && inWord.test(part.slice(-1));
    if (!startsInside && !endsInside) return true;
  }
  return false;
}
