import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { connectors } from '../../../connectors/index.ts';
import type { ProposeInput } from '../../../main/inference/index.ts';
import { endpointCaller } from './caller.ts';
import { chatUrl, type Endpoint } from './chat.ts';
import { toolNames } from './names.ts';
import { endpointProposer } from './proposer.ts';
import { standardSchema } from './schema.ts';
import { type ScriptedEndpoint, startScriptedEndpoint } from './test-server.ts';

let server: ScriptedEndpoint;
beforeAll(async () => {
  server = await startScriptedEndpoint();
});
afterAll(() => server.close());
beforeEach(() => {
  server.script.length = 0;
  server.received.length = 0;
});

const waits: number[] = [];
const endpoint = (more: Partial<Endpoint> = {}): Endpoint => ({
  url: server.url,
  model: 'tiny',
  wait: async (milliseconds) => waits.push(milliseconds),
  ...more,
});
const functions = [
  {
    name: 'weather.now',
    description: 'The weather',
    parameters: { type: 'dict', properties: { city: { type: 'string' }, days: { type: 'float' } }, required: ['city'] },
  },
];

describe('a model behind an endpoint', () => {
  it('is offered functions by names that the API takes, and its calls come back by their own', async () => {
    server.script.push({ calls: [{ name: 'weather_now', arguments: '{"city":"Oslo","days":2}' }], tokens: 17 });
    const answer = await endpointCaller(endpoint({ key: 'secret' })).call('weather in Oslo', functions);
    expect(answer).toEqual({
      calls: [{ name: 'weather.now', arguments: { city: 'Oslo', days: 2 } }],
      confidence: null,
      outputTokens: 17,
    });
    expect(server.received).toMatchObject([
      {
        authorization: 'Bearer secret',
        body: {
          model: 'tiny',
          temperature: 0,
          messages: [{ role: 'user', content: 'weather in Oslo' }],
          tools: [
            {
              type: 'function',
              function: {
                name: 'weather_now',
                parameters: { type: 'object', properties: { days: { type: 'number' } }, required: ['city'] },
              },
            },
          ],
        },
      },
    ]);
  });

  it('is given the whole conversation where there is one, and no empty list of tools', async () => {
    server.script.push({ calls: [] });
    const turns = [
      { role: 'system', content: 'Be brief.' },
      { role: 'user', content: 'hi' },
    ] as const;
    const answer = await endpointCaller(endpoint({ temperature: null })).call('hi', [], turns);
    expect(answer).toEqual({ calls: [], confidence: null, outputTokens: null });
    expect(server.received[0]?.body.messages).toEqual(turns);
    expect(server.received[0]?.authorization).toBeNull();
    expect(server.received[0]?.body).not.toHaveProperty('tools');
    expect(server.received[0]?.body).not.toHaveProperty('temperature');
  });

  it('is asked again when it is busy, after as long as it says', async () => {
    waits.length = 0;
    server.script.push(
      { status: 429, body: 'slow down', retryAfter: '7' },
      { status: 503, body: 'loading' },
      { calls: [] },
    );
    await endpointCaller(endpoint()).call('hi', functions);
    expect(waits).toEqual([7000, 2000]);
  });

  it.each([
    [401, 'unauthorized'],
    [404, 'not_found'],
    [400, 'service_error'],
  ])('says what an answer of %i means', async (status, code) => {
    server.script.push({ status, body: '{"error":{"message":"no"}}' });
    await expect(endpointCaller(endpoint()).call('hi', functions)).rejects.toMatchObject({
      code,
      message: `The endpoint answered ${status}: {"error":{"message":"no"}}`,
    });
  });

  it('gives up when it stays busy', async () => {
    for (let n = 0; n < 5; n++) server.script.push({ status: 429, body: '' });
    await expect(endpointCaller(endpoint()).call('hi', functions)).rejects.toMatchObject({ code: 'rate_limited' });
    expect(server.script).toEqual([]);
  });

  it('has failed where its arguments are no JSON object or its answer is no completion', async () => {
    server.script.push({ calls: [{ name: 'weather_now', arguments: '{"city":' }] }, { status: 200, body: '[]' });
    const caller = endpointCaller(endpoint());
    await expect(caller.call('hi', functions)).rejects.toMatchObject({ code: 'service_error' });
    await expect(caller.call('hi', functions)).rejects.toMatchObject({ message: 'The answer is no chat completion.' });
  });

  it('takes no arguments for none', async () => {
    server.script.push({ calls: [{ name: 'made_up', arguments: '' }] });
    const { calls } = await endpointCaller(endpoint()).call('hi', functions);
    expect(calls).toEqual([{ name: 'made_up', arguments: {} }]);
  });

  it('may be out of reach', async () => {
    const gone = await startScriptedEndpoint();
    await gone.close();
    await expect(endpointCaller(endpoint({ url: gone.url })).call('hi', functions)).rejects.toMatchObject({
      code: 'unreachable',
    });
  });
});

