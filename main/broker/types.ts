import type { ConnectorManifest, TokenOwner, ToolDefinition } from '../../connectors/index.ts';
import type { Json, ThimbleError } from '../../shared/index.ts';
import type { Grant } from '../policy/index.ts';
import type { SendReply } from '../sandbox/index.ts';

/** Where a service is. `loopback` is true for emulators on this machine only. */
export interface Site {
  readonly origin: string;
  readonly loopback: boolean;
}

/** Where an account of a service is. */
export interface Endpoint extends Site {
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
  /** The service no longer accepts the credential. */
  readonly refused: boolean;
}

/** A request as connector code asked for it and as it would go out: no credential, no headers. */
export type DraftRequest = Omit<SentRequest, 'status'>;

/** A call that is tried without its change being sent. */
export interface BrokerRehearsal {
  /** Takes a request of the sandbox, which is not trusted, instead of sending it. */
  send(request: unknown): Promise<SendReply>;
  /** What it asked to read, in order; sent only where the rehearsal has a grant. */
  readonly reads: readonly DraftRequest[];
  /** The first change that it asked for, which was not sent. */
  readonly change: DraftRequest | null;
  /** What went out. */
  readonly sent: readonly SentRequest[];
  /** What kept a read from being answered. */
  readonly failure: ThimbleError | null;
}

/** What a service said of a token: whose it is (null where the service cannot say), or why it was not taken. */
export type Identity =
  | { readonly ok: true; readonly owner: TokenOwner | null }
  | { readonly ok: false; readonly error: ThimbleError; readonly refused: boolean };

/** A device code (RFC 8628, 3.2). Times in seconds. The device code is a secret; the user code is for the person. */
export interface DeviceCode {
  readonly deviceCode: string;
  readonly userCode: string;
  readonly verificationUri: string;
  readonly expiresIn: number;
  readonly interval: number;
}

/** What one poll for the token gave (RFC 8628, 3.5). `interval`: what the service asks for from now on, seconds. */
export type DevicePoll =
  | { readonly kind: 'token'; readonly token: string }
  | { readonly kind: 'pending' }
  | { readonly kind: 'slow_down'; readonly interval: number | null }
  | { readonly kind: 'denied' }
  | { readonly kind: 'expired' };

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
  /**
   * Opens a call that is tried without its change being sent. `egress` lets its reads out, and only those, for a grant as
   * in `open`; without it nothing leaves.
   */
  rehearse(
    connector: ConnectorManifest,
    tool: ToolDefinition,
    egress: { readonly grant: Grant; readonly callId: string; readonly signal?: AbortSignal } | null,
  ): BrokerRehearsal;
  /**
   * Asks a service whose a token is: exactly the manifest's request, with this secret, which is neither kept nor logged.
   * `sent` is told what went out.
   */
  identify(
    connector: ConnectorManifest,
    secret: string,
    sent: (request: SentRequest) => void,
    signal?: AbortSignal,
  ): Promise<Identity>;
  /** Begins a device flow. @throws ThimbleError for whatever the service answers but a code */
  deviceCode(
    connector: ConnectorManifest,
    clientId: string,
    sent: (request: SentRequest) => void,
    signal?: AbortSignal,
  ): Promise<DeviceCode>;
  /** Asks once for the token of a device code. @throws ThimbleError when the answer is none of {@link DevicePoll} */
  devicePoll(
    connector: ConnectorManifest,
    clientId: string,
    deviceCode: string,
    sent: (request: SentRequest) => void,
    signal?: AbortSignal,
  ): Promise<DevicePoll>;
  close(): Promise<void>;
}
