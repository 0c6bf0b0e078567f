import { approverOf } from '../approver.ts';
import { intentBodySchema, readBody } from '../body.ts';
import type { Statements } from '../statements.ts';
import type { ColumnRow, Columns } from './columns.ts';

const selectRows = `
SELECT c.intent, i.at, i.body, c.service, c.effect, c.verdict, c.status, c.lookup
FROM calls c JOIN entries i ON i.idx = c.intent`;

function rowOf(row: Record<string, unknown>): ColumnRow {
  const intent = readBody(intentBodySchema, row.body);
  const { approval } = intent ?? {};
  const opened = approval?.openedAt;
  return {
    intent: Number(row.intent),
    at: Number(row.at),
    service: String(row.service),
    effect: String(row.effect),
    verdict: String(row.verdict),
    status: String(row.status),
    lookup: row.lookup === 1,
    tool: intent?.tool ?? '',
    account: intent?.account ?? '',
    tainted: intent?.tainted ?? false,
    approver: intent ? approverOf(intent) : 'none',
    waited: approval && opened ? Date.parse(approval.at) - Date.parse(opened) : null,
  };
}

/** Size of the log, in records. */
export function logSize(statements: Statements): number {
  return Number(statements.sql('SELECT coalesce(max(idx) + 1, 0) AS size FROM entries').get()?.size ?? 0);
}

/**
 * Brings the columns from the log as it was at `from` records to what it is at `to`: calls begun since, and outcomes that
 * came since for calls begun before.
 */
export function follow(statements: Statements, columns: Columns, from: number, to: number): void {
  const begun = statements.sql(`${selectRows} WHERE c.intent >= ? AND c.intent < ? ORDER BY c.intent`);
  for (const row of begun.iterate(from, to)) columns.put(rowOf(row));
  if (from === 0) return;
  const ended = statements.sql(
    `${selectRows} JOIN entries e ON e.id = c.id WHERE e.idx >= ? AND e.idx < ? AND e.part = 'outcome' AND c.intent < ?`,
  );
  for (const row of ended.iterate(from, to, from)) columns.put(rowOf(row));
}