describe('chatUrl', () => {
  it('adds what is not there', () => {
    const full = 'http://127.0.0.1:8000/v1/chat/completions';
    expect(chatUrl('http://127.0.0.1:8000')).toBe(full);
    expect(chatUrl('http://127.0.0.1:8000/v1/')).toBe(full);
    expect(chatUrl(full)).toBe(full);
    expect(chatUrl('https://example.com/api/v1beta?x=1')).toBe('https://example.com/api/v1beta/chat/completions?x=1');
    expect(() => chatUrl('localhost')).toThrow('not an address');
    expect(() => chatUrl('file:///etc')).toThrow('not an address');
  });
});

it('toolNames keeps names apart that look the same once changed, and cuts long ones', () => {
  const long = 'x'.repeat(80);
  const given = ['a.b', 'a_b', 'a/b', 'ok', long, `${long}y`];
  const names = toolNames(given);
  const sent = given.map(names.sent);
  expect(sent[1]).toBe('a_b');
  expect(new Set(sent).size).toBe(given.length);
  for (const name of sent) expect(name).toMatch(/^[a-zA-Z0-9_-]{1,64}$/u);
  expect(sent.map(names.original)).toEqual(given);
  expect(() => names.sent('other')).toThrow(RangeError);
});

it('standardSchema changes types only, not properties that are named like them', () => {
  expect(
    standardSchema({
      type: 'dict',
      properties: { type: { type: 'any' }, items: { type: 'tuple', items: { type: 'float', default: 'dict' } } },
    }),
  ).toEqual({
    type: 'object',
    properties: { type: {}, items: { type: 'array', items: { type: 'number', default: 'dict' } } },
  });
});

describe('a proposer behind an endpoint', () => {
  const tools = connectors.flatMap((connector) => connector.tools);
  const tool = (name: string) => tools.filter((one) => one.name === name);
  const input = (more: Partial<ProposeInput> = {}): ProposeInput => ({
    request: 'refund Jane $5',
    now: '2026-03-04T10:30:00-05:00',
    zone: 'America/New_York',
    tools: tool('stripe.refunds.create'),
    steps: [],
    ...more,
  });

  it('is offered the model-facing schemas, and proposes its first call', async () => {
    server.script.push({
      calls: [
        { name: 'stripe_refunds_create', arguments: '{"payment":"Jane","amount":5,"reason":null}' },
        { name: 'stripe_refunds_create', arguments: '{}' },
      ],
    });
    expect(await endpointProposer(endpoint()).propose(input())).toEqual({
      kind: 'call',
      tool: 'stripe.refunds.create',
      args: { payment: 'Jane', amount: '5' },
      confidence: 1,
      argConfidence: {},
    });
    expect(server.received[0]?.body.tools?.[0]?.function).toMatchObject({
      name: 'stripe_refunds_create',
      parameters: { type: 'object', additionalProperties: false },
    });
    expect(server.received[0]?.body.messages).toMatchObject([
      { role: 'system' },
      { role: 'user', content: 'refund Jane $5' },
    ]);
  });

  it('sees earlier calls and their results, and is done when it calls nothing more', async () => {
    server.script.push({ calls: [] });
    const steps = [{ tool: 'stripe.customers.search', args: { query: 'Jane' }, result: { id: 'cus_1' } }];
    expect(await endpointProposer(endpoint()).propose(input({ steps }))).toEqual({ kind: 'done', confidence: 1 });
    expect(server.received[0]?.body.messages.slice(2)).toEqual([
      {
        role: 'assistant',
        content: null,
        tool_calls: [
          {
            id: 'call_1',
            type: 'function',
            function: { name: 'stripe_customers_search', arguments: '{"query":"Jane"}' },
          },
        ],
      },
      { role: 'tool', tool_call_id: 'call_1', content: '{"id":"cus_1"}' },
    ]);
  });

  it('says none where it calls nothing at first, or writes what no proposer can', async () => {
    server.script.push(
      { calls: [] },
      { calls: [{ name: 'stripe_refunds_create', arguments: '{"payment":{"a":[1]}}' }] },
    );
    const proposer = endpointProposer(endpoint());
    expect(await proposer.propose(input())).toMatchObject({ kind: 'none', reason: 'not_a_request' });
    expect(await proposer.propose(input())).toMatchObject({ kind: 'none', reason: 'missing_value' });
  });

  it('stops when it is told to', async () => {
    const stop = new AbortController();
    stop.abort(new Error('enough'));
    await expect(endpointProposer(endpoint()).propose(input(), stop.signal)).rejects.toThrow('enough');
  });
});
