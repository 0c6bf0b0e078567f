import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ConnectorManifest, defineTool, type ToolDefinition } from '../../connectors/index.ts';
import { type Broker, type BrokerOptions, type BrokerSession, createBroker } from '../../main/broker/index.ts';
import { createMemoryKeychain, type Keychain } from '../../main/keychain/index.ts';
import { callHash, createLedger, demoAccount, type Grant } from '../../main/policy/index.ts';

const token = 'xoxp-very-secret-token';
const tool = (name: string, effect: 'read' | 'write', maxWrites = 1): ToolDefinition =>
  defineTool({
    name,
    title: name,
    description: name,
    effect,
    undo: { kind: 'none', text: 'It cannot be undone.' },
    params: {},
    maxWrites,
    effectText: () => name,
    run: async () => ({ data: null, summary: name }),
  });
const reads = tool('slack.read', 'read');
const writes = tool('slack.write', 'write');
const twice = tool('slack.twice', 'write', 2);
const slack: ConnectorManifest = {
  service: 'slack',
  title: 'Slack',
  version: '1',
  origin: 'https://slack.com',
  bodyEncoding: 'json',
  headers: { 'X-Version': '7' },
  idempotencyHeader: 'Idempotency-Key',
  readPaths: [/^\/search$/],
  readResponse: (status, body) => {
    if (status === 401)
      return { ok: false, code: 'unauthorized', message: 'Slack does not accept the token any more.' };
    if (status === 404)
      return { ok: false, code: 'not_found', message: `Slack has no such thing: ${JSON.stringify(body)}.` };
    return status < 300 ? { ok: true } : { ok: false, code: 'service_error', message: `Slack answered ${status}.` };
  },
  auth: { credential: { kind: 'bearer' }, token: null, identity: null, device: null, scopesFor: () => null },
  tools: [reads, writes, twice],
};

interface Seen {
  method: string;
  url: string;
  headers: IncomingMessage['headers'];
  body: string;
}
let server: Server;
let origin: string;
let seen: Seen[];
let answer: (response: ServerResponse, request: Seen) => void;
let keychain: Keychain;
let broker: Broker;

const ok = (response: ServerResponse, body: unknown = { ok: true }): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

