import type { Context } from '@cedar-policy/cedar-wasm/nodejs';

/** Rules whose ask no permit lifts, whatever any file says. Those of the default set carry `@lift("never")` as well. */
export const neverLifted: readonly string[] = [
  'tainted-asks',
  'second-model-asks',
  'undo-asks',
  'plugin-asks',
  'many-asks',
  'hidden-text-asks',
  'look-alike-asks',
];

/** The least that a permit which lifts an ask has to be told of a rule. */
interface Lifting {
  readonly id: string;
  readonly lifts: readonly string[];
}

/**
 * Whether an ask about such a call may be lifted at all. Looks at the facts and not at rules, which a person may rename
 * or replace: what did not come from the person's own words always asks. A fact that is missing counts against it.
 */
export function mayBeLifted({ meta }: Context): boolean {
  if (meta === null || typeof meta !== 'object' || Array.isArray(meta)) return false;
  const facts = meta as Readonly<Record<string, unknown>>;
  return (
    facts.tainted === false &&
    facts.second_model === false &&
    facts.undo === false &&
    facts.mass === false &&
    facts.shipped === true
  );
}

/**
 * The permits among `matched` that together lift every ask; empty where one ask is left, for then all of them stand.
 * @param asking ids of the rules that ask about the call
 * @param matched permits with `@lifts` that match the call
 */
export function liftedBy<R extends Lifting>(asking: readonly string[], matched: readonly R[]): R[] {
  if (asking.length === 0) return [];
  const all = asking.every((id) => matched.some(({ lifts }) => lifts.includes(id)));
  return all ? matched.filter(({ lifts }) => asking.some((id) => lifts.includes(id))) : [];
}
