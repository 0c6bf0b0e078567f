import { Agent, type Dispatcher } from 'undici';
import { checkedLookup, forbiddenAddress, type LookupAll } from './address.ts';
import { decodeBody } from './decode-body.ts';
import type { BrokerLimits } from './limits.ts';

/** One request as it goes on the wire. Header names are lower case. */
export interface WireRequest {
  readonly origin: string;
  readonly loopback: boolean;
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Gets a connection of its own, so that a stale one cannot make it look sent. */
  readonly write: boolean;
  readonly signal: AbortSignal | undefined;
  /** Called when the request is about to be written to the socket. */
  onSent(): void;
}

/** A complete answer. Header names are lower case. */
export interface WireAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
}

export type WireTrouble = 'unreachable' | 'blocked' | 'timeout' | 'broken' | 'too_large' | 'cancelled';

/** No complete answer. `sent`: the request was written to a socket, at least in part. */
export class WireError extends Error {
  readonly trouble: WireTrouble;
  readonly sent: boolean;

  constructor(trouble: WireTrouble, sent: boolean, cause?: unknown) {
    super(trouble, { cause });
    this.trouble = trouble;
    this.sent = sent;
  }
}

export interface Transport {
  /** Rejects with a {@link WireError} only. Follows no redirect. */
  send(request: WireRequest): Promise<WireAnswer>;
  close(): Promise<void>;
}

function troubleOf(error: unknown, sent: boolean): WireTrouble {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === forbiddenAddress) return 'blocked';
  if (code === 'UND_ERR_HEADERS_TIMEOUT' || code === 'UND_ERR_BODY_TIMEOUT') return 'timeout';
  return sent ? 'broken' : 'unreachable';
}

function flatHeaders(headers: Record<string, string | string[] | undefined>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  return flat;
}

interface Raw {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Buffer;
}

/** Dispatches on undici's own handler, which tells exactly when a request begins to be written. */
function dispatch(agent: Agent, request: WireRequest, limits: BrokerLimits): Promise<Raw> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let controller: Dispatcher.DispatchController | null = null;
    let open = true;
    let sent = false;
    let size = 0;
    let status = 0;
    let headers: Record<string, string> = {};

    const close = (): boolean => {
      const was = open;
      open = false;
      clearTimeout(timer);
      request.signal?.removeEventListener('abort', onAbort);
      return was;
    };
    const fail = (trouble: WireTrouble, cause?: unknown): void => {
      if (!close()) return;
      reject(new WireError(trouble, sent, cause));
      controller?.abort(new Error(trouble));
    };
    const onAbort = (): void => fail('cancelled');
    const timer = setTimeout(() => fail('timeout'), limits.totalMs);
    if (request.signal?.aborted) return onAbort();
    request.signal?.addEventListener('abort', onAbort, { once: true });

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(given) {
        // Given up while it waited for a connection: it must not go out now.
        if (!open) return given.abort(new Error('given up'));
        controller = given;
        sent = true;
        request.onSent();
      },
      onResponseStart(_controller, code, received) {
        status = code;
        headers = flatHeaders(received);
        if (Number(headers['content-length'] ?? 0) > limits.responseBytes) fail('too_large');
      },
      onResponseData(_controller, chunk) {
        size += chunk.length;
        if (size > limits.responseBytes) fail('too_large');
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (close()) resolve({ status, headers, body: Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        fail(troubleOf(error, sent), error);
      },
    };
    const { origin, method, target, body } = request;
    const { headersMs: headersTimeout, bodyIdleMs: bodyTimeout } = limits;
    try {
      agent.dispatch(
        { origin, path: target, method, headers: request.headers, body, headersTimeout, bodyTimeout },
        handler,
      );
    } catch (error) {
      fail('broken', error);
    }
  });
}

/** Makes the HTTP side of the broker. @param resolve for tests: names to addresses, checked like the system's. */
export function createTransport(limits: BrokerLimits, resolve?: LookupAll): Transport {
  const agents = new Map<string, Agent>();
  const agentFor = (loopback: boolean, write: boolean): Agent => {
    const key = `${loopback} ${write}`;
    const known = agents.get(key);
    if (known !== undefined) return known;
    const agent = new Agent({
      allowH2: false,
      // 0: no connection is kept for the next request.
      pipelining: write ? 0 : 1,
      maxHeaderSize: 32 * 1024,
      // Loopback endpoints are IP literals (checkedOrigin), which are not looked up.
      connect: { timeout: limits.connectMs, lookup: checkedLookup(resolve) },
    });
    agents.set(key, agent);
    return agent;
  };
  return {
    async send(request) {
      const raw = await dispatch(agentFor(request.loopback, request.write), request, limits);
      try {
        const body = await decodeBody(raw.body, raw.headers['content-encoding'] ?? '', limits.responseBytes);
        return { status: raw.status, headers: raw.headers, text: body.toString('utf8') };
      } catch (error) {
        const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
        throw new WireError(tooLarge ? 'too_large' : 'broken', true, error);
      }
    },
    async close() {
      const all = [...agents.values()];
      agents.clear();
      await Promise.all(all.map((agent) => agent.destroy()));
    },
  };
}
