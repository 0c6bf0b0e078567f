import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { encodeForm } from './encode.ts';
import { mark } from './marks.ts';
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
    const tokens = encodeForm(tokenizer, `${mark.tools}${name}${mark.request} please${name}${mark.ask}`);
    expect(tokens.filter((token) => token.id === id)).toHaveLength(1);
  });
});
