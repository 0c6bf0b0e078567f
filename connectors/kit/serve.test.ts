import { afterEach, describe, expect, it } from 'vitest';
import type { Emulator, EmulatorRequest } from './emulator.ts';
import { nestNames } from './form.ts';
import { operationMatcher } from './match.ts';
import { type ServedEmulator, serveEmulator } from './serve.ts';

const operations = [
  { op: 'github.things.list', method: 'GET', path: '/things' },
  { op: 'github.things.create', method: 'POST', path: '/things' },
  { op: 'github.files.get', method: 'GET', path: '/repos/{owner}/{repo}/contents/{path}' },
  { op: 'github.repos.get', method: 'GET', path: '/repos/{owner}/{repo}' },
  { op: 'github.things.search', method: 'GET', path: '/things/search' },
  { op: 'github.things.get', method: 'GET', path: '/things/{id}' },
  { op: 'slack.things.list', method: 'GET', path: '/other' },
];

function counting(): Emulator & { requests: EmulatorRequest[] } {
  const requests: EmulatorRequest[] = [];
  return {
    service: 'github',
    requests,
    handle(request) {
      requests.push(request);
      return { status: 200, body: { count: requests.length }, headers: { link: '<x>; rel="next"' } };
    },
    reset: () => void requests.splice(0),
    snapshot: () => requests.length,
  };
}

let served: ServedEmulator | null = null;
afterEach(async () => {
  await served?.close();
  served = null;
});
async function start(
  emulator = counting(),
): Promise<{ served: ServedEmulator; emulator: ReturnType<typeof counting> }> {
  served = await serveEmulator(emulator, operations);
  return { served, emulator };
}

describe('nestNames', () => {
  it('nests objects, lists and repeated names', () => {
    const form = new URLSearchParams(
      'items[0][price]=p&items[0][quantity]=2&items[1][price]=q&expand[]=a&expand[]=b&x=1&x=2&created[gte]=5',
    );
    expect(nestNames(form)).toEqual({
      items: [{ price: 'p', quantity: '2' }, { price: 'q' }],
      expand: ['a', 'b'],
      x: ['1', '2'],
      created: { gte: '5' },
    });
  });
  it('keeps odd names and never touches prototypes', () => {
    expect(
      nestNames([
        ['[a]', '1'],
        ['a[', '2'],
      ]),
    ).toEqual({ '[a]': '1', 'a[': '2' });
    nestNames([
      ['__proto__[polluted]', 'yes'],
      ['a[constructor][prototype][polluted]', 'yes'],
    ]);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });
});

describe('operationMatcher', () => {
  const match = operationMatcher(operations);
  it('takes the most specific template', () => {
    expect(match('GET', '/things/search')?.op).toBe('github.things.search');
    expect(match('GET', '/things/7')).toEqual({ op: 'github.things.get', params: { id: '7' } });
  });
  it('lets a file path hold slashes and decodes parameters', () => {
    expect(match('GET', '/repos/a/b/contents/docs/read%20me.md')).toEqual({
      op: 'github.files.get',
      params: { owner: 'a', repo: 'b', path: 'docs/read me.md' },
    });
  });
  it('answers null for other methods and paths', () => {
    expect(match('DELETE', '/things/7')).toBeNull();
    expect(match('GET', '/things/7/parts')).toBeNull();
  });
});

