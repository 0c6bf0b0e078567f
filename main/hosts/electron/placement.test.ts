import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placeOf, placeQuick, quickHeight, quickHeightFor, quickWidth } from './placement.ts';

const screen = { x: 0, y: 24, width: 1920, height: 1056 };

describe('placeQuick', () => {
  it('comes up in the middle, near the top', () => {
    expect(placeQuick(screen, null, 200)).toEqual({ x: 620, y: 222, width: quickWidth, height: 200 });
  });

  it('is at the same place of another display, and never off it', () => {
    const area = fc.record({
      x: fc.integer({ min: -4000, max: 4000 }),
      y: fc.integer({ min: -4000, max: 4000 }),
      width: fc.integer({ min: 320, max: 8000 }),
      height: fc.integer({ min: 240, max: 5000 }),
    });
    const place = fc.option(
      fc.record({ x: fc.double({ min: -2, max: 3, noNaN: true }), y: fc.double({ min: -2, max: 3, noNaN: true }) }),
    );
    fc.assert(
      fc.property(area, place, fc.integer({ min: 1, max: 10_000 }), (on, where, height) => {
        const placed = placeQuick(on, where, height);
        expect(placed.x).toBeGreaterThanOrEqual(on.x);
        expect(placed.y).toBeGreaterThanOrEqual(on.y);
        expect(placed.x + placed.width).toBeLessThanOrEqual(on.x + on.width + 1);
        expect(placed.y + placed.height).toBeLessThanOrEqual(on.y + on.height);
        expect(placed.height).toBeGreaterThanOrEqual(quickHeight.least);
      }),
    );
  });

  it('comes up where it was left', () => {
    const place = placeOf({ x: 100, y: 700 }, screen);
    expect(placeQuick(screen, place, 200)).toMatchObject({ x: 100, y: 700 });
  });
});

describe('quickHeightFor', () => {
  it('follows the content within the display', () => {
    expect(quickHeightFor(300, 200, screen)).toBe(300);
    expect(quickHeightFor(5000, 30, screen)).toBe(Math.floor(1056 * 0.8));
    expect(quickHeightFor(5000, 1000, screen)).toBe(80);
    expect(quickHeightFor(1, 200, screen)).toBe(quickHeight.least);
  });
});
