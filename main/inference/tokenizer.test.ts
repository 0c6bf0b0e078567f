import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeForm } from './encode.ts';
import { mark } from './marks.ts';
import { toolSlot } from './slots.ts';
import { BpeTokenizer, caseMark } from './tokenizer.ts';

const folder = new URL('../../models/needle/', import.meta.url);
const json = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'));
const tokenizer = new BpeTokenizer(json('tokenizer.json'));
const { vectors } = json('reference.json') as { vectors: { text: string; ids: number[]; marks: number[] | null }[] };

describe('BpeTokenizer', () => {
  it.each(vectors)('agrees with the trained tokenizer on $text', ({ text, ids, marks }) => {
    const tokens = tokenizer.encode(text);
    expect(tokens.ids).toEqual(ids);
    if (marks) expect(tokens.marks).toEqual(marks);
  });

  it('says where each token ends', () => {
    const text = ' Refund İzmir 👍🏽 $5.00';
    const { ids, ends } = tokenizer.encodePlain(text);
    expect(ends).toHaveLength(ids.length);
    expect(ends.at(-1)).toBe(text.length);
    expect([...ends].sort((a, b) => a - b)).toEqual(ends);
  });

  it('refuses a file of another kind', () => {
    expect(() => new BpeTokenizer({ model: { type: 'WordPiece' } })).toThrow();
  });
});

describe('caseMark', () => {
  it('tells small, capitalised and upper case apart', () => {
    expect(['oskar', 'Oskar', 'API', 'I', '$5', 'iOS', ''].map(caseMark)).toEqual([0, 1, 2, 1, 0, 1, 0]);
  });
});

describe('encodeForm', () => {
  it('makes tool names single tokens where tools stand, never in words', () => {
    const name = ' stripe.refunds.create';
    const id = tokenizer.addedId(name);
    expect(id).toBeDefined();
    const text = `${mark.tools}${toolSlot(0)}${name}${mark.request} please${name}${mark.ask}`;
    const states = Float32Array.of(1, 2, 3, 4, 5, 6);
    const features = {
      of: () => Float32Array.of(9, 9),
      request: {
        vector: states,
        states,
        width: 2,
        spans: [
          [0, 0],
          [0, 6],
          [0, 0],
        ] as const,
      },
    };
    const tokens = encodeForm(tokenizer, { text, slots: [{ text: 'a tool', mark: 0 }] }, features);
    expect(tokens.filter((token) => token.id === id)).toHaveLength(1);
    // The slot carries what it says; the request's first word the state of its piece; nothing else has a feature.
    expect(tokens.flatMap(({ feature }) => (feature ? [[...feature]] : [])).slice(0, 2)).toEqual([
      [9, 9],
      [3, 4],
    ]);
    expect(tokens.at(-1)?.feature).toBeUndefined();
  });
});
