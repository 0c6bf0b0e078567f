import { distance } from 'fastest-levenshtein';
import { swapped } from './typos.ts';

/** Lower case, without accents and apostrophes; possessives lose their s. */
export function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/['’ʼ`]s\b/gu, '')
    .replace(/['’ʼ`]/gu, '');
}

/** The words of a text, folded: letters and digits, with `@ . _ + -` kept inside (emails, ids, invoice numbers). */
export function tokens(text: string): string[] {
  return (fold(text).match(/[\p{L}\p{N}][\p{L}\p{N}@._+-]*/gu) ?? [])
    .map((token) => token.replace(/[._+-]+$/u, ''))
    .filter((token) => token !== '');
}

/** The words of a name, also split at the joins inside: "Al-Sayed" is also "al" and "sayed". */
export function nameTokens(text: string): string[] {
  return tokens(text)
    .flatMap((token) => (/[-._@]/.test(token) ? [token, ...token.split(/[-._@]+/)] : [token]))
    .filter((token) => token !== '');
}

/** Neighbouring words written as one: "bluekettle" of "Blue Kettle". */
const joined = (words: readonly string[]): string[] =>
  words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`);

/** What any slip of the finger is worth: two records that are near are equally near, and the person is asked. */
const slip = 0.7;

/** How well a said word fits a word of a record: 1 the same, less for beginnings, plurals and typos; 0 not at all. */
function likeness(said: string, own: string): number {
  if (said === own) return 1;
  if (said.length > 2 && (said === `${own}s` || own === `${said}s` || said === `${own}es`)) return 0.95;
  if (said.length >= 3 && own.startsWith(said)) return 0.9;
  if (/\d/.test(said) || said.length < 4) return 0;
  const allowed = said.length >= 8 ? 2 : 1;
  const apart = Math.min(distance(said, own), said.endsWith('s') ? distance(said.slice(0, -1), own) : 99);
  return apart <= allowed || swapped(said, own) ? slip : 0;
}

/** Fit of all said words to a record's words, 0 to 1; 0 as soon as one word fits nothing. */
export function closeness(said: readonly string[], own: readonly string[]): number {
  if (said.length === 0) return 0;
  const words = [...own, ...joined(own)];
  if (said.length > 1 && own.includes(said.join(''))) return 0.95;
  let total = 0;
  for (const word of said) {
    // "Jane D": an initial, beside a name that is said in full.
    const initial =
      said.length > 1 && word.length === 1 && own.some((candidate) => candidate.startsWith(word)) ? 0.6 : 0;
    const best = Math.max(initial, ...words.map((candidate) => likeness(word, candidate)));
    if (best === 0) return 0;
    total += best;
  }
  return total / said.length;
}

/** The records that fit best, all of them where several fit equally well; an exactly equal text beats everything. */
export function best<T>(records: readonly T[], said: readonly string[], textOf: (record: T) => string): T[] {
  const whole = said.join(' ');
  const equal = records.filter((record) => tokens(textOf(record)).join(' ') === whole);
  if (equal.length > 0) return equal;
  const scored = records.map((record) => ({ record, score: closeness(said, nameTokens(textOf(record))) }));
  const top = Math.max(0, ...scored.map(({ score }) => score));
  return top === 0 ? [] : scored.filter(({ score }) => score > top - 0.02).map(({ record }) => record);
}

const quotes = /^["'“”‘’`«]+|["'“”‘’`».!?,;:]+$/gu;
const determiners = /^(?:the|a|an|our|my|this|that|their|his|her|for|of|to|from)\s+(?=\S)/i;

/** A phrase without quotes, determiners and a leading `#` or `@`. */
export function clean(words: string): string {
  let said = words.trim().replace(quotes, '').trim();
  for (let last = ''; last !== said; ) {
    last = said;
    said = said
      .replace(determiners, '')
      .replace(/^[#@](?=\S)/, '')
      .trim();
  }
  return said;
}
