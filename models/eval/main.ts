import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { operations, workspace } from '../../connectors/demo/index.ts';
import { startDemoApp } from '../../main/index.ts';
import { toThimbleError } from '../../shared/index.ts';
import { runTasks, type TaskResult } from './harness.ts';
import { summarise, summaryTable } from './report.ts';
import { readTasks } from './task.ts';
import { worldOf } from './world.ts';

/** `npm run eval -- --tasks FILE… [--out FILE] [--json]`: runs tasks on the demo workspace and prints the figures. */

/** One line of the `--out` file. */
const line = ({ task, seen, score }: TaskResult): string =>
  JSON.stringify({
    id: task.id,
    request: task.request,
    right: score.right,
    ms: Math.round(seen.milliseconds),
    decision: seen.decision,
    say: seen.say,
    received: seen.received.map(({ op, method, path, query, body }) => ({ op, method, path, query, body })),
    why: score.why,
  });

const program = new Command('eval')
  .option('--tasks <file...>', 'task files (JSON lines)', ['models/eval/tasks/sample.jsonl'])
  .option('--out <file>', 'writes one JSON line a task')
  .option('--json', 'prints the summary as JSON', false)
  .parse();
const options = program.opts<{ tasks: string[]; out?: string; json: boolean }>();

try {
  const tasks = (await Promise.all(options.tasks.map(readTasks))).flat();
  const app = await startDemoApp();
  try {
    const results = await runTasks(app, tasks, worldOf(workspace, operations), ({ task, score }) => {
      if (!options.json)
        console.log(
          `${score.right ? 'right' : 'WRONG'}  ${task.id}  ${task.request}${score.why ? `  (${score.why})` : ''}`,
        );
    });
    if (options.out) writeFileSync(options.out, results.map((result) => `${line(result)}\n`).join(''));
    const built = new Set(app.tools.map((tool) => tool.name));
    const summary = summarise(
      results.map(({ task, score, seen }) => ({ task, score, milliseconds: seen.milliseconds })),
      (op) => built.has(op),
    );
    console.log(options.json ? JSON.stringify(summary, null, 2) : `\n${summaryTable(summary)}`);
  } finally {
    await app.close();
  }
} catch (thrown) {
  const error = toThimbleError(thrown);
  console.error(`${error.message} ${error.hint}`);
  process.exitCode = 1;
}
