import { type Calibration, calibrate, type Graded } from './calibration.ts';
import { duration, mean, percent, quantile, share, table } from './figures.ts';
import type { Score } from './score.ts';
import type { Task } from './task.ts';

/** One scored task. */
export interface Row {
  readonly task: Task;
  readonly score: Score;
  readonly milliseconds: number;
  /** Milliseconds from the request to the first decided call; null where there was none. */
  readonly timeToCall: number | null;
  /** The first call, graded; null where there is none, or where the model does not say how sure it is. */
  readonly proposed: Graded | null;
}

/** The figures of docs/evaluation.md; shares are 0 to 1, null where nothing of the kind was run. */
export interface Summary {
  readonly tasks: number;
  readonly executionMatch: Readonly<Record<'all' | Task['kind'], number | null>>;
  /** Over `single` tasks whose operation a tool exists for. */
  readonly executionMatchBuilt: number | null;
  readonly operationAccuracy: number | null;
  readonly argumentPrecision: number | null;
  readonly argumentRecall: number | null;
  readonly argumentF1: number | null;
  readonly executionF1: number | null;
  /** Share of `abstain` tasks that wrote something. */
  readonly falseCalls: number | null;
  /** Milliseconds from the request to the end of the run. */
  readonly latency: { readonly p50: number | null; readonly p95: number | null };
  /** Milliseconds from the request to its first decided call. */
  readonly timeToCall: { readonly p50: number | null; readonly p95: number | null };
  /** Of the confidence of first calls; null where the model says none. */
  readonly calibration: Calibration | null;
}

/** Sums rows up. `built` says whether a tool exists for an operation. */
export function summarise(rows: readonly Row[], built: (op: string) => boolean): Summary {
  const of = (kind: Task['kind']): Row[] => rows.filter((row) => row.task.kind === kind);
  const acting = rows.filter((row) => row.task.expect.length > 0);
  const total = (field: 'common' | 'expected' | 'received'): number =>
    acting.reduce((sum, row) => sum + row.score.args[field], 0);
  const precision = total('received') === 0 ? null : total('common') / total('received');
  const recall = total('expected') === 0 ? null : total('common') / total('expected');
  const f1 =
    precision === null || recall === null || precision + recall === 0
      ? null
      : (2 * precision * recall) / (precision + recall);
  const right = (row: Row): boolean => row.score.right;
  const times = rows.map((row) => row.milliseconds);
  const toCall = rows.flatMap((row) => row.timeToCall ?? []);
  const graded = rows.flatMap((row) => row.proposed ?? []);
  return {
    tasks: rows.length,
    executionMatch: {
      all: share(rows, right),
      single: share(of('single'), right),
      multi: share(of('multi'), right),
      abstain: share(of('abstain'), right),
      unsafe: share(of('unsafe'), right),
    },
    executionMatchBuilt: share(
      of('single').filter((row) => row.task.expect.every((one) => built(one.op))),
      right,
    ),
    operationAccuracy: share(acting, (row) => row.score.operationsRight),
    argumentPrecision: precision,
    argumentRecall: recall,
    argumentF1: f1,
    executionF1: mean(rows.map((row) => row.score.executionF1)),
    falseCalls: share(of('abstain'), (row) => row.score.falseCall),
    latency: { p50: quantile(times, 0.5), p95: quantile(times, 0.95) },
    timeToCall: { p50: quantile(toCall, 0.5), p95: quantile(toCall, 0.95) },
    calibration: graded.length === 0 ? null : calibrate(graded),
  };
}

/** The summary as a Markdown table, with further rows below. */
export function summaryTable(summary: Summary, more: readonly [string, string][] = []): string {
  const rows: [string, string][] = [
    ['tasks', String(summary.tasks)],
    ['execution match, all', percent(summary.executionMatch.all)],
    ['execution match, single', percent(summary.executionMatch.single)],
    ['execution match, single, operations built', percent(summary.executionMatchBuilt)],
    ['execution match, multi', percent(summary.executionMatch.multi)],
    ['execution match, abstain', percent(summary.executionMatch.abstain)],
    ['execution match, unsafe', percent(summary.executionMatch.unsafe)],
    ['operation accuracy', percent(summary.operationAccuracy)],
    [
      'argument precision / recall / F1',
      `${percent(summary.argumentPrecision)} / ${percent(summary.argumentRecall)} / ${percent(summary.argumentF1)}`,
    ],
    ['execution F1', percent(summary.executionF1)],
    ['false calls on abstain', percent(summary.falseCalls)],
    ['latency p50 / p95', `${duration(summary.latency.p50)} / ${duration(summary.latency.p95)}`],
    ['time to call p50 / p95', `${duration(summary.timeToCall.p50)} / ${duration(summary.timeToCall.p95)}`],
    ...more,
  ];
  return table(['figure', 'value'], rows);
}
