import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvCell, csvEntry, csvHead, csvLine } from './csv.ts';

/** Reads a line of RFC 4180 whose cells are all in quotation marks. */
function cells(line: string): string[] {
  return [...line.matchAll(/"((?:[^"]|"")*)"(?:,|\r\n$)/gu)].map(([, cell]) => (cell ?? '').replaceAll('""', '"'));
}

describe('a table', () => {
  it('is read as it was written, but for the apostrophe before what would be a formula', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: fc.constantFrom(...'",\r\n=-@\'a é🧵\u2028') }), { minLength: 1, maxLength: 5 }),
        (texts) => {
          expect(cells(csvLine(texts)).map((cell, i) => (cell === texts[i] ? cell : cell.slice(1)))).toEqual(texts);
        },
      ),
    );
  });

  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '  =1',
    '＝1+1',
    '=HYPERLINK("http://evil.example")',
    '|x',
    '%0A',
  ])('has no formula: %j', (text) => {
    expect(csvCell(text)).toMatch(/^"'/u);
    expect(cells(csvLine([text]))).toEqual([`'${text}`]);
  });

  it.each([
    ['refund $5', '"refund $5"'],
    [null, '""'],
    [-5, '"-5"'],
    [true, '"true"'],
    ['say "hi", please', '"say ""hi"", please"'],
  ])('leaves %j as it is', (value, cell) => {
    expect(csvCell(value)).toBe(cell);
  });

  it('has as many cells in each line as in its head, also for an entry of which little is left', () => {
    const head = cells(csvHead.slice(1));
    expect(csvHead.startsWith('\ufeff"id"')).toBe(true);
    expect(cells(csvEntry({ id: 'log_1' }))).toHaveLength(head.length);
  });
});
