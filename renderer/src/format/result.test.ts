import { describe, expect, it } from 'vitest';
import { fieldName, readableResult, scalarText } from './result.ts';

describe('readableResult', () => {
  it('makes a table of records, with the columns that most of them fill', () => {
    const result = readableResult([
      { number: 1, title: 'One', body: null, user: { login: 'mara' }, labels: ['bug', 'ui'] },
      { number: 2, title: 'Two', body: '', user: { login: 'tobi' }, labels: [] },
    ]);
    expect(result).toEqual({
      kind: 'table',
      columns: ['number', 'title', 'user', 'labels'],
      rows: [
        ['1', 'One', 'mara', 'bug, ui'],
        ['2', 'Two', 'tobi', ''],
      ],
      more: 0,
    });
  });

  it('finds the list in an answer that wraps it', () => {
    expect(readableResult({ object: 'list', data: [{ id: 'cus_1' }], has_more: false })).toMatchObject({
      kind: 'table',
      rows: [['cus_1']],
    });
  });

  it('shows a record by its fields', () => {
    expect(readableResult({ id: 're_1', amountDue: 500, nested: { a: 1, b: 2 } })).toEqual({
      kind: 'fields',
      fields: [
        ['id', 're_1'],
        ['amount due', '500'],
        ['nested', '2 fields'],
      ],
    });
  });

  it('says how many rows it left out', () => {
    expect(readableResult(Array.from({ length: 30 }, (_, id) => ({ id })))).toMatchObject({ kind: 'table', more: 5 });
    expect(readableResult(Array.from({ length: 30 }, (_, id) => id))).toMatchObject({ kind: 'list', more: 5 });
  });

  it.each([[null], [''], [[]], [{}]])('calls %j empty', (value) => {
    expect(readableResult(value)).toEqual({ kind: 'empty' });
  });

  it('keeps falsy scalars', () => {
    expect(readableResult(0)).toEqual({ kind: 'text', text: '0' });
    expect(readableResult(false)).toEqual({ kind: 'text', text: 'false' });
  });
});

describe('scalarText', () => {
  it('cuts long text and names what is missing', () => {
    expect(scalarText('x'.repeat(500))).toHaveLength(240);
    expect(scalarText(null)).toBe('–');
    expect(scalarText([{ a: 1 }, { a: 2 }])).toBe('2 items');
  });
});

describe('fieldName', () => {
  it.each([
    ['created_at', 'created at'],
    ['amountDue', 'amount due'],
    ['id', 'id'],
  ])('%s is "%s"', (name, words) => {
    expect(fieldName(name)).toBe(words);
  });
});
