import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../shared/index.ts';
import workspace from '../../demo/workspace.json' with { type: 'json' };
import { createGithubEmulator } from './index.ts';

const headers = { authorization: 'Bearer t', 'x-github-api-version': '2022-11-28' };

function start() {
  const emulator = createGithubEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't' });
  const ask = (
    line: string,
    body: JsonObject | null = null,
    query: JsonObject = {},
    extra: Record<string, string> = headers,
  ) => {
    const [method = '', path = ''] = line.split(' ');
    const answer = emulator.handle({ method, path, body, query, headers: extra });
    // What every answer has in its head is for protocol.test.ts.
    const link = answer.headers?.link;
    return { status: answer.status, body: answer.body, ...(link === undefined ? {} : { headers: { link } }) };
  };
  return { emulator, ask };
}

const at = '/repos/brightloom/api';

describe('credentials and versions', () => {
  it('refuses what the API refuses', () => {
    const { ask } = start();
    expect(ask('GET /user', null, {}, {})).toMatchObject({ status: 401, body: { message: 'Requires authentication' } });
    expect(ask('GET /user', null, {}, { authorization: 'Bearer wrong' })).toMatchObject({
      status: 401,
      body: { message: 'Bad credentials' },
    });
    expect(ask('GET /user', null, {}, { ...headers, 'x-github-api-version': '1999-01-01' })).toMatchObject({
      status: 400,
    });
    expect(ask('GET /user')).toMatchObject({ status: 200, body: { login: 'samrivera', name: 'Sam Rivera' } });
    expect(ask('GET /nowhere')).toMatchObject({ status: 404, body: { message: 'Not Found', status: '404' } });
  });
  it('needs its part of the workspace', () => {
    expect(() => createGithubEmulator({ me: {} }, { now: () => 0, token: 't' })).toThrow();
  });
});

describe('issues', () => {
  it('keeps what was written, and forgets it on reset', () => {
    const { ask, emulator } = start();
    const before = emulator.snapshot();
    expect(ask(`POST ${at}/issues`, { title: 'New', labels: ['BUG'], assignees: ['joekim'] })).toMatchObject({
      status: 201,
      body: { number: 124, labels: [{ name: 'bug' }] },
    });
    expect(ask(`PATCH ${at}/issues/118`, { state: 'closed', state_reason: 'duplicate' }).body).toMatchObject({
      state: 'closed',
      state_reason: 'duplicate',
      closed_at: '2026-03-04T15:30:00Z',
    });
    expect(ask(`PATCH ${at}/issues/118`, { state: 'open' }).body).toMatchObject({
      state: 'open',
      state_reason: 'reopened',
      closed_at: null,
    });
    expect(ask(`POST ${at}/issues/118/labels`, { labels: ['enhancement'] }).body).toHaveLength(3);
    expect(ask(`PUT ${at}/issues/118/lock`, { lock_reason: 'resolved' })).toEqual({ status: 204, body: null });
    expect(ask(`GET ${at}/issues/118`).body).toMatchObject({ locked: true, active_lock_reason: 'resolved' });
    expect(emulator.snapshot()).not.toEqual(before);
    emulator.reset();
    expect(emulator.snapshot()).toEqual(before);
  });
  it('refuses invalid values in its own shape', () => {
    const { ask } = start();
    expect(ask(`POST ${at}/issues`, {})).toMatchObject({
      status: 422,
      body: { message: expect.stringContaining('"title" wasn\'t supplied') },
    });
    expect(ask(`POST ${at}/issues`, { title: 'T', assignees: ['ghost'] })).toMatchObject({
      status: 422,
      body: { message: 'Validation Failed', errors: [{ field: 'assignees' }] },
    });
    expect(ask(`POST ${at}/issues`, { title: 'T', labels: 'bug' })).toMatchObject({ status: 422 });
    expect(ask(`PATCH ${at}/issues/118`, { state: 'done' })).toMatchObject({ status: 422 });
    expect(ask(`PATCH ${at}/issues/118`, { milestone: 4 })).toMatchObject({ status: 422 });
    expect(ask(`PUT ${at}/issues/118/lock`, { lock_reason: 'boring' })).toMatchObject({ status: 422 });
    expect(ask(`GET ${at}/issues/9999`)).toMatchObject({ status: 404 });
    expect(ask('GET /repos/brightloom/payments/issues')).toMatchObject({ status: 404 });
  });
  it('filters, sorts and pages with Link headers', () => {
    const { ask } = start();
    const numbers = (query: JsonObject): Json[] =>
      (ask(`GET ${at}/issues`, null, query).body as JsonObject[]).map((one) => one.number ?? null);
    expect(numbers({ state: 'all' }).sort()).toEqual([118, 121, 123, 97].sort());
    expect(numbers({ labels: 'bug', state: 'closed' })).toEqual([97]);
    expect(numbers({ assignee: 'none' })).toContain(121);
    expect(numbers({ assignee: 'joekim' })).toEqual([118]);
    const page = ask(`GET ${at}/issues`, null, { state: 'all', per_page: '3' });
    expect(page.body).toHaveLength(3);
    expect(page.headers?.link).toContain('page=2>; rel="next"');
    expect(ask(`GET ${at}/issues`, null, { state: 'all', per_page: '3', page: '2' }).headers?.link).not.toContain(
      'rel="next"',
    );
    expect(ask('GET /issues', null, { filter: 'all', state: 'all', per_page: '100' }).body).toHaveLength(12);
  });
});

