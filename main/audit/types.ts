import type { UndoCall } from '../../connectors/index.ts';
import type {
  ArgumentView,
  Asked,
  AuditDetail,
  AuditFilter,
  AuditStatus,
  AuditSummary,
  DecisionView,
  Effect,
  ErrorBody,
  Json,
  Passage,
  Service,
  VerifyReport,
} from '../../shared/index.ts';
import type { SentRequest } from '../broker/index.ts';
import type { History } from '../policy/index.ts';
import type { LoggedCall } from './calls.ts';
import type { Removal } from './retention/prune-entry.ts';

/** What is written before a call is sent (or instead of sending it). */
export interface Intent {
  readonly runId: string;
  readonly step: number;
  readonly request: string;
  readonly tool: string;
  readonly title: string;
  readonly service: Service;
  readonly effect: Effect;
  readonly effectText: string;
  readonly undoText: string;
  readonly args: readonly ArgumentView[];
  /** Questions that the person answered before the call was made. */
  readonly asked: readonly Asked[];
  readonly decision: DecisionView | null;
  readonly approval: {
    readonly by: string;
    readonly at: string;
    /** When the card was opened; left out where that is not known. */
    readonly openedAt?: string | null;
    readonly verdict: 'approve' | 'deny';
    readonly reason: string;
  } | null;
  readonly tainted: boolean;
  /** What a service returned that made the model propose the call, where one place can be told. */
  readonly steeredBy?: Passage | undefined;
  readonly lookup: boolean;
  /** Whose account of the service is used: its name in Thimble, `demo` for the demo workspace. */
  readonly account: string;
  /** Where it happens, for ever: the account's id, or that of this start of the demo workspace. */
  readonly place: string;
  /** The entry that this call takes back; null for every other call. */
  readonly undoes: string | null;
  /** The entry of unknown outcome that this one settles: the same call sent again with its key, or what a person found. */
  readonly settles?: string | undefined;
  /** The words of the request came from a link, and the person ran them unchanged. */
  readonly fromLink?: true | undefined;
  /** The second model that proposed it, and where that runs; null for what Needle or a person did. */
  readonly secondModel: string | null;
}

/** What is written after. */
export interface Outcome {
  readonly status: Exclude<AuditStatus, 'intent'>;
  readonly summary: string | null;
  readonly result: Json;
  readonly error: ErrorBody | null;
  readonly requests: readonly SentRequest[];
  /** What would take this call back; empty where nothing does. */
  readonly undo: readonly UndoCall[];
  readonly milliseconds: number;
}

/** An entry without what only the app can say of it: whether it can still be undone. */
export type AuditRecord = Omit<AuditDetail, 'undo'>;

/** What the log knows of settling a call of unknown outcome. */
export interface LoggedSettling {
  readonly record: AuditRecord;
  readonly place: string;
  /** Entries that settled it or tried to, oldest first. */
  readonly by: LoggedUndo['by'];
}

/** What the log knows of taking a call back. */
export interface LoggedUndo {
  readonly record: AuditRecord;
  readonly place: string;
  /** All calls that would take it back, in order, as connector code gave them: not to be trusted. */
  readonly calls: readonly UndoCall[];
  /** The calls held a secret, which the log does not keep, so that there are none. */
  readonly redacted: boolean;
  /** Entries that took it back or tried to, oldest first. */
  readonly by: readonly { readonly id: string; readonly at: string; readonly status: AuditStatus }[];
}

/**
 * The append-only log. Secrets are redacted before anything is hashed or stored. Throws `storage_unavailable` when it
 * cannot write: the caller must then not send.
 */
export interface AuditLog extends History {
  /**
   * Durable on return (synchronous=FULL). Answers the entry's id. Throws `bad_input` for the undo of an entry while another
   * undo of it has no outcome, for an entry that settles what is settled or being settled, and for a change where the log has a newer one than the call was decided by.
   * @param upTo the newest change that the decision counted (`CallHistory.upTo`); nothing is compared without it
   */
  intent(intent: Intent, upTo?: number): string;
  /** Exactly once an intent. */
  outcome(id: string, outcome: Outcome): void;
  /** Calls that never reached a service (denied, refused): intent and outcome in one transaction. */
  record(intent: Intent, outcome: Outcome): string;
  list(
    filter: AuditFilter,
    cursor: string | undefined,
    limit: number,
  ): { entries: AuditSummary[]; next: string | null; total: number };
  /** Throws `not_found`, also for an entry whose text was removed. */
  show(id: string): AuditRecord;
  /** What would take an entry's call back. Throws as {@link show}. */
  undoOf(id: string): LoggedUndo;
  /** What was done about an entry of unknown outcome. Throws as {@link show}. */
  settlingOf(id: string): LoggedSettling;
  /** Changes of unknown outcome that nothing has settled: how many, and the newest of them, newest first. */
  unsettled(limit: number): { readonly total: number; readonly entries: AuditSummary[] };
  verify(): VerifyReport;
  /** The newest `limit` calls as they were decided, newest first, look-ups included; or the one entry `id`. */
  calls(limit: number, id?: string): LoggedCall[];
  /** Latest different requests of people, newest first. */
  recentRequests(limit: number): string[];
  /** At start: intents of an earlier process without outcome become `unknown`. Answers how many. */
  closeDangling(): number;
  /**
   * Removes texts for good, as an entry of its own, in pieces between which the log can be written. Proofs and the list
   * stay. Answers the entry's id; rejects with `storage_unavailable` where it was cut off.
   */
  remove(removal: Removal): Promise<string>;
  /** At start: goes on with removals that an earlier process was cut off in. */
  finishRemovals(): Promise<void>;
  close(): void;
}
