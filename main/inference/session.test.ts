import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelConfigSchema } from './config.ts';
import { type Network, openNetwork } from './session.ts';

const folder = new URL('../../models/needle/', import.meta.url);
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const { prompts } = json('reference.json') as {
  prompts: { ids: number[]; marks: number[]; best: number[]; scores: number[] }[];
};
const config = modelConfigSchema.parse(json('config.json'));

let network: Network;
beforeAll(async () => {
  network = await openNetwork(readFileSync(new URL(config.files.model.file, folder)), config.network, 2);
});
afterAll(() => network.close());

describe('the exported network', () => {
  it('answers what PyTorch answered, but for eight-bit rounding', async () => {
    expect(prompts.length).toBeGreaterThan(8);
    for (const { ids, marks, best, scores } of prompts) {
      const answer = await network.read(network.empty, ids, marks);
      const got = best.map((id) => answer.scores[id] ?? Number.NaN);
      const error = Math.sqrt(got.reduce((sum, score, i) => sum + (score - (scores[i] ?? 0)) ** 2, 0) / got.length);
      const scale = Math.sqrt(scores.reduce((sum, score) => sum + score ** 2, 0) / scores.length);
      expect(error / scale).toBeLessThan(0.05);
      // The likeliest token stays so, unless the two were all but tied.
      const margin = (scores[0] ?? 0) - (scores[1] ?? 0);
      if (margin > 0.5) expect(answer.scores.indexOf(Math.max(...answer.scores))).toBe(best[0]);
    }
  });

  it('reads in parts, and goes on from a cut state, as if it had read all at once', async () => {
    const prompt = prompts[0];
    if (!prompt) throw new Error('no prompt');
    const { ids, marks } = prompt;
    const whole = await network.read(network.empty, ids, marks);
    const half = ids.length >> 1;
    const first = await network.read(network.empty, ids.slice(0, half), marks.slice(0, half));
    const second = await network.read(first.state, ids.slice(half), marks.slice(half));
    const again = await network.read(network.cut(whole.state, half), ids.slice(half), marks.slice(half));
    expect(second.state.length).toBe(ids.length);
    for (const id of prompt.best) {
      expect(second.scores[id]).toBeCloseTo(whole.scores[id] ?? Number.NaN, 0);
      expect(again.scores[id]).toBeCloseTo(second.scores[id] ?? Number.NaN, 1);
    }
  });

  it('refuses more tokens than it has positions for', async () => {
    const ids = Array.from({ length: config.network.maxLength + 1 }, () => 30);
    await expect(network.read(network.empty, ids, ids)).rejects.toThrow(RangeError);
  });
});
