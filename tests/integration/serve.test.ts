import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { request as httpRequest } from 'node:http';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Proposal, ProposeInput } from '../../main/inference/index.ts';
import { type NeedleServer, newToken, startNeedleServer } from '../../main/serve/index.ts';
import { apiError, chatCompletion, chatCompletionChunk, modelList, modelObject } from '../support/openai-shapes.ts';

/** Needle as an OpenAI-compatible endpoint, over HTTP. */

const root = new URL('../../', import.meta.url).pathname;
const token = newToken();
const now = Date.parse('2026-03-04T15:30:00Z');
let server: NeedleServer;
let asked: ProposeInput[] = [];
let propose: (input: ProposeInput, signal?: AbortSignal) => Promise<Proposal>;

const proposed = (tool: string, args: Record<string, string>): Proposal => ({
  kind: 'call',
  tool,
  args,
  confidence: 0.5,
  argConfidence: {},
});
const done: Proposal = { kind: 'done', confidence: 1 };
const none: Proposal = { kind: 'none', reason: 'not_a_request', confidence: 0.75 };

beforeAll(async () => {
  server = await startNeedleServer({
    model: {
      intent: null,
      proposer: {
        info: { name: 'script', device: 'none', parameters: 0 },
        propose: (input, signal) => {
          asked.push({ ...input, steps: [...input.steps] });
          return propose(input, signal);
        },
        close: async () => undefined,
      },
    },
    token,
    port: 0,
    now: () => now,
    zone: 'America/New_York',
  });
});
afterAll(() => server.close());
beforeEach(() => {
  asked = [];
  propose = async ({ steps }) => (steps.length === 0 ? proposed('weather', { city: 'Oslo', days: 'three' }) : done);
});

const weather = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'The weather of a city',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' }, days: { type: 'integer' } },
      required: ['city'],
      additionalProperties: false,
    },
    strict: true,
  },
};
const mail = { type: 'function', function: { name: 'mail', parameters: { type: 'object', properties: {} } } };
const user = { role: 'user', content: 'weather in Oslo for three days' };
const body = (more: object = {}) => ({ model: 'needle', messages: [user], tools: [weather], ...more });

const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
const post = (given: unknown, more: RequestInit = {}): Promise<Response> =>
  fetch(`${server.address}/chat/completions`, { method: 'POST', headers, body: JSON.stringify(given), ...more });
async function complete(given: object) {
  const response = await post(given);
  expect(response.status).toBe(200);
  const answer = chatCompletion.parse(await response.json());
  return answer.choices[0];
}
async function refused(response: Response, status: number) {
  expect(response.status).toBe(status);
  return apiError.parse(await response.json()).error;
}

/** A request's status, with headers that fetch does not let one set; its body is never sent. */
function raw(given: Record<string, string>, path = 'models', method = 'GET'): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const all = { authorization: headers.authorization, ...given };
    const request = httpRequest(`${server.address}/${path}`, { method, headers: all }, (response) => {
      resolve(response.statusCode);
      response.resume();
      request.destroy();
    });
    request.on('error', reject);
    if (method === 'GET') request.end();
    else request.flushHeaders();
  });
}

describe('models', () => {
  it('are one', async () => {
    const list = modelList.parse(await (await fetch(`${server.address}/models`, { headers })).json());
    expect(list.data.map(({ id }) => id)).toEqual(['needle']);
    modelObject.parse(await (await fetch(`${server.address}/models/needle`, { headers })).json());
    await refused(await fetch(`${server.address}/models/gpt`, { headers }), 404);
    expect(await refused(await post(body({ model: 'gpt' })), 404)).toMatchObject({ code: 'model_not_found' });
  });
});

