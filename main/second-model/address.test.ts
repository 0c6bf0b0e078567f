import { describe, expect, it } from 'vitest';
import { readAddress } from './address.ts';

const at = (address: string, otherHosts = false) => readAddress({ address, otherHosts });

describe('the address of the second model', () => {
  it.each([
    ['http://127.0.0.1:11434/v1', { origin: 'http://127.0.0.1:11434', path: '/v1', host: '127.0.0.1:11434' }],
    ['http://127.0.0.1:11434', { origin: 'http://127.0.0.1:11434', path: '/v1', host: '127.0.0.1:11434' }],
    ['http://localhost:1234/api/v1/', { origin: 'http://localhost:1234', path: '/api/v1', host: 'localhost:1234' }],
    ['http://[::1]:8080/v1', { origin: 'http://[::1]:8080', path: '/v1', host: '[::1]:8080' }],
    ['http://127.1/v1', { origin: 'http://127.0.0.1', path: '/v1', host: '127.0.0.1' }],
  ])('is this machine: %s', (address, expected) => {
    expect(at(address)).toEqual({ ...expected, loopback: true });
  });

  it.each([
    'https://api.example.com/v1',
    'http://192.168.1.20:11434/v1',
    'http://localhost.example.com/v1',
    'http://127.0.0.1.example.com/v1',
    'http://0.0.0.0:11434/v1',
    'http://[::ffff:10.0.0.1]/v1',
    'http://169.254.169.254/v1',
  ])('is not this machine without the second switch: %s', (address) => {
    expect(() => at(address)).toThrow(/is not this machine/u);
  });

  it('may be elsewhere with it, over TLS or in a private network', () => {
    expect(at('https://api.example.com/v1', true)).toMatchObject({ host: 'api.example.com', loopback: false });
    expect(at('http://192.168.1.20:11434/v1', true)).toMatchObject({ loopback: false });
    expect(() => at('http://api.example.com/v1', true)).toThrow(/for anyone on the way to read/u);
    expect(() => at('http://169.254.169.254/v1', true)).toThrow(/for anyone on the way to read/u);
  });

  it.each([
    '',
    'llama',
    'file:///etc/passwd',
    'http://user:pw@127.0.0.1/v1',
    'http://127.0.0.1/v1?key=abc',
    'http://127.0.0.1/v1#x',
  ])('is nothing else: %s', (address) => {
    expect(() => at(address, true)).toThrow(expect.objectContaining({ code: 'bad_input' }));
  });
});
