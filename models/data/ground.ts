import type { ToolDefinition } from '../../connectors/index.ts';
import { trimResult } from '../../main/inference/index.ts';
import type { Json } from '../../shared/index.ts';
import type { Runner, WrittenCall } from '../effects/index.ts';
import { Unmapped } from './call.ts';
import type { Composer, Example, Step } from './compose.ts';
import type { Multi } from './phrasings.ts';
import { stepArgs } from './step-args.ts';

/** Why an example cannot be carried out on the demo workspace: a value names nothing there, or the service refused it. */
export class Ungrounded extends Error {}

const written = ({ tool, args }: Pick<Step, 'tool' | 'args'>): WrittenCall => ({ tool: tool.name, args });

/**
 * The same example with what its calls really answer on the demo workspace, as the model is shown it.
 * @throws Ungrounded when a call fails there, or reaches other operations than it is named after
 */
export async function ground(example: Example, runner: Runner): Promise<Example> {
  const outcome = await runner.run(example.request, example.steps.map(written));
  if (outcome.failure !== null) throw new Ungrounded(outcome.failure);
  for (const { tool } of example.steps)
    if (!outcome.ops.includes(tool.name)) throw new Ungrounded(`${tool.name} sent ${outcome.ops.join(', ')}`);
  return {
    ...example,
    steps: example.steps.map((step, index) => ({ ...step, result: trimResult(outcome.results[index] ?? null) })),
  };
}

/**
 * A request whose phrasing itself has several operations, carried out on the demo workspace step by step: what a later
 * step copies is what an earlier one really answered.
 * @throws Ungrounded as {@link ground} does; Unmapped when the phrasing cannot be written as calls
 */
export async function groundMulti(
  composer: Composer,
  phrasing: Multi,
  tools: ReadonlyMap<string, ToolDefinition>,
  runner: Runner,
): Promise<Example> {
  const placed = composer.multiRequest(phrasing);
  let example: Example = { request: placed.text, steps: [], none: null, kind: 'multi' };
  const results: Json[] = [];
  for (const [index, op] of phrasing.ops.entries()) {
    const tool = tools.get(op);
    if (!tool) throw new Unmapped(`${op} is not built`);
    const args = stepArgs(tool, phrasing, placed, index + 1, results);
    example = await ground({ ...example, steps: [...example.steps, { tool, args, result: null }] }, runner);
    results.push(example.steps[index]?.result ?? null);
  }
  return example;
}
