import type { Json, JsonObject } from '../../../shared/index.ts';
import type { ExpectedCall, FunctionCall, FunctionSpec, FunctionTask, Judgement } from './types.ts';
import { expectedType, valueProblem } from './value-match.ts';

/** How the leaderboard judges a category, by its name: `live_parallel_multiple` is judged as `parallel`. */
export function judgementOf(category: string): Judgement {
  for (const judgement of ['irrelevance', 'relevance', 'parallel', 'multiple'] as const)
    if (category.includes(judgement)) return judgement;
  return 'simple';
}

const objectOf = (value: Json | undefined): JsonObject =>
  value !== undefined && value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};

/**
 * What is wrong with one call, by the leaderboard's rules: the name, a required argument that is not there, an argument
 * that the function or the answer does not have, a value that is not accepted, an argument that may not be left out.
 * @returns null when the call is right
 */
export function callProblem(call: FunctionCall, expected: ExpectedCall, spec: FunctionSpec): string | null {
  if (call.name !== expected.name) return `calls ${call.name}, not ${expected.name}`;
  const properties = objectOf(spec.parameters.properties);
  const required = Array.isArray(spec.parameters.required) ? spec.parameters.required : [];
  for (const name of required)
    if (typeof name === 'string' && !Object.hasOwn(call.arguments, name)) return `${name} is missing`;
  for (const [name, value] of Object.entries(call.arguments)) {
    const accepted = Object.hasOwn(expected.accepted, name) ? expected.accepted[name] : undefined;
    if (!Object.hasOwn(properties, name) || accepted === undefined) return `${name} was not asked for`;
    const problem = valueProblem(value, accepted, expectedType(properties[name]));
    if (problem) return `${name} has the wrong ${problem}: ${JSON.stringify(value)}`;
  }
  for (const [name, accepted] of Object.entries(expected.accepted))
    if (!Object.hasOwn(call.arguments, name) && !accepted.includes('')) return `${name} is missing`;
  return null;
}

/** Matches calls in any order, each expected one with the first that fits it, as the leaderboard does. */
function parallelProblem(calls: readonly FunctionCall[], task: FunctionTask): string | null {
  const left = [...calls];
  for (const expected of task.expected) {
    const spec = specOf(task, expected);
    const at = left.findIndex((call) => callProblem(call, expected, spec) === null);
    if (at < 0) return `nothing calls ${expected.name} as asked`;
    left.splice(at, 1);
  }
  return null;
}

function specOf(task: FunctionTask, expected: ExpectedCall): FunctionSpec {
  const spec = task.functions.find((one) => one.name === expected.name);
  if (!spec) throw new RangeError(`${task.id} expects ${expected.name}, which is not among its functions`);
  return spec;
}

/**
 * What is wrong with a model's calls for a task, by the rules of the task's category: `simple` and `multiple` want exactly
 * one call, `parallel` all calls in any order, `irrelevance` none, `relevance` any. Short, for people.
 * Source: https://github.com/ShishirPatil/gorilla (bfcl_eval/eval_checker/ast_eval/ast_checker.py).
 * @returns null when they are right
 */
export function callsProblem(calls: readonly FunctionCall[], task: FunctionTask): string | null {
  const judgement = judgementOf(task.category);
  if (judgement === 'irrelevance')
    return calls.length === 0 ? null : `calls ${calls.map((call) => call.name).join(', ')}`;
  if (judgement === 'relevance') return calls.length > 0 ? null : 'calls nothing';
  if (calls.length !== task.expected.length) return `${calls.length} calls, not ${task.expected.length}`;
  if (judgement === 'parallel') return parallelProblem(calls, task);
  const [call] = calls;
  const [expected] = task.expected;
  if (!call || !expected) return 'calls nothing';
  return callProblem(call, expected, specOf(task, expected));
}