describe('pull requests', () => {
  it('merges once, moves the base branch and refuses the rest', () => {
    const { ask } = start();
    const sha = '9e367885c735a0b43d7700a262ced9cef45ac653';
    expect(ask(`PUT ${at}/pulls/123/merge`, { sha: sha.replace('9', '8') })).toMatchObject({ status: 409 });
    const merged = ask(`PUT ${at}/pulls/123/merge`, { merge_method: 'squash', sha });
    expect(merged).toMatchObject({ status: 200, body: { merged: true } });
    expect(ask(`GET ${at}/branches`).body).toContainEqual(
      expect.objectContaining({
        name: 'main',
        commit: expect.objectContaining({ sha: (merged.body as JsonObject).sha }),
      }),
    );
    expect(ask(`PUT ${at}/pulls/123/merge`, {})).toMatchObject({
      status: 405,
      body: { message: 'Pull Request is not mergeable' },
    });
    expect(ask(`PATCH ${at}/issues/123`, { state: 'open' })).toMatchObject({ status: 422 });
    expect(ask(`PUT ${at}/pulls/118/merge`, {})).toMatchObject({ status: 404 });
  });
  it('opens one pull request a pair of branches', () => {
    const { ask } = start();
    expect(ask(`POST ${at}/pulls`, { title: 'T', head: 'feature/rate-limiter', base: 'main' })).toMatchObject({
      status: 422,
      body: { errors: [{ message: 'A pull request already exists for brightloom:feature/rate-limiter.' }] },
    });
    expect(ask(`POST ${at}/pulls`, { title: 'T', head: 'main', base: 'main' })).toMatchObject({
      status: 422,
      body: { errors: [{ message: 'No commits between main and main' }] },
    });
    expect(ask(`POST ${at}/pulls`, { title: 'T', head: 'nope', base: 'main' })).toMatchObject({
      status: 422,
      body: { errors: [{ field: 'head', code: 'invalid' }] },
    });
    expect(ask(`POST ${at}/pulls`, { title: 'T', head: 'main', base: 'release/2026-03', draft: true })).toMatchObject({
      status: 201,
      body: { number: 124, draft: true },
    });
    expect(ask(`PUT ${at}/pulls/124/merge`, {})).toMatchObject({
      status: 405,
      body: { message: 'Pull Request is still a draft' },
    });
    expect(ask(`POST ${at}/pulls/124/reviews`, { event: 'APPROVE' })).toMatchObject({ status: 422 });
  });
  it('reviews and asks for reviews', () => {
    const { ask } = start();
    expect(ask(`POST ${at}/pulls/123/reviews`, { event: 'APPROVE', body: 'Nice' })).toMatchObject({
      status: 200,
      body: { state: 'APPROVED' },
    });
    expect(ask(`POST ${at}/pulls/123/reviews`, { event: 'COMMENT' })).toMatchObject({ status: 422 });
    expect(ask(`POST ${at}/pulls/123/reviews`, { event: 'LGTM' })).toMatchObject({ status: 422 });
    expect(
      ask(`POST ${at}/pulls/123/requested_reviewers`, { reviewers: ['linzhao'], team_reviewers: ['platform'] }),
    ).toMatchObject({ status: 201, body: { requested_reviewers: [{ login: 'linzhao' }] } });
    expect(ask(`POST ${at}/pulls/123/requested_reviewers`, { reviewers: ['joekim'] })).toMatchObject({ status: 422 });
    expect(ask(`POST ${at}/pulls/123/requested_reviewers`, { reviewers: ['ghost'] })).toMatchObject({ status: 422 });
    expect(ask(`POST ${at}/pulls/123/requested_reviewers`, {})).toMatchObject({ status: 422 });
  });
});

