import { type PolicyFile, type Rule, readLayer } from '../rules.ts';

/** The file in a person's policy folder that holds the rules they made on cards, and nothing else. */
export const learnedFile = 'learned.cedar';

/** Longest text of the file: several hundred rules, each of a known shape. */
const maxLength = 1_000_000;

/**
 * Reads the rules that a person made on cards. Each is a permit with `@lifts`, about one tool, and is called
 * `learned-…`: anything else has no place in this file, and then none of it counts.
 * @throws Error with one sentence on what is wrong
 */
export function readLearned(text: string): Rule[] {
  const rules = readLayer([{ file: learnedFile, text } satisfies PolicyFile], maxLength);
  for (const { id, lifts, actions } of rules) {
    if (!id.startsWith('learned-')) throw new Error(`${learnedFile}: rule "${id}" is not called learned-…`);
    if (lifts.length === 0)
      throw new Error(`${learnedFile}: rule "${id}" is no permit with @lifts; write it into a file of your own`);
    if (actions.length !== 1) throw new Error(`${learnedFile}: rule "${id}" is not about one tool`);
  }
  return rules;
}
