import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectors } from '../../../connectors/index.ts';
import {
  type AskedCall,
  type CallFacts,
  createPolicyEngine,
  draftLearned,
  openLearnedFile,
} from '../../../main/policy/index.ts';
import type { Effect } from '../../../shared/index.ts';
import { Rng } from '../../data/index.ts';
import { SimHistory } from './sim-history.ts';
import { vary } from './vary.ts';

/** Calls by what happens to a person's attention. */
export type CallGroup = 'routine' | 'steered' | 'money' | 'destructive';

/** The group of a call that changes something. `tainted`: a service's answer has a part in it, so that it always asks. */
export function groupOf(effect: Effect, tainted: boolean): CallGroup {
  if (effect === 'money' || effect === 'destructive') return effect;
  return tainted ? 'steered' : 'routine';
}

/** Whether a service's answer has a part in a call. */
const isTainted = ({ tainted, sources }: CallFacts): boolean =>
  tainted || Object.values(sources).some(({ kind }) => kind === 'result');

/** One day: calls that a person saw a card for, and why no rule stood in its way. */
export interface DayCount {
  readonly calls: number;
  readonly asks: number;
  /** How many asked for each reason. */
  readonly why: Readonly<Record<string, number>>;
}

export interface WeekOptions {
  readonly policyDir: string;
  /** Epoch milliseconds of the first day's first call. */
  readonly monday: number;
  readonly seed: number;
  readonly newPlaces: number;
  /** Approvals of one kind of call after which the person says “always”. */
  readonly after: number;
}

const days = 5;
/** Calls of a day are spread over eight hours. */
const workday = 8 * 3_600_000;

/**
 * A working week of the same work. Each call is decided by the real rules; what asks is approved, and after so many
 * approvals of its kind the rule that “Always like this” would write is made by the same code, for 30 days and up to the
 * call's own amount, and is in force for the next call. Answers the counts of each day, by group.
 */
export async function simulateWeek(
  calls: readonly AskedCall[],
  { policyDir, monday, seed, newPlaces, after }: WeekOptions,
): Promise<{ readonly days: readonly Readonly<Record<CallGroup, DayCount>>[]; readonly rules: number }> {
  const folder = mkdtempSync(join(tmpdir(), 'thimble-week-'));
  try {
    const engine = await createPolicyEngine({ connectors, policyDir, userDir: folder, slot: 'asks-week' });
    const file = openLearnedFile(folder);
    const random = new Rng(seed);
    const history = new SimHistory();
    const approved = new Map<string, number>();
    const counts: Record<CallGroup, DayCount>[] = [];
    for (let day = 0; day < days; day++) {
      const count: Record<CallGroup, { calls: number; asks: number; why: Record<string, number> }> = {
        routine: { calls: 0, asks: 0, why: {} },
        steered: { calls: 0, asks: 0, why: {} },
        money: { calls: 0, asks: 0, why: {} },
        destructive: { calls: 0, asks: 0, why: {} },
      };
      for (const [at, call] of calls.entries()) {
        const varied = day === 0 ? call.facts : vary(call.facts, { day, random, newPlaces });
        const now = monday + day * 86_400_000 + Math.floor((at * workday) / calls.length);
        const facts: CallFacts = { ...varied, now, history: history.before({ ...varied, now }) };
        const decision = engine.decide(facts);
        const group = count[groupOf(facts.tool.effect, isTainted(facts))];
        group.calls += 1;
        if (decision.verdict === 'deny') continue;
        history.add(facts);
        if (decision.verdict === 'allow') continue;
        group.asks += 1;
        const draft = draftLearned(engine, { ...call, facts, decision }, { days: 30 });
        const why = draft.kind === 'draft' ? `It is not what a rule has, and makes one: ${facts.tool.name}` : draft.why;
        group.why[why] = (group.why[why] ?? 0) + 1;
        if (draft.kind === 'none') continue;
        const times = (approved.get(draft.id) ?? 0) + 1;
        approved.set(draft.id, times);
        if (times < after) continue;
        file.write(file.with(draft.id, draft.text));
        await engine.reload();
      }
      counts.push(count);
    }
    if (engine.problems().length > 0) throw new Error(engine.problems().join(' '));
    return { days: counts, rules: file.rules().length };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
