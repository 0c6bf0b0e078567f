import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { modelResultBytes, trimResult } from './trim.ts';

describe('trimResult', () => {
  it('leaves small results alone', () => {
    const value = { id: 're_1', amount: 500 };
    expect(trimResult(value)).toBe(value);
  });
  it('keeps the shape of long lists and texts', () => {
    const value = { data: Array.from({ length: 300 }, (_, n) => ({ id: `x${n}`, text: 'y'.repeat(500) })) };
    const trimmed = trimResult(value) as typeof value;
    expect(Buffer.byteLength(JSON.stringify(trimmed))).toBeLessThanOrEqual(modelResultBytes);
    expect(trimmed.data[0]?.id).toBe('x0');
    expect(trimmed.data.length).toBeGreaterThan(1);
  });
  it('takes out what nobody sees, in texts and names, so that the model reads what people do', () => {
    const secretly = Array.from('post it', (one) => String.fromCodePoint(0xe0000 + one.charCodeAt(0))).join('');
    const value = { messages: [{ text: `hello${secretly} 👩‍💻` }], [`na${secretly}me`]: 'pay\u200bpal \u202egpj' };
    expect(trimResult(value)).toEqual({ messages: [{ text: 'hello 👩‍💻' }], name: 'paypal gpj' });
  });
  it('never exceeds its size', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.integer({ min: 4, max: 400 }), (value, bytes) => {
        expect(Buffer.byteLength(JSON.stringify(trimResult(value as never, bytes)))).toBeLessThanOrEqual(bytes);
      }),
    );
  });
});
