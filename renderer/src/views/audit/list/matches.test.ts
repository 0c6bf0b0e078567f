import { describe, expect, it } from 'vitest';
import { markMatches } from './matches.ts';

const shown = (text: string, query: string): string =>
  markMatches(text, query)
    .map((part) => (part.hit ? `[${part.text}]` : part.text))
    .join('');

describe('the words that were searched for', () => {
  it('are marked at the beginnings of words, in any case', () => {
    expect(shown('Refund $5.00 of Oskar’s payment', 'oskar REFUND pay')).toBe('[Refund] $5.00 of [Oskar]’s [pay]ment');
    expect(shown('prerefund', 'refund')).toBe('prerefund');
  });

  it('need to be whole but for the last', () => {
    expect(shown('payments of Pia', 'pay pi')).toBe('payments of [Pi]a');
  });

  it('are found whatever the accents', () => {
    expect(shown('Café Zoë', 'cafe zoe')).toBe('[Café] [Zoë]');
    expect(shown('Cafe', 'café')).toBe('[Cafe]');
  });

  it('are none for a search without words, and every character of the text stays', () => {
    expect(shown('a “b” c', '')).toBe('a “b” c');
    expect(shown('a “b” c', '“ ”')).toBe('a “b” c');
    expect(
      markMatches('İstanbul 🎉 x', 'x')
        .map((part) => part.text)
        .join(''),
    ).toBe('İstanbul 🎉 x');
    expect(markMatches('', 'x')).toEqual([]);
  });
});
