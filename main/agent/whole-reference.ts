import { findWords, type ProposedValue } from '../inference/index.ts';
import type { OwnedTool } from './types.ts';

/** Kinds that are said as "the latest one"; names of people and places are not. */
const counted: ReadonlySet<string> = new Set([
  'stripe.payment',
  'stripe.invoice',
  'stripe.subscription',
  'slack.message',
  'slack.reminder',
  'github.run',
  'github.issue',
  'github.pull',
]);

/** Words right before a noun that say which of several records is meant. */
const narrowing =
  /(?:\b(?:latest|last|newest|most recent|recent|first|second|third|oldest|earliest|previous|next|biggest|largest|smallest|open|draft|unpaid|overdue|failed|pending|disputed|duplicate)\s+)+$/iu;

/**
 * Takes "latest" in "Oskar's latest payment" into the words for the payment, where the model copied the noun alone: without it
 * another record could be meant. Only references to such records are widened, and only where their words stand in the request once.
 */
export function withWholeReferences(
  { tool }: Pick<OwnedTool, 'tool'>,
  args: Readonly<Record<string, ProposedValue>>,
  request: string,
): Readonly<Record<string, ProposedValue>> {
  const taken = Object.values(args).filter((value) => typeof value === 'string');
  return Object.fromEntries(
    Object.entries(args).map(([name, value]) => {
      if (typeof value !== 'string' || !counted.has(tool.params[name]?.kind ?? '')) return [name, value];
      const at = findWords(value, request);
      if (at < 0 || findWords(value, request.slice(at + value.length)) >= 0) return [name, value];
      const before = narrowing.exec(request.slice(0, at))?.[0];
      if (before === undefined || taken.includes(before.trim())) return [name, value];
      return [name, request.slice(at - before.length, at + value.length)];
    }),
  );
}
