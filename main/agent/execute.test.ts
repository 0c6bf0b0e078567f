import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ConnectorManifest, defineTool, type ToolRequest } from '../../connectors/index.ts';
import type { Outcome } from '../audit/index.ts';
import { createBroker } from '../broker/index.ts';
import { callHash, createLedger, type Decision, demoAccount } from '../policy/index.ts';
import type { SandboxOutcome, SendHandler } from '../sandbox/index.ts';
import { type CallOutcome, type DecidedCall, executeCall } from './execute.ts';
import type { AgentParts } from './types.ts';

/** The last step of a call: a real ledger, broker and service over HTTP, with connector code that misbehaves. */

const tool = defineTool({
  name: 'slack.chat.postMessage',
  title: 'Post',
  description: '',
  effect: 'write',
  undo: { kind: 'none', text: '' },
  params: {},
  effectText: () => 'Post',
  run: async () => ({ data: null, summary: 'x' }),
});
const connector: ConnectorManifest = {
  service: 'slack',
  title: 'Slack',
  version: '1',
  origin: 'https://slack.com',
  bodyEncoding: 'json',
  headers: {},
  idempotencyHeader: null,
  readPaths: [],
  readResponse: (status) =>
    status < 300 ? { ok: true } : { ok: false, code: 'service_error', message: `Slack said ${status}.` },
  auth: { credential: { kind: 'bearer' }, token: null, identity: null, device: null, scopesFor: () => null },
  tools: [tool],
};
const post: ToolRequest = { method: 'POST', path: '/post', body: { text: 'hi' } };
const get: ToolRequest = { method: 'GET', path: '/get' };

let server: Server;
let seen: string[] = [];
let statusOf: (method: string) => number = () => 200;
/** Called with each request; `hold` keeps its answer back for good. */
let onRequest: () => 'answer' | 'hold' = () => 'answer';
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(String(request.method));
    if (onRequest() === 'hold') return;
    response.writeHead(statusOf(String(request.method)), { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  seen = [];
  statusOf = () => 200;
  onRequest = () => 'answer';
});

interface Given {
  readonly guest: (send: SendHandler) => Promise<SandboxOutcome>;
  readonly keychainMs?: number;
  readonly outcomeFails?: boolean;
  readonly signal?: AbortSignal;
}

/** Runs one allowed call whose connector code is `guest`; answers what the caller got and what the log got. */
async function run({
  guest,
  keychainMs = 0,
  outcomeFails = false,
  signal,
}: Given): Promise<{ result: CallOutcome; logged: Outcome[] }> {
  const logged: Outcome[] = [];
  const ledger = createLedger();
  const now = Date.now();
  const decision: Decision = {
    id: 'dec_1',
    verdict: 'allow',
    rules: [],
    callHash: callHash({ tool: tool.name, connectorVersion: '1', account: demoAccount, args: {} }),
    decidedAt: new Date(now).toISOString(),
    expiresAt: now + 60_000,
  };
  ledger.record(decision);
  const broker = createBroker({
    endpoint: () => ({
      origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      loopback: true,
      account: 'demo',
    }),
    keychain: {
      description: 'slow',
      get: async () => {
        await sleep(keychainMs);
        return 'token-for-tests';
      },
      set: async () => undefined,
      delete: async () => true,
    } as never,
  });
  const parts = {
    ledger,
    broker,
    now: () => now,
    emit: () => undefined,
    audit: {
      intent: () => 'log_1',
      outcome: (_id: string, outcome: Outcome) => {
        if (outcomeFails) throw new Error('disk full');
        logged.push(outcome);
      },
    },
    sandbox: { run: (_call: unknown, send: SendHandler) => guest(send) },
  } as unknown as AgentParts;
  try {
    const result = await executeCall(
      parts,
      { tool, connector, account: demoAccount, args: {}, decision, intent: {} } as unknown as DecidedCall,
      signal,
    );
    return { result, logged };
  } finally {
    await sleep(keychainMs * 2);
    await broker.close();
  }
}

