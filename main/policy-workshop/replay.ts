import { setImmediate } from 'node:timers/promises';
import type { Replay, ReplayedCall, Verdict } from '../../shared/index.ts';
import type { LoggedCall } from '../audit/index.ts';
import type { CallFacts, Decision, PolicyEngine } from '../policy/index.ts';
import { type RebuildContext, rebuildFacts } from './logged-facts.ts';

/** How long decisions are made before everything else has a turn, in milliseconds. */
const slice = 8;
/** Most calls that are listed. */
const maxListed = 500;

/** Answers of Thimble itself that say the call could not be judged at all. */
const unjudged = new Set(['bad-call', 'unknown-tool', 'policy-error', 'no-history']);

/** What a set of rules says of a call. */
type Answer = Pick<Decision, 'verdict' | 'rules'>;

/** What two sets are compared over. */
export interface ReplayInput {
  /** Newest first. */
  readonly calls: readonly LoggedCall[];
  readonly context: RebuildContext;
  /** The set in force, replayed the same way, so that what differs comes from the edit alone. */
  readonly before: PolicyEngine;
  readonly after: PolicyEngine;
  readonly signal: AbortSignal;
  readonly progress?: ((done: number, total: number) => void) | undefined;
}

/** Decides without a call of the log being touched; the answers of the set in force are kept for the next replay. */
export interface Replayer {
  replay(input: ReplayInput): Promise<Replay>;
}

function why(answer: Answer, call: LoggedCall): string | null {
  const [rule] = answer.rules;
  if (!rule || !unjudged.has(rule.id)) return null;
  // It may have been denied for just that at the time.
  if (call.intent?.decision?.rules.some(({ id }) => id === rule.id)) return null;
  return 'Its values do not fit the tool of now.';
}

function tally<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** @param key names the set in force and everything else that its answers depend on; another key forgets them */
export function createReplayer(key: () => string): Replayer {
  let known = { key: '', answers: new Map<string, Answer>() };

  function baseline(call: LoggedCall, facts: CallFacts, before: PolicyEngine): Answer {
    const found = known.answers.get(call.id);
    if (found) return found;
    const { verdict, rules } = before.decide(facts);
    known.answers.set(call.id, { verdict, rules });
    return { verdict, rules };
  }

  return {
    async replay({ calls, context, before, after, signal, progress }) {
      const now = key();
      if (known.key !== now) known = { key: now, answers: new Map() };
      const notReplayed = new Map<string, number>();
      const transitions = new Map<string, number>();
      const listed: ReplayedCall[] = [];
      let [total, replayed, since] = [0, 0, performance.now()];
      for (const [at, call] of calls.entries()) {
        signal.throwIfAborted();
        if (performance.now() - since > slice) {
          progress?.(at, calls.length);
          await setImmediate();
          since = performance.now();
        }
        const rebuilt = rebuildFacts(call, context);
        if (rebuilt.kind === 'other') continue;
        total++;
        if (rebuilt.kind === 'not') {
          tally(notReplayed, rebuilt.why);
          continue;
        }
        const was = baseline(call, rebuilt.facts, before);
        const reason = why(was, call);
        if (reason !== null) {
          tally(notReplayed, reason);
          continue;
        }
        replayed++;
        const is = after.decide(rebuilt.facts);
        if (was.verdict === is.verdict) continue;
        tally(transitions, `${was.verdict} ${is.verdict}`);
        if (listed.length < maxListed) listed.push(changed(call, was.verdict, is));
      }
      progress?.(calls.length, calls.length);
      return {
        total,
        replayed,
        notReplayed: [...notReplayed].map(([reason, count]) => ({ why: reason, count })),
        transitions: [...transitions].map(([pair, count]) => {
          const [from, to] = pair.split(' ');
          return { from: from as Verdict, to: to as Verdict, count };
        }),
        calls: listed,
      };
    },
  };
}

function changed({ id, at, intent }: LoggedCall, from: Verdict, is: Answer): ReplayedCall {
  return {
    id,
    at,
    tool: intent?.tool ?? '',
    effectText: intent?.effectText ?? '',
    request: intent?.request ?? '',
    lookup: intent?.lookup ?? false,
    logged: intent?.decision?.verdict ?? 'deny',
    from,
    to: is.verdict,
    rules: is.rules.map((rule) => ({ id: rule.id, text: rule.text })),
  };
}
