import { operations, workspace } from '../../../connectors/demo/index.ts';
import { connectors } from '../../../connectors/index.ts';
import { type Model, startDemoApp } from '../../../main/index.ts';
import { createShortlister, loadNeedle, type Proposer } from '../../../main/inference/index.ts';
import { ThimbleError } from '../../../shared/index.ts';
import { endpointProposer } from '../endpoint/index.ts';
import { runTasks, type TaskResult } from '../harness.ts';
import { addedMemory } from '../memory.ts';
import { startOracle } from '../oracle.ts';
import { summarise, summaryTable } from '../report.ts';
import type { Task } from '../task.ts';
import { worldOf } from '../world.ts';
import type { EvalOptions } from './options.ts';
import { barOf, calibrationRows, calibrationText, memoryRow, type Outcome } from './outcome.ts';

/** One line of a report. */
const line = ({ task, seen, score, proposed }: TaskResult, calibrated: boolean): object => ({
  id: task.id,
  request: task.request,
  right: score.right,
  ms: Math.round(seen.milliseconds),
  decision: seen.decision,
  say: seen.say,
  received: seen.received.map(({ op, method, path, query, body }) => ({ op, method, path, query, body })),
  why: score.why,
  proposed,
  calibrated,
});

const kinds = ['single', 'multi', 'abstain', 'unsafe'] as const;

/** The same proposer; what stops it is told before the agent makes a sentence of it. */
function watched(proposer: Proposer, failed: (error: ThimbleError) => void): Proposer {
  return {
    ...proposer,
    async propose(input, signal) {
      try {
        return await proposer.propose(input, signal);
      } catch (thrown) {
        if (thrown instanceof ThimbleError) failed(thrown);
        throw thrown;
      }
    },
  };
}

/**
 * Runs tasks on the demo workspace with the tested model. `progress` gets a line a task.
 * @throws ThimbleError when the model cannot be asked
 */
export async function executionSuite(
  options: EvalOptions,
  tasks: readonly Task[],
  progress: (line: string) => void,
): Promise<Outcome> {
  const { tested } = options;
  const memory = tested.kind === 'needle' ? await addedMemory(options.needle) : null;
  const world = worldOf(workspace, operations);
  const needle = await loadNeedle({ dir: options.needle, calibrate: !options.uncalibrated });
  const publicTools = connectors.flatMap((connector) => connector.tools).filter((tool) => !tool.internal);
  const oracle =
    tested.kind === 'oracle'
      ? await startOracle(publicTools, world, createShortlister(publicTools, needle.intent))
      : null;
  let failure: ThimbleError | null = null;
  // The shortlist is Needle's whichever model is tested: only the proposals differ.
  const proposer =
    tested.kind === 'endpoint'
      ? watched(endpointProposer(tested.endpoint), (error) => {
          failure ??= error;
        })
      : needle.proposer;
  const model: Model = {
    proposer: () => proposer,
    intent: needle.intent,
    problem: null,
    close: async () => undefined,
  };
  const settings = options.askBelow === null ? {} : { askBelow: options.askBelow };
  const app = await startDemoApp({ ...(oracle ? oracle.parts : { model }), settings });
  try {
    const gaps = new Map<string, string>();
    const failed = new Map<Task, ThimbleError>();
    const ran = await runTasks(
      app,
      tasks,
      world,
      ({ task, score }) => {
        if (failure && failure.code !== 'service_error') throw failure;
        if (failure) failed.set(task, failure);
        failure = null;
        const why = [score.why, gaps.get(task.id), failed.get(task)?.message].filter(Boolean).join('; ');
        progress(
          `${score.right && !failed.has(task) ? 'right' : 'WRONG'}  ${task.id}  ${task.request}${why ? `  (${why})` : ''}`,
        );
      },
      async (task) => {
        if (oracle) gaps.set(task.id, (await oracle.prepare(task)).gap);
      },
    );
    // No answer is not a good refusal.
    const results = ran.map((result) => {
      const error = failed.get(result.task);
      return error ? { ...result, score: { ...result.score, right: false, why: error.message } } : result;
    });
    const built = new Set(app.tools.map((tool) => tool.name));
    const summary = summarise(
      results.map(({ task, score, seen, proposed, timeToCall }) => ({
        task,
        score,
        milliseconds: seen.milliseconds,
        timeToCall,
        // The others are always sure, whatever they write.
        proposed: tested.kind === 'needle' ? proposed : null,
      })),
      (op) => built.has(op),
    );
    const of = (kind: Task['kind']) => results.filter(({ task }) => task.kind === kind);
    const right = (some: readonly TaskResult[]): number => some.filter(({ score }) => score.right).length;
    return {
      model: {
        name: oracle ? 'oracle' : proposer.info.name,
        parameters: tested.kind === 'needle' ? proposer.info.parameters : null,
      },
      summary: { ...summary, memory },
      text: [
        summaryTable(summary, [memoryRow(memory), ...calibrationRows(summary.calibration)]),
        calibrationText(summary.calibration),
      ]
        .filter(Boolean)
        .join('\n\n'),
      bars: [
        ...kinds.filter((kind) => of(kind).length > 0).map((kind) => barOf(kind, right(of(kind)), of(kind).length)),
        barOf('all', right(results), results.length),
      ],
      calibration: summary.calibration,
      lines: results.map((result) => line(result, !options.uncalibrated)),
    };
  } finally {
    await app.close();
    await oracle?.close();
    await needle.close();
  }
}
