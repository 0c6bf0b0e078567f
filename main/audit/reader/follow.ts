import type { SQLOutputValue } from 'node:sqlite';
import type { Statements } from '../statements.ts';
import type { ColumnRow, Columns } from './columns.ts';

const fields = `c.intent, c.at, c.service, c.effect, c.verdict, c.status, c.tool, c.account, c.approver, c.tainted,
  c.lookup, c.waited`;

function rowOf(values: readonly SQLOutputValue[]): ColumnRow {
  const [intent, at, service, effect, verdict, status, tool, account, approver, tainted, lookup, waited] = values;
  return {
    intent: Number(intent),
    at: Number(at),
    service: String(service),
    effect: String(effect),
    verdict: String(verdict),
    status: String(status),
    tool: String(tool),
    account: String(account),
    approver: String(approver),
    tainted: tainted === 1,
    lookup: lookup === 1,
    waited: waited === null || waited === undefined ? null : Number(waited),
  };
}

/** Size of the log, in records. */
export function logSize(statements: Statements): number {
  return Number(statements.sql('SELECT coalesce(max(idx) + 1, 0) AS size FROM entries').get()?.size ?? 0);
}

/** Rows of `sql` as arrays, which cost half of what objects do. */
function arrays(statements: Statements, sql: string, ...values: number[]): Iterable<SQLOutputValue[]> {
  const statement = statements.sql(sql);
  statement.setReturnArrays(true);
  return statement.iterate(...values) as Iterable<unknown> as Iterable<SQLOutputValue[]>;
}

/** Puts the calls that were begun from record `from` to record `to` into the columns. */
export function readBegun(statements: Statements, columns: Columns, from: number, to: number): void {
  const sql = `SELECT ${fields} FROM calls c WHERE c.intent >= ? AND c.intent < ? ORDER BY c.intent`;
  for (const values of arrays(statements, sql, from, to)) columns.put(rowOf(values));
}

/**
 * Puts the outcomes that came from record `from` to record `to` into the columns. Answers the lowest log index of their
 * intents; `from` for none.
 */
export function readEnded(statements: Statements, columns: Columns, from: number, to: number): number {
  const sql = `SELECT ${fields} FROM entries e JOIN calls c ON c.id = e.id
    WHERE e.idx >= ? AND e.idx < ? AND e.part = 'outcome' ORDER BY c.intent`;
  let lowest = from;
  for (const values of arrays(statements, sql, from, to)) {
    const row = rowOf(values);
    columns.put(row);
    lowest = Math.min(lowest, row.intent);
  }
  return lowest;
}
