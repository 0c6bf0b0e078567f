import { type Calibration, calibrate } from '../calibration.ts';
import { mean, quantile, share } from '../figures.ts';
import type { FunctionResult } from './run.ts';

/** How many tasks of a category were right. */
export interface CategoryFigure {
  readonly category: string;
  readonly tasks: number;
  readonly right: number;
  /** 0 to 1. */
  readonly accuracy: number;
}

/** The figures of a run of function-calling tasks; shares are 0 to 1, null where nothing of the kind was run. */
export interface FunctionSummary {
  readonly tasks: number;
  /** Tasks that the model's service failed to answer; they count as wrong. */
  readonly failed: number;
  readonly categories: readonly CategoryFigure[];
  /** Over all tasks. */
  readonly accuracy: number | null;
  /** The leaderboard's non-live figure: the mean of its categories, whatever their sizes. */
  readonly nonLive: number | null;
  /** The leaderboard's live figure: over all tasks of live categories. */
  readonly live: number | null;
  /** Milliseconds from the question to the last call. */
  readonly latency: { readonly p50: number | null; readonly p95: number | null };
  /** Tokens that the model wrote a second, over the tasks where it says how many; null where it never does. */
  readonly outputTokensPerSecond: number | null;
  /** Of the model's confidence against being right; null where the model does not say how sure it is. */
  readonly calibration: Calibration | null;
}

const isRight = (result: FunctionResult): boolean => result.problem === null;

/** Names of the leaderboard's non-live categories; the languages of "simple" are one category together. */
const nonLiveGroup = (category: string): string | null => {
  const name = category.replace(/^simple_(?:python|java|javascript)$/u, 'simple');
  return ['simple', 'multiple', 'parallel', 'parallel_multiple', 'irrelevance'].includes(name) ? name : null;
};

function groups<T>(items: readonly T[], keyOf: (item: T) => string | null): [string, T[]][] {
  const found = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    if (key !== null) found.set(key, [...(found.get(key) ?? []), item]);
  }
  return [...found];
}

/**
 * Sums results up by category, and as the Berkeley leaderboard does.
 * Source: https://github.com/ShishirPatil/gorilla (bfcl_eval/eval_checker/eval_runner_helper.py).
 */
export function summariseFunctions(results: readonly FunctionResult[]): FunctionSummary {
  const categories = groups(results, ({ task }) => task.category).map(([category, inIt]) => {
    const right = inIt.filter(isRight).length;
    return { category, tasks: inIt.length, right, accuracy: right / inIt.length };
  });
  const nonLive = groups(categories, ({ category }) => nonLiveGroup(category)).map(
    ([, inIt]) => mean(inIt.map(({ accuracy }) => accuracy)) ?? 0,
  );
  const times = results.map(({ milliseconds }) => milliseconds);
  const graded = results.flatMap((result) => {
    const confidence = result.answer?.confidence ?? null;
    return confidence === null ? [] : [{ confidence, right: isRight(result) }];
  });
  const counted = results.filter(({ answer }) => (answer?.outputTokens ?? null) !== null);
  const seconds = counted.reduce((sum, { milliseconds }) => sum + milliseconds, 0) / 1000;
  const tokens = counted.reduce((sum, { answer }) => sum + (answer?.outputTokens ?? 0), 0);
  return {
    tasks: results.length,
    failed: results.filter(({ answer }) => answer === null).length,
    categories,
    accuracy: share(results, isRight),
    nonLive: mean(nonLive),
    live: share(
      results.filter(({ task }) => task.category.startsWith('live_')),
      isRight,
    ),
    latency: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
    outputTokensPerSecond: counted.length === 0 || seconds === 0 ? null : tokens / seconds,
    calibration: graded.length === 0 ? null : calibrate(graded),
  };
}
