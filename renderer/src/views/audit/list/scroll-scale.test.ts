import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionAfter, positionAt, scrollScale, scrollTopAt } from './scroll-scale.ts';

const million = scrollScale(1_000_000 * 60 + 1000 * 34, 640);

describe('the scale of a list', () => {
  it('is one to one as long as the browser can show the list', () => {
    const scale = scrollScale(100_000, 640);
    expect(scale.height).toBe(100_000);
    expect(positionAt(scale, 31_337)).toBe(31_337);
    expect(positionAfter(scale, 0, 0, 90_000)).toBe(90_000);
  });

  it('keeps a longer list within what the browser and its compositor can hold', () => {
    expect(million.height).toBeLessThanOrEqual(16_777_216);
    expect(positionAt(million, 0)).toBe(0);
    expect(positionAt(million, million.height - 640)).toBe(million.content - 640);
  });

  it('is exact at both ends', () => {
    const bottom = million.height - 640;
    expect(positionAt(million, 500)).toBe(500);
    expect(positionAt(million, bottom - 500)).toBe(million.content - 640 - 500);
  });

  it('never leaves the list, goes one way, and back to where it came from', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 1e8, noNaN: true }),
        fc.double({ min: 1, max: 4000, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (content, view, a, b) => {
          const scale = scrollScale(content, view);
          const last = Math.max(0, content - view);
          const [low, high] = [Math.min(a, b) * last, Math.max(a, b) * last];
          const [lowTop, highTop] = [scrollTopAt(scale, low), scrollTopAt(scale, high)];
          expect(lowTop).toBeGreaterThanOrEqual(0);
          expect(highTop).toBeLessThanOrEqual(Math.max(0, scale.height - view));
          expect(lowTop).toBeLessThanOrEqual(highTop);
          expect(positionAt(scale, lowTop)).toBeCloseTo(low, 4);
        },
      ),
    );
  });
});

describe('scrolling a scaled list', () => {
  it('moves by just what the wheel moved, wherever it is', () => {
    const top = million.height / 2;
    const position = positionAt(million, top);
    expect(positionAfter(million, position, top, top + 120)).toBe(position + 120);
    expect(positionAfter(million, position, top, top - 2000)).toBe(position - 2000);
  });

  it('goes to the place in proportion when the thumb is dragged, even by one pixel', () => {
    const top = million.height / 2;
    const onePixel = million.height / million.view;
    const position = positionAfter(million, positionAt(million, top), top, top + onePixel);
    expect(position).toBe(positionAt(million, top + onePixel));
  });

  it('stops at the ends', () => {
    expect(positionAfter(million, 50, 60, 0)).toBe(0);
    const last = million.content - 640;
    expect(positionAfter(million, last - 10, 1000, 1100)).toBe(last);
  });
});
