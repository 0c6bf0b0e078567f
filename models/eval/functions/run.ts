import { ThimbleError } from '../../../shared/index.ts';
import { callsProblem } from './call-match.ts';
import type { FunctionAnswer, FunctionCaller, FunctionTask } from './types.ts';

/** A task that was put to a model. */
export interface FunctionResult {
  readonly task: FunctionTask;
  /** Null where the model failed to answer. */
  readonly answer: FunctionAnswer | null;
  /** What is wrong with the answer, in a few words; null when it is right. */
  readonly problem: string | null;
  readonly milliseconds: number;
}

/**
 * Puts tasks to a model, one after the other. An answer that the model's service fails to give counts as wrong, since
 * other models do answer; anything else that stops the model ends the run.
 * @throws ThimbleError when the model cannot be reached, or refuses to work at all
 */
export async function runFunctionTasks(
  caller: FunctionCaller,
  tasks: readonly FunctionTask[],
  progress: (result: FunctionResult) => void = () => undefined,
): Promise<FunctionResult[]> {
  const results: FunctionResult[] = [];
  for (const task of tasks) {
    const started = performance.now();
    let answer: FunctionAnswer | null = null;
    let problem: string | null;
    try {
      answer = await caller.call(task.query, task.functions, task.turns);
      problem = callsProblem(answer.calls, task);
    } catch (thrown) {
      if (!(thrown instanceof ThimbleError && thrown.code === 'service_error')) throw thrown;
      problem = thrown.message;
    }
    const result = { task, answer, problem, milliseconds: performance.now() - started };
    results.push(result);
    progress(result);
  }
  return results;
}
