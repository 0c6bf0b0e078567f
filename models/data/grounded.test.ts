import { expect, it } from 'vitest';
import { trimResult } from '../../main/inference/index.ts';
import { createRunner, createWorld } from '../effects/index.ts';
import type { Example } from './compose.ts';
import type { Skipped } from './generate.ts';
import { grounded } from './grounded.ts';
import { publicTools } from './tools.ts';

const runner = createRunner(createWorld());

async function some(count: number, skipped: Skipped): Promise<Example[]> {
  const examples: Example[] = [];
  for await (const example of grounded(publicTools(), 3, 'train', runner, skipped)) {
    examples.push(example);
    if (examples.length === count) break;
  }
  return examples;
}

it('gives requests that can be carried out, with what their calls answer, and few draws are lost', async () => {
  const skipped: Skipped = new Map();
  const examples = await some(24, skipped);
  expect(await some(24, new Map())).toEqual(examples);
  expect([...skipped.values()].reduce((sum, n) => sum + n, 0)).toBeLessThan(30);
  const calls = examples.filter((example) => example.steps.length > 0);
  expect(calls.length).toBeGreaterThan(15);
  for (const { request, steps } of calls) {
    const outcome = await runner.run(
      request,
      steps.map(({ tool, args }) => ({ tool: tool.name, args })),
    );
    expect(outcome.failure, request).toBeNull();
    expect(outcome.results.map((result) => trimResult(result))).toEqual(steps.map((step) => step.result));
  }
}, 60_000);
