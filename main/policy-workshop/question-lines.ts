import type { LooseningQuestion } from './types.ts';

/** Most sentences that are shown; the number of the others is said. */
const maxShown = 12;

/** A question as lines of text for a dialog or a terminal. What is said of rules was made by `loosened`, as plain text. */
export function questionLines({ title, loosened }: LooseningQuestion): string[] {
  const more = loosened.length - maxShown;
  return [
    `${title} loosens your rules. It may let through what is stopped now:`,
    ...loosened.slice(0, maxShown).map((one) => `• ${one}`),
    ...(more > 0 ? [`• and ${more} more. Say no if you did not expect so much.`] : []),
  ];
}
