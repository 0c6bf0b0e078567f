import type {
  AuditDays,
  AuditDaysQuery,
  AuditFilter,
  AuditPage,
  AuditPageQuery,
  AuditStats,
  AuditStatsQuery,
} from '../../../shared/index.ts';
import { whereOf } from '../filter.ts';
import type { Statements } from '../statements.ts';
import { guarded } from '../storage-error.ts';
import { type CallRow, selectCalls, summaryOf } from '../view.ts';
import { Calendar, type Day } from './calendar.ts';
import { LogCopy } from './log-copy.ts';
import { Hits } from './search.ts';
import { countBelow, filterRows, type Rows, rowsOf, rowsOfIntents, rowTest } from './selection.ts';
import { statsOf } from './stats.ts';

/** How many filters' rows, and how many searches, are kept while the log stands still. */
const kept = 8;

/** Longest piece of work between two questions, in milliseconds. */
const pieceMilliseconds = 8;
/** How long a search may look on before it answers: people type on, and the page itself takes as long again. */
const searchMilliseconds = 4;

/** Hits that a broad search finds beyond those that are asked for, before it is counted on in the background. */
const ahead = 1000;

/** How far from the newest entry a page is read from the log itself while the copy is being made. */
const nearOffset = 1000;

const nextTurn = () => new Promise<void>((turn) => setImmediate(turn));

/** Puts a value last in an order of at most {@link kept}. Answers what fell out. */
function keep<T>(order: Map<string, T>, name: string, value: T): T | undefined {
  order.delete(name);
  order.set(name, value);
  if (order.size <= kept) return undefined;
  const [oldest] = order;
  if (!oldest) return undefined;
  order.delete(oldest[0]);
  return oldest[1];
}

/**
 * Answers what the review of the log asks for, by position, from a copy of the list in memory. Long work is done in
 * pieces, so that other questions are answered in between.
 */
export class Reader {
  readonly #statements: Statements;
  readonly #searches: Statements;
  readonly #copy: LogCopy;
  readonly #selections = new Map<string, Rows>();
  readonly #hits = new Map<string, Hits>();
  readonly #calendars = new Map<string, Calendar>();
  #working = false;

  /** @param searches over another connection than `statements` */
  constructor(statements: Statements, searches: Statements) {
    this.#statements = statements;
    this.#searches = searches;
    this.#copy = new LogCopy(statements);
  }

