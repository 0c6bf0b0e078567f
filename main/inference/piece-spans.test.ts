import { describe, expect, it } from 'vitest';
import { pieceSpans } from './piece-spans.ts';

const words = (text: string, pieces: string[]): string[] =>
  pieceSpans(text, pieces).map(([start, end]) => text.slice(start, end));

describe('pieceSpans', () => {
  it('finds pieces of words, numbers and punctuation', () => {
    expect(
      words("Refund $5 of Oskar's", ['[CLS]', 'ref', '##und', '$', '5', 'of', 'oskar', "'", 's', '[SEP]']),
    ).toEqual(['', 'Ref', 'und', '$', '5', 'of', 'Oskar', "'", 's', '']);
  });
  it('finds them through accents, capitals that grow, odd spaces and control characters', () => {
    expect(words('Café\u00a0ÇA', ['cafe', 'ca'])).toEqual(['Café', 'ÇA']);
    expect(words('a\u0000b\tc', ['ab', 'c'])).toEqual(['a\u0000b', 'c']);
    expect(words('İx', ['ix'])).toEqual(['İx']);
  });
  it('takes a whole word for an unknown piece and goes on behind it', () => {
    expect(words('go 🚀🎉 now!', ['go', '[UNK]', 'now', '!'])).toEqual(['go', '🚀🎉', 'now', '!']);
  });
  it('says nothing of pieces that do not fit, nor of those after them', () => {
    expect(words('abc def', ['abc', 'xyz', 'def'])).toEqual(['abc', '', '']);
  });
});
