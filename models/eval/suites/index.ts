import { join } from 'node:path';
import { readFunctionTasks } from '../functions/index.ts';
import { readTasks } from '../task.ts';
import { asksSuite } from './asks.ts';
import { executionSuite } from './execution.ts';
import { functionsSuite } from './functions.ts';
import { guardrailSuite } from './guardrail.ts';
import type { EvalOptions } from './options.ts';
import type { Outcome } from './outcome.ts';
import { retrievalSuite } from './retrieval.ts';
import { unseenFunctionTasks } from './unseen.ts';

export { type EvalOptions, readOptions, type SuiteName } from './options.ts';
export type { Outcome } from './outcome.ts';

const sample = (name: string): string => join(import.meta.dirname, '..', 'tasks', name);

/** The tasks of files, or of the suite's own sample, each file cut to the limit. */
async function tasksOf<T>(options: EvalOptions, own: string, read: (file: string) => Promise<T[]>): Promise<T[]> {
  const files = options.tasks.length > 0 ? options.tasks : [sample(own)];
  return (await Promise.all(files.map(read))).flatMap((tasks) => tasks.slice(0, options.limit));
}

/**
 * Runs the suite that was asked for. `progress` gets lines for people while it works.
 * @throws ThimbleError when its tasks cannot be read or the model cannot be asked
 */
export async function runSuite(options: EvalOptions, progress: (line: string) => void): Promise<Outcome> {
  switch (options.suite) {
    case 'functions':
      return functionsSuite(options, await tasksOf(options, 'functions.jsonl', readFunctionTasks), progress);
    case 'unseen': {
      const { seed, count, specs } = options;
      return functionsSuite(options, unseenFunctionTasks(seed, count, specs), progress);
    }
    case 'asks':
      return asksSuite(options, await tasksOf(options, 'sample.jsonl', readTasks), progress);
    case 'guardrail':
      return guardrailSuite(options, await tasksOf(options, 'sample.jsonl', readTasks), progress);
    case 'retrieval':
      return retrievalSuite(options, await tasksOf(options, 'sample.jsonl', readTasks), progress);
    default:
      return executionSuite(options, await tasksOf(options, 'sample.jsonl', readTasks), progress);
  }
}
