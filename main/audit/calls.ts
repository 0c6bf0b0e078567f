import { type IntentBody, intentBodySchema, readBody } from './body.ts';
import type { Statements } from './statements.ts';

/** A call as it was decided. */
export interface LoggedCall {
  readonly id: string;
  /** ISO 8601, UTC. */
  readonly at: string;
  /** Its place in the log: a later call has a higher one. */
  readonly index: number;
  /** Null where its text was removed from the log or cannot be read. */
  readonly intent: IntentBody | null;
}

/** The newest `limit` calls, newest first, look-ups included; or the one entry `id`, which is then all there is. */
export function readCalls(statements: Statements, limit: number, id?: string): LoggedCall[] {
  const from = 'SELECT c.id, i.idx, i.at, i.body FROM calls c JOIN entries i ON i.idx = c.intent';
  const rows =
    id === undefined
      ? statements.sql(`${from} ORDER BY c.intent DESC LIMIT ?`).all(limit)
      : statements.sql(`${from} WHERE c.id = ? LIMIT ?`).all(id.toWellFormed(), limit);
  return rows.map((row) => ({
    id: String(row.id),
    at: new Date(Number(row.at)).toISOString(),
    index: Number(row.idx),
    intent: readBody(intentBodySchema, row.body),
  }));
}