const done: SandboxOutcome = { ok: true, data: {}, summary: 'Posted.' };

describe('executeCall', () => {
  it('sends nothing once the call is over, whatever the connector left behind', async () => {
    const { logged } = await run({
      keychainMs: 60,
      guest: async (send) => {
        void send(post);
        return { ok: false, reason: 'timeout', message: 'The connector took too long and was stopped.' };
      },
    });
    expect(logged).toMatchObject([{ status: 'failed', requests: [] }]);
    expect(seen).toEqual([]);
  });
  it('does not call a write done that the connector did not wait for', async () => {
    const { logged } = await run({
      guest: async (send) => {
        void send(post);
        await expect.poll(() => seen.length).toBe(1);
        return done;
      },
    });
    // In time or not: what is logged is what is known.
    expect(['succeeded', 'unknown']).toContain(logged[0]?.status);
    expect(logged[0]?.requests).toHaveLength(1);
  });
  it('leaves it unknown when the write was accepted and something after it failed', async () => {
    statusOf = (method) => (method === 'GET' ? 404 : 200);
    const { result } = await run({
      guest: async (send) => {
        await send(post);
        await send(get);
        return { ok: false, reason: 'tool_error', message: 'no' };
      },
    });
    expect(result).toMatchObject({ status: 'unknown', error: { code: 'outcome_unknown' } });
    expect(result.error?.message).toMatch(/accepted.*Slack said 404/u);
  });
  it('is a failure when only the read before the write went through', async () => {
    statusOf = (method) => (method === 'GET' ? 200 : 400);
    const { result } = await run({
      guest: async (send) => {
        await send(get);
        await send(post);
        return { ok: false, reason: 'tool_error', message: 'no' };
      },
    });
    expect(result).toMatchObject({ status: 'failed', error: { message: 'Slack said 400.' } });
  });
  it('leaves a write unknown when the service broke down over it', async () => {
    statusOf = () => 500;
    const { result } = await run({
      guest: async (send) => {
        await send(post);
        return { ok: false, reason: 'tool_error', message: 'no' };
      },
    });
    expect(result).toMatchObject({ status: 'unknown', error: { code: 'outcome_unknown' } });
  });
  it.each(['at once', 'before it is sent'] as const)('is stopped %s: nothing is sent, and it failed', async (when) => {
    const stop = new AbortController();
    if (when === 'at once') stop.abort();
    const { result } = await run({
      signal: stop.signal,
      keychainMs: 40,
      guest: async (send) => {
        const answered = send(post);
        stop.abort();
        await answered;
        return { ok: false, reason: 'cancelled', message: 'The run was stopped.' };
      },
    });
    expect(result).toMatchObject({ status: 'failed', error: { code: 'cancelled' } });
    expect(seen).toEqual([]);
  });
  it('is stopped while a write waits for its answer: unknown, never failed', async () => {
    const stop = new AbortController();
    onRequest = () => {
      stop.abort();
      return 'hold';
    };
    const { result, logged } = await run({
      signal: stop.signal,
      guest: async (send) => {
        void send(post);
        await new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
        return { ok: false, reason: 'cancelled', message: 'The run was stopped.' };
      },
    });
    expect(result).toMatchObject({ status: 'unknown', error: { code: 'outcome_unknown' } });
    expect(logged).toMatchObject([{ status: 'unknown', requests: [{ method: 'POST', status: null }] }]);
  });
  it('says that a write was sent when the log cannot take its outcome', async () => {
    const guest = async (send: SendHandler): Promise<SandboxOutcome> => {
      await send(post);
      return done;
    };
    await expect(run({ guest, outcomeFails: true })).rejects.toMatchObject({ code: 'outcome_unknown' });
    await expect(run({ guest: async () => done, outcomeFails: true })).rejects.toThrow('disk full');
  });
});
