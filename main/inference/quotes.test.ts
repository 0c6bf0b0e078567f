import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CopySource } from './copying.ts';
import { afterColons, endsSentence, isInsidePiece, quotedStretches } from './quotes.ts';
import { BpeTokenizer } from './tokenizer.ts';

const inside = (text: string): string[] => [...quotedStretches(text)].map(([from, to]) => text.slice(from, to));

describe('quotedStretches', () => {
  it.each([
    ['say "hi there" in #dev', ['hi there']],
    ["tell Bo 'it's done' and «ça va»", ["it's done", 'ça va']],
    ["Bo's and Ana's tasks", []],
    ['an " alone and "two"', ['two']],
    ['“curly” ‘single’ `code`', ['curly', 'single', 'code']],
  ])('%s', (text, expected) => {
    expect(inside(text)).toEqual(expected);
  });
});

describe('isInsidePiece', () => {
  const cuts = (text: string): string =>
    [...text].map((c, i) => (i > 0 && isInsidePiece(text, i) ? `|${c}` : c)).join('');
  it.each([
    ['ana.lee@x.dev', 'ana|.|lee|@|x|.|dev'],
    ['v2.3.2 is out.', 'v2|.|3|.|2 is out.'],
    ['ARR 2,388, please', 'ARR 2|,|388, please'],
    ['api#12 acme/api Bo’s', 'api#12 acme/api Bo’s'],
    ['read (https://a.io/b/c).', 'read (h|t|t|p|s|:|/|/|a|.|i|o|/|b|/|c).'],
  ])('%s', (text, expected) => {
    expect(cuts(text)).toBe(expected);
  });
});

describe('CopySource', () => {
  const tokenizer = new BpeTokenizer(
    JSON.parse(readFileSync(new URL('../../models/needle/tokenizer.json', import.meta.url), 'utf8')),
  );
  const values = (text: string): string[] => {
    const source = new CopySource(text, tokenizer);
    return source.tokens.flatMap((_, from) =>
      source.mayStart(from)
        ? source.tokens.flatMap((_token, to) => (to >= from && source.mayEnd(from, to) ? [source.words(from, to)] : []))
        : [],
    );
  };
  it('lets a value that begins with the first word of a quote be only all of it', () => {
    const found = values('post "all clear, team" in #ops');
    expect(found).toContain('all clear, team');
    expect(found).not.toContain('all clear');
    expect(found).toEqual(expect.arrayContaining(['#ops', 'ops', 'post']));
  });
  it('never cuts an email, a version or an amount', () => {
    const found = values('add ana.lee@x.dev to v2.3.2 for $1,250.00');
    expect(found).toEqual(expect.arrayContaining(['ana.lee@x.dev', 'v2.3.2', '$1,250.00']));
    for (const part of ['ana', 'x.dev', 'v2.3', '$1', '250']) expect(found).not.toContain(part);
  });
});

describe('afterColons', () => {
  const begins = (text: string): string[] => [...afterColons(text)].map((at) => text.slice(at));
  it('finds what follows a colon, but not in quotes, times, addresses or after an emoji', () => {
    expect(begins('tell #ops: back at 4')).toEqual(['back at 4']);
    expect(begins('tell #ops "note: back at 4"')).toEqual([]);
    expect(begins('at 9:30 see https://a.example')).toEqual([]);
    expect(begins('set :palm_tree: On leave')).toEqual([]);
  });
  it('knows where a sentence ends', () => {
    expect(endsSentence('back at 4!', 9)).toBe(true);
    expect(endsSentence('back. Then go', 4)).toBe(true);
    expect(endsSentence('back at 4', 4)).toBe(false);
  });
});
