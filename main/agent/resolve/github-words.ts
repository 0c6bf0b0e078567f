import { distance } from 'fastest-levenshtein';
import type { ResolveContext } from './types.ts';
import { swapped } from './typos.ts';

/** Lower case, without accents, one space between words. */
export function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[’‘]/gu, "'").toLowerCase().replace(/\s+/gu, ' ').trim();
}

/** Only letters and digits of the folded text: "Priority: High" and "priority-high" are one. */
export const letters = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]+/gu, '');

/** Takes quotation marks, a determiner, a leading `#` or `@`, and closing punctuation off what was said. */
export function bare(words: string): string {
  return words
    .trim()
    .replace(/^["'“‘«`]+|["'”’»`]+$/gu, '')
    .replace(/^(?:the|our|my|your|this|that|a|an)\s+/iu, '')
    .replace(/[.,;:!?]+$/u, '')
    .trim();
}

/** A word without its usual endings: retries, retry; delayed, delay. Rough, and the same on both sides. */
export function stem(word: string): string {
  const base = word.replace(/'s?$/u, '');
  if (base.length > 4 && base.endsWith('ies')) return `${base.slice(0, -3)}y`;
  if (base.length > 5 && base.endsWith('ing')) return base.slice(0, -3);
  if (base.length > 4 && /(?:ed|es)$/u.test(base)) return base.slice(0, -2);
  if (base.length > 3 && base.endsWith('s') && !base.endsWith('ss')) return base.slice(0, -1);
  if (base.length > 4 && base.endsWith('e')) return base.slice(0, -1);
  return base;
}

/** The words of a text, stemmed; a name in camel case counts as a whole and by its parts. */
export function tokens(text: string): string[] {
  const out = new Set<string>();
  for (const raw of text.split(/[^\p{L}\p{N}'’]+/u)) {
    if (raw === '') continue;
    const whole = stem(fold(raw));
    if (whole !== '') out.add(whole);
    const parts = raw.match(/\p{Lu}?\p{Ll}+|\p{Lu}+(?!\p{Ll})|\p{N}+/gu) ?? [];
    if (parts.length > 1 && /\p{Ll}\p{Lu}/u.test(raw)) for (const part of parts) out.add(stem(fold(part)));
  }
  return [...out];
}

/** How alike two stemmed words are: 1 the same, less for a beginning or a slip of the finger, 0 not at all. */
export function likeness(said: string, written: string): number {
  if (said === written) return 1;
  if (said.length >= 3 && written.startsWith(said)) return 0.85;
  if (written.length >= 4 && said.startsWith(written)) return 0.85;
  if (said.length === 4 && swapped(said, written)) return 0.7;
  const slips = said.length >= 8 ? 2 : said.length >= 5 ? 1 : 0;
  if (slips === 0 || Math.abs(said.length - written.length) > slips) return 0;
  return distance(said, written) <= slips || swapped(said, written) ? 0.7 : 0;
}

/** Whether a word or phrase is said as such somewhere in the request. */
export function mentions(context: ResolveContext, name: string): boolean {
  const escaped = fold(name).replace(/[.*+?^${}()|[\]\\]/gu, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}-])${escaped}(?![\\p{L}\\p{N}-])`, 'u').test(fold(context.request));
}
