// Characters that show nothing or turn what stands beside them around. Joiners and variation selectors are left out:
// emoji and some scripts need them, and alone they hide no words.
const unseen = /[[\p{Default_Ignorable_Code_Point}\p{Bidi_Control}\p{Cf}\u2028\u2029]--[\u200c\u200d\ufe00-\ufe0f]]/v;
const control = /[\p{Cc}--[\t\n\r]]/v;

/** Whether a text holds characters that people cannot see or that change the order in which they read the others. */
export function hasHidden(text: string): boolean {
  return unseen.test(text);
}

/** Whether a text holds control characters other than tabs and line breaks. */
export function hasControls(text: string): boolean {
  return control.test(text);
}

const either = new RegExp(`${unseen.source}|${control.source}`, 'gv');
/** Several joiners or selectors in a row are no emoji. */
const runs = /[\u200c\u200d\ufe00-\ufe0f]{3,}/gv;

const mark = (characters: string): string =>
  [...characters].map((one) => `⟦U+${(one.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}⟧`).join('');

/**
 * A text as people must see it before they approve it: what hides, reorders or drives a terminal is written out as
 * `⟦U+202E⟧`. Only for showing; the value that is sent stays as it is.
 */
export function visible(text: string): string {
  return text.replace(either, mark).replace(runs, mark);
}

const alphabets = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Armenian}/u,
  /\p{Script=Cherokee}/u,
];

/** {@link visible}, for a name: words that mix alphabets, as look-alikes do, are marked. */
export function visibleName(text: string): string {
  return visible(text).replace(/[\p{L}\p{M}]+/gu, (word) =>
    alphabets.filter((alphabet) => alphabet.test(word)).length > 1 ? `${word} ⟦mixed alphabets⟧` : word,
  );
}
