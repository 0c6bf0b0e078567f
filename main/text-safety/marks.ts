import { findHidden, type HiddenCharacter, type TextMark, visible } from '../../shared/index.ts';
import { mixedWords } from './look-alikes.ts';

/** How the commonest are called. */
const names: Readonly<Record<string, string>> = {
  'U+00AD': 'a soft hyphen, which is not seen',
  'U+061C': 'an Arabic letter mark, which is not seen',
  'U+200B': 'a zero-width space',
  'U+200C': 'a zero-width non-joiner',
  'U+200D': 'a zero-width joiner',
  'U+200E': 'a left-to-right mark, which is not seen',
  'U+200F': 'a right-to-left mark, which is not seen',
  'U+202A': 'a left-to-right embedding, which changes the order of what is read',
  'U+202B': 'a right-to-left embedding, which changes the order of what is read',
  'U+202C': 'an end of embedding, which is not seen',
  'U+202D': 'a left-to-right override, which changes the order of what is read',
  'U+202E': 'a right-to-left override, which changes the order of what is read',
  'U+2060': 'a word joiner, which is not seen',
  'U+2066': 'a left-to-right isolate, which changes the order of what is read',
  'U+2067': 'a right-to-left isolate, which changes the order of what is read',
  'U+2068': 'an isolate, which changes the order of what is read',
  'U+2069': 'an end of isolate, which is not seen',
  'U+FEFF': 'a zero-width no-break space',
};

const kinds: Readonly<Record<HiddenCharacter['kind'], string>> = {
  bidi: 'a character that changes the order of what is read',
  invisible: 'a character that is not seen',
  tag: 'a tag character: letters that nobody sees and a model can read',
  selector: 'a variation selector that selects nothing and can hide data',
  control: 'a control character',
  private: 'a private-use character, which looks different in each font',
};

/** Most marks of one text that are told. */
const mostMarks = 50;

/** What in a text is not what it seems, in order: hidden characters and words of mixed scripts. */
export function textMarks(text: string): TextMark[] {
  const hidden = findHidden(text).map(
    ({ kind, at, code }): TextMark => ({ kind, at, code, text: names[code] ?? kinds[kind] }),
  );
  const mixed = mixedWords(text).map(
    ({ word, at }): TextMark => ({
      kind: 'mixed_scripts',
      at,
      code: '',
      text: `“${visible(word)}” mixes letters of different alphabets that look alike`,
    }),
  );
  return [...hidden, ...mixed].sort((a, b) => a.at - b.at).slice(0, mostMarks);
}

/** {@link visible}, for a name: words that mix alphabets, as look-alikes do, are marked. */
export function visibleName(text: string): string {
  let out = '';
  let from = 0;
  for (const { word, at } of mixedWords(text)) {
    out += `${text.slice(from, at + word.length)} ⟦mixed alphabets⟧`;
    from = at + word.length;
  }
  return visible(out + text.slice(from));
}