describe('repositories, releases and files', () => {
  it('creates, forks, stars and releases', () => {
    const { ask } = start();
    expect(ask('POST /user/repos', { name: 'dotfiles', private: true })).toMatchObject({
      status: 201,
      body: { full_name: 'samrivera/dotfiles', private: true },
    });
    expect(ask('POST /user/repos', { name: 'Dotfiles' })).toMatchObject({
      status: 422,
      body: { errors: [{ message: 'name already exists on this account' }] },
    });
    expect(ask('POST /orgs/brightloom/repos', { name: 'status-page', visibility: 'private' })).toMatchObject({
      status: 201,
      body: { full_name: 'brightloom/status-page', private: true },
    });
    expect(ask('POST /orgs/acme/repos', { name: 'x' })).toMatchObject({ status: 404 });
    expect(ask('POST /repos/brightloom/docs/forks', { default_branch_only: true })).toMatchObject({
      status: 202,
      body: { full_name: 'samrivera/docs', fork: true },
    });
    expect(ask('GET /repos/samrivera/docs/branches').body).toHaveLength(1);
    expect(ask('GET /user/starred/brightloom/api')).toMatchObject({ status: 404 });
    expect(ask('PUT /user/starred/brightloom/api')).toEqual({ status: 204, body: null });
    expect(ask('GET /user/starred/brightloom/api')).toEqual({ status: 204, body: null });
    expect(ask(`POST ${at}/releases`, { tag_name: 'v2.3.1' })).toMatchObject({
      status: 422,
      body: { errors: [{ code: 'already_exists', field: 'tag_name' }] },
    });
    expect(ask(`POST ${at}/releases`, { tag_name: 'v2.4.0', target_commitish: 'nope' })).toMatchObject({ status: 422 });
    expect(ask(`POST ${at}/releases`, { tag_name: 'v2.4.0-rc.1', prerelease: true })).toMatchObject({ status: 201 });
    expect(ask(`GET ${at}/releases/latest`).body).toMatchObject({ tag_name: 'v2.3.1' });
    expect(ask(`POST ${at}/releases`, { tag_name: 'v2.4.0' })).toMatchObject({
      status: 201,
      body: { target_commitish: 'main', draft: false },
    });
    expect(ask(`GET ${at}/releases/latest`).body).toMatchObject({ tag_name: 'v2.4.0' });
    expect(ask(`GET ${at}/tags`).body).toContainEqual(expect.objectContaining({ name: 'v2.4.0' }));
  });
  it('reads commits, comparisons and files', () => {
    const { ask } = start();
    expect(ask(`GET ${at}/commits`, null, { sha: 'nope' })).toMatchObject({ status: 404 });
    expect(ask(`GET ${at}/commits`, null, { sha: 'feature/rate-limiter' }).body).toHaveLength(3);
    expect(ask(`GET ${at}/compare/main...feature/rate-limiter`).body).toMatchObject({
      status: 'diverged',
      ahead_by: 1,
      behind_by: 1,
    });
    expect(ask(`GET ${at}/compare/main...main`).body).toMatchObject({ status: 'identical' });
    expect(ask(`GET ${at}/contents/README.md`).body).toMatchObject({ type: 'file', encoding: 'base64' });
    expect(ask(`GET ${at}/contents/.github`).body).toMatchObject([{ type: 'dir', path: '.github/workflows' }]);
    expect(ask(`GET ${at}/contents/none.txt`)).toMatchObject({ status: 404 });
    expect(
      ask(`POST ${at}/git/refs`, { ref: 'refs/heads/new', sha: 'f7ceb9ff92e3b3d521ee426dcfd99927998e9588' }),
    ).toMatchObject({ status: 201 });
    expect(
      ask(`POST ${at}/git/refs`, { ref: 'refs/heads/new', sha: 'f7ceb9ff92e3b3d521ee426dcfd99927998e9588' }),
    ).toMatchObject({ status: 422 });
    expect(ask(`POST ${at}/git/refs`, { ref: 'new', sha: 'f7ceb9ff92e3b3d521ee426dcfd99927998e9588' })).toMatchObject({
      status: 422,
    });
  });
});

