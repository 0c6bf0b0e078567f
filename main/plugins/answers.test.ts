import { describe, expect, it } from 'vitest';
import { readByRules, valueAt } from './answers.ts';

const read = (rules: Parameters<typeof readByRules>[1], status: number, body: Parameters<typeof readByRules>[3]) =>
  readByRules('Todo', rules, status, body);

describe('readByRules', () => {
  it('takes 2xx for a success, or what the manifest says', () => {
    expect(read({}, 204, null)).toEqual({ ok: true });
    expect(read({ success: [201] }, 201, {})).toEqual({ ok: true });
    expect(read({ success: [201] }, 202, {})).toMatchObject({ ok: false, unclear: true });
    expect(read({ flag: 'ok' }, 200, { ok: true })).toEqual({ ok: true });
  });

  it('tells a plain no from an answer that does not tell', () => {
    expect(read({ flag: 'ok', message: 'error' }, 200, { ok: false, error: 'list_gone' })).toEqual({
      ok: false,
      code: 'service_error',
      message: 'Todo answered: list_gone.',
    });
    for (const body of [null, 'yes', {}, { ok: 'true' }, { ok: 1 }])
      expect(read({ flag: 'ok' }, 200, body)).toMatchObject({ ok: false, unclear: true });
  });

  it.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'not_found'],
    [429, 'rate_limited'],
    [422, 'service_error'],
    [500, 'service_error'],
  ])('%i is %s', (status, code) => {
    expect(read({ message: 'error.message' }, status, { error: { message: 'It is so!' } })).toMatchObject({
      ok: false,
      code,
      message: 'Todo answered: It is so!',
    });
  });

  it('shows what the service said as one visible line', () => {
    const said = { error: `a\n\u202eb${'x'.repeat(900)}` };
    const reading = read({ message: 'error' }, 400, said);
    expect(reading.ok ? '' : reading.message).toMatch(/^Todo answered: a bx{100,}\.$/u);
    expect(reading.ok ? '' : reading.message.length).toBeLessThan(330);
    expect(read({ message: 'error' }, 400, { error: { deep: 1 } })).toMatchObject({
      message: 'Todo answered with an error (400).',
    });
  });

  it('reads own names only', () => {
    expect(valueAt({ a: { b: 1 } }, 'a.b')).toBe(1);
    for (const path of ['a.b.c', 'toString', '__proto__', 'constructor.name', 'a.length'])
      expect(valueAt({ a: [1] }, path)).toBeUndefined();
  });
});
