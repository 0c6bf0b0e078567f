import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ConnectorManifest, defineTool } from '../../connectors/index.ts';
import { callHash, createLedger, demoAccount, type Grant } from '../policy/index.ts';
import { createBroker } from './broker.ts';

/** A call that is tried without its change, over a real service: what leaves the machine is what the service saw. */

const tool = defineTool({
  name: 'notion.pages.update',
  title: 'Change a page',
  description: '',
  effect: 'write',
  undo: { kind: 'none', text: '' },
  params: {},
  maxWrites: 5,
  effectText: () => 'Change',
  run: async () => ({ data: null, summary: 'x' }),
});
const connector: ConnectorManifest = {
  service: 'notion',
  title: 'Notion',
  version: '1',
  origin: 'https://api.notion.com',
  bodyEncoding: 'json',
  headers: {},
  idempotencyHeader: null,
  readPaths: [/\/v1\/search/u],
  readResponse: (status) => (status < 300 ? { ok: true } : { ok: false, code: 'not_found', message: 'No.' }),
  auth: { credential: { kind: 'bearer' }, token: null, identity: null, device: null, scopesFor: () => null },
  tools: [tool],
};
const get = { method: 'GET', path: '/v1/pages/1' };
const search = { method: 'POST', path: '/v1/search', body: { query: 'x' } };
const patch = { method: 'PATCH', path: '/v1/pages/1', body: { archived: true } };
const remove = { method: 'DELETE', path: '/v1/pages/1' };

let server: Server;
let seen: string[] = [];
let secrets = 0;
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  seen = [];
  secrets = 0;
});

const broker = createBroker({
  endpoint: () => ({
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loopback: true,
    account: 'demo',
  }),
  keychain: {
    get: async () => {
      secrets++;
      return 'token-for-tests';
    },
  } as never,
});
afterAll(() => broker.close());

let count = 0;
function grant(): Grant {
  const ledger = createLedger();
  const now = Date.now();
  const bound = { tool: tool.name, connectorVersion: '1', account: demoAccount, args: {} };
  const id = `dec_${++count}`;
  ledger.record({
    id,
    verdict: 'allow',
    rules: [],
    callHash: callHash(bound),
    decidedAt: new Date(now).toISOString(),
    expiresAt: now + 60_000,
  });
  return ledger.redeem(id, bound, now);
}

describe('a rehearsal without egress', () => {
  it.each([
    ['a change', patch, 'change'],
    ['a removal', remove, 'change'],
    ['a read', get, 'read'],
    ['a search', search, 'read'],
  ] as const)('takes %s, sends nothing and asks for no credential', async (_what, request, kind) => {
    const rehearsal = broker.rehearse(connector, tool, null);
    expect(await rehearsal.send(request)).toMatchObject({ ok: false, error: { code: 'denied' } });
    const { method, path } = request;
    if (kind === 'change') expect(rehearsal.change).toMatchObject({ method, path });
    else expect(rehearsal.reads).toMatchObject([{ method, path }]);
    expect(seen).toEqual([]);
    expect(secrets).toBe(0);
  });
  it('takes no more after the first, and nothing that the broker would refuse', async () => {
    const rehearsal = broker.rehearse(connector, tool, null);
    await Promise.all([get, patch, remove].map((request) => rehearsal.send(request)));
    expect(rehearsal.reads).toHaveLength(1);
    expect(rehearsal.change).toBeNull();
    const other = broker.rehearse(connector, tool, null);
    for (const path of ['https://evil.example/x', '//evil.example', '/v1/../admin', '/v1/%2e%2e/x'])
      expect(await other.send({ ...patch, path })).toMatchObject({ ok: false });
    expect(other.change).toBeNull();
    expect(seen).toEqual([]);
  });
});

describe('a rehearsal with egress', () => {
  const open = (given: ConnectorManifest = connector) =>
    broker.rehearse(given, tool, { grant: grant(), callId: 'log_1' });
  it('lets reads out with the credential, takes the first change, and lets nothing out after it', async () => {
    const rehearsal = open();
    expect(await rehearsal.send(get)).toMatchObject({ ok: true });
    expect(await rehearsal.send(search)).toMatchObject({ ok: true });
    const replies = await Promise.all([patch, remove, get].map((request) => rehearsal.send(request)));
    expect(replies.every(({ ok }) => !ok)).toBe(true);
    expect(rehearsal.change).toEqual({ method: 'PATCH', path: '/v1/pages/1', query: {}, body: { archived: true } });
    expect(seen).toEqual(['GET /v1/pages/1 Bearer token-for-tests', 'POST /v1/search Bearer token-for-tests']);
    expect(rehearsal.sent).toHaveLength(2);
    expect(JSON.stringify([rehearsal.reads, rehearsal.sent, replies])).not.toContain('token-for-tests');
  });
  it('sends no change that passed for a read only once', async () => {
    let asked = 0;
    const fickle = {
      ...connector,
      get readPaths() {
        return asked++ === 0 ? [/.*/u] : [];
      },
    };
    expect(await open(fickle).send(patch)).toMatchObject({ ok: false, error: { code: 'denied' } });
    expect(seen).toEqual([]);
  });
  it('needs a grant of the ledger, and takes each once', () => {
    const one = grant();
    broker.rehearse(connector, tool, { grant: one, callId: 'log_1' });
    expect(() => broker.rehearse(connector, tool, { grant: one, callId: 'log_1' })).toThrow(/used before/u);
    expect(() => broker.open(one, connector, tool, 'log_1')).toThrow(/used before/u);
    expect(() => broker.rehearse(connector, tool, { grant: { ...one }, callId: 'log_1' })).toThrow(/No decision/u);
  });
});
