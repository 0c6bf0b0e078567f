import { describe, expect, it } from 'vitest';
import { createLineReader, encodeFrame } from './frames.ts';

describe('frames', () => {
  it('survive any cut, also inside a character', () => {
    const bytes = Buffer.from(encodeFrame({ a: 'é\n' }) + encodeFrame([1]));
    for (let size = 1; size < bytes.length; size++) {
      const reader = createLineReader();
      const lines: string[] = [];
      for (let at = 0; at < bytes.length; at += size) lines.push(...reader.push(bytes.subarray(at, at + size)));
      expect(lines.map((line) => JSON.parse(line))).toEqual([{ a: 'é\n' }, [1]]);
    }
  });
  it('refuse a line over the cap, finished or not', () => {
    expect(() => createLineReader(4).push(Buffer.from('12345\n'))).toThrow(RangeError);
    expect(() => createLineReader(4).push(Buffer.from('12345'))).toThrow(RangeError);
    expect(createLineReader(4).push(Buffer.from('1234\n'))).toEqual(['1234']);
  });
});