beforeEach(async () => {
  seen = [];
  answer = (response) => ok(response);
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => {
      body += chunk.toString();
    });
    request.on('end', () => {
      const entry = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      seen.push(entry);
      answer(response, entry);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  keychain = createMemoryKeychain();
  await keychain.set({ service: 'thimble/slack', account: 'me' }, token);
  broker = make();
});
afterEach(async () => {
  await broker.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

function make(options: Partial<BrokerOptions> = {}): Broker {
  return createBroker({
    endpoint: () => ({ origin, loopback: true, account: 'me' }),
    keychain,
    limits: { headersMs: 400, bodyIdleMs: 400, totalMs: 1500, responseBytes: 50_000, requestBytes: 5000 },
    ...options,
  });
}

function grant(name: string): Grant {
  const ledger = createLedger();
  const call = { tool: name, connectorVersion: '1', account: demoAccount, args: {} };
  const now = Date.now();
  const id = randomUUID();
  ledger.record({
    id,
    verdict: 'allow',
    rules: [],
    callHash: callHash(call),
    decidedAt: new Date(now).toISOString(),
    expiresAt: now + 60_000,
  });
  return ledger.redeem(id, call, now + 1);
}
const open = (definition: ToolDefinition, callId = 'entry-1', signal?: AbortSignal): BrokerSession =>
  broker.open(grant(definition.name), slack, definition, callId, signal);
const errorOf = async (session: BrokerSession, request: unknown) => {
  const reply = await session.send(request);
  return reply.ok ? null : reply.error;
};
const post = { method: 'POST', path: '/post', body: { text: 'hi' } };
const get = { method: 'GET', path: '/list' };

describe('grants', () => {
  it('are needed, are for one tool, and are good once', () => {
    expect(() =>
      broker.open({ decisionId: 'x', callHash: 'y', tool: 'slack.write', account: demoAccount }, slack, writes, 'c'),
    ).toThrow('No decision allows');
    expect(() => broker.open(grant('slack.read'), slack, writes, 'c')).toThrow('for another call');
    expect(() => broker.open(grant('slack.write'), { ...slack, tools: [] }, writes, 'c')).toThrow('for another call');
    const once = grant('slack.write');
    expect(broker.open(once, slack, writes, 'c').sent).toEqual([]);
    expect(() => broker.open(once, slack, writes, 'c')).toThrow('used before');
    expect(() => broker.open({ ...once }, slack, writes, 'c')).toThrow('No decision allows');
  });
});

describe('a request', () => {
  it('goes out with the credential, the headers and the key, and is recorded without them', async () => {
    const session = open(writes);
    const reply = await session.send({ ...post, query: { a: 1, 'b[]': ['x', 'y z'] } });
    expect(reply).toEqual({ ok: true, response: { status: 200, body: { ok: true }, link: '' } });
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/post?a=1&b%5B%5D=x&b%5B%5D=y+z', body: '{"text":"hi"}' });
    expect(seen[0]?.headers).toMatchObject({
      authorization: `Bearer ${token}`,
      'x-version': '7',
      'content-type': 'application/json; charset=utf-8',
      'idempotency-key': expect.stringMatching(/^thimble-[0-9a-f]{40}$/),
    });
    expect(session.sent).toEqual([
      { method: 'POST', path: '/post', query: { a: 1, 'b[]': ['x', 'y z'] }, body: { text: 'hi' }, status: 200 },
    ]);
    expect(JSON.stringify([session.sent, reply])).not.toContain(token);
    expect([session.failure, session.unanswered]).toEqual([null, false]);
  });
  it('has a key that depends on the call and the ordinal only', async () => {
    const keys = async (callId: string): Promise<unknown[]> => {
      seen = [];
      const session = open(twice, callId);
      await session.send(post);
      await session.send(get);
      await session.send(post);
      return seen.map((entry) => entry.headers['idempotency-key']);
    };
    const first = await keys('one');
    expect(new Set(first).size).toBe(3);
    expect(first[1]).toBeUndefined();
    expect(await keys('one')).toEqual(first);
    expect((await keys('two'))[0]).not.toBe(first[0]);
  });
  it('is form-encoded where the service wants it', async () => {
    const form = { ...slack, bodyEncoding: 'form' as const };
    await broker
      .open(grant('slack.write'), form, writes, 'c')
      .send({ method: 'POST', path: '/v1', body: { a: { b: [1] } } });
    expect(seen[0]).toMatchObject({
      body: 'a%5Bb%5D%5B0%5D=1',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
  });
  it.each([
    ['another origin', { method: 'GET', path: 'https://evil.example/' }],
    ['a scheme-relative path', { method: 'GET', path: '//evil.example/' }],
    ['a dot segment', { method: 'GET', path: '/a/%252e%252e/b' }],
    ['a line break', { method: 'GET', path: '/a\r\nX: y' }],
    ['CONNECT', { method: 'CONNECT', path: '/a' }],
    ['headers', { ...get, headers: { authorization: 'x' } }],
    ['an origin', { ...get, origin: 'https://evil.example' }],
    ['a body on a read', { ...get, body: {} }],
    ['a body that is text', { ...post, body: 'x' }],
    ['a large body', { ...post, body: { text: 'x'.repeat(6000) } }],
    ['a long query', { ...get, query: { q: 'x'.repeat(9000) } }],
    ['an odd query name', { ...get, query: { 'a&b=': 'x' } }],
    ['a nested query', { ...get, query: { a: { b: 1 } } }],
    ['nothing', null],
    ['a function', () => 1],
    ['a deep body', { ...post, body: JSON.parse(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`) }],
  ])('with %s is refused', async (_what, request) => {
    const session = open(writes);
    expect(await errorOf(session, request)).toMatchObject({ code: 'denied' });
    expect(session.failure).toMatchObject({ code: 'denied' });
    expect([seen, session.sent, session.unanswered]).toEqual([[], [], false]);
  });
});

describe('what a call may change', () => {
  it('is nothing for a read, apart from paths that only read', async () => {
    const session = open(reads);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
      expect(await errorOf(session, { method, path: '/x' })).toMatchObject({ code: 'denied' });
    expect(seen).toEqual([]);
    expect(await errorOf(session, { method: 'POST', path: '/search', body: { q: 'a' } })).toBeNull();
    expect(await errorOf(session, get)).toBeNull();
  });
  it('is one request for a write, also when two are asked for at once', async () => {
    const session = open(writes);
    const replies = await Promise.all([session.send(post), session.send(post)]);
    expect(replies.map((reply) => reply.ok).sort()).toEqual([false, true]);
    expect(seen).toHaveLength(1);
  });
  it('is as many as the tool says', async () => {
    const session = open(twice);
    expect([await errorOf(session, post), await errorOf(session, post)]).toEqual([null, null]);
    expect(await errorOf(session, post)).toMatchObject({ code: 'denied' });
    expect(seen).toHaveLength(2);
  });
});

describe('errors', () => {
  it('of a revoked token say what to do, once and first', async () => {
    answer = (response) => void response.writeHead(401, { 'content-type': 'application/json' }).end('{}');
    const session = open(reads);
    expect(await errorOf(session, get)).toEqual({
      code: 'unauthorized',
      message: 'Slack does not accept the token any more.',
      hint: 'Connect Slack again in Connections, with an account that may do this.',
    });
    answer = (response) => ok(response);
    await session.send(get);
    expect(session.failure).toMatchObject({ code: 'unauthorized' });
  });
  it('give way when they only said that there is no such thing', async () => {
    answer = (response) => void response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    const session = open(reads);
    expect((await errorOf(session, get))?.code).toBe('not_found');
    expect(session.failure).toMatchObject({ code: 'not_found' });
    answer = (response) => void response.writeHead(401, { 'content-type': 'application/json' }).end('{}');
    await session.send(get);
    expect(session.failure).toMatchObject({ code: 'unauthorized' });
  });
  it('never show the credential, even when the service echoes it', async () => {
    answer = (response, request) =>
      void response
        .writeHead(404, { 'content-type': 'application/json' })
        .end(JSON.stringify({ got: request.headers.authorization }));
    const session = open(reads);
    const error = await errorOf(session, get);
    expect(error?.message).toContain('Bearer [credential]');
    expect(JSON.stringify([error, session.failure, session.sent])).not.toContain(token);
    answer = (response, request) => ok(response, { got: request.headers.authorization });
    expect(await session.send(get)).toMatchObject({ response: { body: { got: 'Bearer [credential]' } } });
  });
  it('of a rate limit carry the wait; a short one is waited out once, for reads only', async () => {
    let count = 0;
    let wait = '30';
    answer = (response) => {
      count += 1;
      if (count === 1) response.writeHead(429, { 'content-type': 'application/json', 'retry-after': wait }).end('{}');
      else ok(response);
    };
    expect(await errorOf(open(reads), get)).toMatchObject({
      code: 'rate_limited',
      message: 'Slack asks to wait 30 seconds.',
    });
    [count, wait] = [0, '1'];
    const session = open(reads);
    expect(await errorOf(session, get)).toBeNull();
    expect(session.sent.map((each) => each.status)).toEqual([429, 200]);
    count = 0;
    const writing = open(writes);
    expect(await errorOf(writing, post)).toMatchObject({
      code: 'rate_limited',
      message: 'Slack asks to wait 1 second.',
    });
    expect([writing.sent.length, writing.unanswered]).toEqual([1, false]);
  });
  it('of a service that is not there: nothing was sent, nothing is unknown', async () => {
    broker = make({ endpoint: () => ({ origin: 'http://127.0.0.1:9', loopback: true, account: 'me' }) });
    const session = open(writes);
    expect(await errorOf(session, post)).toMatchObject({ code: 'unreachable', message: 'Slack could not be reached.' });
    expect([session.sent, session.unanswered]).toEqual([[], false]);
  });
  it('of a missing account, and of a keychain that is locked', async () => {
    broker = make({ endpoint: () => null });
    expect(await errorOf(open(reads), get)).toMatchObject({
      code: 'not_connected',
      message: 'Slack is not connected.',
    });
    broker = make({ endpoint: () => ({ origin, loopback: true, account: 'nobody' }) });
    expect(await errorOf(open(reads), get)).toMatchObject({ code: 'not_connected' });
    await keychain.set({ service: 'thimble/slack', account: 'bad' }, 'a\r\nX-Evil: 1');
    broker = make({ endpoint: () => ({ origin, loopback: true, account: 'bad' }) });
    expect(await errorOf(open(reads), get)).toMatchObject({
      code: 'unauthorized',
      message: 'The credential kept for Slack is damaged.',
    });
    expect(seen).toEqual([]);
  });
  it('of an address that is not the service: nothing goes out', async () => {
    broker = make({ endpoint: () => ({ origin, loopback: false, account: 'me' }) });
    expect(await errorOf(open(reads), get)).toMatchObject({ code: 'denied' });
    const real = { origin: 'https://slack.com', loopback: false, account: 'me' };
    broker = make({
      endpoint: () => real,
      resolve: (_name, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    expect(await errorOf(open(reads), get)).toMatchObject({
      code: 'denied',
      message: 'The name of Slack points to an address that Thimble does not send to.',
    });
    expect(seen).toEqual([]);
  });
  it('redirects are not followed', async () => {
    answer = (response) => void response.writeHead(302, { location: `${origin}/elsewhere` }).end();
    expect(await errorOf(open(reads), get)).toMatchObject({ code: 'service_error' });
    expect(seen).toHaveLength(1);
  });
});

describe('answers that misbehave', () => {
  const large: [string, typeof answer][] = [
    [
      'announced',
      (response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json', 'content-length': '90000' })
          .end(`"${'x'.repeat(89_998)}"`),
    ],
    [
      'streamed',
      (response) =>
        void response.writeHead(200, { 'content-type': 'application/json' }).end(randomBytes(60_000).toString('hex')),
    ],
    [
      'compressed',
      (response) =>
        void response
          .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
          .end(gzipSync(JSON.stringify('x'.repeat(20_000_000)))),
    ],
  ];
  it.each(large)('too large, %s', async (_how, misbehave) => {
    answer = misbehave;
    expect(await errorOf(open(reads), get)).toMatchObject({
      code: 'service_error',
      message: 'Slack answered with more than Thimble takes.',
    });
  });
  it('compressed and small is read', async () => {
    answer = (response) =>
      void response
        .writeHead(200, { 'content-type': 'application/json', 'content-encoding': 'gzip' })
        .end(gzipSync('{"a":1}'));
    expect(await open(reads).send(get)).toMatchObject({ response: { body: { a: 1 } } });
  });

  const silent: [string, typeof answer][] = [
    ['never comes', () => undefined],
    [
      'stops half way',
      (response) => void response.writeHead(200, { 'content-type': 'application/json' }).write('{"a"'),
    ],
    [
      'drips',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const timer = setInterval(() => response.write(' '), 100);
        response.on('close', () => clearInterval(timer));
      },
    ],
    ['breaks off', (response) => void response.destroy()],
    [
      'breaks off half way',
      (response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' }).write('{"a"');
        setTimeout(() => response.destroy(), 50);
      },
    ],
  ];
  it.each(silent)('%s: a read is unreachable, a write is unknown and blocks another', async (_how, misbehave) => {
    answer = misbehave;
    const reading = open(reads);
    expect(await errorOf(reading, get)).toMatchObject({ code: 'unreachable' });
    expect(reading.unanswered).toBe(false);
    const writing = open(twice);
    expect(await errorOf(writing, post)).toMatchObject({ code: 'outcome_unknown' });
    expect([writing.unanswered, writing.sent.length, writing.failure?.code]).toEqual([true, 1, 'outcome_unknown']);
    const before = seen.length;
    expect(await errorOf(writing, post)).toMatchObject({ code: 'outcome_unknown' });
    expect(seen).toHaveLength(before);
  });
  it("a gateway's time-out leaves a write unknown", async () => {
    answer = (response) => void response.writeHead(504, { 'content-type': 'text/html' }).end('<html>');
    const session = open(writes);
    expect(await errorOf(session, post)).toMatchObject({ code: 'outcome_unknown' });
    expect(session.unanswered).toBe(true);
  });
});

describe('stopping', () => {
  it('before anything was sent leaves nothing unknown', async () => {
    const session = open(writes, 'c', AbortSignal.abort());
    expect(await errorOf(session, post)).toMatchObject({ code: 'cancelled' });
    expect([seen, session.unanswered]).toEqual([[], false]);
  });
  it('while a write waits for its answer leaves it unknown, also before the reply is in', async () => {
    answer = () => undefined;
    const stop = new AbortController();
    const session = open(writes, 'c', stop.signal);
    const pending = session.send(post);
    await expect.poll(() => seen.length).toBe(1);
    expect(session.unanswered).toBe(true);
    stop.abort();
    expect(await pending).toMatchObject({ ok: false, error: { code: 'outcome_unknown' } });
    expect(session.unanswered).toBe(true);
  });
});
