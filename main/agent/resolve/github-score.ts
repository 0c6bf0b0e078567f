import { likeness } from './github-words.ts';

/** Words of a record with how much a match in them counts (1 for its name, less for where it is or who made it). */
export interface Field {
  readonly words: readonly string[];
  readonly weight: number;
}

export interface Scored<T> {
  readonly record: T;
  /** 0 to 1: how much of what was said the record has. */
  readonly score: number;
}

/** What a word counts at most that no record has: about as much as a rare one, so that half a match is no match. */
const UNKNOWN = 2.5;
/** Below this a record is not what was meant. */
const ENOUGH = 0.6;
/** Records this close to the best are as good. */
const CLOSE = 0.1;

/**
 * Scores records by the said words that they have; rare words count more. Answers those that are good enough, best
 * first, cut where the distance to the best is clear.
 */
export function bestMatches<T>(
  said: readonly string[],
  records: readonly T[],
  fields: (record: T) => readonly Field[],
): Scored<T>[] {
  if (said.length === 0) return [];
  const matches = records.map((record) => {
    const own = fields(record);
    return said.map((word) =>
      Math.max(0, ...own.map((field) => field.weight * Math.max(0, ...field.words.map((one) => likeness(word, one))))),
    );
  });
  const rare = 1 + Math.log(records.length);
  const weights = said.map((_, at) => {
    const having = matches.filter((row) => (row[at] ?? 0) > 0.4).length;
    return having === 0 ? Math.max(1.2, Math.min(UNKNOWN, rare)) : Math.max(0.5, 1 + Math.log(records.length / having));
  });
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const scored = records.map((record, index) => ({
    record,
    score: (matches[index] ?? []).reduce((sum, match, at) => sum + match * (weights[at] ?? 0), 0) / total,
  }));
  scored.sort((a, b) => b.score - a.score);
  const best = scored[0]?.score ?? 0;
  return scored.filter((one) => one.score >= ENOUGH && one.score >= best - CLOSE);
}
