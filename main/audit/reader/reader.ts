import type {
  AuditDays,
  AuditDaysQuery,
  AuditFilter,
  AuditPage,
  AuditPageQuery,
  AuditStats,
  AuditStatsQuery,
} from '../../../shared/index.ts';
import type { Statements } from '../statements.ts';
import { guarded } from '../storage-error.ts';
import { type CallRow, selectCalls, summaryOf } from '../view.ts';
import { Calendar } from './calendar.ts';
import { Columns } from './columns.ts';
import { follow, logSize } from './follow.ts';
import { intentsOfRun, matchingIntents } from './search.ts';
import { countBelow, type Rows, rowsOf, rowTest } from './selection.ts';
import { statsOf } from './stats.ts';

/** How many filters' rows are kept while the log stands still. */
const keptSelections = 8;

/** Answers what the review of the log asks for, by position, from a copy of the list in memory that follows the log. */
export class Reader {
  readonly #statements: Statements;
  #columns = new Columns();
  /** Log size, in records, that the columns hold. */
  #size = 0;
  readonly #selections = new Map<string, Rows>();
  readonly #calendars = new Map<string, Calendar>();

  constructor(statements: Statements) {
    this.#statements = statements;
  }

  /** Entries under a filter by position, newest first. @throws ThimbleError `storage_unavailable` */
  page({ filter, offset, limit, upTo }: AuditPageQuery): AuditPage {
    return guarded(() => {
      const rows = this.#rows(filter);
      const size = Math.min(upTo ?? this.#size, this.#size);
      const total = countBelow(rows, this.#columns.firstFrom(size));
      const first = total - offset;
      const picked = rows.subarray(Math.max(0, first - limit), Math.max(0, first));
      const intents = [...picked].reverse().map((row) => this.#columns.intent[row] ?? -1);
      return {
        entries: this.#entries(intents),
        total,
        exact: true,
        upTo: size,
        newer: rows.length - total,
      };
    });
  }

  /** Runs of entries of one day, newest first. @throws ThimbleError `bad_input` for an unknown zone */
  days({ filter, upTo, zone }: AuditDaysQuery): AuditDays {
    return guarded(() => {
      const calendar = this.#calendar(zone);
      const rows = this.#rows(filter);
      const size = Math.min(upTo ?? this.#size, this.#size);
      const total = countBelow(rows, this.#columns.firstFrom(size));
      const days: AuditDays['days'] = [];
      for (let position = 0; position < total; position++) {
        const { name } = calendar.day(this.#columns.at[rows[total - 1 - position] ?? 0] ?? 0);
        const last = days.at(-1);
        if (last?.day === name) last.count++;
        else days.push({ day: name, count: 1, offset: position });
      }
      return { days, upTo: size };
    });
  }

  /** Numbers for charts. @throws ThimbleError `bad_input` for an unknown zone */
  stats({ filter, zone }: AuditStatsQuery): AuditStats {
    return guarded(() => statsOf(this.#columns, this.#rows(filter), this.#calendar(zone)));
  }

  /** Log indexes of the intents of all entries under a filter, oldest first. @throws ThimbleError `storage_unavailable` */
  intents(filter: AuditFilter): Int32Array {
    return guarded(() => this.#rows(filter).map((row) => this.#columns.intent[row] ?? -1));
  }

  /** The columns as the log is now; what was worked out before from an older log is let go. */
  #follow(): void {
    const size = logSize(this.#statements);
    if (size === this.#size) return;
    this.#selections.clear();
    // A log that shrank is another one.
    if (size < this.#size) [this.#columns, this.#size] = [new Columns(), 0];
    follow(this.#statements, this.#columns, this.#size, size);
    this.#size = size;
  }

  #rows(filter: AuditFilter): Rows {
    this.#follow();
    const name = JSON.stringify(filter);
    const known = this.#selections.get(name);
    if (known) return known;
    const rows = this.#select(filter);
    if (this.#selections.size >= keptSelections)
      for (const oldest of this.#selections.keys()) {
        this.#selections.delete(oldest);
        break;
      }
    this.#selections.set(name, rows);
    return rows;
  }

  #select(filter: AuditFilter): Rows {
    const columns = this.#columns;
    const test = rowTest(columns, filter);
    const sets: Set<number>[] = [];
    if (filter.query?.trim()) sets.push(matchingIntents(this.#statements, filter.query));
    if (filter.runId !== undefined) sets.push(intentsOfRun(this.#statements, filter.runId));
    if (sets.length === 0) return rowsOf(columns, test);
    return rowsOf(columns, (row) => test(row) && sets.every((set) => set.has(columns.intent[row] ?? -1)));
  }

  #calendar(zone: string): Calendar {
    const calendar = this.#calendars.get(zone) ?? new Calendar(zone);
    this.#calendars.set(zone, calendar);
    return calendar;
  }

  /** Lines of the list for intents, in their order. */
  #entries(intents: readonly number[]): AuditPage['entries'] {
    const read = this.#statements.sql(`${selectCalls} WHERE c.intent = ?`);
    return intents.flatMap((intent) => {
      const row = read.get(intent);
      return row ? [summaryOf(row as unknown as CallRow)] : [];
    });
  }
}
