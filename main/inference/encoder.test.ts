import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { encoderTokens, openEncoder, type SentenceEncoder } from './encoder.ts';

const read = (name: string): Buffer => readFileSync(new URL(`../../models/needle/${name}`, import.meta.url));
const reference = z
  .array(z.object({ text: z.string(), ids: z.array(z.number()), vector: z.array(z.number()) }))
  .parse(JSON.parse(read('encoder-reference.json').toString('utf8')));
const { longest } = z.object({ longest: z.number() }).parse(JSON.parse(read('tool-vectors.json').toString('utf8')));
const tokens = encoderTokens(JSON.parse(read('encoder-tokenizer.json').toString('utf8')), longest);

const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
};

describe('the sentence encoder', () => {
  let encoder: SentenceEncoder;
  beforeAll(async () => {
    encoder = await openEncoder(read('encoder.onnx'), tokens, 1);
  });
  afterAll(() => encoder.close());

  it.each(reference.map((one) => [one.text, one] as const))('cuts %s as in training', (text, one) => {
    expect(tokens(text).ids).toEqual(one.ids);
  });
  it.each(reference.map((one) => [one.text, one] as const))(
    'embeds %s as in training, but for 8-bit weights',
    async (text, one) => {
      const { vector } = await encoder.read(text);
      expect(dot(vector, vector)).toBeCloseTo(1, 3);
      expect(dot(vector, one.vector)).toBeGreaterThan(0.99);
    },
  );
  it('reads no more than it was trained on, and something of nothing', async () => {
    expect(tokens('word '.repeat(5000)).ids).toHaveLength(longest);
    expect((await encoder.read('')).vector).toHaveLength(reference[0]?.vector.length ?? 0);
  });
});
