import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findHidden, hasHidden, visible, withoutHidden } from './hidden-text.ts';

const kindsIn = (text: string) => findHidden(text).map(({ kind, code }) => `${kind} ${code}`);
const tagged = (words: string) =>
  Array.from(words, (one) => String.fromCodePoint(0xe0000 + one.charCodeAt(0))).join('');
/** Bytes as variation selectors behind one emoji, as data is hidden in practice. */
const inSelectors = (bytes: readonly number[]) =>
  `😀${bytes.map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16)).join('')}`;

const pieces =
  'a1# \u0645\u0915\u845b\u{1f600}\u{1f468}\u{1f3f4}\u2764\u20e3\u2801\u00ad\u200b\u200c\u200d\u202e\u2066\u2800\u3164\ufe00\ufe0f\ufeff\ue000\u0007\u{e0061}\u{e0067}\u{e0062}\u{e007f}\u{e0101}\u{f0000}';
const anyText = fc.array(fc.constantFrom(...pieces, '\ud800'), { maxLength: 24 }).map((parts) => parts.join(''));

describe('findHidden', () => {
  it.each([
    ['a\u202etxt.exe', ['bidi U+202E']],
    ['a\u2066b\u2069', ['bidi U+2066', 'bidi U+2069']],
    ['pay\u200bpal', ['invisible U+200B']],
    ['zero\ufeffwidth\u2060joiner', ['invisible U+FEFF', 'invisible U+2060']],
    ['so\u00adft', ['invisible U+00AD']],
    ['\u3164', ['invisible U+3164']],
    ['blank\u2800', ['invisible U+2800']],
    [`hi${tagged('ab')}`, ['tag U+E0061', 'tag U+E0062']],
    ['\u{1f3f4}\u{e0067}\u{e0062}', ['tag U+E0067', 'tag U+E0062']],
    ['a\ufe0f', ['selector U+FE0F']],
    ['1\ufe0f', ['selector U+FE0F']],
    ['x\u{e0101}', ['selector U+E0101']],
    ['a\u200db', ['invisible U+200D']],
    ['\u001b[2J', ['control U+001B']],
    ['a\u2028b', ['control U+2028']],
    ['\uf8ff', ['private U+F8FF']],
    ['\ud800', ['control U+D800']],
  ])('finds what hides in %j', (text, expected) => expect(kindsIn(text)).toEqual(expected));

  it.each([
    '👩‍💻 done ✅️ ❤️ 👨‍👩‍👧‍👦 🏳️‍🌈 1️⃣ #️⃣ ☎︎ 👍🏽',
    '🏴󠁧󠁢󠁥󠁮󠁧󠁿 🏴󠁧󠁢󠁳󠁣󠁴󠁿 🏴󠁧󠁢󠁷󠁬󠁳󠁿',
    'می‌خواهم کتاب‌ها',
    'क्‍ष शक्‍ति ශ්‍රී',
    'שלום עולם، مرحبا بالعالم',
    '葛󠄀城 ≨︀',
    '⠓⠊⠀⠓⠊',
    'Tomás\nand\tZoë, naïve, Ελλάδα, Привет, 中文 日本語 한국어',
    'ᠮᠣᠩᠭᠣᠯ᠎ᠠ',
  ])('leaves %s alone', (text) => {
    expect(findHidden(text)).toEqual([]);
    expect(visible(text)).toBe(text);
    expect(withoutHidden(text)).toBe(text);
  });

  it('finds every letter that is written in tags, and every byte but the first in selectors', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[ -~]{1,40}$/u), (words) => {
        expect(findHidden(`ok${tagged(words)}`)).toHaveLength(words.length);
        expect(withoutHidden(`ok${tagged(words)}`)).toBe('ok');
      }),
    );
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 2, maxLength: 64 }), (bytes) => {
        expect(findHidden(inSelectors(bytes)).length).toBeGreaterThanOrEqual(bytes.length - 1);
      }),
    );
  });

  it('finds a selector behind a blank that nobody sees', () => {
    expect(findHidden('\u2800\ufe0f').map(({ kind }) => kind)).toEqual(['invisible', 'selector']);
  });

  it('gives a text that holds nothing hidden, whatever the text was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(hasHidden(visible(text))).toBe(false);
        expect(findHidden(visible(visible(text)))).toEqual(findHidden(visible(text)));
        for (const { at, character } of findHidden(text)) expect(text.startsWith(character, at)).toBe(true);
      }),
    );
  });
});
