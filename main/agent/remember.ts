import type { Json } from '../../shared/index.ts';

/** How long an answer may be reused, in milliseconds: long enough for a preview and the run that follows. */
const freshMs = 20_000;
/** Most answers kept; the oldest go first. A plan makes a few dozen look-ups at most. */
const maxKept = 64;

/** The plan that an answer is for. */
export interface PlanScope {
  readonly runId: string;
  readonly request: string;
}

/** Answers of look-ups, kept for the plan that asked and its previews alone. */
export interface Memory {
  /**
   * The remembered answer for `key`, or what `ask` gives; two at once are one. A failure is passed on and not kept.
   * @param key must tell accounts, tools and arguments apart
   */
  once(key: string, plan: PlanScope, ask: () => Promise<Json>): Promise<Json>;
  clear(): void;
}

/** One run's, or that of a preview of the same words as far as they were typed. */
function samePlan(a: PlanScope, b: PlanScope): boolean {
  return a.runId === b.runId || a.request.startsWith(b.request) || b.request.startsWith(a.request);
}

/** Makes an empty memory. `now` gives epoch milliseconds. */
export function createMemory(now: () => number): Memory {
  const kept = new Map<string, { at: number; plan: PlanScope; answer: Promise<Json> }>();
  return {
    once(key, plan, ask) {
      const at = now();
      for (const [old, entry] of kept) if (Math.abs(at - entry.at) >= freshMs) kept.delete(old);
      const known = kept.get(key);
      if (known && samePlan(known.plan, plan)) return known.answer;
      const entry = { at, plan, answer: ask() };
      kept.delete(key);
      kept.set(key, entry);
      for (const oldest of kept.keys()) {
        if (kept.size <= maxKept) break;
        kept.delete(oldest);
      }
      entry.answer.catch(() => {
        if (kept.get(key) === entry) kept.delete(key);
      });
      return entry.answer;
    },
    clear: () => kept.clear(),
  };
}
