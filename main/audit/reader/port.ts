import type {
  AuditDays,
  AuditDaysQuery,
  AuditPage,
  AuditPageQuery,
  AuditStats,
  AuditStatsQuery,
} from '../../../shared/index.ts';
import type { Reader } from './reader.ts';
import type { Progress, TaskName, Tasks } from './tasks.ts';

/** What can be asked of the log, and what is answered. */
export interface Queries {
  readonly page: { readonly given: AuditPageQuery; readonly answer: AuditPage };
  readonly days: { readonly given: AuditDaysQuery; readonly answer: AuditDays };
  readonly stats: { readonly given: AuditStatsQuery; readonly answer: AuditStats };
}
export type QueryName = keyof Queries;

/** A task that runs. */
export interface RunningTask<T> {
  /** Rejects with a ThimbleError, `cancelled` after {@link cancel}. */
  readonly answer: Promise<T>;
  cancel(): void;
}

/** The way to the reading side of the log, in another thread. */
export interface ReadPort {
  /** Rejects with a ThimbleError. */
  ask<N extends QueryName>(name: N, given: Queries[N]['given']): Promise<Queries[N]['answer']>;
  run<N extends TaskName>(
    name: N,
    given: Tasks[N]['given'],
    progress: (at: Progress) => void,
  ): RunningTask<Tasks[N]['answer']>;
  close(): void;
}

/** Asks a reader by the name of the query. */
export function answerQuery<N extends QueryName>(
  reader: Reader,
  name: N,
  given: Queries[N]['given'],
): Promise<Queries[N]['answer']> {
  const answers: { readonly [M in QueryName]: (given: Queries[M]['given']) => Promise<Queries[M]['answer']> } = {
    page: (query) => reader.page(query),
    days: (query) => reader.days(query),
    stats: (query) => reader.stats(query),
  };
  return answers[name](given);
}
