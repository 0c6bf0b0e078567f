import { type LearnedRule, routes } from '../../../shared/index.ts';
import type { Thimble } from '../../app-types.ts';
import { call } from './client.ts';
import { line } from './print.ts';

/** The rules made on cards, one a line with its name and its last day. */
export function learnedLines(rules: readonly LearnedRule[]): string[] {
  if (rules.length === 0) return ['There are no rules that you made on cards.'];
  return rules.map(({ id, text, expired }) => line(`${id}  ${text}${expired ? ' (It ended.)' : ''}`));
}

/** Lists the rules made on cards. */
export async function listLearned(thimble: Thimble): Promise<number> {
  for (const text of learnedLines(await call(thimble, routes.policy.learned, {}))) console.log(text);
  return 0;
}

/** Removes one: such calls ask again. */
export async function forgetLearned(thimble: Thimble, id: string): Promise<number> {
  await call(thimble, routes.policy.forget, { id });
  console.log(line(`Removed ${id}. Such calls ask again.`));
  return 0;
}
