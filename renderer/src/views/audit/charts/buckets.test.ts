import { describe, expect, it } from 'vitest';
import type { AuditDayStats } from '../../../../../shared/index.ts';
import { axisTop, bucketsOf, firstDay } from './buckets.ts';

function day(name: string, calls: number): AuditDayStats {
  const statuses = { intent: 0, succeeded: calls, failed: 0, denied: 0, refused: 0, unknown: 0 };
  return {
    day: name,
    calls,
    verdicts: { allow: calls - 1, ask: 1, deny: 0 },
    statuses,
    services: { slack: calls },
    asked: 1,
    savedSeconds: calls * 10,
  };
}

describe('the bars of a chart', () => {
  it('are days, those without calls too', () => {
    const bars = bucketsOf([day('2026-11-20', 3), day('2026-11-22', 2)], '2026-11-19', '2026-11-22');
    expect(bars.map(({ label, calls }) => [label, calls])).toEqual([
      ['19 Nov', 0],
      ['20 Nov', 3],
      ['21 Nov', 0],
      ['22 Nov', 2],
    ]);
    expect(bars[1]).toMatchObject({ verdicts: { allow: 2, ask: 1, deny: 0 }, asked: 1, savedSeconds: 30 });
  });

  it('are weeks that end today when there are too many days, and then months; no call is lost or counted twice', () => {
    const days = Array.from({ length: 1000 }, (_, at) =>
      day(new Date(Date.UTC(2024, 0, 1 + at)).toISOString().slice(0, 10), 2),
    );
    const last = days.at(-1)?.day ?? '';
    const weeks = bucketsOf(days.slice(-300), days.at(-300)?.day ?? '', last);
    expect(weeks).toHaveLength(43);
    expect(weeks.at(-1)?.last).toBe(last);
    expect(weeks.reduce((sum, bar) => sum + bar.calls, 0)).toBe(600);
    const months = bucketsOf(days, '2024-01-01', last);
    expect(months[0]).toMatchObject({ label: 'Jan 2024', first: '2024-01-01', last: '2024-01-31', calls: 62 });
    expect(months.reduce((sum, bar) => sum + bar.calls, 0)).toBe(2000);
  });

  it('leave out what is before the first day', () => {
    expect(bucketsOf([day('2026-11-01', 9), day('2026-11-22', 2)], '2026-11-22', '2026-11-22')).toHaveLength(1);
    expect(bucketsOf([day('2026-11-01', 9)], '2026-11-22', '2026-11-22')[0]?.calls).toBe(0);
  });
});

describe('a range', () => {
  it('ends today', () => {
    expect([firstDay(7, '2026-11-22'), firstDay(30, '2026-03-01'), firstDay('all', '2026-11-22')]).toEqual([
      '2026-11-16',
      '2026-01-31',
      null,
    ]);
  });
});

describe('the top of an axis', () => {
  it('is a round number that no bar goes over', () => {
    expect([0, 1, 3, 7, 10, 11, 49, 101, 960].map(axisTop)).toEqual([1, 1, 5, 10, 10, 20, 50, 200, 1000]);
  });
});
