import { describe, expect, it } from 'vitest';
import { checkRequest, isOtherScript } from './request-check.ts';

describe('checkRequest', () => {
  it('keeps words, joins lines and composes accents', () => {
    expect(checkRequest('  tell Toma\u0301s\n about\tit ')).toBe('tell Tomás about it');
  });
  it('keeps emoji that are joined of several characters', () => {
    expect(checkRequest('react with 👩‍💻 please')).toBe('react with 👩‍💻 please');
  });
  it.each([
    ['', /nothing to do/u],
    ['a'.repeat(2001), /2,001 characters/u],
    ['a\u0000b', /control characters/u],
    ['a\u009bb', /control characters/u],
    ['a\u202eb', /invisible/u],
    ['a\u061cb', /invisible/u],
    ['a\u00adb', /invisible/u],
    ['a\u{e0041}b', /invisible/u],
  ])('refuses %j', (request, sentence) => {
    expect(() => checkRequest(request)).toThrow(sentence);
  });
  it('takes exactly the longest request', () => {
    expect(checkRequest('a'.repeat(2000))).toHaveLength(2000);
  });
});

describe('isOtherScript', () => {
  it.each([
    ['опубликуй сообщение', true],
    ['メッセージを送って', true],
    ['post "привет всем, как дела сегодня" in #random', false],
    ['tell #random «Всё готово, можно смотреть» please', false],
    ['$5', false],
    ['déjà vu in #café', false],
  ])('%s: %s', (request, other) => {
    expect(isOtherScript(request)).toBe(other);
  });
});
