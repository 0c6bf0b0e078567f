import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Network, openNetwork } from '../../main/inference/index.ts';
import { openTransformers, type TransformersModel, transformersMissing } from '../../scripts/bench/transformers.ts';

const missing = transformersMissing();
const folder = fileURLToPath(new URL('fixtures/tiny-transformers', import.meta.url));
const shape = { vocab: 64, layers: 2, kvHeads: 1, headDim: 16, features: 32, maxLength: 256 };

/** Greedy, one token a run, without saying a token again. */
async function written(network: Network, prompt: readonly number[], count: number): Promise<number[]> {
  const seen = new Set(prompt);
  const made: number[] = [];
  let { state, scores } = await network.read(
    network.empty,
    prompt.map((id) => ({ id, mark: 0 })),
  );
  for (;;) {
    const row = [...(scores[0] ?? [])];
    const best = row.reduce(
      (kept, score, id) => (!seen.has(id) && score > (row[kept] ?? Number.NEGATIVE_INFINITY) ? id : kept),
      -1,
    );
    seen.add(best);
    made.push(best);
    if (made.length === count) return made;
    ({ state, scores } = await network.read(state, [{ id: best, mark: 0 }]));
  }
}

describe.skipIf(missing)(`the same weights in transformers.js${missing ? ` (${missing})` : ''}`, () => {
  let network: Network;
  let other: TransformersModel;
  beforeAll(async () => {
    network = await openNetwork(readFileSync(`${folder}/engine.onnx`), shape, {
      provider: 'cpu',
      threads: 1,
      flashAttention: false,
    });
    other = await openTransformers(folder, 1);
  }, 60_000);
  afterAll(async () => {
    await network?.close();
    await other?.close();
  });

  it.each([3, 5, 7, 11, 13, 19, 23, 29, 31, 37])(
    'writes the same tokens greedily (prompt of steps of %i)',
    async (step) => {
      const prompt = Array.from({ length: 16 }, (_, i) => (i * step + step) % shape.vocab);
      expect(await other.write(prompt, 24, true)).toEqual(await written(network, prompt, 24));
    },
  );
});
