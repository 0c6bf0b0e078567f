import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTypedCall, splitTypedCall, typedValues, writeTypedCall } from './typed-call.ts';

const names = ['to', 'text', 'topic', 'due_date'];

describe('a typed call', () => {
  it('is told from a sentence by its first character', () => {
    expect(isTypedCall('/todo.tasks.list')).toBe(true);
    expect(isTypedCall('list my tasks / notes')).toBe(false);
    expect(splitTypedCall('/a.b.c  to: x,\n text: y')).toEqual({ tool: 'a.b.c', text: 'to: x,\n text: y' });
    expect(splitTypedCall('/')).toEqual({ tool: '', text: '' });
  });

  it.each([
    ['', {}],
    ['to: #releases, text: it is out', { to: '#releases', text: 'it is out' }],
    ['to=#releases, text = a, b, and c', { to: '#releases', text: 'a, b, and c' }],
    [
      'text: see https://a.io/x?to=1, due_date: tomorrow at 9:00',
      { text: 'see https://a.io/x?to=1', due_date: 'tomorrow at 9:00' },
    ],
    ['text: "a, to: b", to: x', { text: 'a, to: b', to: 'x' }],
    ['text: "a" and "b", to: x', { text: '"a" and "b"', to: 'x' }],
    ['text: "she said \\"hi\\""', { text: 'she said "hi"' }],
    ['text: "C:\\new\\x"', { text: '"C:\\new\\x"' }],
    ['topic: t', { topic: 't' }],
    ['to:', { to: '' }],
  ])('%s', (text, values) => {
    expect(typedValues(text, names)).toEqual(values);
  });

  it.each([['hello'], ['other: x'], ['to: a, to: b'], ['Text: x']])('cannot be read: %s', (text) => {
    expect(typedValues(text, names)).toBeNull();
  });

  it('takes no values where the tool has none', () => {
    expect(typedValues('x: 1', [])).toBeNull();
    expect(typedValues(' ', [])).toEqual({});
  });

  it('reads back what was written, whatever the values', () => {
    const value = fc
      .array(fc.constantFrom(', to: ', 'text=', '"', '\\', ' ', 'a', 'ü', ',', ':', '/', '\n'), { maxLength: 8 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.record({ to: value, text: value, due_date: value }, { requiredKeys: [] }), (values) => {
        const { tool, text } = splitTypedCall(writeTypedCall('a.b.c', values, names));
        expect(tool).toBe('a.b.c');
        expect(typedValues(text, names)).toEqual(values);
      }),
    );
  });
});
