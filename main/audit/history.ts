import { createHash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { AuditStatus } from '../../shared/index.ts';
import { type CallHistory, type HistoryKeys, type HistoryQuery, historyKeys, keysOfViews } from '../policy/index.ts';
import { type IntentBody, intentBodySchema, readBody } from './body.ts';
import { Statements } from './statements.ts';

/**
 * What policies count, beside the log and made from it: one row of `changes` a call that changed something or may have,
 * and one of `recipients` for each of whom it wrote to. Recipients are kept as hashes alone, so that no address outlives
 * the text of its entry. Kept up to date in the transaction that writes the entry.
 */
export const historyTables = `
CREATE TABLE changes (
  intent INTEGER PRIMARY KEY,
  scope TEXT NOT NULL,
  at INTEGER NOT NULL,
  tool TEXT NOT NULL,
  currency TEXT,
  minor INTEGER
) STRICT;
CREATE INDEX changes_at ON changes (scope, at, tool);
CREATE INDEX changes_money ON changes (scope, currency, at, minor) WHERE currency IS NOT NULL;
CREATE TABLE recipients (
  recipient BLOB NOT NULL,
  at INTEGER NOT NULL,
  intent INTEGER NOT NULL,
  PRIMARY KEY (recipient, at, intent)
) STRICT, WITHOUT ROWID;
CREATE INDEX recipients_intent ON recipients (intent);
`;

const [minute, hour] = [60_000, 3_600_000];

/** Whether a call of this status changed something, or may have. */
function counts(status: AuditStatus): boolean {
  return status === 'intent' || status === 'succeeded' || status === 'unknown';
}

/** A recipient in one account, as 16 bytes of SHA-256. */
function recipientHash(place: string, key: string): Buffer {
  return createHash('sha256').update(`${place}\0${key}`, 'utf8').digest().subarray(0, 16);
}

/** What an entry is counted under; null for what changes nothing. */
function keysOf(body: IntentBody): HistoryKeys | null {
  if (body.effect === 'read' || body.lookup) return null;
  return historyKeys({ tool: body.tool, effect: body.effect, place: body.place, ...keysOfViews(body.args) });
}

/** A negative amount takes nothing off a total: it would make room for more. */
const moved = (keys: HistoryKeys): number | null => (keys.money ? Math.max(0, keys.money.minor) : null);

/** Counts an intent, inside the transaction that writes it; what a log that was cut off left in its place goes. `at`: epoch milliseconds. */
export function addChange(statements: Statements, intent: number, at: number, body: IntentBody): void {
  const keys = keysOf(body);
  if (!keys) return;
  statements
    .sql('INSERT OR REPLACE INTO changes (intent, scope, at, tool, currency, minor) VALUES (?, ?, ?, ?, ?, ?)')
    .run(intent, keys.scope, at, keys.tool, keys.money?.currency ?? null, moved(keys));
  const add = statements.sql('INSERT OR REPLACE INTO recipients (recipient, at, intent) VALUES (?, ?, ?)');
  for (const { key } of keys.recipients) add.run(recipientHash(keys.place, key), at, intent);
}

/** Takes a call out of the counts whose outcome says that it changed nothing; inside the transaction that writes it. */
export function dropChange(statements: Statements, id: string, status: AuditStatus): void {
  if (counts(status)) return;
  for (const table of ['recipients', 'changes'])
    statements.sql(`DELETE FROM ${table} WHERE intent = (SELECT intent FROM calls WHERE id = ?)`).run(id);
}

/**
 * What happened before a call.
 * @throws what SQLite throws when it cannot be read, or an Error when a total is past what a number can hold
 */
export function readHistory(statements: Statements, query: HistoryQuery): CallHistory {
  const { scope, place, tool, money, now, dayStart, dayEnd, before = Number.MAX_SAFE_INTEGER } = query;
  // Windows reach as far ahead as back, so that a clock that was set back forgets nothing.
  const within = statements.sql(
    'SELECT count(*) AS n FROM changes WHERE scope = ? AND at > ? AND at < ? AND intent < ?',
  );
  const number = (row: Record<string, unknown> | undefined, name: string): number => {
    const value = Number(row?.[name] ?? 0);
    if (!Number.isSafeInteger(value)) throw new Error('a total of the log cannot be counted');
    return value;
  };
  const day = statements
    .sql(
      `SELECT count(*) AS changes, count(CASE WHEN tool = ? THEN 1 END) AS same
       FROM changes WHERE scope = ? AND at >= ? AND at < ? AND intent < ?`,
    )
    .get(tool, scope, dayStart, dayEnd, before);
  const total = money
    ? statements
        .sql(
          `SELECT coalesce(sum(minor), 0) AS minor FROM changes
           WHERE scope = ? AND currency = ? AND currency IS NOT NULL AND at >= ? AND at < ? AND intent < ?`,
        )
        .get(scope, money.currency, dayStart, dayEnd, before)
    : undefined;
  const known = statements.sql('SELECT 1 FROM recipients WHERE recipient = ? AND intent < ? LIMIT 1');
  return {
    dayChanges: number(day, 'changes'),
    dayToolChanges: number(day, 'same'),
    hourChanges: number(within.get(scope, now - hour, now + hour, before), 'n'),
    minuteChanges: number(within.get(scope, now - minute, now + minute, before), 'n'),
    dayMinor: number(total, 'minor'),
    customerDayMinor: customersMinor(statements, query),
    upTo: newestChange(statements),
    known: query.recipients
      .map(({ key }) => key)
      .filter((key) => known.get(recipientHash(place, key), before) !== undefined),
  };
}

/** The newest change that is counted; -1 for none. */
export function newestChange(statements: Statements): number {
  return Number(statements.sql('SELECT coalesce(max(intent), -1) AS newest FROM changes').get()?.newest);
}

/** Money of the call's currency that moved today from or to any of its customers. A call that names two counts once. */
function customersMinor(statements: Statements, query: HistoryQuery): number {
  const { place, money, customers, dayStart, dayEnd, before = Number.MAX_SAFE_INTEGER } = query;
  if (!money || customers.length === 0) return 0;
  const of = statements.sql(
    `SELECT c.intent, c.minor FROM recipients r JOIN changes c ON c.intent = r.intent
     WHERE r.recipient = ? AND r.at >= ? AND r.at < ? AND c.currency = ? AND r.intent < ?`,
  );
  const byIntent = new Map<number, number>();
  for (const key of customers)
    for (const row of of.all(recipientHash(place, key), dayStart, dayEnd, money.currency, before))
      byIntent.set(Number(row.intent), Number(row.minor));
  const sum = [...byIntent.values()].reduce((all, one) => all + one, 0);
  if (!Number.isSafeInteger(sum)) throw new Error('a total of the log cannot be counted');
  return sum;
}

/** Counts a whole log anew from its entries' texts. One whose text is gone or unreadable counts as a change of no tool. */
export function rebuildHistory(database: DatabaseSync): void {
  database.exec('DELETE FROM recipients; DELETE FROM changes');
  const statements = new Statements(database);
  const rows = database
    .prepare(
      `SELECT c.intent, c.status, i.at, i.body FROM calls c JOIN entries i ON i.idx = c.intent
       WHERE c.effect <> 'read' AND c.lookup = 0 ORDER BY c.intent`,
    )
    .iterate();
  for (const row of rows) {
    if (!counts(row.status as AuditStatus)) continue;
    const body = readBody(intentBodySchema, row.body);
    if (body) addChange(statements, Number(row.intent), Number(row.at), body);
    else
      statements
        .sql("INSERT INTO changes (intent, scope, at, tool) VALUES (?, '', ?, '')")
        .run(Number(row.intent), Number(row.at));
  }
}

/** Compares the counts with the entries they are made from, one entry after the other. */
export class HistoryCheck {
  readonly #statements: Statements;
  readonly #expected = { changes: 0, recipients: 0 };

  constructor(database: DatabaseSync) {
    this.#statements = new Statements(database);
  }

  /** Whether the counts say something else of an entry than its text does. `at`: epoch milliseconds. */
  differs(intent: number, at: number, status: AuditStatus, body: IntentBody): boolean {
    const keys = counts(status) ? keysOf(body) : null;
    const row = this.#statements
      .sql('SELECT scope, at, tool, currency, minor FROM changes WHERE intent = ?')
      .get(intent);
    const recipients = this.#statements
      .sql('SELECT recipient, at FROM recipients WHERE intent = ? ORDER BY recipient')
      .all(intent);
    if (!keys) return row !== undefined || recipients.length > 0;
    this.#expected.changes++;
    this.#expected.recipients += keys.recipients.length;
    const wanted = keys.recipients.map(({ key }) => recipientHash(keys.place, key)).sort(Buffer.compare);
    return !(
      row?.scope === keys.scope &&
      row.at === at &&
      row.tool === keys.tool &&
      row.currency === (keys.money?.currency ?? null) &&
      row.minor === moved(keys) &&
      recipients.length === wanted.length &&
      recipients.every(
        (one, i) => one.at === at && one.recipient instanceof Uint8Array && wanted[i]?.equals(one.recipient) === true,
      )
    );
  }

  /** After all entries: whether calls are counted that the log does not have. */
  hasMore(): boolean {
    return (['changes', 'recipients'] as const).some(
      (table) => this.#statements.sql(`SELECT count(*) AS n FROM ${table}`).get()?.n !== this.#expected[table],
    );
  }
}
