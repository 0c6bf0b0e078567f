import { createStore } from './store.ts';

/** How far a job is: records, or entries, of all there are. */
export interface Progress {
  readonly done: number;
  readonly total: number;
}

/** Long work on the log, as the main process last told of it; null before it has. */
interface AuditJobs {
  readonly verify: Progress | null;
  readonly export: Progress | null;
}

/** See {@link AuditJobs}. */
export const auditJobsStore = createStore<AuditJobs, Partial<AuditJobs>>(
  { verify: null, export: null },
  (state, change) => ({ ...state, ...change }),
);
