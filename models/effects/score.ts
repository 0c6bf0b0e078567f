import { z } from 'zod';
import { executionF1 } from './f1.ts';
import type { WrittenCall } from './outcome.ts';
import type { Runner } from './runner.ts';

const proposedValue = z.union([z.string(), z.boolean(), z.array(z.string()), z.record(z.string(), z.string())]);
const calls = z.array(z.object({ tool: z.string(), args: z.record(z.string(), proposedValue) }));

/** What is asked: how near the effects of each candidate come to those of the calls that are wanted. */
export interface ScoreRequest {
  readonly id: string | number;
  readonly request: string;
  readonly want: readonly WrittenCall[];
  /** A list of calls each; null stands for one that could not be read, which scores nothing. */
  readonly candidates: readonly (readonly WrittenCall[] | null)[];
}

/** A line of the scoring process. */
export const scoreRequest: z.ZodType<ScoreRequest> = z.object({
  id: z.union([z.string(), z.number()]),
  request: z.string(),
  want: calls,
  candidates: z.array(calls.nullable()),
});

export interface ScoreAnswer {
  readonly id: string | number;
  /** Execution F1 of each candidate, 0 to 1. */
  readonly scores: readonly number[];
  /** Whether a candidate did all that is wanted and nothing else. */
  readonly right: readonly boolean[];
  /** Why what is wanted cannot itself be carried out; then nothing can be scored, and all scores are 0. */
  readonly unsound: string | null;
}

/**
 * Scores candidates by running them and what is wanted. No call wanted and none made is right; a list whose calls fail
 * keeps the effects of those before.
 */
export function createScorer(runner: Runner): (request: ScoreRequest) => Promise<ScoreAnswer> {
  return async ({ id, request, want, candidates }) => {
    const wanted = await runner.run(request, want);
    const scores: number[] = [];
    const right: boolean[] = [];
    for (const candidate of candidates) {
      const none = candidate === null || wanted.failure !== null;
      const got = none ? null : await runner.run(request, candidate);
      // Making no call has no effects, and nor has a call that failed: only the former can be what was wanted.
      const score =
        got === null || (want.length === 0 && candidate?.length !== 0) ? 0 : executionF1(wanted.effects, got.effects);
      scores.push(score);
      right.push(got !== null && got.failure === null && score === 1);
    }
    return { id, scores, right, unsound: wanted.failure };
  };
}
