import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectorManifest, ToolDefinition } from '../../connectors/index.ts';
import { ThimbleError, toThimbleError } from '../../shared/index.ts';
import type { Keychain } from '../keychain/index.ts';
import type { SendReply } from '../sandbox/index.ts';
import { checkedOrigin } from './check-endpoint.ts';
import { credentialFor, notConnected, placeCredential, withoutSecret } from './credential.ts';
import { acceptEncoding } from './decode-body.ts';
import { encodeBody } from './encode-body.ts';
import type { BrokerLimits } from './limits.ts';
import { type Meaning, readAnswer, retryAfterSeconds } from './read-answer.ts';
import { type CheckedRequest, readRequest } from './read-request.ts';
import { refuse } from './refuse.ts';
import { isRead, writesAllowed } from './rules.ts';
import { type Transport, WireError } from './transport.ts';
import { troubleError } from './trouble.ts';
import type { BrokerSession, Endpoint, SentRequest } from './types.ts';

export interface SessionParts {
  readonly connector: ConnectorManifest;
  readonly tool: ToolDefinition;
  readonly callId: string;
  readonly signal: AbortSignal | undefined;
  /** No change goes out, whatever the tool may do. */
  readonly readOnly: boolean;
  readonly endpoint: Endpoint | null;
  readonly keychain: Keychain;
  readonly transport: Transport;
  readonly limits: BrokerLimits;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/** The same for the same write of the same call, so that a service can tell a repeat from a second one. */
function idempotencyKey(callId: string, ordinal: number): string {
  return `thimble-${createHash('sha256').update(`${callId}\n${ordinal}`).digest('hex').slice(0, 40)}`;
}

/** A write of which nobody knows. @param how the service left that open: "did not answer in full" */
function lost(title: string, how = 'did not answer in full'): ThimbleError {
  return new ThimbleError(
    'outcome_unknown',
    `${title} ${how}, so it is not known whether this happened.`,
    `Look in ${title} before you try again; Thimble does not repeat it by itself.`,
  );
}

/** Egress for one granted call; see {@link BrokerSession}. */
export class Session implements BrokerSession {
  readonly sent: SentRequest[] = [];
  #failure: ThimbleError | null = null;
  #writes = 0;
  /** Writes that left and have no complete answer: still under way, or lost for good. */
  #open = 0;
  #accepted = 0;
  #refused = false;
  readonly #parts: SessionParts;

  constructor(parts: SessionParts) {
    this.#parts = parts;
  }

  get failure(): ThimbleError | null {
    return this.#failure;
  }

  get unanswered(): boolean {
    return this.#open > 0;
  }

  get refused(): boolean {
    return this.#refused;
  }

  get accepted(): number {
    return this.#accepted;
  }

  async send(raw: unknown): Promise<SendReply> {
    try {
      const meaning = await this.#send(raw);
      if (meaning.ok) return meaning;
      throw meaning.error;
    } catch (thrown) {
      const error = toThimbleError(thrown);
      // That there is no such thing is an answer, which connector code may ask for; what fails after it is the failure.
      if (this.#failure === null || this.#failure.code === 'not_found') this.#failure = error;
      return { ok: false, error: error.toJSON() };
    }
  }

  async #send(raw: unknown): Promise<Meaning> {
    const { connector, tool, limits, now, readOnly } = this.#parts;
    const request = readRequest(raw, limits);
    const read = isRead(request, connector);
    // Counted before anything is awaited: two requests at once are still two.
    if (!read) {
      if (readOnly) throw refuse('a change, where only reads are let out');
      if (this.unanswered) throw lost(connector.title);
      if (this.#writes >= writesAllowed(tool))
        throw refuse(
          tool.effect === 'read' ? 'a change, in a call that only reads' : 'more changes than were approved',
        );
      this.#writes += 1;
    }
    const ordinal = this.#writes;
    const first = await this.#attempt(request, read, ordinal);
    if (!read || first.status !== 429) return first.meaning;
    const wait = retryAfterSeconds(first.retryAfter, now());
    if (wait === null || wait * 1000 > limits.retryMs) return first.meaning;
    await sleep(wait * 1000, undefined, this.#parts.signal === undefined ? {} : { signal: this.#parts.signal });
    return (await this.#attempt(request, read, ordinal)).meaning;
  }

  async #attempt(
    request: CheckedRequest,
    read: boolean,
    ordinal: number,
  ): Promise<{ meaning: Meaning; status: number; retryAfter: string | undefined }> {
    const { connector, endpoint, keychain, transport, limits, signal, callId } = this.#parts;
    if (endpoint === null) throw notConnected(connector);
    const origin = checkedOrigin(endpoint, connector);
    const body = encodeBody(request.body, connector.bodyEncoding);
    if (body !== null && Buffer.byteLength(body.text) > limits.requestBytes) throw refuse('a body that is too large');
    const secret = await credentialFor(connector, endpoint.account, keychain);

    const headers: Record<string, string> = { accept: 'application/json', 'user-agent': 'Thimble' };
    for (const [name, value] of Object.entries(connector.headers)) headers[name.toLowerCase()] = value;
    headers['accept-encoding'] = acceptEncoding;
    if (body !== null) headers['content-type'] = body.type;
    if (!read && connector.idempotencyHeader !== null)
      headers[connector.idempotencyHeader.toLowerCase()] = idempotencyKey(callId, ordinal);
    placeCredential(headers, connector, secret);

    const record: SentRequest = {
      method: request.method,
      path: request.path,
      query: request.query,
      body: request.body,
      status: null,
    };
    const onSent = (): void => {
      this.sent.push(record);
      if (!read) this.#open += 1;
    };
    try {
      const { method, target } = request;
      const wire = {
        origin,
        loopback: endpoint.loopback,
        method,
        target,
        headers,
        body: body?.text ?? null,
        write: !read,
        signal,
        onSent,
      };
      const answer = withoutSecret(await transport.send(wire), secret);
      record.status = answer.status;
      const meaning = readAnswer(answer, connector, this.#parts.now());
      if (!meaning.ok && meaning.refused) this.#refused = true;
      if (!meaning.ok && meaning.unclear && !read)
        throw lost(
          connector.title,
          answer.status >= 500 ? 'had an error of its own' : 'answered in a form that Thimble does not know',
        );
      if (!read) {
        this.#open -= 1;
        if (meaning.ok) this.#accepted += 1;
      }
      return { meaning, status: answer.status, retryAfter: answer.headers['retry-after'] };
    } catch (thrown) {
      if (!(thrown instanceof WireError)) throw thrown;
      throw !read && thrown.sent ? lost(connector.title) : troubleError(thrown, connector.title);
    }
  }
}
