import type { KindValue } from '../../kit/guest.ts';
import { isoTime } from '../request.ts';

const DAY = 86_400;

/**
 * A period as GitHub's date filter (https://docs.github.com/search-github/getting-started-with-searching-on-github/understanding-the-search-syntax#query-for-dates):
 * one whole day as `2026-03-02`, else `from..to`, `>=from` or `<to`. An empty period filters nothing (undefined).
 */
export function createdFilter(period: KindValue<'period'>): string | undefined {
  const { from, to } = period;
  if (from !== undefined && to !== undefined)
    return to - from === DAY ? dayOf(from) : `${isoTime(from)}..${isoTime(to - 1)}`;
  if (from !== undefined) return `>=${isoTime(from)}`;
  return to === undefined ? undefined : `<${isoTime(to)}`;
}

/** The local date of a local midnight: midnights west of Greenwich fall before noon UTC, those east of it after. */
function dayOf(midnight: number): string {
  return isoTime(midnight + DAY / 2).slice(0, 10);
}
