import { describe, expect, it } from 'vitest';
import { defaultSetting } from '../onnx.ts';
import type { Network } from '../session.ts';
import { startNodeProbe, tryApart } from './process.ts';
import { disagreement, type ReferencePrompt } from './reference.ts';
import { tryFolder, tryNetwork } from './trial.ts';

const prompt: ReferencePrompt = {
  ids: [1, 2, 3, 4],
  marks: [0, 0, 0, 0],
  texts: [null, 'a tool', null, null],
  best: [2, 0],
  scores: [8, 4],
};
const features = { of: () => new Float32Array(2) };
const never = new AbortController().signal;

/** A network that scores by how many tokens it read, as if it had understood them. */
function network(scores: (read: number, past: number) => number[]): Network {
  return {
    shape: { vocab: 3, layers: 1, kvHeads: 1, headDim: 1, maxLength: 1000, features: 2 },
    empty: { length: 0 },
    read: async (state, tokens) => ({
      state: { length: state.length + tokens.length },
      scores: [Float32Array.from(scores(tokens.length, state.length))],
      queries: [],
    }),
    cut: (state) => state,
    close: async () => undefined,
  };
}

describe('disagreement', () => {
  it('allows what eight-bit rounding explains, and no more', () => {
    expect(disagreement(prompt, Float32Array.of(4.1, 0, 7.8))).toBeNull();
    expect(disagreement(prompt, Float32Array.of(5, 0, 7))).toMatch(/off by 15/u);
    expect(disagreement(prompt, Float32Array.of(4, 9, 8))).toMatch(/another token/u);
    expect(disagreement(prompt, Float32Array.of(Number.NaN, 0, 8))).toMatch(/not numbers/u);
    expect(disagreement(prompt, new Float32Array(0))).toMatch(/not numbers/u);
  });
  it('lets tokens that are all but tied change places', () => {
    const tied = { ...prompt, scores: [8, 7.9] };
    expect(disagreement(tied, Float32Array.of(8, 0, 7.9))).toBeNull();
  });
});

describe('tryNetwork', () => {
  it('times one that agrees', async () => {
    expect(
      await tryNetwork(
        network(() => [4, 0, 8]),
        [prompt],
        features,
      ),
    ).toEqual({ milliseconds: expect.any(Number) });
  });
  it('refuses one that is wrong at once, and one that is wrong only when it goes on from what it read', async () => {
    expect(
      await tryNetwork(
        network(() => [8, 0, 4]),
        [prompt],
        features,
      ),
    ).toHaveProperty('problem');
    const forgets = network((_, past) => (past > 0 ? [8, 0, 4] : [4, 0, 8]));
    expect(await tryNetwork(forgets, [prompt], features)).toHaveProperty('problem');
  });
});

describe('the shipped network on this processor', { timeout: 120_000 }, () => {
  const dir = new URL('../../../models/needle/', import.meta.url).pathname;
  const apart = (provider: string) => tryApart(startNodeProbe, dir, { ...defaultSetting, provider }, never, 120_000);
  it('agrees with its reference with flash attention', async () => {
    const setting = { ...defaultSetting, flashAttention: true };
    expect(await tryFolder(dir, setting)).toEqual({ milliseconds: expect.any(Number) });
  });
  it('agrees in a process of its own', async () => {
    expect(await apart('cpu')).toEqual({ milliseconds: expect.any(Number) });
  });
  it('is not run by a provider that is not there, and says why', async () => {
    expect(await apart('nonesuch')).toEqual({ problem: expect.stringMatching(/cannot be opened/u) });
  });
});
