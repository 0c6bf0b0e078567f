import type { ConnectorManifest, ToolDefinition } from '../../connectors/index.ts';
import type { Json, ThimbleError } from '../../shared/index.ts';
import type { Grant } from '../policy/index.ts';
import type { SendReply } from '../sandbox/index.ts';

/** Where an account of a service is. `loopback` is true for emulators on this machine only. */
export interface Endpoint {
  readonly origin: string;
  readonly loopback: boolean;
  /** Keychain account of the credential. */
  readonly account: string;
}

/** One HTTP request as it went out, for the audit log: no credential, no headers. */
export interface SentRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Json;
  readonly body: Json;
  /** Null while unanswered. */
  status: number | null;
}

/** Egress for one granted call. */
export interface BrokerSession {
  /** Checks, adds the credential, sends, caps, reads. `request` comes from the sandbox and is not trusted. */
  send(request: unknown): Promise<SendReply>;
  readonly sent: readonly SentRequest[];
  /**
   * The first failure of this session, to report instead of whatever connector code made of it; a `not_found` only while
   * nothing else failed.
   */
  readonly failure: ThimbleError | null;
  /** A write left this machine and no answer came: the outcome is unknown. */
  readonly unanswered: boolean;
  /** How many writes the service accepted: they happened, whatever came after. */
  readonly accepted: number;
}

export interface Broker {
  /**
   * Opens egress for one call. `callId` is the audit entry's id; idempotency keys derive from it. Throws `denied` when
   * `grant` was not made by the ledger, was used before, or is not for `tool`.
   */
  open(
    grant: Grant,
    connector: ConnectorManifest,
    tool: ToolDefinition,
    callId: string,
    signal?: AbortSignal,
  ): BrokerSession;
  close(): Promise<void>;
}
