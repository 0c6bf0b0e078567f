import { type CallFacts, type CallHistory, type Decision, historyQuery } from '../policy/index.ts';
import { placeOf } from './place.ts';
import type { AgentParts } from './types.ts';

/** What a call is decided from, without what changes by itself: the hour, the settings and what went before. */
export type CallInput = Omit<CallFacts, 'now' | 'settings' | 'history'>;

/** What went before a call; null when the log cannot be read, and then policy denies all but reads. */
function historyNow(parts: AgentParts, call: CallInput, now: number, zone: string): CallHistory | null {
  const { tool, args, account } = call;
  const { name, effect, params } = tool;
  try {
    return parts.audit.history(
      historyQuery({ tool: name, effect, place: placeOf(parts, account), params, args }, now, zone),
    );
  } catch {
    return null;
  }
}

/**
 * Decides a call by the rules, the hour, the settings and the log of now. Whoever goes on to run it does so without
 * waiting for anything in between, so that the log it was decided by is the log that it is then written to.
 */
export function decide(parts: AgentParts, call: CallInput): { readonly facts: CallFacts; readonly decision: Decision } {
  const [now, settings] = [parts.now(), parts.settings()];
  const facts = { ...call, now, settings, history: historyNow(parts, call, now, settings.zone) };
  return { facts, decision: parts.policy.decide(facts) };
}
