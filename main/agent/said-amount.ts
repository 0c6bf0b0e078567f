import { clauses, type ProposedValue } from '../inference/index.ts';
import type { OwnedTool } from './types.ts';
import { unusedAmounts } from './unused.ts';

/**
 * Gives a call that moves money the one amount that its request names and no argument holds: without it the call would be
 * about another sum, all of a payment instead of $5. Only where the request has one part (an amount in another part is for
 * another call) and the tool has one place for it. The person sees it on the card.
 */
export function withSaidAmount(
  { tool }: Pick<OwnedTool, 'tool'>,
  args: Readonly<Record<string, ProposedValue>>,
  request: string,
): Readonly<Record<string, ProposedValue>> {
  if (tool.effect !== 'money' || clauses(request).length > 1) return args;
  const said = unusedAmounts(request, args);
  const places = Object.entries(tool.params).filter(([, param]) => param.kind === 'amount');
  const [amount] = said;
  const [place] = places;
  if (amount === undefined || said.length > 1 || place === undefined || places.length > 1) return args;
  const [name] = place;
  return name in args ? args : { ...args, [name]: amount };
}
