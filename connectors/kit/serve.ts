import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Json, type JsonObject, jsonSchema } from '../../shared/index.ts';
import { gatewayAnswer, sendAnswer, spoilAnswer } from './answer.ts';
import type { Emulator, EmulatorRequest, EmulatorResponse, Fault, ReceivedRequest } from './emulator.ts';
import { nestNames } from './form.ts';
import { type OperationPath, operationMatcher } from './match.ts';

export interface ServeOptions {
  /** Called for each request once it is answered, in order; for logs over several services. */
  readonly onReceived?: (request: ReceivedRequest) => void;
  /** Fixed port; 0 (any free one) unless given. */
  readonly port?: number;
}

/** An emulator behind HTTP on loopback. */
export interface ServedEmulator {
  /** `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** Every request that reached the service, oldest first. A dropped one did not. */
  readonly received: readonly ReceivedRequest[];
  readonly faults: readonly Fault[];
  addFault(fault: Fault): void;
  /** The emulator back to its seed; no requests, no faults. */
  reset(): void;
  close(): Promise<void>;
}

/** Larger bodies get 413, as no request of ours is near it. */
const maxBodyBytes = 4 * 1024 * 1024;

class UnreadableBody extends Error {
  readonly status: number;
  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

async function readBody(request: IncomingMessage): Promise<JsonObject | null> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk));
    size += bytes.length;
    if (size > maxBodyBytes) throw new UnreadableBody(413, 'The request body is too large.');
    chunks.push(bytes);
  }
  if (size === 0) return null;
  const text = Buffer.concat(chunks).toString('utf8');
  const type = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/x-www-form-urlencoded') return nestNames(new URLSearchParams(text));
  if (type === 'application/json' || type.endsWith('+json') || type === '') return readJson(text);
  throw new UnreadableBody(415, `The content type ${type} is not supported.`);
}

function readJson(text: string): JsonObject {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch (cause) {
    throw new UnreadableBody(400, `Problems parsing JSON: ${cause instanceof Error ? cause.message : 'not JSON'}`);
  }
  const value = jsonSchema.safeParse(parsed);
  if (!value.success || value.data === null || typeof value.data !== 'object' || Array.isArray(value.data))
    throw new UnreadableBody(400, 'Body should be a JSON object');
  return value.data;
}

function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

function pathOf(raw: string): string {
  try {
    return decodeURIComponent(raw);
  } catch (error) {
    if (error instanceof URIError) return raw;
    throw error;
  }
}

/**
 * Serves an emulator on 127.0.0.1: decodes JSON and form bodies and queries, records what it received with the operation
 * it was, and plays scripted faults. Used by the demo, the tests and the evaluation.
 * @param operations path templates to name requests by (operations.json)
 * @throws when the port cannot be taken
 */
export async function serveEmulator(
  emulator: Emulator,
  operations: readonly OperationPath[],
  options: ServeOptions = {},
): Promise<ServedEmulator> {
  const match = operationMatcher(operations.filter((operation) => operation.op.startsWith(`${emulator.service}.`)));
  const received: ReceivedRequest[] = [];
  const faults: Fault[] = [];
  const used = new Map<Fault, number>();

  function takeFault(method: string, path: string): Fault['action'] | null {
    for (const fault of faults) {
      const times = used.get(fault) ?? 0;
      if (times >= fault.times) continue;
      if (fault.match?.method !== undefined && fault.match.method.toUpperCase() !== method) continue;
      if (
        fault.match?.path !== undefined &&
        !new RegExp(fault.match.path.source, fault.match.path.flags.replace(/[gy]/g, '')).test(path)
      )
        continue;
      used.set(fault, times + 1);
      return fault.action;
    }
    return null;
  }

  function record(request: EmulatorRequest, rawPath: string, answer: EmulatorResponse): void {
    const found = match(request.method, rawPath);
    const { method, path, query, body, headers } = request;
    const entry: ReceivedRequest = {
      op: found?.op ?? null,
      method,
      path,
      params: found?.params ?? {},
      query: structuredClone(query),
      body: structuredClone(body),
      headers: { ...headers },
      status: answer.status,
      response: structuredClone(answer.body),
    };
    received.push(entry);
    options.onReceived?.(entry);
  }

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
    const method = (incoming.method ?? 'GET').toUpperCase();
    const base = {
      method,
      path: pathOf(url.pathname),
      query: nestNames(url.searchParams),
      headers: headersOf(incoming),
    };
    let body: JsonObject | null;
    try {
      body = await readBody(incoming);
    } catch (cause) {
      if (!(cause instanceof UnreadableBody)) throw cause;
      const refusal: EmulatorResponse = { status: cause.status, body: { message: cause.message } satisfies Json };
      record({ ...base, body: null }, url.pathname, refusal);
      sendAnswer(outgoing, refusal);
      return;
    }
    const request: EmulatorRequest = { ...base, body };
    const fault = takeFault(method, request.path);
    if (fault?.kind === 'drop') return spoilAnswer(outgoing, { status: 0, body: null }, fault);
    if (fault?.kind === 'delay') await sleep(fault.milliseconds, undefined, { ref: false });
    const response = respond(request, fault);
    record(request, url.pathname, response);
    if (fault) await spoilAnswer(outgoing, response, fault);
    else sendAnswer(outgoing, response);
  }

  function respond(request: EmulatorRequest, fault: Fault['action'] | null): EmulatorResponse {
    if (fault?.kind === 'respond') return fault.response;
    if (fault?.kind !== 'status') return emulator.handle(request);
    if (fault.handled) emulator.handle(request);
    return gatewayAnswer(fault);
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch(() => {
      // The client sees a broken connection or a 500; which one it was is in the request itself.
      if (outgoing.headersSent) outgoing.destroy();
      else sendAnswer(outgoing, { status: 500, body: { message: 'The emulator failed.' } });
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    received,
    faults,
    addFault: (fault) => void faults.push(fault),
    reset() {
      emulator.reset();
      received.length = 0;
      faults.length = 0;
      used.clear();
    },
    close: () =>
      new Promise((resolve, reject) => {
        if (!server.listening) return resolve();
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
}
