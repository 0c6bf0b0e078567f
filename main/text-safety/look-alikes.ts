import prototypes from 'unhomoglyph/data.json' with { type: 'json' };
import { isOneScript } from './scripts.ts';

/**
 * Unicode's confusables (UTS #39, confusables.txt), from a character to the ones that it looks like; by way of the
 * package unhomoglyph, which carries them as data.
 */
const table: ReadonlyMap<string, string> = new Map(Object.entries(prototypes));

const ignorable = /\p{Default_Ignorable_Code_Point}/gv;

/** The character that another looks like, itself where it looks like none. */
export function prototypeOf(character: string): string {
  return table.get(character) ?? character;
}

/** What a text looks like (UTS #39, section 4): two texts with one skeleton cannot be told apart by eye. */
export function skeleton(text: string): string {
  const drawn = text.normalize('NFD').replace(ignorable, '');
  return Array.from(drawn, prototypeOf).join('').normalize('NFD');
}

const same = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/gu, ' ').trim();

/** Whether two different names look the same: “аcme” with a Cyrillic а and “acme”. One in other case is the same name. */
export function looksLike(one: string, other: string): boolean {
  if (same(one) === same(other)) return false;
  return skeleton(one) === skeleton(other) || skeleton(same(one)) === skeleton(same(other));
}

const words = /[\p{L}\p{M}\p{N}]+/gv;

/** A word that mixes scripts to look like another one. */
export interface MixedWord {
  readonly word: string;
  /** UTF-16 offset. */
  readonly at: number;
}

/**
 * The words of a text that mix scripts as look-alikes do: of more than one script (UTS #39, “Highly Restrictive”), and a
 * letter of one of them drawn like a letter of another. “Δt” and “10kΩ” only mix.
 */
export function mixedWords(text: string): MixedWord[] {
  if (/^\p{ASCII}*$/v.test(text)) return [];
  return Array.from(text.matchAll(words), (match) => ({ word: match[0], at: match.index })).filter(
    ({ word }) => !isOneScript(word) && Array.from(word).some((letter) => !isOneScript(`${letter}${skeleton(letter)}`)),
  );
}
