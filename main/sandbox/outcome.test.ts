import { describe, expect, it } from 'vitest';
import { cleanJson } from './clean-json.ts';
import { readResult, toolError } from './outcome.ts';

describe('what comes back from connector code', () => {
  it('keeps a good result', () => {
    expect(readResult('{"data":{"id":"x"},"summary":" Done "}')).toEqual({
      ok: true,
      data: { id: 'x' },
      summary: 'Done',
    });
  });
  it.each([
    '',
    'x',
    '{}',
    '{"data":1}',
    '{"data":1,"summary":""}',
    '{"data":1,"summary":7}',
    `{"data":${'['.repeat(90)}${']'.repeat(90)},"summary":"x"}`,
  ])('refuses %s', (text) => expect(readResult(text)).toMatchObject({ ok: false, reason: 'bad_result' }));
  it('drops __proto__ and unknown fields', () => {
    expect(
      readResult('{"__proto__":{"summary":"no"},"data":{"__proto__":{"a":1},"b":2},"summary":"x","extra":1}'),
    ).toEqual({
      ok: true,
      data: { b: 2 },
      summary: 'x',
    });
  });
  it('keeps the calls that take it back, and refuses what is none', () => {
    const undo = [{ tool: 'slack.chat.delete', args: { message: { ts: '1.2' } }, text: 'Delete the message.' }];
    expect(readResult(JSON.stringify({ data: null, summary: 'Posted', undo }))).toMatchObject({ ok: true, undo });
    for (const bad of [[{ tool: 'x', args: [], text: 'y' }], [{ tool: 'x', args: {} }], 'x'])
      expect(readResult(JSON.stringify({ data: null, summary: 'Posted', undo: bad }))).toMatchObject({ ok: false });
  });
  it('cuts words that are too long instead of losing what was done', () => {
    const undo = [{ tool: 'a.b', args: {}, text: `Delete “${'x'.repeat(400)}”.` }];
    const outcome = readResult(JSON.stringify({ data: 1, summary: 'y'.repeat(5000), undo }));
    if (!outcome.ok) return expect.unreachable();
    expect(outcome.summary).toBe(`${'y'.repeat(999)}…`);
    expect(outcome.undo?.[0]?.text).toHaveLength(300);
  });
  it('makes one line of at most 300 characters of an error', () => {
    expect(toolError(' a\u0000\u202eb\n\nc ').message).toBe('a b c');
    expect(toolError('x'.repeat(400)).message).toHaveLength(300);
    expect(toolError('\n').message).toBe('The connector failed.');
  });
});

describe('cleanJson', () => {
  it('refuses what is not JSON', () => {
    for (const value of [undefined, Number.NaN, () => 1, 1n, [undefined]])
      expect(() => cleanJson(value)).toThrow(RangeError);
  });
});
