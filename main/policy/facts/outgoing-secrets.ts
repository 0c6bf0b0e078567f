import { findSecrets } from './secrets.ts';

/** Kinds that only the text around them, or how digits fall, makes secrets: pieces that happen to meet are none. */
const needContext = new Set([
  'a password or key',
  'a password in an address',
  'a key in an address',
  'what looks like a key',
  'an AWS secret key',
  'a social security number',
  'a card number',
]);

const kindsIn = (text: string): string[] => findSecrets(text).map(({ kind }) => kind);

/** Texts one after the other and the other way round. */
const orders = (texts: readonly string[]): (readonly string[])[] => [texts, texts.toReversed()];

/**
 * The kinds of secrets in what a call sends, also where one is split over the items of a list or over several values:
 * digit groups with a space between, and pieces of a token without.
 * @param values the texts of each value, in the order of the parameters
 */
export function outgoingSecrets(values: readonly (readonly string[])[]): string[] {
  const found = new Set<string>();
  for (const texts of values)
    for (const text of texts.length > 1 ? [...texts, texts.join(' ')] : texts)
      for (const kind of kindsIn(text)) found.add(kind);
  const all = values.flat().filter((text) => text !== '');
  if (all.length > 1)
    for (const texts of orders(all)) {
      for (const kind of kindsIn(texts.join(' '))) if (kind === 'a card number') found.add(kind);
      for (const kind of kindsIn(texts.join(''))) if (!needContext.has(kind)) found.add(kind);
    }
  return [...found].sort();
}
