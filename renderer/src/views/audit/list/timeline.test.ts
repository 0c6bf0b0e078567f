import { describe, expect, it } from 'vitest';
import { dayOfItem, itemAt, itemOfDay, itemOfRow, pagesOf, rowOfDate, timelineOf } from './timeline.ts';

const days = [
  { day: '2026-11-22', count: 3, offset: 0 },
  { day: '2026-11-21', count: 0, offset: 3 },
  { day: '2026-11-20', count: 1, offset: 3 },
  { day: '2026-11-02', count: 2, offset: 4 },
];
const timeline = timelineOf(6, days);

describe('a timeline', () => {
  it('puts a heading before the rows of each day that has any', () => {
    const shown = Array.from({ length: timeline.items }, (_, index) => {
      const item = itemAt(timeline, index);
      return item.kind === 'day' ? item.day.day : item.row;
    });
    expect(shown).toEqual(['2026-11-22', 0, 1, 2, '2026-11-20', 3, '2026-11-02', 4, 5]);
  });

  it('finds every row and heading again', () => {
    for (let row = 0; row < 6; row++) expect(itemAt(timeline, itemOfRow(timeline, row))).toEqual({ kind: 'row', row });
    timeline.days.forEach((day, at) => {
      expect(itemAt(timeline, itemOfDay(timeline, at))).toEqual({ kind: 'day', day });
      expect(dayOfItem(timeline, itemOfDay(timeline, at))).toBe(at);
    });
  });

  it('is rows only where the days do not add up', () => {
    expect(timelineOf(7, days)).toEqual({ rows: 7, days: [], items: 7 });
    expect(timelineOf(6, days.slice(1)).days).toEqual([]);
    expect(itemAt(timelineOf(2, []), 1)).toEqual({ kind: 'row', row: 1 });
    expect(itemOfRow(timelineOf(2, []), 1)).toBe(1);
  });

  it('goes to a date, or to the next older day that has entries', () => {
    expect(rowOfDate(timeline, '2026-12-24')).toBe(0);
    expect(rowOfDate(timeline, '2026-11-21')).toBe(3);
    expect(rowOfDate(timeline, '2026-11-10')).toBe(4);
    expect(rowOfDate(timeline, '2020-01-01')).toBe(4);
    expect(rowOfDate(timelineOf(0, []), '2026-11-10')).toBeNull();
  });
});

describe('pages', () => {
  it('are those that the rows touch', () => {
    expect(pagesOf(0, 100, 100)).toEqual([0]);
    expect(pagesOf(99, 101, 100)).toEqual([0, 1]);
    expect(pagesOf(-5, 1, 100)).toEqual([0]);
    expect(pagesOf(250, 250, 100)).toEqual([]);
  });
});
