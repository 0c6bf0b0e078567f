import type { DatabaseSync } from 'node:sqlite';
import type { Approver } from '../../shared/index.ts';
import { approverOf } from './approver.ts';
import { type IntentBody, intentBodySchema, outcomeBodySchema, readBody, searchText } from './body.ts';

/** What the list keeps of an intent beside its body, so that it is filtered and counted without reading texts. */
export interface ListFacts {
  readonly run: string;
  readonly tool: string;
  readonly account: string;
  readonly approver: Approver;
  /** 0 or 1. */
  readonly tainted: number;
  /** Milliseconds that a card was open until a person answered it; null where nobody did, or it is not known. */
  readonly waited: number | null;
}

/** Who answers a card when no person does. */
const nobody = new Set(['time-out', 'stopped']);

function waitedOf({ approval }: IntentBody): number | null {
  if (!approval?.openedAt || nobody.has(approval.by)) return null;
  const waited = Date.parse(approval.at) - Date.parse(approval.openedAt);
  // A clock may be set back while a card is open.
  return waited >= 0 ? waited : null;
}

export function listFacts(intent: IntentBody): ListFacts {
  return {
    run: intent.runId,
    tool: intent.tool,
    account: intent.account,
    approver: approverOf(intent),
    tainted: Number(intent.tainted),
    waited: waitedOf(intent),
  };
}

/** The columns of `calls` that hold them; a log of an earlier version gets them one by one. */
export const listFactColumns = [
  'at INTEGER NOT NULL DEFAULT 0',
  "run TEXT NOT NULL DEFAULT ''",
  "tool TEXT NOT NULL DEFAULT ''",
  "account TEXT NOT NULL DEFAULT ''",
  "approver TEXT NOT NULL DEFAULT 'none'",
  'tainted INTEGER NOT NULL DEFAULT 0',
  'waited INTEGER',
  // 1: the texts of its records were removed.
  'removed INTEGER NOT NULL DEFAULT 0',
] as const;

export const runIndex = 'CREATE INDEX calls_run ON calls (run);';

/**
 * The words of calls, by the log index of their intent. `detail=none` keeps no positions: a third of the size, and every
 * word is looked for by itself. Words of up to ten letters that are only begun are found without reading on.
 */
export const searchTable = `
CREATE VIRTUAL TABLE search USING fts5(
  text, content='', contentless_delete=1, detail=none, prefix='1 2 3 4 5 6 7 8 9 10',
  tokenize="unicode61 remove_diacritics 2 tokenchars '-_'"
);`;

/** Gives a log of an earlier version these columns and a new search, from the texts of its entries. */
export function rebuildList(database: DatabaseSync): void {
  for (const column of listFactColumns) database.exec(`ALTER TABLE calls ADD COLUMN ${column}`);
  database.exec(`${runIndex} DROP TABLE search; ${searchTable}`);
  const put = database.prepare(
    'UPDATE calls SET at = ?, run = ?, tool = ?, account = ?, approver = ?, tainted = ?, waited = ? WHERE intent = ?',
  );
  const find = database.prepare('INSERT INTO search (rowid, text) VALUES (?, ?)');
  const rows = database.prepare(
    `SELECT c.intent, i.at, i.body AS intentBody, o.body AS outcomeBody
     FROM calls c JOIN entries i ON i.idx = c.intent LEFT JOIN entries o ON o.idx = c.outcome
     WHERE c.intent > ? ORDER BY c.intent LIMIT 500`,
  );
  // In parts: rows may not be changed while they are read.
  for (let last = -1; ; ) {
    const part = rows.all(last);
    for (const { intent, at, intentBody, outcomeBody } of part) {
      last = Number(intent);
      const body = readBody(intentBodySchema, intentBody);
      const facts = body && listFacts(body);
      put.run(
        Number(at),
        facts?.run ?? '',
        facts?.tool ?? '',
        facts?.account ?? '',
        facts?.approver ?? 'none',
        facts?.tainted ?? 0,
        facts?.waited ?? null,
        last,
      );
      if (body) find.run(last, searchText(body, readBody(outcomeBodySchema, outcomeBody)));
    }
    if (part.length === 0) return;
  }
}
