import type { Json } from '../../shared/index.ts';

/** Fields that services keep the names of people and records in. */
const naming = new Set(['name', 'real_name', 'display_name', 'full_name', 'title', 'login', 'email', 'handle']);
/** Longer ones are texts. */
const longest = 80;
/** Most that are kept of one call's look-ups. */
export const mostNames = 2000;

/** Adds the names of records in a look-up's answer to `names`, at most {@link mostNames} in all. */
export function collectNames(answer: Json, names: Set<string>): void {
  if (answer === null || typeof answer !== 'object' || names.size >= mostNames) return;
  for (const [field, value] of Object.entries(answer)) {
    if (names.size >= mostNames) return;
    if (typeof value !== 'string') collectNames(value ?? null, names);
    else if (naming.has(field) && value !== '' && value.length <= longest) names.add(value);
  }
}