describe('refs', () => {
  it('names commits by branch, tag and short id, and deletes refs but never the default branch', () => {
    const { ask } = start();
    const sha = '9e367885c735a0b43d7700a262ced9cef45ac653';
    for (const ref of ['feature/rate-limiter', 'heads/feature/rate-limiter', sha, sha.slice(0, 7)])
      expect(ask(`GET ${at}/commits/${ref}`)).toMatchObject({ status: 200, body: { sha } });
    expect(ask(`GET ${at}/commits/v2.3.1`)).toMatchObject({ status: 200 });
    expect(ask(`GET ${at}/commits/nope`)).toMatchObject({
      status: 422,
      body: { message: 'No commit found for SHA: nope' },
    });
    expect(ask(`DELETE ${at}/git/refs/heads/feature/rate-limiter`)).toEqual({ status: 204, body: null });
    expect(ask(`DELETE ${at}/git/refs/heads/feature/rate-limiter`)).toMatchObject({ status: 422 });
    expect(ask(`DELETE ${at}/git/refs/tags/v2.3.1`)).toMatchObject({ status: 204 });
    expect(ask(`DELETE ${at}/git/refs/heads/main`)).toMatchObject({ status: 422 });
  });
});

describe('runs, notifications, gists and searches', () => {
  it('runs again only what is over, and cancels only what is not', () => {
    const { ask } = start();
    expect(ask(`POST ${at}/actions/runs/22190044120/rerun`)).toMatchObject({ status: 403 });
    expect(ask(`POST ${at}/actions/runs/22190011841/cancel`)).toMatchObject({ status: 409 });
    expect(ask(`POST ${at}/actions/runs/22190044120/cancel`)).toEqual({ status: 202, body: {} });
    expect(ask(`GET ${at}/actions/runs/22190044120`).body).toMatchObject({
      status: 'completed',
      conclusion: 'cancelled',
    });
    expect(ask(`POST ${at}/actions/runs/22190011841/rerun`)).toEqual({ status: 201, body: {} });
    expect(ask(`GET ${at}/actions/runs`, null, { status: 'queued' }).body).toMatchObject({ total_count: 1 });
    expect(ask(`POST ${at}/actions/workflows/9100/dispatches`, { ref: 'main' })).toEqual({ status: 204, body: null });
    expect(ask(`POST ${at}/actions/workflows/ci.yml/dispatches`, { ref: 'nope' })).toMatchObject({
      status: 422,
      body: { message: 'No ref found for: nope' },
    });
    expect(ask(`POST ${at}/actions/workflows/none.yml/dispatches`, { ref: 'main' })).toMatchObject({ status: 404 });
    expect(ask(`GET ${at}/actions/runs`, null, { event: 'workflow_dispatch' }).body).toMatchObject({ total_count: 1 });
    expect(ask(`GET ${at}/actions/runs`, null, { created: '>=2026-03-05' }).body).toMatchObject({ total_count: 0 });
  });
  it('marks notifications up to a moment', () => {
    const { ask } = start();
    expect(ask('GET /notifications').body).toHaveLength(2);
    expect(ask('GET /notifications', null, { participating: 'true' }).body).toMatchObject([
      { id: '9183340021', reason: 'review_requested' },
    ]);
    expect(ask('PUT /notifications', { last_read_at: '2026-03-04T05:00:00-05:00' })).toEqual({
      status: 205,
      body: null,
    });
    expect(ask('GET /notifications').body).toHaveLength(1);
    expect(ask('PUT /notifications', {})).toEqual({ status: 205, body: null });
    expect(ask('GET /notifications').body).toEqual([]);
    expect(ask('GET /notifications', null, { all: 'true' }).body).toHaveLength(2);
    expect(ask('PUT /notifications', { last_read_at: 'soon' })).toMatchObject({ status: 422 });
  });
  it('makes gists with files only', () => {
    const { ask } = start();
    expect(ask('POST /gists', { files: {} })).toMatchObject({ status: 422 });
    expect(ask('POST /gists', { files: { 'a.sh': { content: 'ls' } } })).toMatchObject({
      status: 201,
      body: {
        public: false,
        files: { 'a.sh': { content: 'ls' } },
        html_url: expect.stringContaining('https://gist.github.com/samrivera/'),
      },
    });
  });
  it('searches by words and qualifiers', () => {
    const { ask } = start();
    const found = (q: string): Json => (ask('GET /search/issues', null, { q }).body as JsonObject).total_count ?? null;
    expect(found('redis org:brightloom is:issue is:open')).toBe(1);
    expect(found('redis org:brightloom type:pr')).toBe(1);
    expect(ask('GET /search/issues', null, { q: 'redis org:brightloom' })).toMatchObject({
      status: 422,
      body: { message: "Query must include 'is:issue' or 'is:pull-request'" },
    });
    expect(found('is:pr is:merged')).toBe(1);
    expect(found('label:"good first issue" repo:brightloom/docs is:issue')).toBe(1);
    expect(found('is:open assignee:joekim is:issue')).toBe(1);
    expect(found('author:anapetrov is:pr')).toBe(1);
    expect(found('redis in:title created:>2026-03-05 is:issue')).toBe(0);
    expect(ask('GET /search/issues', null, {})).toMatchObject({ status: 422 });
    expect(ask('GET /search/repositories', null, { q: 'dashboard org:brightloom' }).body).toMatchObject({
      total_count: 1,
      items: [{ name: 'web' }],
    });
    expect(ask('GET /search/code', null, { q: 'CI repo:brightloom/api' }).body).toMatchObject({
      total_count: expect.any(Number),
    });
  });
  it('searches repositories by owner, place, stars and time', () => {
    const { ask } = start();
    const found = (q: string): Json =>
      ((ask('GET /search/repositories', null, { q }).body as JsonObject).items as JsonObject[]).map(
        ({ name }) => name ?? null,
      );
    expect(found('user:brightloom dashboard')).toEqual(['web']);
    expect(found('dashboard in:name')).toEqual([]);
    expect(found('repo:brightloom/api')).toEqual(['api']);
    expect(found('org:brightloom is:public')).toEqual(['docs']);
    expect(found('user:@me')).toEqual([]);
    expect(found('language:python')).toEqual([]);
    expect(found('stars:>0')).toEqual([]);
    ask('PUT /user/starred/brightloom/api');
    for (const stars of ['>0', '>=1', '1', '1..5', '*..1 stars:1..*']) expect(found(`stars:${stars}`)).toContain('api');
    for (const stars of ['<1', '<=0', '2..5']) expect(found(`stars:${stars}`)).not.toContain('api');
    expect(found('pushed:>2026-03-05')).toEqual([]);
    expect(found('archived:true')).toEqual([]);
    expect(ask('GET /search/repositories', null, { q: 'x', sort: 'size' })).toMatchObject({ status: 422 });
  });
  it('searches code by path, file and language, and not without words', () => {
    const { ask } = start();
    const found = (q: string): Json =>
      ((ask('GET /search/code', null, { q }).body as JsonObject).items as JsonObject[]).map(({ path }) => path ?? null);
    expect(found('push repo:brightloom/api')).toEqual(['.github/workflows/ci.yml', '.github/workflows/deploy.yml']);
    expect(found('push repo:brightloom/api filename:ci.yml')).toEqual(['.github/workflows/ci.yml']);
    expect(found('brightloom path:/ repo:brightloom/api')).toEqual([]);
    expect(found('deploy path:.github/workflows language:yaml repo:brightloom/api')).toEqual([
      '.github/workflows/deploy.yml',
    ]);
    expect(found('changelog extension:md repo:brightloom/api')).toEqual(['CHANGELOG.md']);
    expect(ask('GET /search/code', null, { q: 'repo:brightloom/api' })).toMatchObject({ status: 422 });
  });
  it('gives the same ids after a reset', () => {
    const { ask, emulator } = start();
    const one = ask(`POST ${at}/issues`, { title: 'T' });
    emulator.reset();
    expect(ask(`POST ${at}/issues`, { title: 'T' })).toEqual(one);
  });
});
