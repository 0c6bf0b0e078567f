import { z } from 'zod';
import type { ReceivedRequest, ToolDefinition, ToolParam } from '../../connectors/index.ts';
import type { JsonObject, StepView } from '../../shared/index.ts';
import { sameValue } from './equal.ts';
import { argumentsOf, satisfies, type World } from './match.ts';
import { wantedBy, withQueries } from './oracle-wanted.ts';
import type { Expectation, Task } from './task.ts';

/** A run's first call: how sure the model was of it and of its values, and what of it was right. */
export const proposedSchema = z.object({
  tool: z.string(),
  confidence: z.number().min(0).max(1),
  right: z.boolean(),
  /** Values that the model wrote. Empty where the operation is not an expected one: then no value can be told right. */
  values: z.array(z.object({ name: z.string(), confidence: z.number().min(0).max(1), right: z.boolean() })),
});
export type Proposed = z.infer<typeof proposedSchema>;

/**
 * Grades the first call of a run against what its task expects.
 * @param step the run's first step; null where nothing was proposed, or where it was never ready
 * @returns null where the task does not say whether the call was right: an expected one that was never sent, a read on a
 *   task that expects none, a task that must be denied
 */
export function gradeProposed(
  step: StepView | null,
  tool: ToolDefinition | undefined,
  task: Task,
  received: readonly ReceivedRequest[],
  world: World,
): Proposed | null {
  if (!step || !tool) return null;
  const expected = [task.expect, ...(task.anyOf ?? [])].flat();
  const head = { tool: step.tool, confidence: step.confidence };
  if (expected.length === 0)
    return task.kind === 'abstain' && step.effect !== 'read' ? { ...head, right: false, values: [] } : null;
  const wanted = expected.filter((one) => one.op === tool.name);
  if (wanted.length === 0) return { ...head, right: false, values: [] };
  const sent = received.filter((one) => one.op === tool.name);
  // Resolvers look things up before a read of the same operation is made; a write is made once.
  const request = step.effect === 'read' ? sent.at(-1) : sent[0];
  if (!request) return null;
  const match = wanted.find((one) => satisfies(one, request, [], task, world));
  const graded = wanted.map((one) => valuesOf(step, tool, match ?? one, match !== undefined, request, task, world));
  const values = graded.sort((a, b) => wrong(a) - wrong(b))[0] ?? [];
  return { ...head, right: match !== undefined, values };
}

const wrong = (values: Proposed['values']): number => values.filter((one) => !one.right).length;

function valuesOf(
  step: StepView,
  tool: ToolDefinition,
  expectation: Expectation,
  allRight: boolean,
  request: ReceivedRequest,
  task: Task,
  world: World,
): Proposed['values'] {
  return step.args.flatMap(({ name, confidence }) => {
    const param = tool.params[name];
    if (!param || confidence === null) return [];
    return [{ name, confidence, right: allRight || sameParam(param, expectation, request, task, world) }];
  });
}

/** Whether what a parameter decides of a request, by its `sets`, is as expected. */
function sameParam(
  param: ToolParam,
  { op, args }: Expectation,
  request: ReceivedRequest,
  task: Task,
  world: World,
): boolean {
  const context = {
    now: task.now ?? world.now,
    zone: world.zone,
    text: new Set(task.text),
    op,
    aliases: world.aliases,
  };
  const at = (path: string, from: JsonObject) => wantedBy({ ...param, sets: [path] }, withQueries(op, from));
  return param.sets.every((path) => {
    const left = at(path, args);
    const right = at(path, argumentsOf(request));
    return left.length === right.length && left.every((value, i) => sameValue(value, right[i] ?? null, path, context));
  });
}