  /** Entries under a filter by position, newest first. Rejects with ThimbleError `storage_unavailable`. */
  async page(query: AuditPageQuery): Promise<AuditPage> {
    const { filter, offset, limit, upTo } = query;
    const plain = Object.keys(filter).every((name) => name === 'lookups');
    if (!this.#follow(performance.now() + pieceMilliseconds)) {
      if (plain && offset <= nearOffset) return guarded(() => this.#pageOfLog(query));
      await this.#whole();
    }
    return guarded(() => {
      const hits = this.#hitsOf(filter);
      hits?.readUntil(performance.now() + searchMilliseconds, offset + limit + ahead);
      const rows = this.#rows(filter);
      const size = Math.min(upTo ?? this.#copy.size, this.#copy.size);
      const total = countBelow(rows, this.#copy.columns.firstFrom(size));
      const first = total - offset;
      const picked = rows.subarray(Math.max(0, first - limit), Math.max(0, first));
      const exact = hits?.complete ?? true;
      if (!exact) this.#work();
      return { entries: this.#entries(picked), total, exact, upTo: size, newer: rows.length - total };
    });
  }

  /** Runs of entries of one day, newest first. Rejects with ThimbleError `bad_input` for an unknown zone. */
  async days({ filter, upTo, zone }: AuditDaysQuery): Promise<AuditDays> {
    const calendar = this.#calendar(zone);
    await this.#whole(filter);
    return guarded(() => {
      const { at } = this.#copy.columns;
      const rows = this.#rows(filter);
      const size = Math.min(upTo ?? this.#copy.size, this.#copy.size);
      const total = countBelow(rows, this.#copy.columns.firstFrom(size));
      const days: AuditDays['days'] = [];
      let [run, day]: [AuditDays['days'][number] | undefined, Day | undefined] = [undefined, undefined];
      for (let position = 0; position < total; position++) {
        const moment = at[rows[total - 1 - position] ?? 0] ?? 0;
        if (run && day && moment >= day.start && moment < day.end) run.count++;
        else {
          day = calendar.day(moment);
          run = { day: day.name, count: 1, offset: position };
          days.push(run);
        }
      }
      return { days, upTo: size };
    });
  }

  /** Numbers for charts. Rejects with ThimbleError `bad_input` for an unknown zone. */
  async stats({ filter, zone }: AuditStatsQuery): Promise<AuditStats> {
    const calendar = this.#calendar(zone);
    await this.#whole(filter);
    return guarded(() => statsOf(this.#copy.columns, this.#rows(filter), calendar));
  }

  /** Log indexes of the intents of all entries under a filter, oldest first. @throws ThimbleError `storage_unavailable` */
  intents(filter: AuditFilter): Int32Array {
    this.#follow(Number.POSITIVE_INFINITY);
    return guarded(() => {
      this.#hitsOf(filter)?.readUntil(Number.POSITIVE_INFINITY);
      const { intent } = this.#copy.columns;
      return this.#rows(filter).map((row) => intent[row] ?? -1);
    });
  }

  /** Brings the copy up to the log, until the time has come; answers whether it is. */
  #follow(deadline: number): boolean {
    return guarded(() => {
      const changedFrom = this.#copy.follow(deadline);
      if (changedFrom !== null) {
        this.#selections.clear();
        for (const [query, hits] of this.#hits)
          if (!hits.renew(changedFrom)) {
            hits.close();
            this.#hits.delete(query);
          }
      }
      if (!this.#copy.whole) this.#work();
      return this.#copy.whole;
    });
  }

  /** When the copy is whole, and all that the filter's words find is found. */
  async #whole(filter: AuditFilter = {}): Promise<void> {
    while (!this.#follow(performance.now() + pieceMilliseconds)) await nextTurn();
    for (;;) {
      const hits = guarded(() => this.#hitsOf(filter));
      guarded(() => hits?.readUntil(performance.now() + pieceMilliseconds));
      if (hits?.complete ?? true) return;
      await nextTurn();
    }
  }

  /** Goes on with what is not finished, a piece at a time, while nothing else is asked. */
  #work(): void {
    if (this.#working) return;
    this.#working = true;
    setImmediate(() => {
      this.#working = false;
      try {
        const deadline = performance.now() + pieceMilliseconds;
        if (!this.#copy.whole) this.#follow(deadline);
        const open = [...this.#hits.values()].find((hits) => !hits.complete);
        open?.readUntil(deadline);
        if (open) this.#work();
      } catch {
        // Whoever asks next is told.
      }
    });
  }

  #hitsOf({ query }: AuditFilter): Hits | null {
    if (!query?.trim()) return null;
    const known = this.#hits.get(query);
    if (known) return known;
    // Whoever types on no longer wants what they typed before, and what is half read would hide what is new.
    for (const [other, hits] of this.#hits)
      if (!hits.complete) {
        hits.close();
        this.#hits.delete(other);
      }
    const hits = new Hits(this.#searches, query);
    keep(this.#hits, query, hits)?.close();
    return hits;
  }

  #rows(filter: AuditFilter): Rows {
    const hits = this.#hitsOf(filter);
    const name = JSON.stringify([filter, hits?.found.length]);
    const known = this.#selections.get(name);
    if (known) return known;
    const { columns } = this.#copy;
    const test = rowTest(columns, filter);
    const found = hits && rowsOfIntents(columns, hits.found);
    const ofRun = filter.runId === undefined ? null : this.#ofRun(filter.runId);
    const within = (rows: Rows): Rows => (ofRun ? rows.filter((row) => ofRun.has(columns.intent[row] ?? -1)) : rows);
    const rows = within(found ? filterRows(found, test) : rowsOf(columns, test));
    keep(this.#selections, name, rows);
    return rows;
  }

  #ofRun(runId: string): Set<number> {
    const rows = this.#statements.sql('SELECT intent FROM calls WHERE run = ?').all(runId.toWellFormed());
    return new Set(rows.map((row) => Number(row.intent)));
  }

  #calendar(zone: string): Calendar {
    const calendar = this.#calendars.get(zone) ?? new Calendar(zone);
    keep(this.#calendars, zone, calendar);
    return calendar;
  }

  /** Lines of the list for rows that are oldest first, newest first. */
  #entries(rows: Rows): AuditPage['entries'] {
    const read = this.#statements.sql(`${selectCalls} WHERE c.intent = ?`);
    const { intent } = this.#copy.columns;
    return [...rows].reverse().flatMap((row) => {
      const call = read.get(intent[row] ?? -1);
      return call ? [summaryOf(call as unknown as CallRow)] : [];
    });
  }

  /** A page near the newest entry, without a count. */
  #pageOfLog({ filter, offset, limit, upTo }: AuditPageQuery): AuditPage {
    const where = whereOf(filter);
    const size = Math.min(upTo ?? this.#copy.logSize(), this.#copy.logSize());
    const calls = this.#statements
      .sql(`${selectCalls} WHERE ${where.sql} AND c.intent < ? ORDER BY c.intent DESC LIMIT ? OFFSET ?`)
      .all(...where.values, size, limit, offset) as unknown as CallRow[];
    return { entries: calls.map(summaryOf), total: offset + calls.length, exact: false, upTo: size, newer: 0 };
  }
}
