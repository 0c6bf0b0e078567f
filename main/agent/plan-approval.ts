import type { Prepared } from './prepare.ts';

/** What a person saw of a step that they approved ahead. */
interface Seen {
  readonly callHash: string;
  /** Rules that were shown for it. */
  readonly rules: ReadonlySet<string>;
  /** Values, and the call itself, that were marked as coming from what a service returned. */
  readonly taint: ReadonlySet<string>;
}

/**
 * What a person approved ahead on the card of an earlier step: exact calls at their places in the run, each good once. It
 * lives as long as the run follows it without a gap, and no longer than the card would have waited.
 */
export interface KeptPlan {
  readonly by: string;
  /** When it was approved: ISO 8601. */
  readonly at: string;
  /** The step whose card it was, 1-based. */
  readonly onStep: number;
  /** Epoch milliseconds by the app's clock, and the same in `performance.now()`, which nothing sets back. */
  readonly expires: number;
  readonly expiresHere: number;
  /** What the times in it were counted from, epoch milliseconds. */
  readonly countedFrom: number;
  /** By 1-based index. */
  readonly calls: Map<number, Seen>;
}

const wholeCall = '';

/** What of a call comes from text that a service returned: names of values, and `''` for the call itself. */
function taintOf({ steered, tainted, facts }: Prepared): ReadonlySet<string> {
  const names = Object.entries(facts.itemSources ?? {})
    .filter(([, sources]) => sources.some(({ kind }) => kind === 'result'))
    .map(([name]) => name);
  return new Set(steered || (tainted && names.length === 0) ? [...names, wholeCall] : names);
}

const within = (part: Iterable<string>, whole: ReadonlySet<string>): boolean =>
  [...part].every((one) => whole.has(one));

const asking = ({ decision }: Prepared): string[] =>
  decision.rules.filter(({ verdict }) => verdict === 'ask').map(({ id }) => id);

/**
 * Keeps what a person approved ahead.
 * @param steps the calls that were on the card, with their places
 * @param now epoch milliseconds. @param expires when the card would have counted as denied, the same
 */
export function keepPlan(
  steps: readonly { readonly index: number; readonly prepared: Prepared }[],
  approval: Pick<KeptPlan, 'by' | 'onStep' | 'expires' | 'countedFrom'> & { readonly now: number },
): KeptPlan {
  const { by, onStep, now, expires, countedFrom } = approval;
  return {
    by,
    countedFrom,
    at: new Date(now).toISOString(),
    onStep,
    expires,
    expiresHere: performance.now() + (expires - now),
    calls: new Map(
      steps.map(({ index, prepared }) => [
        index,
        {
          callHash: prepared.decision.callHash,
          rules: new Set(asking(prepared)),
          taint: taintOf(prepared),
        },
      ]),
    ),
  };
}

/**
 * Whether a step that was reached is the one that was approved ahead: the same call at the same place, asked about by no
 * rule that was not shown, with nothing of a service's text in it that was not shown, and in time. Takes it from the plan,
 * so that it is good once.
 * @param now epoch milliseconds
 */
export function claim(plan: KeptPlan, index: number, prepared: Prepared, now: number): boolean {
  const seen = plan.calls.get(index);
  plan.calls.delete(index);
  return (
    seen !== undefined &&
    seen.callHash !== '' &&
    seen.callHash === prepared.decision.callHash &&
    within(asking(prepared), seen.rules) &&
    within(taintOf(prepared), seen.taint) &&
    prepared.secondModel === null &&
    now < plan.expires &&
    performance.now() < plan.expiresHere
  );
}
