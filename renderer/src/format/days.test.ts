import { describe, expect, it } from 'vitest';
import { clockTime, dayName, dayOf, dayPlus, exactTime, monthName, number, shortDay, startOfDay } from './days.ts';

describe('days', () => {
  it('are those of the zone', () => {
    const at = Date.parse('2026-11-22T23:30:00Z');
    expect([dayOf(at, 'UTC'), dayOf(at, 'Asia/Tokyo'), dayOf(at, 'America/New_York')]).toEqual([
      '2026-11-22',
      '2026-11-23',
      '2026-11-22',
    ]);
    expect(clockTime('2026-11-22T23:30:00Z', 'Asia/Tokyo')).toBe('08:30');
    expect(clockTime('never', 'Asia/Tokyo')).toBe('');
    expect(exactTime('2026-11-22T23:30:09.250Z', 'Asia/Tokyo')).toBe('08:30:09.250');
    expect(exactTime('never', 'Asia/Tokyo')).toBe('never');
  });

  it('have names, with the year when it is another', () => {
    expect(dayName('2026-11-22', '2026-11-25')).toBe('Sunday 22 November');
    expect(dayName('2025-03-01', '2026-11-25')).toBe('Saturday 1 March 2025');
    expect([shortDay('2026-03-09'), monthName('2026-03-09')]).toEqual(['9 Mar', 'Mar 2026']);
  });

  it('are counted over the ends of months and years', () => {
    expect([dayPlus('2026-02-28', 1), dayPlus('2026-01-01', -1), dayPlus('2024-02-28', 1)]).toEqual([
      '2026-03-01',
      '2025-12-31',
      '2024-02-29',
    ]);
  });

  it.each([
    ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22', 'America/New_York', '2026-11-22T05:00:00.000Z'],
    ['2026-07-22', 'America/New_York', '2026-07-22T04:00:00.000Z'],
    ['2026-11-22', 'Asia/Kathmandu', '2026-11-21T18:15:00.000Z'],
    ['2026-11-22', 'Pacific/Kiritimati', '2026-11-21T10:00:00.000Z'],
    ['2026-11-22', 'Pacific/Pago_Pago', '2026-11-22T11:00:00.000Z'],
    // Clocks go forward at midnight: the day begins at one.
    ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z'],
  ])('begin: %s in %s', (day, zone, at) => {
    expect(startOfDay(day, zone)).toBe(at);
  });
});

describe('numbers', () => {
  it('have their thousands apart', () => {
    expect(number(1_000_000)).toBe('1,000,000');
  });
});
