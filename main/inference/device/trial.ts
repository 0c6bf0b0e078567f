import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { createDescriptions, type Descriptions } from '../descriptions.ts';
import type { SentenceEncoder } from '../encoder.ts';
import { readModelFiles } from '../files.ts';
import type { SessionSetting } from '../onnx.ts';
import { type Network, openNetwork, type Token } from '../session.ts';
import { disagreement, type ReferencePrompt, referenceSchema, tokensOf } from './reference.ts';

/** What came of trying a setting: the time it needs, or why it cannot be used. */
export type Trial = { readonly milliseconds: number } | { readonly problem: string };

/** Tokens of the timed prompt, and tokens read one by one after it: what one call is about. */
const timedTokens = { prefill: 128, decode: 16 } as const;
const timedRuns = 5;

/** What reference prompts say was read when the model was made. */
const noEncoder: SentenceEncoder = {
  read: () => Promise.reject(new RangeError('a reference prompt says what nobody has read')),
  close: async () => undefined,
};

/** Opens the network of a model folder, compares it with the folder's reference.json and times it. For a process of its own. */
export async function tryFolder(dir: string, setting: SessionSetting): Promise<Trial> {
  const { model, config, descriptions, descriptionStates } = await readModelFiles(dir);
  const { prompts } = referenceSchema.parse(JSON.parse(await readFile(join(dir, 'reference.json'), 'utf8')));
  const features = createDescriptions(noEncoder, {
    texts: z.array(z.string()).parse(descriptions),
    rows: descriptionStates,
    width: config.network.features,
  });
  const network = await openNetwork(model, config.network, setting);
  try {
    return await tryNetwork(network, prompts, features);
  } finally {
    await network.close();
  }
}

/** Compares a network with reference prompts, each read at once and in two parts, then times it. */
export async function tryNetwork(
  network: Network,
  prompts: readonly ReferencePrompt[],
  features: Pick<Descriptions, 'of'>,
): Promise<Trial> {
  const said = prompts.map((prompt) => tokensOf(prompt, features));
  for (const [i, prompt] of prompts.entries()) {
    const tokens = said[i] ?? [];
    const half = tokens.length >> 1;
    const whole = await network.read(network.empty, tokens);
    const first = await network.read(network.empty, tokens.slice(0, half));
    const second = await network.read(first.state, tokens.slice(half));
    for (const { scores } of [whole, second]) {
      const problem = disagreement(prompt, scores[0] ?? new Float32Array());
      if (problem !== null) return { problem };
    }
  }
  const times: number[] = [];
  // The first is a warm-up.
  for (let run = 0; run <= timedRuns; run++) times.push(await timeOnce(network, said.flat()));
  return { milliseconds: median(times.slice(1)) };
}

async function timeOnce(network: Network, said: readonly Token[]): Promise<number> {
  const tokens = Array.from(
    { length: timedTokens.prefill + timedTokens.decode },
    (_, i) => said[i % said.length] ?? { id: 0, mark: 0 },
  );
  const started = performance.now();
  let { state } = await network.read(network.empty, tokens.slice(0, timedTokens.prefill));
  for (const token of tokens.slice(timedTokens.prefill)) ({ state } = await network.read(state, [token]));
  return performance.now() - started;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