describe('a chat completion', () => {
  it('answers with calls of the functions, typed by their schemas', async () => {
    const choice = await complete(body({ temperature: 0, tool_choice: 'auto' }));
    expect(choice).toMatchObject({
      finish_reason: 'tool_calls',
      message: {
        content: null,
        tool_calls: [{ function: { name: 'weather', arguments: '{"city":"Oslo","days":3}' } }],
      },
    });
    expect(asked[0]).toMatchObject({
      request: 'weather in Oslo for three days',
      now: '2026-03-04T10:30:00-05:00',
      zone: 'America/New_York',
      steps: [],
    });
  });

  it('says in a sentence when there is no call', async () => {
    propose = async () => none;
    const choice = await complete(body());
    expect(choice).toMatchObject({
      finish_reason: 'stop',
      message: { content: expect.stringMatching(/^None of .*\.$/u) },
    });
    expect(choice?.message).not.toHaveProperty('tool_calls');
    const response = await post(body());
    expect(await response.json()).toMatchObject({ needle: { confidence: 0.75 } });
  });

  it('asks the model nothing without functions', async () => {
    for (const more of [{ tools: [] }, { tools: undefined }, { tool_choice: 'none' }])
      expect(await complete(body(more))).toMatchObject({ finish_reason: 'stop' });
    expect(asked).toEqual([]);
  });

  it('offers the function that tool_choice names alone', async () => {
    await complete(body({ tools: [mail, weather], tool_choice: { type: 'function', function: { name: 'weather' } } }));
    expect(asked[0]?.tools.map(({ name }) => name)).toEqual(['weather']);
    const wrong = body({ tool_choice: { type: 'function', function: { name: 'other' } } });
    expect(await refused(await post(wrong), 400)).toMatchObject({ param: 'tool_choice' });
  });

  it('makes one call a turn where parallel calls are off', async () => {
    propose = async ({ steps }) => proposed('weather', { city: `City ${steps.length}` });
    expect((await complete(body({ parallel_tool_calls: false })))?.message.tool_calls).toHaveLength(1);
    expect((await complete(body()))?.message.tool_calls).toHaveLength(12);
  });

  const called = (id: string, city: string) => ({
    role: 'assistant',
    content: null,
    tool_calls: [{ id, type: 'function', function: { name: 'weather', arguments: JSON.stringify({ city, days: 3 }) } }],
  });
  const result = (id: string, content: unknown) => ({ role: 'tool', tool_call_id: id, content });

  it('reads calls since the last user message as steps already taken, with their results', async () => {
    const messages = [
      { role: 'system', content: 'You are a weather bot.' },
      { role: 'user', content: 'weather in Rome' },
      called('a', 'Rome'),
      result('a', '{"sky":"blue"}'),
      { role: 'assistant', content: 'Blue.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'and in Oslo,' },
          { type: 'text', text: 'then Bergen' },
        ],
      },
      called('b', 'Oslo'),
      result('b', 'grey'),
    ];
    propose = async ({ steps }) => (steps.length === 1 ? proposed('weather', { city: 'Bergen' }) : done);
    const choice = await complete(body({ messages }));
    expect(choice?.message.tool_calls?.[0]?.function.arguments).toBe('{"city":"Bergen"}');
    expect(asked[0]).toMatchObject({
      request: 'and in Oslo, then Bergen',
      steps: [{ tool: 'weather', args: { city: 'Oslo', days: '3' }, result: 'grey' }],
    });
  });

  it('ends a loop: a call that was made is not asked for again', async () => {
    propose = async ({ steps }) => (steps.length < 3 ? proposed('weather', { city: 'Oslo', days: 'three' }) : done);
    const choice = await complete(body({ messages: [user, called('a', 'Oslo'), result('a', 'grey')] }));
    expect(choice).toMatchObject({
      finish_reason: 'stop',
      message: { content: expect.stringMatching(/nothing left/u) },
    });
  });

  it('streams the same as server-sent events', async () => {
    const response = await post(body({ stream: true }));
    expect(response.headers.get('content-type')).toMatch(/^text\/event-stream/u);
    const events = (await response.text()).trim().split('\n\n');
    expect(events.at(-1)).toBe('data: [DONE]');
    const chunks = events.slice(0, -1).map((event) => chatCompletionChunk.parse(JSON.parse(event.slice(6))).choices[0]);
    expect(chunks[0]?.delta.role).toBe('assistant');
    expect(chunks.flatMap((chunk) => chunk?.delta.tool_calls ?? [])).toMatchObject([
      { index: 0, id: expect.any(String), function: { name: 'weather', arguments: '{"city":"Oslo","days":3}' } },
    ]);
    expect(chunks.map((chunk) => chunk?.finish_reason)).toEqual([null, null, 'tool_calls']);
    propose = async () => none;
    expect(await (await post(body({ stream: true }))).text()).toContain('None of the functions');
  });
});

describe('a request that cannot be taken', () => {
  it.each([
    ['no messages', { messages: [] }],
    ['no user message', { messages: [{ role: 'system', content: 'hi' }] }],
    ['an image', { messages: [{ role: 'user', content: [{ type: 'image_url', image_url: { url: 'x' } }] }] }],
    ['too long a request', { messages: [{ role: 'user', content: 'x'.repeat(2001) }] }],
    ['two answers', { n: 2 }],
    ['a function without a name', { tools: [{ type: 'function', function: {} }] }],
    [
      'arguments that are no JSON',
      {
        messages: [
          user,
          {
            role: 'assistant',
            tool_calls: [{ id: 'a', type: 'function', function: { name: 'weather', arguments: '{' } }],
          },
        ],
      },
    ],
  ])('is refused with a sentence: %s', async (_name, more) => {
    expect((await refused(await post(body(more)), 400)).type).toBe('invalid_request_error');
    expect(asked).toEqual([]);
  });
  it('is refused when it is too large, no JSON, or of another type', async () => {
    const long = { 'content-type': 'application/json', 'content-length': '1048577' };
    expect(await raw(long, 'chat/completions', 'POST')).toBe(413);
    await refused(await post(null, { body: '{"model":' }), 400);
    await refused(await post(null, { body: 'null' }), 400);
    await refused(await post(body(), { headers: { ...headers, 'content-type': 'text/plain' } }), 415);
  });
  it('is a 500 without inner words when the model fails', async () => {
    propose = () => Promise.reject(new Error('/home/me/secret'));
    expect((await refused(await post(body()), 500)).message).not.toContain('secret');
  });
});

