import { describe, expect, it } from 'vitest';
import { hasHidden, visible } from '../../shared/index.ts';
import { visibleName } from './marks.ts';

describe('visible', () => {
  it.each([
    ['a\u202etxt.exe', 'a⟦U+202E⟧txt.exe'],
    ['pay\u200bpal', 'pay⟦U+200B⟧pal'],
    ['a\u00adb\u061c\u3164', 'a⟦U+00AD⟧b⟦U+061C⟧⟦U+3164⟧'],
    ['\u001b[2Jx\u009b', '⟦U+001B⟧[2Jx⟦U+009B⟧'],
    ['hi\u{e0041}', 'hi⟦U+E0041⟧'],
    ['a\u200d\u200c\u200d\u200cb', 'a⟦U+200D⟧⟦U+200C⟧⟦U+200D⟧⟦U+200C⟧b'],
    ['a\u2028b', 'a⟦U+2028⟧b'],
  ])('writes out what hides in %j', (text, shown) => expect(visible(text)).toBe(shown));
  it.each(['👩‍💻 done ✅️', 'Tomás\nand\tZoë', 'می‌خواهم', '中文 日本語'])('leaves %s as it is', (text) => {
    expect(visible(text)).toBe(text);
    expect(hasHidden(text)).toBe(false);
  });
});

describe('visibleName', () => {
  it('marks look-alikes', () => {
    expect(visibleName('#g\u0435neral')).toBe('#g\u0435neral ⟦mixed alphabets⟧');
    expect(visibleName('general привет')).toBe('general привет');
  });
});
