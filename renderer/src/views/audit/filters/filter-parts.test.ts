import { describe, expect, it } from 'vitest';
import { builtInViews, cleanFilter, filterChips, sameFilter, withDays, withPart } from './filter-parts.ts';

describe('filters', () => {
  it('are the same whatever is empty in them, and in whatever order', () => {
    expect(cleanFilter({ query: '', lookups: false, statuses: [], service: 'slack' })).toEqual({ service: 'slack' });
    expect(sameFilter({ service: 'slack', verdict: 'ask' }, { verdict: 'ask', service: 'slack', query: '' })).toBe(
      true,
    );
    expect(sameFilter({ service: 'slack' }, { service: 'github' })).toBe(false);
  });

  it('lose a part that is set to nothing', () => {
    expect(withPart({ verdict: 'ask', query: 'x' }, 'verdict', undefined)).toEqual({ query: 'x' });
    expect(withPart({}, 'tainted', true)).toEqual({ tainted: true });
  });

  it('take whole days of the zone, the last one in', () => {
    const filter = withDays({ verdict: 'ask' }, '2026-11-20', '2026-11-22', 'America/New_York');
    expect(filter).toEqual({
      verdict: 'ask',
      from: '2026-11-20T05:00:00.000Z',
      to: '2026-11-23T05:00:00.000Z',
    });
    expect(filterChips(filter, 'America/New_York')).toEqual([
      { text: '20 Nov to 22 Nov', without: { verdict: 'ask' } },
    ]);
    expect(filterChips(withDays({}, '2026-11-20', '2026-11-20', 'Asia/Tokyo'), 'Asia/Tokyo')[0]?.text).toBe('20 Nov');
  });

  it('show as chips what no control shows', () => {
    const filter = { service: 'slack', tool: 'slack.chat.postMessage', account: 'work', runId: 'r1' };
    expect(filterChips(filter, 'UTC').map((chip) => chip.text)).toEqual([
      'Tool slack.chat.postMessage',
      'Account work',
      'One run',
    ]);
    expect(filterChips(filter, 'UTC')[2]?.without).toEqual({
      service: 'slack',
      tool: 'slack.chat.postMessage',
      account: 'work',
    });
  });

  it('differ from one built-in view to the next', () => {
    const texts = builtInViews.map(({ filter }) => JSON.stringify(cleanFilter(filter)));
    expect(new Set(texts).size).toBe(builtInViews.length);
  });
});
