import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrowserHost, createBrowserWindows, handOver, startBrowserHost } from '../../main/hosts/browser/index.ts';
import { fakeThimble } from '../e2e/fixtures/fake-thimble.ts';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string | string[] | undefined>;
  readonly body: string;
}

const app = fakeThimble();
let folder = '';
let dataDir = '';
let screen = true;
const opened: string[] = [];
let host: BrowserHost;
let base: URL;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-host-'));
  mkdirSync(join(folder, 'assets'));
  writeFileSync(join(folder, 'index.html'), '<html><head></head><body></body></html>');
  writeFileSync(join(folder, 'quick.html'), '<html><head><title>quick</title></head><body></body></html>');
  writeFileSync(join(folder, 'assets', 'app.js'), 'export {};');
  dataDir = mkdtempSync(join(tmpdir(), 'thimble-data-'));
  host = await startBrowserHost({
    ...app,
    rendererDir: folder,
    dataDir,
    windows: {
      service: createBrowserWindows('thimble --quick', {}),
      open: (url, kind) => {
        opened.push(`${kind} ${new URL(url).pathname}`);
        return screen;
      },
    },
  });
  base = new URL(host.url);
});

afterAll(async () => {
  await host.close();
  rmSync(folder, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
});

/** A raw request: `fetch` would not let a test set Host, Origin or a path with dots. */
function send(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Answer> {
  const done = Promise.withResolvers<Answer>();
  const outgoing = request(
    {
      host: base.hostname,
      port: base.port,
      path,
      method: options.method ?? 'GET',
      headers: options.headers ?? {},
      agent: false,
    },
    (incoming) => {
      let body = '';
      incoming.setEncoding('utf8');
      incoming.on('data', (part: string) => {
        body += part;
        // An event stream does not end by itself.
        if (!incoming.headers['content-type']?.startsWith('text/event-stream') || !body.includes('data:')) return;
        done.resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body });
        outgoing.destroy();
      });
      incoming.on('close', () => done.resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body }));
    },
  );
  outgoing.on('error', done.reject);
  outgoing.end(options.body);
  return done.promise;
}

async function session(): Promise<string> {
  const answer = await send(new URL(host.link()).pathname + new URL(host.link()).search);
  const cookie = answer.headers['set-cookie']?.[0] ?? '';
  return cookie.split(';')[0] ?? '';
}

