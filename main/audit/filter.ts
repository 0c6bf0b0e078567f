import type { AuditFilter } from '../../shared/index.ts';

/** A WHERE clause over `calls c` with its parameters. */
export interface Where {
  readonly sql: string;
  readonly values: readonly (string | number)[];
}

/**
 * What a person types, as an FTS5 query: every word must occur, in any order; the last may be only begun. Quoting each
 * word keeps FTS5's own operators out. Null when nothing is left to look for.
 */
export function matchQuery(query: string): string | null {
  const words =
    query
      .toWellFormed()
      .replaceAll('\0', ' ')
      .match(/[^\s"]+/gu) ?? [];
  const wanted = words.filter((word) => /[\p{L}\p{N}\p{Co}_-]/u.test(word)).map((word) => `"${word}"`);
  return wanted.length > 0 ? `${wanted.join(' ')}*` : null;
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
  for (const name of ['service', 'effect', 'verdict', 'status'] as const) {
    const wanted = filter[name];
    if (wanted !== undefined) add(`c.${name} = ?`, wanted);
  }
  if (filter.query?.trim()) {
    const match = matchQuery(filter.query);
    if (match === null) add('0');
    else {
      const hits = 'SELECT rowid FROM search WHERE search MATCH ?';
      add(`(c.intent IN (${hits}) OR c.outcome IN (${hits}))`, match, match);
    }
  }
  return { sql: parts.length > 0 ? parts.join(' AND ') : '1', values };
}
