import { describe, expect, it } from 'vitest';
import { type ConnectorManifest, defineTool } from '../../connectors/index.ts';
import { checkedLookup, isAddressLiteral, isPublicAddress } from './address.ts';
import { checkedOrigin } from './check-endpoint.ts';
import { decodeBody } from './decode-body.ts';
import { encodeBody, encodeForm } from './encode-body.ts';
import { readAnswer, retryAfterSeconds } from './read-answer.ts';
import { isRead, writesAllowed } from './rules.ts';

const tool = (effect: 'read' | 'write', maxWrites?: number) =>
  defineTool({
    name: 'x.y',
    title: 'X',
    description: 'X',
    effect,
    undo: { kind: 'none', text: '' },
    params: {},
    ...(maxWrites === undefined ? {} : { maxWrites }),
    effectText: () => '',
    run: async () => ({ data: null, summary: '' }),
  });
const connector: ConnectorManifest = {
  service: 'notion',
  title: 'Notion',
  version: '1',
  origin: 'https://api.notion.com',
  bodyEncoding: 'json',
  headers: {},
  idempotencyHeader: null,
  readPaths: [/\/v1\/search/g],
  readResponse: (status) =>
    status < 300 ? { ok: true } : { ok: false, code: 'service_error', message: `Notion said ${status}.` },
  auth: { credential: { kind: 'bearer' }, token: null, identity: null, device: null, scopesFor: () => null },
  tools: [],
};

describe('what counts as a read', () => {
  it.each([
    ['GET', '/v1/anything', true],
    ['POST', '/v1/search', true],
    ['PATCH', '/v1/search', true],
    ['POST', '/v1/search', true],
    ['PUT', '/v1/search', false],
    ['DELETE', '/v1/search', false],
    ['POST', '/v1/search/more', false],
    ['POST', '/x/v1/search', false],
    ['POST', '/v1/pages', false],
  ] as const)('%s %s: %s', (method, path, expected) => expect(isRead({ method, path }, connector)).toBe(expected));
  it('bounds the writes of a call', () => {
    expect([writesAllowed(tool('read', 5)), writesAllowed(tool('write')), writesAllowed(tool('write', 3))]).toEqual([
      0, 1, 3,
    ]);
  });
});

describe('addresses', () => {
  it.each(['8.8.8.8', '1.1.1.1', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) =>
    expect(isPublicAddress(address)).toBe(true),
  );
  it.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.16.3.4',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '192.0.2.1',
    '::1',
    '::',
    'fe80::1',
    'fc00::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    'nonsense',
  ])('%s is not', (address) => expect(isPublicAddress(address)).toBe(false));

  const look = (addresses: string[], all: boolean) =>
    new Promise((resolve) =>
      checkedLookup((_name, callback) =>
        callback(
          null,
          addresses.map((address) => ({ address, family: 4 })),
        ),
      )('api.example', { all }, (error, ...rest) => resolve(error === null ? rest : error.message)),
    );
  it('are all checked, not only the first', async () => {
    expect(await look(['8.8.8.8', '10.0.0.1'], true)).toBe('address not allowed');
    expect(await look([], true)).toBe('address not allowed');
    expect(await look(['8.8.8.8'], true)).toEqual([[{ address: '8.8.8.8', family: 4 }]]);
    expect(await look(['8.8.8.8'], false)).toEqual(['8.8.8.8', 4]);
  });
  it('written as such are told from names', () => {
    expect(['1.2.3.4', '[::1]', '::1'].every(isAddressLiteral)).toBe(true);
    expect(isAddressLiteral('api.stripe.com')).toBe(false);
  });
});

describe('origins', () => {
  const at = (origin: string, loopback = false) => checkedOrigin({ origin, loopback }, connector);
  it('are the service over https, or loopback for the demo', () => {
    expect(at('https://api.notion.com')).toBe('https://api.notion.com');
    expect(at('http://127.0.0.1:4000', true)).toBe('http://127.0.0.1:4000');
  });
  it.each([
    ['http://api.notion.com', false],
    ['https://evil.example', false],
    ['https://api.notion.com/path', false],
    ['https://user@api.notion.com', false],
    ['http://127.0.0.1:4000', false],
    ['https://1.1.1.1', false],
    ['http://10.0.0.1', true],
    ['http://localhost:4000', true],
    ['https://api.notion.com', true],
    ['nonsense', true],
  ] as const)('never %s (loopback %s)', (origin, loopback) =>
    expect(() => at(origin, loopback)).toThrow('not one that Thimble sends to'),
  );
});

