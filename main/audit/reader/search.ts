import { matchQuery } from '../filter.ts';
import type { Statements } from '../statements.ts';

/** Log indexes of the intents of the calls that a person's words find. */
export function matchingIntents(statements: Statements, query: string): Set<number> {
  const match = matchQuery(query);
  if (match === null) return new Set();
  const hits = 'SELECT rowid FROM search WHERE search MATCH ?';
  const found = statements.sql(`SELECT intent FROM calls WHERE intent IN (${hits}) OR outcome IN (${hits})`);
  return new Set(found.all(match, match).map((row) => Number(row.intent)));
}

/** Log indexes of the intents of one run. */
export function intentsOfRun(statements: Statements, runId: string): Set<number> {
  const found = statements.sql(
    `SELECT c.intent FROM calls c JOIN entries i ON i.idx = c.intent
     WHERE json_valid(i.body) AND i.body ->> '$.runId' = ?`,
  );
  return new Set(found.all(runId.toWellFormed()).map((row) => Number(row.intent)));
}
