import { describe, expect, it } from 'vitest';
import { openDatabase } from './database.ts';
import { hitQuery, matchQuery } from './filter.ts';

describe('what a person types', () => {
  it('is a query that SQLite takes, whatever letters it is made of', () => {
    const database = openDatabase(':memory:');
    const search = database.prepare('SELECT rowid FROM search WHERE search MATCH ?');
    const letters: string[] = [];
    for (let code = 1; code < 0x20000; code++)
      if (code < 0xd800 || code > 0xdfff) letters.push(String.fromCodePoint(code));
    for (let at = 0; at < letters.length; at += 100) {
      const query = matchQuery(
        letters
          .slice(at, at + 100)
          .map((letter) => `a${letter}b`)
          .join(' '),
      );
      expect(() => search.all(query), String(at)).not.toThrow();
    }
    database.close();
  });

  it.each([
    ['Oskar refund', '"Oskar" "refund"*'],
    ['v2.4.0', '"v2" "4" "0"*'],
    ['"; DROP -- NEAR(', '"DROP" "--" "NEAR"*'],
    ['zoe\u0301', '"zoé"*'],
    ['x\u0300y', '"xy"*'],
    ['... !!', null],
  ])('%s is looked for as %s', (typed, query) => {
    expect(matchQuery(typed)).toBe(query);
  });

  it('is an id where it begins like one', () => {
    expect(hitQuery(' log_0a1b ')?.values).toEqual(['log_0a1b', 'log_0a1bg']);
    expect(hitQuery('log_')?.values).toEqual(['"log_"*']);
    expect(hitQuery('log_0a1b refund')?.values).toEqual(['"log_0a1b" "refund"*']);
  });
});
