import { createHash } from 'node:crypto';
import type { State } from './state.ts';

/** A 40-digit commit id that depends on nothing but the words. */
export function commitId(...words: readonly (string | number)[]): string {
  return createHash('sha1').update(words.join('\u0000')).digest('hex');
}

/** The next id of a new record: the same requests after a reset get the same ids. */
export function nextId(state: State): number {
  state.counter += 1;
  return 2_900_000_000 + state.counter * 17;
}
