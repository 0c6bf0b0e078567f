import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../shared/index.ts';
import workspace from '../../demo/workspace.json' with { type: 'json' };
import { createGithubEmulator, type GithubEmulatorOptions } from './index.ts';

const at = '/repos/brightloom/api';
const start = Date.parse(workspace.now);

function setUp(options: Partial<GithubEmulatorOptions> = {}) {
  let now = start;
  const emulator = createGithubEmulator(workspace, { now: () => now, token: 't', ...options });
  return {
    emulator,
    wait(seconds: number) {
      now += seconds * 1000;
    },
    ask(line: string, body: JsonObject | null = null, query: JsonObject = {}, headers: Record<string, string> = {}) {
      const [method = '', path = ''] = line.split(' ');
      return emulator.handle({ method, path, body, query, headers: { authorization: 'token t', ...headers } });
    },
  };
}
const message = (answer: { body: Json }): Json | undefined => (answer.body as JsonObject).message;

describe('rate limits', () => {
  it('are told with every answer, by resource', () => {
    const { ask, wait } = setUp();
    const reset = String(start / 1000 + 3600);
    expect(ask('GET /user').headers).toMatchObject({
      'x-ratelimit-limit': '5000',
      'x-ratelimit-remaining': '4999',
      'x-ratelimit-used': '1',
      'x-ratelimit-reset': reset,
      'x-ratelimit-resource': 'core',
    });
    wait(60);
    expect(ask('GET /nowhere').headers).toMatchObject({ 'x-ratelimit-used': '2', 'x-ratelimit-reset': reset });
    expect(ask('GET /search/code', null, { q: 'ci' }).headers).toMatchObject({
      'x-ratelimit-limit': '10',
      'x-ratelimit-resource': 'code_search',
    });
    expect(ask('GET /rate_limit').body).toMatchObject({ rate: { used: 2 }, resources: { code_search: { used: 1 } } });
    wait(3600);
    expect(ask('GET /user').headers).toMatchObject({ 'x-ratelimit-used': '1' });
  });
  it('once used up are refused until their reset, without a retry-after', () => {
    const { ask, wait, emulator } = setUp({ limits: { core: 2, search: 1 } });
    ask('GET /user');
    ask('GET /user');
    const refused = ask('GET /user');
    expect(refused).toMatchObject({ status: 403, headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-used': '2' } });
    expect(message(refused)).toBe('API rate limit exceeded for user ID 1840100.');
    expect(refused.headers).not.toHaveProperty('retry-after');
    expect(ask('GET /search/issues', null, { q: 'redis is:issue' }).status).toBe(200);
    expect(ask('GET /search/issues', null, { q: 'redis is:issue' }).status).toBe(403);
    wait(60);
    expect(ask('GET /search/issues', null, { q: 'redis is:issue' }).status).toBe(200);
    expect(ask('GET /user').status).toBe(403);
    wait(3540);
    expect(ask('GET /user').status).toBe(200);
    ask('GET /user');
    emulator.reset();
    expect(ask('GET /user').status).toBe(200);
  });
  it('of too many writes at once say when to try again', () => {
    const { ask, wait, emulator } = setUp({ limits: { writes: 1 } });
    expect(ask(`POST ${at}/issues/118/comments`, { body: 'One' }).status).toBe(201);
    const before = emulator.snapshot();
    wait(20);
    const refused = ask(`POST ${at}/issues/118/comments`, { body: 'Two' });
    expect(refused).toMatchObject({ status: 403, headers: { 'retry-after': '40' } });
    expect(message(refused)).toContain('exceeded a secondary rate limit');
    expect(emulator.snapshot()).toEqual(before);
    expect(ask('GET /user').status).toBe(200);
    wait(40);
    expect(ask(`POST ${at}/issues/118/comments`, { body: 'Two' }).status).toBe(201);
  });
});

describe('what the token may not do', () => {
  it('private repositories are not there without the scope repo', () => {
    const { ask } = setUp({ scopes: ['public_repo', 'notifications'] });
    expect(ask(`GET ${at}`)).toMatchObject({ status: 404, body: { message: 'Not Found' } });
    expect(ask(`POST ${at}/issues`, { title: 'T' }).status).toBe(404);
    expect(ask('PUT /user/starred/brightloom/api').status).toBe(404);
    expect(ask('GET /user/repos').body).toMatchObject([{ full_name: 'brightloom/docs' }]);
    const docs = { repository: { full_name: 'brightloom/docs' } };
    expect(ask('GET /issues', null, { filter: 'all', state: 'all' }).body).toMatchObject([docs, docs]);
    expect(ask('GET /search/issues', null, { q: 'redis is:issue' }).body).toMatchObject({ total_count: 0 });
    expect(ask('GET /search/repositories', null, { q: 'org:brightloom' }).body).toMatchObject({ total_count: 1 });
    expect(ask('GET /search/code', null, { q: 'push org:brightloom filename:ci.yml' }).body).toMatchObject({
      items: [{ repository: { name: 'docs' } }],
    });
    expect(ask('GET /notifications').body).toEqual([]);
    expect(ask('PATCH /notifications/threads/9183340021').status).toBe(404);
    expect(ask('POST /repos/brightloom/docs/issues', { title: 'T' }).status).toBe(201);
  });
  it('names the scope where GitHub does', () => {
    const { ask } = setUp({ scopes: [] });
    expect(ask('GET /user').headers).toMatchObject({ 'x-oauth-scopes': '' });
    expect(message(ask('GET /notifications'))).toBe("Missing the 'notifications' scope.");
    expect(message(ask('GET /user/orgs'))).toContain('read:org');
    expect(ask('POST /gists', { files: { a: { content: 'x' } } }).status).toBe(404);
    expect(ask('POST /repos/brightloom/docs/issues', { title: 'T' }).status).toBe(404);
    expect(ask('POST /user/repos', { name: 'x' }).status).toBe(404);
  });
});

describe('requests and pages', () => {
  it('need a user agent on the wire', () => {
    const { ask } = setUp();
    expect(ask('GET /user', null, {}, { host: '127.0.0.1:1' })).toMatchObject({ status: 403 });
    expect(ask('GET /user', null, {}, { host: '127.0.0.1:1', 'user-agent': 'x' })).toMatchObject({ status: 200 });
  });
  it('lead back to where they came in, in the sizes of their lists', () => {
    const { ask } = setUp();
    for (let i = 0; i < 60; i += 1) ask(`POST ${at}/issues`, { title: `T${i}` });
    const served = { host: '127.0.0.1:80', 'user-agent': 'x' };
    expect(ask(`GET ${at}/issues`, null, { per_page: '5', labels: 'a b' }, served).headers?.link).toBeUndefined();
    expect(ask(`GET ${at}/issues`, null, { per_page: '50' }, served).headers?.link).toBe(
      `<http://127.0.0.1:80${at}/issues?per_page=50&page=2>; rel="next", <http://127.0.0.1:80${at}/issues?per_page=50&page=2>; rel="last"`,
    );
    expect(ask(`GET ${at}/issues`, null, { per_page: '500' }).body).toHaveLength(63);
    expect(ask(`GET ${at}/issues`, null, {}).body).toHaveLength(30);
  });
  it('ids of requests are given again after a reset', () => {
    const { ask, emulator } = setUp();
    const first = ask('GET /user').headers?.['x-github-request-id'];
    expect(ask('GET /user').headers?.['x-github-request-id']).not.toBe(first);
    emulator.reset();
    expect(ask('GET /user').headers?.['x-github-request-id']).toBe(first);
  });
  it('searches end at a thousand results, long words and many operators', () => {
    const { ask } = setUp();
    const search = (q: string, more: JsonObject = {}) => ask('GET /search/issues', null, { q, ...more });
    expect(search('redis is:pr', { page: '10', per_page: '100' }).status).toBe(200);
    expect(message(search('redis is:pr', { page: '11', per_page: '100' }))).toBe(
      'Only the first 1000 search results are available',
    );
    expect(search(`${'x'.repeat(257)} is:pr`)).toMatchObject({
      status: 422,
      body: { errors: [{ message: 'The search is longer than 256 characters.' }] },
    });
    expect(search(`redis is:issue repo:${'x'.repeat(300)}`).status).toBe(200);
    expect(search('a AND b OR c NOT d AND e OR f NOT g is:issue').status).toBe(422);
  });
});

describe('refusals of single operations', () => {
  it('issues where there are none, types that the organization does not have', () => {
    const { ask } = setUp();
    ask('POST /user/repos', { name: 'my  new repo!', has_issues: false });
    expect(ask('GET /repos/samrivera/my-new-repo-').status).toBe(200);
    expect(ask('POST /repos/samrivera/my-new-repo-/issues', { title: 'T' })).toMatchObject({
      status: 410,
      body: { message: 'Issues has been disabled in this repository.' },
    });
    expect(ask('POST /user/repos', { name: 'x'.repeat(101) }).status).toBe(422);
    expect(ask(`POST ${at}/issues`, { title: 'T', type: 'Epic' })).toMatchObject({
      status: 422,
      body: { errors: [{ resource: 'Issue', field: 'type', code: 'invalid' }] },
    });
    expect(ask(`PATCH ${at}/issues/118`, { type: 'bug' }).body).toMatchObject({ type: { name: 'Bug' } });
    expect(ask(`PATCH ${at}/issues/118`, { type: null, body: null, milestone: null }).body).toMatchObject({
      type: null,
      body: null,
    });
  });
  it('what is not there cannot be taken away', () => {
    const { ask } = setUp();
    expect(ask(`DELETE ${at}/issues/comments/1`).status).toBe(404);
    expect(message(ask(`DELETE ${at}/issues/118/labels/nope`))).toBe('Label does not exist');
    expect(ask(`DELETE ${at}/releases/1`).status).toBe(404);
    expect(ask('DELETE /gists/0').status).toBe(404);
    expect(ask(`DELETE ${at}/pulls/123/requested_reviewers`, {}).status).toBe(422);
    expect(ask(`PUT ${at}/pulls/123/reviews/1/dismissals`, { message: 'x' }).status).toBe(404);
    const comment = ask(`POST ${at}/pulls/123/reviews`, { event: 'COMMENT', body: 'Hm' }).body as JsonObject;
    expect(ask(`PUT ${at}/pulls/123/reviews/${comment.id}/dismissals`, { message: 'x' }).status).toBe(422);
    const milestone = { title: 'Spring' };
    expect(ask(`POST ${at}/milestones`, milestone).status).toBe(201);
    expect(ask(`POST ${at}/milestones`, milestone)).toMatchObject({ status: 422 });
  });
});
