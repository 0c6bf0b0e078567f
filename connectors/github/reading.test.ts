import { describe, expect, it } from 'vitest';
import { readGithubResponse } from './reading.ts';
import { pick } from './shape.ts';
import { decodeBase64 } from './tools/base64.ts';
import { createdFilter } from './tools/created-filter.ts';

describe('readGithubResponse', () => {
  it('takes 2xx as success', () => {
    expect(readGithubResponse(204, null)).toEqual({ ok: true });
    expect(readGithubResponse(205, null)).toEqual({ ok: true });
  });
  it('tells credential, rate limit, absence and invalid values apart', () => {
    expect(readGithubResponse(401, { message: 'Bad credentials' })).toMatchObject({ code: 'unauthorized' });
    expect(readGithubResponse(403, { message: 'Resource not accessible by personal access token' })).toMatchObject({
      code: 'unauthorized',
    });
    expect(readGithubResponse(403, { message: 'API rate limit exceeded for user ID 1.' })).toMatchObject({
      code: 'rate_limited',
    });
    expect(
      readGithubResponse(403, { message: 'You have exceeded a secondary rate limit. Please wait a few minutes.' }),
    ).toMatchObject({ code: 'rate_limited' });
    expect(readGithubResponse(405, { message: 'Pull Request is not mergeable' })).toEqual({
      ok: false,
      code: 'service_error',
      message: 'GitHub answered: Pull Request is not mergeable.',
    });
    expect(readGithubResponse(429, null)).toMatchObject({ code: 'rate_limited' });
    expect(readGithubResponse(404, { message: 'Not Found' })).toMatchObject({ code: 'not_found' });
    expect(readGithubResponse(502, 'bad gateway')).toMatchObject({ code: 'service_error' });
    expect(
      readGithubResponse(422, {
        message: 'Validation Failed',
        errors: [{ resource: 'Issue', field: 'title', code: 'missing_field' }, 'Body is too long'],
      }),
    ).toEqual({
      ok: false,
      code: 'service_error',
      message: 'GitHub answered: Validation Failed; title is missing field; Body is too long.',
    });
  });
});

describe('helpers', () => {
  it('decodes Base64 as Node does, line breaks and broken bytes included', () => {
    for (const text of ['', 'a', 'ab', 'abc', '# Grüße, 世界 👋\n'.repeat(20)]) {
      const coded = Buffer.from(text)
        .toString('base64')
        .replace(/(.{60})/g, '$1\n');
      expect(decodeBase64(coded)).toBe(text);
    }
    expect(decodeBase64(Buffer.from([0x61, 0xff, 0xe2, 0x82, 0x62]).toString('base64'))).toContain('\ufffd');
  });
  it('picks nested fields and members of lists', () => {
    const from = { a: 1, b: { c: 2, d: 3 }, e: [{ f: 4, g: 5 }, { f: 6 }], h: null };
    expect(pick(from, ['a', 'b.c', 'e[].f', 'h', 'x.y', 'z[].f'])).toEqual({
      a: 1,
      b: { c: 2 },
      e: [{ f: 4 }, { f: 6 }],
      h: null,
    });
  });
  it('writes periods as date filters', () => {
    expect(createdFilter({ from: 1_772_427_600, to: 1_772_514_000 })).toBe('2026-03-02');
    expect(createdFilter({ from: 1_772_373_600, to: 1_772_460_000 })).toBe('2026-03-02');
    expect(createdFilter({ from: 1_772_600_000 })).toBe('>=2026-03-04T04:53:20Z');
    expect(createdFilter({ to: 1_772_600_000 })).toBe('<2026-03-04T04:53:20Z');
    expect(createdFilter({ from: 1_772_600_000, to: 1_772_603_600 })).toBe(
      '2026-03-04T04:53:20Z..2026-03-04T05:53:19Z',
    );
    expect(createdFilter({})).toBeUndefined();
  });
});
