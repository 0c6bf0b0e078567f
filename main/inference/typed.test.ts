import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { KindName } from '../../connectors/index.ts';
import { CopySource } from './copying.ts';
import { BpeTokenizer } from './tokenizer.ts';
import { stretchesOf } from './typed.ts';

const tokenizer = new BpeTokenizer(
  JSON.parse(readFileSync(new URL('../../models/needle/tokenizer.json', import.meta.url), 'utf8')),
);

function found(kind: KindName, text: string): string[] | undefined {
  const source = new CopySource(text, tokenizer);
  const stretches = stretchesOf(kind, source);
  return stretches && [...stretches].flatMap(([from, ends]) => ends.map((to) => source.words(from, to)));
}

describe('stretchesOf', () => {
  it('finds whole amounts and nothing beside them', () => {
    expect(found('amount', 'add a $35 setup fee')).toEqual(expect.arrayContaining(['$35']));
    expect(found('amount', 'add a $35 setup fee')).not.toContain('$35 setup');
    expect(found('amount', 'give back ten dollars of it')).toContain('ten dollars');
    expect(found('amount', 'charge 1,250.50 EUR now')).toContain('1,250.50 EUR');
  });
  it('finds emails and addresses', () => {
    expect(found('email', 'mail bo@x.dev, please')).toEqual(['bo@x.dev']);
    expect(found('url', 'see https://a.io/b?c=1.')).toContain('https://a.io/b?c=1');
  });
  it('has no say where nothing looks like the kind, or the kind has no look', () => {
    expect(found('email', 'mail the office')).toBeUndefined();
    expect(found('text', 'anything')).toBeUndefined();
  });
});
