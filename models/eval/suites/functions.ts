import { loadNeedle } from '../../../main/inference/index.ts';
import { endpointCaller } from '../endpoint/index.ts';
import { duration, percent, table } from '../figures.ts';
import {
  type FunctionCaller,
  type FunctionResult,
  type FunctionSummary,
  type FunctionTask,
  runFunctionTasks,
  summariseFunctions,
} from '../functions/index.ts';
import { type AddedMemory, addedMemory } from '../memory.ts';
import { needleCaller } from './needle-caller.ts';
import type { EvalOptions } from './options.ts';
import { barOf, calibrationRows, calibrationText, memoryRow, type Outcome } from './outcome.ts';

/** One line of a report. */
const line = ({ task, answer, problem, milliseconds }: FunctionResult): object => ({
  id: task.id,
  category: task.category,
  query: task.query,
  right: problem === null,
  why: problem ?? '',
  ms: Math.round(milliseconds),
  calls: answer?.calls ?? null,
  confidence: answer?.confidence ?? null,
});

/** The figures as Markdown. */
export function functionsText(summary: FunctionSummary, memory: AddedMemory | null): string {
  const categories = summary.categories.map(({ category, tasks, right, accuracy }) => [
    category,
    String(tasks),
    String(right),
    percent(accuracy),
  ]);
  const figures: [string, string][] = [
    ['tasks', String(summary.tasks)],
    ['accuracy, all tasks', percent(summary.accuracy)],
    ['accuracy, non-live, mean of categories', percent(summary.nonLive)],
    ['accuracy, live, all tasks', percent(summary.live)],
    ['tasks without an answer', String(summary.failed)],
    ['time to calls p50 / p95', `${duration(summary.latency.p50)} / ${duration(summary.latency.p95)}`],
    ['output tokens a second', summary.outputTokensPerSecond?.toFixed(1) ?? 'n/a'],
    memoryRow(memory),
    ...calibrationRows(summary.calibration),
  ];
  return [
    table(['category', 'tasks', 'right', 'accuracy'], categories),
    table(['figure', 'value'], figures),
    calibrationText(summary.calibration),
  ]
    .filter(Boolean)
    .join('\n\n');
}

async function openCaller({ tested, needle, uncalibrated }: EvalOptions): Promise<FunctionCaller> {
  if (tested.kind === 'endpoint') return endpointCaller(tested.endpoint);
  return needleCaller(await loadNeedle({ dir: needle, calibrate: !uncalibrated }));
}

/** Puts function-calling tasks to the tested model. `progress` gets a line a task. */
export async function functionsSuite(
  options: EvalOptions,
  tasks: readonly FunctionTask[],
  progress: (line: string) => void,
): Promise<Outcome> {
  const memory = options.tested.kind === 'needle' ? await addedMemory(options.needle) : null;
  const caller = await openCaller(options);
  try {
    const results = await runFunctionTasks(caller, tasks, ({ task, problem }) =>
      progress(`${problem === null ? 'right' : 'WRONG'}  ${task.id}  ${task.query}${problem ? `  (${problem})` : ''}`),
    );
    const summary = summariseFunctions(results);
    return {
      model: caller.info,
      summary: { ...summary, memory },
      text: functionsText(summary, memory),
      bars: [
        ...summary.categories.map(({ category, right, tasks: all }) => barOf(category, right, all)),
        barOf('all', results.filter(({ problem }) => problem === null).length, results.length),
      ],
      calibration: summary.calibration,
      lines: results.map(line),
    };
  } finally {
    await caller.close();
  }
}
