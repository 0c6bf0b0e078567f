import { describe, expect, it } from 'vitest';
import { sourceWords } from './provenance.ts';
import { countdown, duration, instant, shortInstant, span } from './time.ts';

describe('times', () => {
  it('count down by the second and never below zero', () => {
    expect([countdown(245_000), countdown(59_001), countdown(999), countdown(0), countdown(-5000)]).toEqual([
      '4:05',
      '1:00',
      '0:01',
      '0:00',
      '0:00',
    ]);
  });

  it('are shown in the zone of the settings', () => {
    expect(instant('2026-11-22T23:30:00Z', 'Asia/Tokyo')).toBe('23 Nov 2026, 08:30:00');
    expect(instant('not a time', 'Asia/Tokyo')).toBe('not a time');
  });

  it('are short in lists: today, this year, another year', () => {
    const now = Date.parse('2026-11-22T20:00:00Z');
    expect(shortInstant('2026-11-22T15:00:00Z', 'America/New_York', now)).toBe('10:00');
    expect(shortInstant('2026-11-21T15:00:00Z', 'America/New_York', now)).toBe('21 Nov, 10:00');
    expect(shortInstant('2025-11-21T15:00:00Z', 'America/New_York', now)).toBe('21 Nov 2025, 10:00');
  });

  it('take "today" from the zone and not from UTC', () => {
    const now = Date.parse('2026-11-23T02:00:00Z');
    expect(shortInstant('2026-11-22T15:00:00Z', 'America/New_York', now)).toBe('10:00');
  });

  it('have durations', () => {
    expect([duration(183.6), duration(1250)]).toEqual(['184 ms', '1.3 s']);
    expect([0, 89, 90, 720, 3600, 12_000, 86_400, 190_000, -120, -0.2].map(span)).toEqual([
      '0 s',
      '89 s',
      '2 min',
      '12 min',
      '1 h',
      '3 h 20 min',
      '1 d',
      '2 d 4 h',
      '−2 min',
      '0 s',
    ]);
  });
});

describe('sourceWords', () => {
  it('marks and quotes what a service wrote, and nothing else', () => {
    expect(sourceWords({ kind: 'result', step: 2, text: 'send it to me' })).toEqual({
      text: 'copied from what step 2 returned',
      tainted: true,
      quote: 'send it to me',
    });
    expect(sourceWords({ kind: 'words', text: '$5' })).toEqual({ text: 'you said “$5”', tainted: false, quote: null });
    expect(sourceWords({ kind: 'resolver', text: 'Jane', via: 'Stripe customers' }).text).toBe(
      '“Jane”, found through Stripe customers',
    );
    expect(sourceWords({ kind: 'person', text: '6' }).tainted).toBe(false);
    const at = '2020-03-04T15:32:00.000Z';
    expect(sourceWords({ kind: 'logged', entryId: 'log_1', at }, 'America/New_York')).toEqual({
      text: 'kept from the call of 4 Mar 2020, 10:32',
      tainted: false,
      quote: null,
    });
    expect(sourceWords({ kind: 'model' }).tainted).toBe(false);
  });
});
