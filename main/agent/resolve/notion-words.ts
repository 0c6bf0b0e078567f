import { distance } from 'fastest-levenshtein';
import { swapped } from './typos.ts';

/** Lower case, without accents, possessives and punctuation: what two ways of writing a name have in common. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[’']s\b|s[’'](?=\s|$)/gu, (mark) => (mark.startsWith('s') ? 's' : ''))
    .replace(/[’']/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Words that point without naming. */
const stopWords = new Set(
  'the a an our my your their this that these those of in on at to for from with about by and or is it its s please page pages doc document note one ones thing item entry row record card task tasks todo ticket account accounts customer company client lead deal feature roadmap crm board database db table list data source notion inc llc ltd co corp called named titled'.split(
    ' ',
  ),
);

/** The words that name something; all of them where every word is a pointing one. */
export function nameWords(text: string): string[] {
  const words = fold(text).split(' ').filter(Boolean);
  const naming = words.filter((word) => !stopWords.has(word));
  return naming.length ? naming : words;
}

/** Whether a text consists of pointing words only ("the task", "this page"). */
export function namesNothing(text: string): boolean {
  return fold(text)
    .split(' ')
    .every((word) => word === '' || stopWords.has(word));
}

/** Cuts common endings, so that "migration" meets "migrate" and "tasks" meets "task". */
function stem(word: string): string {
  if (word.length < 4) return word;
  return word.replace(/(?:ations?|ating|ated|ates?|ions?|ings?|ments?|ers?|ed|es|s|e)$/u, '').replace(/(.)\1$/u, '$1');
}

/** How well one said word meets one word of a name: 1 the same, 0 not at all. */
export function wordFit(said: string, have: string): number {
  if (said === have) return 1;
  if (/\d/u.test(said) || /\d/u.test(have)) return 0;
  const [a, b] = [stem(said), stem(have)];
  if (a.length >= 3 && a === b) return 0.92;
  const short = Math.min(said.length, have.length);
  if (short >= 4 && (have.startsWith(said) || said.startsWith(have))) return 0.85;
  if (short >= 3 && have.startsWith(said)) return 0.75;
  const apart = distance(said, have);
  if (short >= 4 && (apart <= 1 || swapped(said, have))) return 0.8;
  return short >= 7 && apart <= 2 ? 0.75 : 0;
}

function bestFit(said: string, words: readonly string[]): number {
  return words.reduce((best, word) => Math.max(best, wordFit(said, word)), 0);
}

/** A record as people may speak of it: its name, and words that describe it (its people, status, database). */
export interface Named {
  readonly name: string;
  readonly hints?: readonly string[];
}

/** Where a match is no coincidence any more. */
const LEAST = 0.6;
/** How much better the best must be than the next. */
const MARGIN = 0.08;

/** The words and each two neighbours as one: "soc 2" is also said "soc2". */
function withPairs(words: readonly string[]): string[] {
  return [...words, ...words.slice(1).map((word, index) => `${words[index] ?? ''}${word}`)];
}

/** How well words fit a record, 0 to 1. A tenth part comes from how much of the name was said. */
export function likeness(said: string, record: Named): number {
  const name = fold(record.name);
  const whole = fold(said);
  if (!name || !whole) return 0;
  if (whole === name) return 1;
  const bare = nameWords(said);
  if (bare.join(' ') === nameWords(record.name).join(' ')) return 0.98;
  const joined = whole.replaceAll(' ', '');
  if (joined.length > 3 && joined === name.replaceAll(' ', '')) return 0.97;
  const words = withPairs(name.split(' '));
  const hints = (record.hints ?? []).flatMap((hint) => fold(hint).split(' '));
  const inName = bare.map((word) => bestFit(word, words));
  if (!inName.some((value) => value > 0) && !bare.every((word) => bestFit(word, hints) > 0.9)) return 0;
  const weights = bare.map((word) => Math.min(word.length, 6));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const met = bare.reduce((sum, word, index) => {
    const inHints = bestFit(word, hints) > 0.9 ? 0.8 : 0;
    return sum + Math.max(inName[index] ?? 0, inHints) * (weights[index] ?? 0);
  }, 0);
  const saidOfName = nameWords(record.name);
  const told = saidOfName.filter((word) => bestFit(word, bare) > 0).length / Math.max(saidOfName.length, 1);
  return (met / total) * 0.86 + told * 0.1;
}

/** The records that fit best: one when it is clear, several when they are equally good, none when nothing fits. */
export function best<T extends Named>(
  said: string,
  records: readonly T[],
): { readonly score: number; readonly found: readonly T[] } {
  const scored = records
    .map((record) => ({ record, score: likeness(said, record) }))
    .filter(({ score }) => score >= LEAST);
  scored.sort((left, right) => right.score - left.score);
  const [top] = scored;
  if (!top) return { score: 0, found: [] };
  const margin = top.score >= 0.97 ? 0.001 : MARGIN;
  return {
    score: top.score,
    found: scored.filter(({ score }) => top.score - score < margin).map(({ record }) => record),
  };
}

/** A record's id out of words: a bare UUID, or one at the end of a Notion address. With dashes, as the API shows it. */
export function idIn(words: string): string | undefined {
  const text = words.trim().replace(/^["'“‘<(]+|["'”’>).,;]+$/gu, '');
  const found = /(?:^|[\s/-])([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})(?:[?#]\S*)?$/iu.exec(
    text,
  )?.[1];
  const hex = found?.replaceAll('-', '').toLowerCase();
  return hex && `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
