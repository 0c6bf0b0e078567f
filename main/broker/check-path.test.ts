import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pathProblem } from './check-path.ts';

describe('paths that connector code may ask for', () => {
  it.each([
    '/v1/refunds',
    '/',
    '/repos/acme/web/compare/main...feature%2Fdark-mode',
    '/repos/acme/web/git/ref/heads/release..2',
    '/repos/a/b/labels/needs%20100%25%20care',
    '/api/chat.postMessage',
    '/v1/x/...',
    '/~user/a;v=1',
    '/search/caf%C3%A9',
  ])('takes %s', (path) => expect(pathProblem(path)).toBeNull());

  it.each([
    '',
    'v1/refunds',
    'https://evil.example/v1',
    '//evil.example/v1',
    '/%2fevil.example',
    '/%252f%252fevil.example',
    '/v1//refunds',
    '/\\evil.example',
    '/%5cevil.example',
    '/%255cevil.example',
    '/v1/../admin',
    '/v1/./x',
    '/v1/..',
    '/v1/%2e%2e/admin',
    '/v1/%2E./admin',
    '/v1/%252e%252e/admin',
    '/v1/%25252e%25252e/admin',
    '/v1/a%2f..%2fadmin',
    '/v1/..;/admin',
    '/v1/..%3Bx/admin',
    '/v1/x\r\nHost: evil',
    '/v1/x%0d%0aHost:%20evil',
    '/v1/x%250d%250aHost',
    '/v1/x%00',
    '/v1/x\u0000',
    '/v1/x y',
    '/v1/é',
    '/v1/x?a=1',
    '/v1/x#a',
    '/v1/%',
    '/v1/%zz',
    `/v1/${'%25'.repeat(1)}${'25'.repeat(8)}41`,
  ])('refuses %j', (path) => expect(pathProblem(path)).toBeTypeOf('string'));

  it('lets nothing through that leaves its own place on the origin', () => {
    const piece = fc.constantFrom(
      '.',
      '..',
      '/',
      '\\',
      '%2e',
      '%2f',
      '%5c',
      '%25',
      '%',
      'a',
      'v1',
      '@',
      ':',
      ';',
      '%0a',
      '?',
      '#',
      '\t',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const path = `/${pieces.join('')}`;
        if (pathProblem(path) !== null) return;
        const url = new URL(`https://api.example${path}`);
        expect(url.origin).toBe('https://api.example');
        expect(url.pathname).toBe(path);
        // Byte by byte: not every sequence of bytes is UTF-8.
        const once = path.replace(/%([0-9a-f]{2})/gi, (_all, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
        expect(new URL(once, 'https://api.example').origin).toBe('https://api.example');
      }),
      { numRuns: 3000 },
    );
  });
});
