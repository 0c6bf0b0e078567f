import { describe, expect, it } from 'vitest';
import { createDescriptions, pooled } from './descriptions.ts';
import type { Reading, SentenceEncoder } from './encoder.ts';

const reading = (states: number[]): Reading => ({
  vector: Float32Array.of(1, 0, 0, 0),
  states: Float32Array.from(states),
  width: 4,
  spans: [],
});

function encoder(): SentenceEncoder & { asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    async read(text) {
      asked.push(text);
      return reading([3, 4, 0, 2, 1, 0, 0, 2]);
    },
    close: async () => undefined,
  };
}
const stored = { texts: ['a tool', 'a parameter'], rows: Int8Array.of(127, 0, -127, 1, 1, 2, 3, 4), width: 4 };

describe('pooled', () => {
  it('is the mean over the tokens, each half of size 1', () => {
    const [a = 0, b = 0, c, d] = pooled(reading([3, 4, 0, 2, 1, 0, 0, 2]));
    expect((a * a + b * b) / 2).toBeCloseTo(1, 4);
    expect(a / b).toBeCloseTo(1, 4);
    expect([c, d]).toEqual([0, expect.closeTo(Math.SQRT2, 4)]);
  });
});

describe('createDescriptions', () => {
  it('knows what was read when the model was made', () => {
    const one = encoder();
    const descriptions = createDescriptions(one, stored);
    expect([...descriptions.of('a tool')]).toEqual([6, 0, -6, expect.closeTo(6 / 127, 5)]);
    expect(descriptions.of('a tool')).toBe(descriptions.of('a tool'));
    expect(one.asked).toEqual([]);
  });
  it('reads anything else once, and only when it is told to', async () => {
    const one = encoder();
    const descriptions = createDescriptions(one, stored);
    expect(() => descriptions.of('something new')).toThrow(RangeError);
    await descriptions.prepare(['a tool', 'something new']);
    await descriptions.prepare(['something new']);
    expect(one.asked).toEqual(['something new']);
    expect(descriptions.of('something new')).toHaveLength(4);
  });
  it('refuses parts that do not fit together', () => {
    expect(() => createDescriptions(encoder(), { ...stored, width: 3 })).toThrow(RangeError);
  });
});
