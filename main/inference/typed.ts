import type { KindName } from '../../connectors/index.ts';
import type { CopySource } from './copying.ts';

const numberWord =
  'a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|half|k|grand|and|in';
const currencyWord =
  'us|usd|eur|gbp|chf|jpy|cad|aud|nzd|sek|nok|dkk|pln|inr|cny|mxn|brl|dollars?|bucks?|euros?|pounds?|quid|sterling|yen|francs?|kron[ae]r?|cents?|pence|canadian|australian|swiss|american';
const money = new RegExp(`^(?:(?:[a-z]{0,3}[$€£¥₹])?[\\d.,]*\\d(?:k|m)?[$€£¥₹]?|${numberWord}|${currencyWord})$`, 'iu');

/** What words of a kind look like; kinds that may be said in any way have no rule. */
const looks: Partial<Record<KindName, (words: string) => boolean>> = {
  email: (words) => /^[^\s@]+@[^\s@]+\.[^\s@]*[\p{L}\p{N}]$/u.test(words),
  url: (words) => /^(?:https?:\/\/)?[\w-]+(?:\.[\w-]+)+\S*$/iu.test(words),
  amount: (words) => {
    const parts = words.replace(/,(?= )/gu, '').split(/[\s-]+/u);
    return parts.every((part) => money.test(part)) && /\d|\p{L}{3}/u.test(words) && parts.length <= 6;
  },
};

/** Stretches of the request, by first token, each with the last tokens that it may have. */
export type Stretches = ReadonlyMap<number, readonly number[]>;

const longest = 24;

/**
 * The stretches that look like a value of `kind`; undefined where the kind has no look, or nothing in the request has it
 * (then people said it in a way that only a resolver may judge).
 */
export function stretchesOf(kind: KindName, source: CopySource): Stretches | undefined {
  const look = looks[kind];
  if (!look) return undefined;
  const found = new Map<number, number[]>();
  for (let from = 0; from < source.tokens.length; from++) {
    if (!source.mayStart(from)) continue;
    const ends: number[] = [];
    for (let to = from; to < Math.min(source.tokens.length, from + longest); to++)
      if (source.mayEnd(from, to) && look(source.words(from, to))) ends.push(to);
    if (ends.length > 0) found.set(from, ends);
  }
  return found.size > 0 ? found : undefined;
}
