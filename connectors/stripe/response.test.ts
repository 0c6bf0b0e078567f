import { describe, expect, it } from 'vitest';
import { readResponse } from './response.ts';

describe('readResponse', () => {
  const error = (message: string) => ({ error: { message, type: 'invalid_request_error' } });
  it.each([
    [401, 'unauthorized'],
    [403, 'unauthorized'],
    [404, 'not_found'],
    [429, 'rate_limited'],
    [400, 'service_error'],
    [402, 'service_error'],
    [500, 'service_error'],
  ])('reads %i as %s', (status, code) => {
    expect(readResponse(status, error('No.'))).toMatchObject({ ok: false, code });
    expect(readResponse(status, null)).toMatchObject({ ok: false, code });
  });
  it('reads 2xx as a success', () => expect(readResponse(200, {})).toEqual({ ok: true }));
});
