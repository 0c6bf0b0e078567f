import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ConnectorAuth, type ConnectorManifest, connectors } from '../../connectors/index.ts';
import { type Broker, type BrokerOptions, createBroker, type SentRequest } from '../../main/broker/index.ts';
import { createMemoryKeychain } from '../../main/keychain/index.ts';

/** The broker's ways to ask about accounts, against a server on loopback that answers as a test says. */

const token = `ghp_${'a1B2'.repeat(9)}`;
const clientId = 'Iv1.tests';

function shipped(service: string): ConnectorManifest {
  const found = connectors.find((connector) => connector.service === service);
  if (!found) throw new Error(`no connector ${service}`);
  return found;
}
const github = shipped('github');

interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}
let server: Server;
let origin: string;
let seen: Seen[];
let sent: SentRequest[];
let answer: (response: ServerResponse, request: Seen) => void;
let broker: Broker;

function json(response: ServerResponse, body: unknown, status = 200, headers: Record<string, string> = {}): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text);
}

function make(options: Partial<BrokerOptions> = {}): Broker {
  return createBroker({
    endpoint: () => null,
    site: () => ({ origin, loopback: true }),
    keychain: createMemoryKeychain(),
    limits: { headersMs: 300, bodyIdleMs: 300, totalMs: 1000, responseBytes: 20_000 },
    ...options,
  });
}

