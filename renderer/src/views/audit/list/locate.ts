/** What is looked for: an entry with its time, ISO 8601 UTC. */
interface Wanted {
  readonly id: string;
  readonly at: string;
}

/** Rows that are asked for at once to look through. */
const stretch = 100;

/**
 * The row of an entry in a list of `count` rows, newest first, of which only some are loaded: halves the list by time, then
 * looks through what is left. `rows` answers `limit` rows from `offset` on. Null where the entry is not under the filter.
 */
export async function locateRow(
  wanted: Wanted,
  count: number,
  rows: (offset: number, limit: number) => Promise<readonly Wanted[]>,
): Promise<number | null> {
  const at = Date.parse(wanted.at);
  let [from, to] = [0, count];
  while (to - from > stretch) {
    const middle = (from + to) >>> 1;
    const [row] = await rows(middle, 1);
    if (!row) return null;
    if (row.id === wanted.id) return middle;
    const time = Date.parse(row.at);
    if (time > at) from = middle + 1;
    else if (time < at) to = middle;
    else {
      // Of entries of one moment it is near: there are never so many.
      [from, to] = [Math.max(from, middle - stretch / 2), Math.min(to, middle + stretch / 2)];
      break;
    }
  }
  const found = (await rows(from, to - from)).findIndex((row) => row.id === wanted.id);
  return found < 0 ? null : from + found;
}