describe('serveEmulator', () => {
  it('decodes JSON bodies, queries and headers, and answers with the emulator', async () => {
    const { served, emulator } = await start();
    const response = await fetch(`${served.origin}/things?tag=a&tag=b`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', Authorization: 'Bearer x' },
      body: '{"a":{"b":[1]}}',
    });
    expect([response.status, await response.json(), response.headers.get('link')]).toEqual([
      200,
      { count: 1 },
      '<x>; rel="next"',
    ]);
    expect(emulator.requests[0]).toMatchObject({
      method: 'POST',
      path: '/things',
      query: { tag: ['a', 'b'] },
      body: { a: { b: [1] } },
    });
    expect(emulator.requests[0]?.headers.authorization).toBe('Bearer x');
    expect(served.received[0]).toMatchObject({ op: 'github.things.create', status: 200, response: { count: 1 } });
  });

  it('decodes form bodies with nesting', async () => {
    const { served } = await start();
    await fetch(`${served.origin}/things`, { method: 'POST', body: new URLSearchParams({ 'a[b][0]': 'x', n: '1' }) });
    expect(served.received[0]?.body).toEqual({ a: { b: ['x'] }, n: '1' });
  });

  it.each([
    ['application/json', '{"a":', 400],
    ['application/json', '[1]', 400],
    ['text/plain', 'hello', 415],
  ])('refuses a body of %s that it cannot read', async (type, body, status) => {
    const { served, emulator } = await start();
    const response = await fetch(`${served.origin}/things`, {
      method: 'POST',
      headers: { 'content-type': type },
      body,
    });
    expect(response.status).toBe(status);
    expect(emulator.requests).toHaveLength(0);
    expect(served.received[0]?.status).toBe(status);
  });

  it('names operations of its own service only', async () => {
    const { served } = await start();
    await fetch(`${served.origin}/other`);
    expect(served.received[0]?.op).toBeNull();
  });

  it('plays faults: a scripted answer as often as said, for what matches', async () => {
    const { served, emulator } = await start();
    served.addFault({
      match: { method: 'GET', path: /^\/things$/ },
      times: 2,
      action: { kind: 'respond', response: { status: 503, body: { down: true } } },
    });
    expect(
      (await fetch(`${served.origin}/things`, { method: 'POST', body: new URLSearchParams({ a: '1' }) })).status,
    ).toBe(200);
    const statuses = [];
    for (let turn = 0; turn < 3; turn += 1) statuses.push((await fetch(`${served.origin}/things`)).status);
    expect(statuses).toEqual([503, 503, 200]);
    expect(emulator.requests).toHaveLength(2);
  });

  it('drops before: nothing happened', async () => {
    const { served, emulator } = await start();
    served.addFault({ times: 1, action: { kind: 'drop' } });
    await expect(
      fetch(`${served.origin}/things`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
    ).rejects.toThrow();
    expect(emulator.requests).toHaveLength(0);
    expect(served.received).toHaveLength(0);
  });

  it('drops after: it happened and nobody was told', async () => {
    const { served, emulator } = await start();
    served.addFault({ match: { method: 'POST' }, times: 1, action: { kind: 'drop_after' } });
    await expect(
      fetch(`${served.origin}/things`, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }),
    ).rejects.toThrow();
    expect(emulator.requests).toHaveLength(1);
    expect(served.received).toHaveLength(1);
  });

  it('delays, then answers', async () => {
    const { served } = await start();
    served.addFault({ times: 1, action: { kind: 'delay', milliseconds: 40 } });
    const before = performance.now();
    expect((await fetch(`${served.origin}/things`)).status).toBe(200);
    expect(performance.now() - before).toBeGreaterThanOrEqual(35);
  });

  it.each([
    [false, 0],
    [true, 1],
  ])('answers like a gateway, the request handled or not: %s', async (handled, requests) => {
    const { served, emulator } = await start();
    served.addFault({ times: 1, action: { kind: 'status', status: 502, handled, retryAfter: 7 } });
    const response = await fetch(`${served.origin}/things`);
    expect([response.status, response.headers.get('retry-after')]).toEqual([502, '7']);
    expect(await response.text()).toContain('<!doctype html>');
    expect(emulator.requests).toHaveLength(requests);
    expect(served.received[0]).toMatchObject({ status: 502 });
  });

  it('sends a body in pieces, whole in the end', async () => {
    const { served } = await start();
    served.addFault({ times: 1, action: { kind: 'slow_body', pieces: 4, milliseconds: 1 } });
    expect(await (await fetch(`${served.origin}/things`)).json()).toEqual({ count: 1 });
  });

  it('never ends a body that has no number of pieces, until the client goes', async () => {
    const { served } = await start();
    served.addFault({ times: 1, action: { kind: 'slow_body', pieces: null, milliseconds: 1 } });
    const leave = new AbortController();
    const response = await fetch(`${served.origin}/things`, { signal: leave.signal });
    const reader = response.body?.getReader();
    for (let piece = 0; piece < 3; piece += 1) expect((await reader?.read())?.done).toBe(false);
    leave.abort();
    await expect(reader?.read()).rejects.toThrow();
    expect((await fetch(`${served.origin}/things`)).status).toBe(200);
  });

  it.each(['real', 'page'] as const)('calls its answer a web page: %s', async (body) => {
    const { served, emulator } = await start();
    served.addFault({ times: 1, action: { kind: 'wrong_type', body } });
    const response = await fetch(`${served.origin}/things`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await response.text()).toMatch(body === 'real' ? /^\{"count":1\}$/u : /^<!doctype html>/u);
    expect(emulator.requests).toHaveLength(1);
  });

  it('cuts an answer: half of it as if it were all, or broken off before its announced end', async () => {
    const { served, emulator } = await start();
    served.addFault({ times: 1, action: { kind: 'truncate', end: 'short' } });
    served.addFault({ times: 1, action: { kind: 'truncate', end: 'broken' } });
    expect(await (await fetch(`${served.origin}/things`)).text()).toBe('{"cou');
    const broken = await fetch(`${served.origin}/things`);
    expect(broken.status).toBe(200);
    await expect(broken.text()).rejects.toThrow();
    expect(emulator.requests).toHaveLength(2);
  });

  it('resets the emulator, the list and the faults', async () => {
    const { served, emulator } = await start();
    served.addFault({ times: 5, action: { kind: 'drop' } });
    served.reset();
    await fetch(`${served.origin}/things`);
    served.reset();
    expect([served.received.length, emulator.requests.length, served.faults.length]).toEqual([0, 0, 0]);
  });
});