function call(route: string, input: unknown, headers: Record<string, string>): Promise<Answer> {
  return send(`/api/${route}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: base.origin, ...headers },
    body: JSON.stringify(input),
  });
}

describe('the browser host', () => {
  it('listens on 127.0.0.1', () => {
    expect(base.hostname).toBe('127.0.0.1');
  });

  it('exchanges its token once for a cookie that scripts and other sites do not get', async () => {
    const first = await send(`/${base.search}`);
    expect(first.status).toBe(303);
    expect(first.headers.location).toBe('/');
    expect(first.headers['set-cookie']?.[0]).toMatch(/^thimble-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/u);
    const second = await send(`/${base.search}`);
    expect(second.status).toBe(403);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  it('gives nothing without a session, not even its script', async () => {
    for (const path of ['/', '/index.html', '/assets/app.js', '/bridge.js', '/events'])
      expect((await send(path)).status, path).toBe(401);
    expect((await call('app.info', {}, {})).status).toBe(401);
    expect((await call('app.info', {}, { cookie: `thimble-${base.port}=guess` })).status).toBe(401);
  });

  it('serves the page with the bridge in it, under the strict headers', async () => {
    const page = await send('/', { headers: { cookie: await session() } });
    expect(page.body).toContain('<script src="/bridge.js"></script>');
    expect(page.headers['content-security-policy']).toContain("default-src 'none'");
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
  });

  it('serves no path outside the window’s files', async () => {
    const cookie = await session();
    for (const path of [
      '/../package.json',
      '/%2e%2e/package.json',
      '/assets/..%2f..%2fpackage.json',
      '/assets/',
      '/etc/passwd',
    ])
      expect((await send(path, { headers: { cookie } })).status, path).toBe(404);
  });

  it('answers routes of the contract', async () => {
    const answer = await call('app.info', {}, { cookie: await session() });
    expect(JSON.parse(answer.body)).toMatchObject({ ok: true, data: { demo: true } });
  });

  it('refuses a rebound name, other origins and forms, whatever cookie they carry', async () => {
    const cookie = await session();
    expect((await send('/', { headers: { cookie, host: `evil.example:${base.port}` } })).status).toBe(403);
    expect((await call('app.info', {}, { cookie, origin: 'https://evil.example' })).status).toBe(403);
    expect((await call('app.info', {}, { cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await send('/api/app.info', { method: 'POST', headers: { cookie }, body: '{}' })).status).toBe(403);
    expect((await call('app.info', {}, { cookie, 'content-type': 'text/plain' })).status).toBe(415);
    expect(
      (await send('/api/app.info', { method: 'OPTIONS', headers: { cookie, origin: base.origin } })).headers[
        'access-control-allow-origin'
      ],
    ).toBeUndefined();
  });

  it('answers what is not JSON, or too much, in one sentence', async () => {
    const cookie = await session();
    const broken = await send('/api/app.info', {
      method: 'POST',
      headers: { cookie, origin: base.origin, 'content-type': 'application/json' },
      body: '{',
    });
    expect(broken.status).toBe(400);
    expect(JSON.parse(broken.body)).toMatchObject({ ok: false, error: { code: 'bad_input' } });
    const large = await call('command.run', { request: 'x'.repeat(600_000) }, { cookie });
    expect(JSON.parse(large.body)).toMatchObject({
      ok: false,
      error: { code: 'bad_input', message: 'The request is too long.' },
    });
  });

  it('streams events to a session', async () => {
    const stream = send('/events', { headers: { cookie: await session() } });
    const repeat = setInterval(() => app.events.emit({ type: 'audit.appended' }), 20);
    const answer = await stream;
    clearInterval(repeat);
    expect(answer.headers['content-type']).toContain('text/event-stream');
    expect(answer.body).toContain('data: {"type":"audit.appended"}');
  });

  it('has a page of its own for the quick command, behind the same session', async () => {
    expect((await send('/quick')).status).toBe(401);
    const link = new URL(host.link('quick'));
    const answer = await send(link.pathname + link.search);
    expect(answer.headers.location).toBe('/quick');
    const page = await send('/quick', { headers: { cookie: await session() } });
    expect(page.body).toContain('<title>quick</title><script src="/bridge.js"></script>');
  });

  it('gives what is meant for one kind of window to no other', async () => {
    const cookie = await session();
    const stream = send('/events?window=quick', { headers: { cookie } });
    const repeat = setInterval(() => {
      app.events.emit({ type: 'navigate', view: 'audit' });
      app.events.emit({ type: 'quick.opened', text: 'hello' });
    }, 20);
    const answer = await stream;
    clearInterval(repeat);
    expect(answer.body).toContain('data: {"type":"quick.opened","text":"hello"}');
    expect(answer.body).not.toContain('navigate');
  });

  it('opens where the link of a second start leads, once that is one to follow', async () => {
    opened.length = 0;
    await handOver(dataDir, { quick: false, link: 'thimble://run?text=refund+%245' });
    await handOver(dataDir, { quick: false, link: 'thimble://app/quick' });
    expect(opened).toEqual(['quick /quick', 'main /']);
    const stream = await send('/events?window=quick', { headers: { cookie: await session() } });
    expect(stream.body).toContain('{"type":"quick.opened","text":"refund $5","fromLink":true}');
  });

  it('takes a second start over: it shows the window, or gives an address that works once', async () => {
    opened.length = 0;
    expect(await handOver(dataDir, { quick: true })).toEqual({ opened: true, link: null });
    expect(opened).toEqual(['quick /quick']);
    screen = false;
    const reply = await handOver(dataDir, { quick: false });
    screen = true;
    expect(reply).toMatchObject({ opened: false });
    const link = new URL(reply?.link ?? '');
    expect((await send(link.pathname + link.search)).status).toBe(303);
    expect((await send(link.pathname + link.search)).status).toBe(403);
  });

  it('takes a start over from nobody but who can read the note: no page, no guess, no session', async () => {
    const { token } = JSON.parse(readFileSync(join(dataDir, 'running.json'), 'utf8')) as { token: string };
    const start = (headers: Record<string, string>, body = '{"quick":true}') =>
      send('/instance', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: base.origin, ...headers },
        body,
      });
    opened.length = 0;
    const authorization = `Bearer ${token}`;
    expect((await start({})).status).toBe(403);
    expect((await start({ cookie: await session() })).status).toBe(403);
    expect((await start({ authorization: `Bearer ${token.slice(1)}x` })).status).toBe(403);
    expect((await start({ authorization, origin: 'https://evil.example' })).status).toBe(403);
    expect((await start({ authorization, 'sec-fetch-site': 'same-origin' })).status).toBe(403);
    expect((await start({ authorization }, '{"quick":"please"}')).status).toBe(400);
    expect((await start({ authorization }, `{"quick":true,"x":"${'x'.repeat(2000)}"}`)).status).toBe(413);
    expect(opened).toEqual([]);
    expect((await start({ authorization })).status).toBe(200);
    expect(opened).toEqual(['quick /quick']);
  });

  it('closes while a stream is open', async () => {
    const other = await startBrowserHost({ ...fakeThimble(), rendererDir: folder });
    const url = new URL(other.url);
    const signedIn = await fetch(other.url, { redirect: 'manual' });
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? '';
    const stream = await fetch(`${url.origin}/events`, { headers: { cookie } });
    expect(stream.status).toBe(200);
    await other.close();
    await expect(stream.text()).rejects.toThrow();
  });
});
