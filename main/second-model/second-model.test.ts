import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { ThimbleError } from '../../shared/index.ts';
import { createMemoryKeychain, type Keychain } from '../keychain/index.ts';
import { checkSecondModel, createSecondModel } from './index.ts';

const server: Server = createServer();
let address = '';
let seen: IncomingMessage[] = [];
beforeAll(async () => {
  server.on('request', (request, response) => {
    seen.push(request);
    request.resume();
    response.end(JSON.stringify({ choices: [{ message: { content: 'Paris.' } }] }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
});
afterAll(() => {
  server.close();
});
beforeEach(() => {
  seen = [];
});

const input = { request: 'capital of France?', now: '2026-03-04T10:30:00Z', zone: 'UTC', tools: [] };
const settings = () => ({ on: true, address, model: 'llama', otherHosts: false });
const signal = new AbortController().signal;

describe('the second model', () => {
  it('is off without a model, when switched off, and for an address that may not be used', () => {
    const keychain = async (): Promise<Keychain> => createMemoryKeychain();
    const name = (changes: object) =>
      createSecondModel({ settings: () => ({ ...settings(), ...changes }), keychain }).name();
    expect(name({})).toBe(`llama at ${address.slice(7, -3)}`);
    expect(name({ on: false })).toBeNull();
    expect(name({ model: '' })).toBeNull();
    expect(name({ address: 'https://example.com/v1' })).toBeNull();
  });

  it('asks nothing while it is off', async () => {
    const off = createSecondModel({
      settings: () => ({ ...settings(), on: false }),
      keychain: async () => createMemoryKeychain(),
    });
    expect(await off.ask(input, signal)).toMatchObject({ kind: 'trouble' });
    expect(seen).toEqual([]);
  });

  it('sends a key to the address it was given for, and to no other', async () => {
    const keychain = createMemoryKeychain();
    let where = address;
    const model = createSecondModel({
      settings: () => ({ ...settings(), address: where }),
      keychain: async () => keychain,
    });
    expect(await model.setKey(' sk-test-1 \n')).toMatchObject({ hasKey: true });
    expect(await model.ask(input, signal)).toEqual({ kind: 'words', text: 'Paris.' });
    where = address.replace('127.0.0.1', 'localhost');
    expect(await model.state()).toMatchObject({ hasKey: false });
    await model.ask(input, signal);
    where = address;
    expect(await model.setKey('')).toMatchObject({ hasKey: false });
    await model.ask(input, signal);
    expect(seen.map((request) => request.headers.authorization)).toEqual(['Bearer sk-test-1', undefined, undefined]);
    expect(seen.map((request) => request.url)).toEqual(Array(3).fill('/v1/chat/completions'));
  });

  it('refuses a key that would break out of its header', async () => {
    const model = createSecondModel({ settings, keychain: async () => createMemoryKeychain() });
    await expect(model.setKey('a\r\nX-Other: b')).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('asks without a key where there is no keychain', async () => {
    const keychain = (): Promise<Keychain> => {
      throw new ThimbleError('keychain_unavailable', 'None.', 'Install one.');
    };
    const model = createSecondModel({ settings, keychain });
    expect(await model.state()).toMatchObject({ hasKey: false });
    expect(await model.ask(input, signal)).toMatchObject({ kind: 'words' });
    await expect(model.setKey('sk-test-1')).rejects.toMatchObject({ code: 'keychain_unavailable' });
  });
});

describe('settings of the second model', () => {
  it.each([
    [{ model: '' }, /has no name/u],
    [{ model: 'llama\u202e' }, /not the name of a model/u],
    [{ address: 'https://example.com/v1' }, /not this machine/u],
  ])('are refused: %o', (changes, message) => {
    expect(() => checkSecondModel({ ...settings(), ...changes })).toThrow(message);
  });
});
