import type { AuditFilter } from '../../../shared/index.ts';
import type { Columns } from './columns.ts';

/** Whether a row of the columns is under a filter. */
export type RowTest = (row: number) => boolean;

/**
 * The test for a filter, all but its full text. Texts become numbers once, so that a row costs a few comparisons.
 * `runId` is in no column: it is answered by the search.
 */
export function rowTest(columns: Columns, filter: AuditFilter): RowTest {
  const tests: RowTest[] = [];
  const equals = (column: ArrayLike<number>, wanted: number): void => {
    tests.push((row) => column[row] === wanted);
  };
  if (!filter.lookups) equals(columns.lookup, 0);
  if (filter.service !== undefined) equals(columns.service, columns.services.find(filter.service));
  if (filter.effect !== undefined) equals(columns.effect, columns.effects.find(filter.effect));
  if (filter.verdict !== undefined) equals(columns.verdict, columns.verdicts.find(filter.verdict));
  if (filter.status !== undefined) equals(columns.status, columns.statuses.find(filter.status));
  if (filter.approvedBy !== undefined) equals(columns.approver, columns.approvers.find(filter.approvedBy));
  if (filter.tainted !== undefined) equals(columns.tainted, Number(filter.tainted));
  if (filter.account !== undefined) equals(columns.account, columns.accounts.find(filter.account));
  if (filter.tool !== undefined) equals(columns.tool, columns.tools.find(filter.tool));
  if (filter.statuses !== undefined && filter.statuses.length > 0) {
    const wanted = new Set(filter.statuses.map((status) => columns.statuses.find(status)));
    const { status } = columns;
    tests.push((row) => wanted.has(status[row] ?? -1));
  }
  const { at } = columns;
  if (filter.from !== undefined) {
    const from = Date.parse(filter.from);
    tests.push((row) => (at[row] ?? 0) >= from);
  }
  if (filter.to !== undefined) {
    const to = Date.parse(filter.to);
    tests.push((row) => (at[row] ?? 0) < to);
  }
  return (row) => tests.every((test) => test(row));
}

/** Row numbers of the columns, ascending: oldest first. */
export type Rows = Int32Array;

/** All rows that pass the test. */
export function rowsOf(columns: Columns, test: RowTest): Rows {
  const rows = new Int32Array(columns.length);
  let count = 0;
  for (let row = 0; row < columns.length; row++) if (test(row)) rows[count++] = row;
  return rows.subarray(0, count);
}

/** The rows of calls by the log indexes of their intents, which come newest first. Those without a row are left out. */
export function rowsOfIntents(columns: Columns, intents: Int32Array): Rows {
  const rows = new Int32Array(intents.length);
  let count = intents.length;
  // For many, walking down is less work than looking each up.
  const walk = intents.length > columns.length / 16;
  let row = columns.length - 1;
  for (const intent of intents) {
    if (walk) while (row >= 0 && (columns.intent[row] ?? 0) > intent) row--;
    else row = columns.find(intent);
    if (row >= 0 && columns.intent[row] === intent) rows[--count] = row;
  }
  return rows.subarray(count);
}

/** Those of the rows that pass the test. */
export function filterRows(rows: Rows, test: RowTest): Rows {
  return rows.filter((row) => test(row));
}

/** How many of the rows are below a row number. */
export function countBelow(rows: Rows, limit: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((rows[middle] ?? 0) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
