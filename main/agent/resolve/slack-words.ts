import { distance } from 'fastest-levenshtein';
import { swapped } from './typos.ts';

/** Lower case without accents: how names and words are compared. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’`´]/g, "'").toLowerCase().trim();
}

/** The words of a text, folded: letters and digits, with dots and hyphens only inside versions and numbers. */
export function wordsOf(text: string): string[] {
  return fold(text).match(/v?\d+(?:[.:]\d+)+|[\p{L}\p{N}]+(?:'(?!s\b)\p{L}+)?/gu) ?? [];
}

/** Takes quotation marks, surrounding punctuation and Slack's own angle brackets off. */
export function bare(words: string): string {
  const escaped = /^<[#@!]([A-Z0-9]+)(?:\|[^>]*)?>$/.exec(words.trim());
  if (escaped?.[1] !== undefined) return escaped[1];
  return words
    .trim()
    .replace(/^["'“”‘’`([]+|["'“”‘’`)\].,;:!?]+$/gu, '')
    .trim();
}

/** Whether two folded words differ by no more than a slip of the fingers: one edit, two in words of six letters or more. */
export function nearly(a: string, b: string): boolean {
  if (a === b) return true;
  const length = Math.min(a.length, b.length);
  if (length < 4 || Math.abs(a.length - b.length) > 2) return false;
  return distance(a, b) <= (length >= 6 ? 2 : 1) || swapped(a, b);
}

/** A rough stem of an English word, enough to meet "rolled" and "rolling", "payouts" and "payout". */
export function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  const cut = word.replace(/(?:ings?|edly|ed|ies|es|s|ly)$/, '');
  const kept = cut.length >= 3 ? cut : word;
  return kept.replace(/([b-df-hj-np-tv-z])\1$/, '$1').replace(/[ey]$/, '');
}

/** Keeps the best scored records; those within `margin` of the best count as equally good. */
export function leaders<T>(scored: readonly { item: T; score: number }[], margin = 0): T[] {
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best <= 0) return [];
  return scored.filter(({ score }) => score >= best - margin && score > 0).map(({ item }) => item);
}
