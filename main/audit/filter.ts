import type { AuditFilter } from '../../shared/index.ts';

/** A WHERE clause over `calls c` with its parameters. */
export interface Where {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/**
 * What the search's tokenizer (`unicode61` with `-` and `_`) takes for one word. It knows an older Unicode, to which the
 * signs named first are no letters. Two words in one pair of quotation marks would be a phrase, which it cannot look for.
 */
const word = /(?:(?![\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3])[\p{L}\p{N}\p{Co}_-])+/gu;

/** Accents that the tokenizer leaves out of words. */
const accents = /[\u0300-\u030c\u030f\u0311\u031b\u0323-\u0328\u032d\u032e\u0330\u0331]/gu;

/**
 * What a person types, as an FTS5 query: every word must occur, in any order; the last may be only begun. Quoting each
 * word keeps FTS5's own operators out. Null when nothing is left to look for.
 */
export function matchQuery(query: string): string | null {
  const words = query.toWellFormed().normalize('NFC').replaceAll(accents, '').match(word) ?? [];
  return words.length > 0 ? `${words.map((one) => `"${one}"`).join(' ')}*` : null;
}

/** The beginning of an entry's id, long enough that few entries share it. */
const entryId = /^log_[0-9a-f]{4,20}$/u;

/**
 * The query for what a person's words find, as log indexes of intents, newest first; its last parameter is the first index
 * that is wanted. An entry is found by its id, or by words. Null when there is nothing to look for.
 */
export function hitQuery(query: string): { readonly sql: string; readonly values: readonly string[] } | null {
  const id = query.trim();
  if (entryId.test(id))
    return {
      sql: 'SELECT intent FROM calls WHERE id >= ? AND id < ? AND intent >= ? ORDER BY intent DESC',
      values: [id, `${id}g`],
    };
  const match = matchQuery(query);
  return match === null
    ? null
    : {
        sql: 'SELECT rowid AS intent FROM search WHERE search MATCH ? AND rowid >= ? ORDER BY rowid DESC',
        values: [match],
      };
}

/** The clause for a filter: all parts joined by "and"; resolver look-ups only when asked for. */
export function whereOf(filter: AuditFilter): Where {
  const parts: string[] = [];
  const values: (string | number)[] = [];
  const add = (sql: string, ...given: (string | number)[]) => {
    parts.push(sql);
    values.push(...given);
  };
  if (!filter.lookups) add('c.lookup = 0');
  const { service, effect, verdict, status, account, tool, approvedBy: approver, runId: run } = filter;
  for (const [name, wanted] of Object.entries({ service, effect, verdict, status, account, tool, approver, run }))
    if (wanted !== undefined) add(`c.${name} = ?`, wanted.toWellFormed());
  if (filter.tainted !== undefined) add('c.tainted = ?', Number(filter.tainted));
  if (filter.statuses && filter.statuses.length > 0)
    add(`c.status IN (${filter.statuses.map(() => '?').join(', ')})`, ...filter.statuses);
  if (filter.from !== undefined) add('c.at >= ?', Date.parse(filter.from));
  if (filter.to !== undefined) add('c.at < ?', Date.parse(filter.to));
  if (filter.query?.trim()) {
    const hits = hitQuery(filter.query);
    if (hits === null) add('0');
    else add(`c.intent IN (${hits.sql})`, ...hits.values, 0);
  }
  return { sql: parts.length > 0 ? parts.join(' AND ') : '1', values };
}