describe('bodies', () => {
  it('nest in forms as Stripe reads them', () => {
    const form = encodeForm({
      amount: 500,
      metadata: { 'a b': 'x&y' },
      items: [{ price: 'p' }, { price: 'q', q: 2 }],
      off: false,
      gone: null,
      none: [],
    });
    expect([...new URLSearchParams(form)]).toEqual([
      ['amount', '500'],
      ['metadata[a b]', 'x&y'],
      ['items[0][price]', 'p'],
      ['items[1][price]', 'q'],
      ['items[1][q]', '2'],
      ['off', 'false'],
      ['gone', ''],
      ['none', ''],
    ]);
  });
  it('are JSON otherwise, and absent when absent', () => {
    expect(encodeBody({ a: 'é' }, 'json')).toEqual({ text: '{"a":"é"}', type: 'application/json; charset=utf-8' });
    expect(encodeBody(null, 'form')).toBeNull();
  });
  it('in unknown or stacked encodings are refused', async () => {
    await expect(decodeBody(Buffer.from('x'), 'zstd', 10)).rejects.toThrow();
    await expect(decodeBody(Buffer.from('x'), 'gzip, gzip', 10)).rejects.toThrow();
    expect((await decodeBody(Buffer.from('x'), 'identity', 10)).toString()).toBe('x');
  });
});

describe('answers', () => {
  const json = { 'content-type': 'application/json; charset=utf-8' };
  const read = (status: number, text: string, headers: Record<string, string> = json) =>
    readAnswer({ status, text, headers }, connector, 0);
  const error = (...args: Parameters<typeof read>) => {
    const meaning = read(...args);
    if (meaning.ok) throw new Error('expected an error');
    return { code: meaning.error.code, message: meaning.error.message, unclear: meaning.unclear };
  };
  it('of 200 to 299 with JSON or nothing are for the connector', () => {
    expect(read(200, '{"a":1}', { ...json, link: '<x>; rel="next"' })).toEqual({
      ok: true,
      response: { status: 200, body: { a: 1 }, link: '<x>; rel="next"' },
    });
    expect(read(204, '', {})).toEqual({ ok: true, response: { status: 204, body: null, link: '' } });
    expect(read(200, '{"__proto__":{"a":1},"b":2}')).toMatchObject({ response: { body: { b: 2 } } });
    expect(read(200, '[]', { 'content-type': 'application/problem+json' })).toMatchObject({ ok: true });
  });
  it('in another form are not', () => {
    expect(error(200, '<html>', { 'content-type': 'text/html' })).toMatchObject({
      code: 'service_error',
      unclear: true,
    });
    expect(error(200, '{"a":', json)).toMatchObject({ code: 'service_error', unclear: true });
    expect(error(200, '{"a":1}', {})).toMatchObject({ code: 'service_error' });
    expect(error(502, '<html>', { 'content-type': 'text/html' })).toMatchObject({
      message: 'Notion had an error of its own.',
      unclear: true,
    });
    expect(error(404, '<html>', { 'content-type': 'text/html' })).toMatchObject({
      message: 'Notion said 404.',
      unclear: false,
    });
    expect(error(302, '', {})).toMatchObject({
      message: 'Notion answered with a redirect, which Thimble does not follow.',
    });
  });
  it('of 429 say how long to wait', () => {
    expect(error(429, '{}', { ...json, 'retry-after': '30' })).toMatchObject({
      code: 'rate_limited',
      message: 'Notion asks to wait 30 seconds.',
    });
    expect(error(429, '{}', { ...json, 'retry-after': '1' }).message).toBe('Notion asks to wait 1 second.');
    expect(error(429, '{}', { ...json, 'retry-after': '301' }).message).toBe('Notion asks to wait 6 minutes.');
    expect(error(429, '{}', { ...json, 'retry-after': '7200' }).message).toBe('Notion asks to wait 2 hours.');
    expect(error(429, '{}').message).toBe('Notion asks to slow down.');
    expect(retryAfterSeconds('Thu, 01 Jan 1970 00:00:10 GMT', 4000)).toBe(6);
    expect(retryAfterSeconds('soon', 0)).toBeNull();
  });
  it('that the connector calls good in spite of their status are errors', () => {
    const blind = { ...connector, readResponse: () => ({ ok: true }) as const };
    expect(readAnswer({ status: 500, text: '', headers: {} }, blind, 0)).toMatchObject({ ok: false });
    const throws = {
      ...connector,
      readResponse: () => {
        throw new Error('x');
      },
    };
    expect(readAnswer({ status: 200, text: '{}', headers: json }, throws, 0)).toMatchObject({ ok: false });
  });
});