beforeEach(async () => {
  seen = [];
  sent = [];
  answer = (response) => json(response, { id: 7, login: 'sam', name: 'Sam Rivera' }, 200, { 'x-oauth-scopes': 'repo' });
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
  broker = make();
});
afterEach(async () => {
  await broker.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const keep = (request: SentRequest): void => {
  sent.push(request);
};
const identify = (connector = github, secret = token) => broker.identify(connector, secret, keep);
const withAuth = (auth: Partial<ConnectorAuth>): ConnectorManifest => ({
  ...github,
  auth: { ...github.auth, ...auth },
});

describe('asking whose a token is', () => {
  it('sends exactly the manifest’s request, with the credential where it belongs', async () => {
    expect(await identify()).toMatchObject({ ok: true, owner: { id: '7', name: 'Sam Rivera', scopes: ['repo'] } });
    expect(seen).toMatchObject([
      {
        method: 'GET',
        url: '/user',
        body: '',
        headers: { authorization: `Bearer ${token}`, accept: 'application/vnd.github+json', 'user-agent': 'Thimble' },
      },
    ]);
    expect(sent).toEqual([{ method: 'GET', path: '/user', query: {}, body: null, status: 200 }]);
    await identify(withAuth({ credential: { kind: 'header', name: 'X-Api-Key' } }));
    expect(seen[1]?.headers).toMatchObject({ 'x-api-key': token });
    expect(seen[1]?.headers.authorization).toBeUndefined();
  });

  it('sends nothing where the service cannot say', async () => {
    expect(await identify(withAuth({ identity: null }))).toEqual({ ok: true, owner: null });
    expect(seen).toEqual([]);
  });

  it.each([
    ['another origin', { origin: 'https://evil.example', loopback: false }],
    ['plain http', { origin: 'http://api.github.com', loopback: false }],
    ['loopback that is none', { origin: 'http://192.168.1.2:80', loopback: true }],
    ['a name for loopback', { origin: 'http://localhost:80', loopback: true }],
  ])('is refused for %s', async (_what, site) => {
    broker = make({ site: () => site });
    expect(await identify()).toMatchObject({ ok: false, refused: false, error: { code: 'denied' } });
  });

  it('takes the real origin only where its address is public', async () => {
    broker = make({
      site: (wanted) => ({ origin: wanted, loopback: false }),
      resolve: (_name, callback) => callback(null, [{ address: '127.0.0.1', family: 4 }]),
    });
    expect(await identify()).toMatchObject({ ok: false, error: { code: 'denied' } });
    expect(seen).toEqual([]);
  });

  it.each(['/../user', '//evil.example/', '/user?x=1', 'https://evil.example/'])(
    'is refused for the path %s',
    async (path) => {
      const { identity } = github.auth;
      if (!identity) throw new Error('no identity');
      expect(await identify(withAuth({ identity: { ...identity, path } }))).toMatchObject({ ok: false });
      expect(seen).toEqual([]);
    },
  );

  it.each(['a\r\nX-Evil: 1', 'ü'.repeat(30), ''])('does not send %j as a credential', async (secret) => {
    expect(await identify(github, secret)).toMatchObject({ ok: false, error: { code: 'denied' } });
    expect(seen).toEqual([]);
  });

  it('tells a refused token from trouble', async () => {
    const outcomes: unknown[] = [];
    const answers: ((response: ServerResponse) => void)[] = [
      (response) => json(response, { message: 'Bad credentials' }, 401),
      (response) => json(response, { message: 'Resource not accessible' }, 403),
      (response) => json(response, { message: 'Server Error' }, 500),
      (response) => json(response, '', 302, { location: 'https://evil.example/' }),
      (response) => json(response, 'x'.repeat(30_000)),
      (response) => json(response, { hello: 'there' }),
      () => undefined,
    ];
    for (const next of answers) {
      answer = next;
      const got = await identify();
      outcomes.push(got.ok ? 'ok' : [got.error.code, got.refused]);
    }
    expect(outcomes).toEqual([
      ['unauthorized', true],
      ['unauthorized', false],
      ['service_error', false],
      ['service_error', false],
      ['service_error', false],
      ['service_error', false],
      ['unreachable', false],
    ]);
    expect(seen).toHaveLength(answers.length);
  });

  it('takes the credential out of whatever comes back, however it is spelled', async () => {
    const spelled = [...token].map((one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    answer = (response) =>
      json(response, `{"id": 7, "login": "${spelled}", "name": "I am ${spelled} and ${token}"}`, 200, {
        'x-oauth-scopes': `repo, ${token}`,
      });
    const got = await identify();
    expect(got).toMatchObject({
      owner: { name: 'I am [credential] and [credential]', scopes: ['repo', '[credential]'] },
    });
    expect(JSON.stringify([got, sent])).not.toContain(token);
    answer = (response) => json(response, `{"message": "no ${spelled}"}`, 500);
    const failed = await identify();
    expect(failed).toMatchObject({ error: { message: expect.stringContaining('[credential]') } });
  });

  it('reads what each shipped service says of itself', async () => {
    answer = (response) => json(response, { ok: false, error: 'token_revoked' });
    expect(await identify(shipped('slack'), 'xoxp-1-2-3')).toMatchObject({ ok: false, refused: true });
    answer = (response) => json(response, { ok: false, error: 'missing_scope' });
    expect(await identify(shipped('slack'), 'xoxp-1-2-3')).toMatchObject({ ok: false, refused: false });
  });
});

describe('a sign-in with a code', () => {
  const code = {
    device_code: 'device-1234',
    user_code: 'WDJB-MJHT',
    verification_uri: 'https://github.com/login/device',
    expires_in: 900,
    interval: 5,
  };
  const begin = () => broker.deviceCode(github, clientId, keep);
  const poll = () => broker.devicePoll(github, clientId, 'device-1234', keep);
  const codeOf = (thrown: Promise<unknown>) =>
    thrown.then(
      () => 'nothing',
      (error: { code?: string }) => error.code,
    );

  it('asks for a code with the client and the scopes, and no credential', async () => {
    answer = (response) => json(response, code);
    expect(await begin()).toEqual({
      deviceCode: 'device-1234',
      userCode: 'WDJB-MJHT',
      verificationUri: 'https://github.com/login/device',
      expiresIn: 900,
      interval: 5,
    });
    expect(seen[0]).toMatchObject({ method: 'POST', url: '/login/device/code' });
    expect(Object.fromEntries(new URLSearchParams(seen[0]?.body))).toEqual({
      client_id: clientId,
      scope: 'repo read:org gist notifications',
    });
    expect(seen[0]?.headers.authorization).toBeUndefined();
    expect(JSON.stringify(sent)).not.toContain('device-1234');
  });

  it.each([
    ['an address elsewhere', { ...code, verification_uri: 'https://evil.example/login/device' }],
    ['an address that only looks right', { ...code, verification_uri: 'https://github.com.evil.example/' }],
    ['a code that is none', { ...code, user_code: '<b>1</b>' }],
    ['no code', {}],
    ['text', 'device_code=1'],
  ])('refuses %s', async (_what, body) => {
    answer = (response) => json(response, body);
    expect(await codeOf(begin())).toBe('service_error');
  });

  it('says what is wrong with the client', async () => {
    answer = (response) => json(response, { error: 'incorrect_client_credentials' });
    await expect(begin()).rejects.toThrow(/does not know this client ID/u);
    answer = (response) => json(response, { error: 'device_flow_disabled' });
    await expect(begin()).rejects.toThrow(/not turned on/u);
  });

  it('reads every answer of a poll', async () => {
    const bodies = [
      { error: 'authorization_pending' },
      { error: 'slow_down', interval: 10 },
      { error: 'slow_down' },
      { error: 'access_denied' },
      { error: 'expired_token' },
      { access_token: token, token_type: 'bearer' },
    ];
    const polls: unknown[] = [];
    for (const body of bodies) {
      answer = (response) => json(response, body);
      polls.push(await poll());
    }
    expect(polls).toEqual([
      { kind: 'pending' },
      { kind: 'slow_down', interval: 10 },
      { kind: 'slow_down', interval: null },
      { kind: 'denied' },
      { kind: 'expired' },
      { kind: 'token', token },
    ]);
    expect(new Set(seen.map(({ url }) => url))).toEqual(new Set(['/login/oauth/access_token']));
    expect(JSON.stringify(sent)).not.toContain(token);
    answer = (response) => json(response, { access_token: 'a\r\nb' });
    expect(await codeOf(poll())).toBe('service_error');
    answer = (response) => json(response, {}, 503);
    expect(await codeOf(poll())).toBe('service_error');
  });

  it('goes to the flow’s own origin only, and not at all where there is no flow', async () => {
    const asked: string[] = [];
    broker = make({
      site(wanted) {
        asked.push(wanted);
        return { origin: 'https://evil.example', loopback: false };
      },
    });
    expect(await codeOf(begin())).toBe('denied');
    expect(asked).toEqual(['https://github.com']);
    expect(await codeOf(broker.deviceCode(shipped('slack'), clientId, keep))).toBe('bad_input');
  });

  it('stops when it is told to', async () => {
    answer = () => undefined;
    const abort = new AbortController();
    const waiting = broker.devicePoll(github, clientId, 'device-1234', keep, abort.signal);
    setTimeout(() => abort.abort(), 50);
    expect(await codeOf(waiting)).toBe('cancelled');
  });
});
