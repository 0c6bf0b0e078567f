import type { UndoCall } from '../../connectors/index.ts';
import type {
  ArgumentView,
  AuditDetail,
  AuditFilter,
  AuditStatus,
  AuditSummary,
  DecisionView,
  Effect,
  ErrorBody,
  Json,
  Service,
  VerifyReport,
} from '../../shared/index.ts';
import type { SentRequest } from '../broker/index.ts';

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
  readonly decision: DecisionView | null;
  readonly approval: {
    readonly by: string;
    readonly at: string;
    readonly verdict: 'approve' | 'deny';
    readonly reason: string;
  } | null;
  readonly tainted: boolean;
  readonly lookup: boolean;
  /** Whose account of the service is used: its name in Thimble, `demo` for the demo workspace. */
  readonly account: string;
  /** The entry that this call takes back; null for every other call. */
  readonly undoes: string | null;
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

/**
 * The append-only log. Secrets are redacted before anything is hashed or stored. Throws `storage_unavailable` when it
 * cannot write: the caller must then not send.
 */
export interface AuditLog {
  /** Durable on return (synchronous=FULL). Answers the entry's id. */
  intent(intent: Intent): string;
  /** Exactly once an intent. */
  outcome(id: string, outcome: Outcome): void;
  /** Calls that never reached a service (denied, refused): intent and outcome in one transaction. */
  record(intent: Intent, outcome: Outcome): string;
  list(
    filter: AuditFilter,
    cursor: string | undefined,
    limit: number,
  ): { entries: AuditSummary[]; next: string | null; total: number };
  /** Throws `not_found`. */
  show(id: string): AuditDetail;
  verify(): VerifyReport;
  /** JSON lines: one entry a line with its proofs, then the checkpoint. */
  export(filter: AuditFilter): string;
  /** Latest different requests of people, newest first. */
  recentRequests(limit: number): string[];
  /** At start: intents of an earlier process without outcome become `unknown`. Answers how many. */
  closeDangling(): number;
  close(): void;
}
