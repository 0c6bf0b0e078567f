import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { looksLike, mixedWords, skeleton } from './look-alikes.ts';

describe('looksLike', () => {
  it.each([
    ['acme', '\u0430cme'],
    ['general', 'g\u0435ner\u0430l'],
    ['paypal', 'p\u0430yp\u0430l'],
    ['paypal', 'paypaI'],
    ['modern', 'modem'],
    ['sam@brightloom.dev', 's\u0430m@brightloom.dev'],
    ['Oskar', '\u039fskar'],
    ['scope', '\u0455\u0441\u043e\u0440\u0435'],
    ['support', 'sup\u200bport'],
  ])('%s and %s', (one, other) => {
    expect(looksLike(one, other)).toBe(true);
    expect(looksLike(other, one)).toBe(true);
  });
  it.each([
    ['acme', 'ACME'],
    ['acme', 'acme'],
    ['design', 'designs'],
    ['Tomás', 'Tomas'],
    ['привет', 'privet'],
    ['releases', 'release'],
  ])('but not %s and %s', (one, other) => expect(looksLike(one, other)).toBe(false));
  it('gives one skeleton for a skeleton, as UTS #39 asks', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(skeleton(skeleton(text))).toBe(skeleton(text));
      }),
    );
  });
});

describe('mixedWords', () => {
  it.each([
    ['#g\u0435neral', ['g\u0435neral']],
    ['pay \u0440aypal now', ['\u0440aypal']],
    ['\u041fриvет', ['\u041fриvет']],
  ])('finds the mixture in %s', (text, words) => expect(mixedWords(text).map(({ word }) => word)).toEqual(words));
  it.each([
    'Δt, 10kΩ, 5 µm',
    'привет Sam, Ελλάδα',
    '日本語ひらがなカタカナABC',
    '한국漢字',
    'Tomás naïve Zoë Łódź',
    'x٣ مرحبا',
    'api-команда',
    '👩‍💻',
  ])('finds none in %s', (text) => expect(mixedWords(text)).toEqual([]));
  it('finds every Latin word that got one Cyrillic look-alike', () => {
    const swaps: Readonly<Record<string, string>> = { a: '\u0430', e: '\u0435', o: '\u043e', p: '\u0440', c: '\u0441' };
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{2,12}$/u), fc.nat(11), (word, at) => {
        const letter = word[at % word.length] ?? '';
        const swap = swaps[letter];
        fc.pre(swap !== undefined);
        const faked = word.replace(letter, swap ?? '');
        expect(mixedWords(faked)).toHaveLength(1);
        expect(looksLike(faked, word)).toBe(true);
      }),
    );
  });
});
