import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, Option } from 'commander';
import { operations, workspace } from '../../connectors/demo/index.ts';
import { connectors } from '../../connectors/index.ts';
import { startDemoApp } from '../../main/index.ts';
import { createShortlister, loadNeedle } from '../../main/inference/index.ts';
import { toThimbleError } from '../../shared/index.ts';
import { runTasks, type TaskResult } from './harness.ts';
import { startOracle } from './oracle.ts';
import { summarise, summaryTable } from './report.ts';
import { readTasks } from './task.ts';
import { worldOf } from './world.ts';

/**
 * `npm run eval -- --tasks FILE… [--proposer needle|oracle] [--out FILE] [--uncalibrated] [--json]`: runs tasks on the demo workspace and
 * prints the figures.
 */

/** One line of the `--out` file. */
const line = ({ task, seen, score, proposed }: TaskResult, calibrated: boolean): string =>
  JSON.stringify({
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

const modelDir = join(import.meta.dirname, '..', 'needle');
const publicTools = connectors.flatMap((connector) => connector.tools).filter((tool) => !tool.internal);

const program = new Command('eval')
  .option('--tasks <file...>', 'task files (JSON lines)', ['models/eval/tasks/sample.jsonl'])
  .addOption(
    new Option('--proposer <name>', 'Needle, or an oracle that knows what is expected')
      .choices(['needle', 'oracle'])
      .default('needle'),
  )
  .option('--out <file>', 'writes one JSON line a task')
  .option('--uncalibrated', "keeps the model's own confidences, which calibrate.ts needs", false)
  .option('--json', 'prints the summary as JSON', false)
  .parse();
const options = program.opts<{
  tasks: string[];
  proposer: 'needle' | 'oracle';
  out?: string;
  uncalibrated: boolean;
  json: boolean;
}>();

try {
  const tasks = (await Promise.all(options.tasks.map(readTasks))).flat();
  const world = worldOf(workspace, operations);
  const needle = await loadNeedle({ dir: modelDir, calibrate: !options.uncalibrated });
  const oracle =
    options.proposer === 'oracle'
      ? await startOracle(publicTools, world, createShortlister(publicTools, needle.intent))
      : null;
  const own = {
    proposer: () => needle.proposer,
    intent: needle.intent,
    problem: null,
    close: async () => undefined,
  };
  const app = await startDemoApp(oracle ? oracle.parts : { model: own });
  try {
    const gaps = new Map<string, string>();
    const results = await runTasks(
      app,
      tasks,
      world,
      ({ task, score }) => {
        const why = [score.why, gaps.get(task.id)].filter(Boolean).join('; ');
        if (!options.json)
          console.log(`${score.right ? 'right' : 'WRONG'}  ${task.id}  ${task.request}${why ? `  (${why})` : ''}`);
      },
      async (task) => {
        if (oracle) gaps.set(task.id, (await oracle.prepare(task)).gap);
      },
    );
    if (options.out)
      writeFileSync(options.out, results.map((result) => `${line(result, !options.uncalibrated)}\n`).join(''));
    const built = new Set(app.tools.map((tool) => tool.name));
    const summary = summarise(
      results.map(({ task, score, seen }) => ({ task, score, milliseconds: seen.milliseconds })),
      (op) => built.has(op),
    );
    console.log(options.json ? JSON.stringify(summary, null, 2) : `\n${summaryTable(summary)}`);
  } finally {
    await app.close();
    await oracle?.close();
    await needle.close();
  }
} catch (thrown) {
  const error = toThimbleError(thrown);
  console.error(`${error.message} ${error.hint}`);
  process.exitCode = 1;
}
