import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EmulatorResponse, Fault } from './emulator.ts';

const page = '<!doctype html><title>Something went wrong</title>';
const webPage = 'text/html; charset=utf-8';

interface Encoded {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

function encoded({ status, body, headers }: EmulatorResponse): Encoded {
  if (body === null) return { status, headers: { ...headers }, body: Buffer.alloc(0) };
  const type = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers: { ...type, ...headers }, body: Buffer.from(JSON.stringify(body)) };
}

function send(outgoing: ServerResponse, { status, headers, body }: Encoded): void {
  outgoing.writeHead(status, headers);
  outgoing.end(body);
}

/** Sends an emulator's answer. */
export function sendAnswer(outgoing: ServerResponse, answer: EmulatorResponse): void {
  send(outgoing, encoded(answer));
}

async function drip(
  outgoing: ServerResponse,
  { status, headers, body }: Encoded,
  pieces: number | null,
  milliseconds: number,
): Promise<void> {
  outgoing.writeHead(status, headers);
  outgoing.flushHeaders();
  const pause = () => sleep(milliseconds, undefined, { ref: false });
  // White space before JSON is JSON still.
  while (pieces === null && !outgoing.destroyed) {
    outgoing.write(' ');
    await pause();
  }
  const size = Math.max(1, Math.ceil(body.length / (pieces ?? 1)));
  for (let at = 0; at < body.length && !outgoing.destroyed; at += size) {
    outgoing.write(body.subarray(at, at + size));
    await pause();
  }
  outgoing.end();
}

function truncate(outgoing: ServerResponse, { status, headers, body }: Encoded, end: 'broken' | 'short'): void {
  const half = body.subarray(0, Math.floor(body.length / 2));
  const announced = end === 'broken' ? body.length : half.length;
  outgoing.writeHead(status, { ...headers, 'content-length': String(announced) });
  if (end === 'short') outgoing.end(half);
  else outgoing.write(half, () => outgoing.destroy());
}

/** The answer that a `status` fault gives: what a gateway in front of the service says. */
export function gatewayAnswer({ status, retryAfter }: Extract<Fault['action'], { kind: 'status' }>): EmulatorResponse {
  const wait = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  return { status, body: null, headers: { 'content-type': webPage, ...wait } };
}

/** Sends an answer the way a fault spoils it; resolves when nothing more is sent. */
export async function spoilAnswer(
  outgoing: ServerResponse,
  answer: EmulatorResponse,
  fault: Fault['action'],
): Promise<void> {
  const whole = encoded(answer);
  switch (fault.kind) {
    case 'drop':
    case 'drop_after':
      outgoing.destroy();
      return;
    case 'status':
      return send(outgoing, { ...whole, body: Buffer.from(page) });
    case 'slow_body':
      return drip(outgoing, whole, fault.pieces, fault.milliseconds);
    case 'wrong_type':
      return send(outgoing, {
        ...whole,
        headers: { ...whole.headers, 'content-type': webPage },
        body: fault.body === 'real' ? whole.body : Buffer.from(page),
      });
    case 'truncate':
      return truncate(outgoing, whole, fault.end);
    case 'respond':
    case 'delay':
      return send(outgoing, whole);
  }
}