describe('who may ask', () => {
  it('whoever has the token', async () => {
    for (const authorization of ['', 'Bearer', `Bearer ${token}x`, `Basic ${token}`])
      await refused(await post(body(), { headers: { ...headers, authorization } }), 401);
    expect(asked).toEqual([]);
  });
  it('not by another name (DNS rebinding), and no web page', async () => {
    const { host, port } = new URL(server.address);
    expect(await raw({ host })).toBe(200);
    expect(await raw({ host: `localhost:${port}` })).toBe(200);
    expect(await raw({ host: `attacker.example:${port}` })).toBe(403);
    expect(await raw({ host: '127.0.0.1' })).toBe(403);
    expect(await raw({ origin: 'https://attacker.example' })).toBe(403);
    expect(await raw({ origin: `http://${host}` })).toBe(403);
    expect(await raw({ 'sec-fetch-site': 'same-site' })).toBe(403);
  });
});

describe('several at once', () => {
  it('are answered one after the other, and too many are turned away', async () => {
    let [running, most] = [0, 0];
    const open = Promise.withResolvers<void>();
    propose = async () => {
      running += 1;
      most = Math.max(most, running);
      await open.promise;
      running -= 1;
      return none;
    };
    const statuses: number[] = [];
    const turnedAway = Promise.withResolvers<void>();
    const all = Array.from({ length: 20 }, async () => {
      statuses.push((await post(body())).status);
      // 17 are taken: one runs and 16 wait for it. The others are answered at once.
      if (statuses.length === 3) turnedAway.resolve();
    });
    await turnedAway.promise;
    expect(statuses).toEqual([429, 429, 429]);
    open.resolve();
    await Promise.all(all);
    expect(statuses.slice(3)).toEqual(Array(17).fill(200));
    expect(most).toBe(1);
  });

  it('do not wait for one whose client has gone', async () => {
    const stopped = Promise.withResolvers<void>();
    const begun = Promise.withResolvers<void>();
    propose = (_input, signal) =>
      new Promise((_resolve, reject) => {
        begun.resolve();
        signal?.addEventListener('abort', () => {
          stopped.resolve();
          reject(signal.reason);
        });
      });
    const gone = new AbortController();
    const first = post(body(), { signal: gone.signal }).catch(() => 'gone');
    await begun.promise;
    gone.abort();
    expect(await first).toBe('gone');
    await stopped.promise;
    propose = async () => none;
    expect(await complete(body())).toMatchObject({ finish_reason: 'stop' });
  });
});

describe('thimble serve', () => {
  it('serves the shipped model from the command line until it is stopped', async () => {
    const child = spawn(process.execPath, [`${root}main/hosts/terminal/main.ts`, 'serve', '--port', '0'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void child.kill('SIGKILL'));
    const ended = once(child, 'exit');
    try {
      let address = '';
      let given = '';
      for await (const line of createInterface({ input: child.stdout })) {
        address ||= /http:\/\/127\.0\.0\.1:\d+\/v1/u.exec(line)?.[0] ?? '';
        given ||= /^Token: (\S+)$/u.exec(line)?.[1] ?? '';
        if (line.startsWith('Stop it')) break;
      }
      const response = await fetch(`${address}/chat/completions`, {
        method: 'POST',
        headers: { authorization: `Bearer ${given}`, 'content-type': 'application/json' },
        body: JSON.stringify(body()),
      });
      expect(response.status).toBe(200);
      const { finish_reason, message } = chatCompletion.parse(await response.json()).choices[0] ?? {};
      // Whatever it says of a function that it never saw: calls of that function, or a sentence.
      for (const one of message?.tool_calls ?? []) expect(one.function.name).toBe('weather');
      expect(message?.content === null).toBe(finish_reason === 'tool_calls');
    } finally {
      child.kill('SIGINT');
    }
    expect((await ended)[0]).toBe(0);
  }, 180_000);
});
