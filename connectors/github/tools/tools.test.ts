import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../shared/index.ts';
import workspace from '../../demo/workspace.json' with { type: 'json' };
import type { ToolRequest } from '../../kit/guest.ts';
import { directApi } from '../../kit/index.ts';
import { createGithubEmulator } from '../emulator/index.ts';
import { github } from '../index.ts';

const api = { owner: 'brightloom', repo: 'api', private: true };
const web = { owner: 'brightloom', repo: 'web', private: true };
const issue = { owner: 'brightloom', repo: 'api', number: 118, title: 'Rate limiter returns 500 when Redis is down' };
const pull = {
  owner: 'brightloom',
  repo: 'api',
  number: 123,
  title: 'Fail open',
  head: 'feature/rate-limiter',
  base: 'main',
};
const failed = { owner: 'brightloom', repo: 'api', id: 22190011841, name: 'CI', branch: 'feature/rate-limiter' };
const deploy = { owner: 'brightloom', repo: 'api', id: 22190044120, name: 'Deploy', branch: 'main' };

function tool(name: string) {
  const found = github.tools.find((one) => one.name === `github.${name}`);
  if (!found) throw new Error(`no tool ${name}`);
  return found;
}

/** Runs a tool against a fresh emulator and keeps the requests that it sent. */
async function run(name: string, args: JsonObject) {
  const emulator = createGithubEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't' });
  const direct = directApi(github, emulator, 't');
  const sent: ToolRequest[] = [];
  const result = await tool(name).run(args as never, {
    send(request) {
      sent.push(request);
      return direct.send(request);
    },
  });
  return { ...result, sent, emulator };
}

/** The last request without its paging. */
async function sentBy(name: string, args: JsonObject) {
  const last = (await run(name, args)).sent.at(-1);
  const { per_page: _size, page: _page, ...query } = last?.query ?? {};
  return { request: `${last?.method} ${last?.path}`, query, body: last?.body ?? null };
}

describe('requests', () => {
  const at = '/repos/brightloom/api';
  const cases: [string, JsonObject, string, JsonObject, JsonObject | null][] = [
    [
      'issues.create',
      { repo: api, title: 'T', body: 'B', assignees: [{ login: 'joekim' }], labels: ['bug'], type: 'Bug' },
      `POST ${at}/issues`,
      {},
      { title: 'T', body: 'B', assignees: ['joekim'], labels: ['bug'], type: 'Bug' },
    ],
    ['issues.get', { issue }, `GET ${at}/issues/118`, {}, null],
    [
      'issues.list',
      {
        repo: api,
        state: 'open',
        labels: ['bug', 'priority:high'],
        assignee: { login: '' },
        since: { from: 1_772_600_000 },
        sort: 'updated',
        direction: 'asc',
      },
      `GET ${at}/issues`,
      {
        state: 'open',
        labels: 'bug,priority:high',
        assignee: 'none',
        since: '2026-03-04T04:53:20Z',
        sort: 'updated',
        direction: 'asc',
      },
      null,
    ],
    [
      'issues.update',
      { issue, state: 'closed', state_reason: 'not_planned' },
      `PATCH ${at}/issues/118`,
      {},
      { state: 'closed', state_reason: 'not_planned' },
    ],
    [
      'issues.update',
      { issue, assignees: [{ login: '' }], labels: [''], milestone: 'none' },
      `PATCH ${at}/issues/118`,
      {},
      { labels: [], assignees: [], milestone: null },
    ],
    ['issues.comment', { issue, body: 'Hi' }, `POST ${at}/issues/118/comments`, {}, { body: 'Hi' }],
    [
      'issues.add_labels',
      { issue, labels: ['enhancement'] },
      `POST ${at}/issues/118/labels`,
      {},
      { labels: ['enhancement'] },
    ],
    [
      'issues.add_assignees',
      { issue, assignees: [{ login: 'linzhao' }] },
      `POST ${at}/issues/118/assignees`,
      {},
      { assignees: ['linzhao'] },
    ],
    [
      'issues.lock',
      { issue, lock_reason: 'too heated' },
      `PUT ${at}/issues/118/lock`,
      {},
      { lock_reason: 'too heated' },
    ],
    [
      'search.issues',
      {
        text: 'redis',
        type: 'issue',
        state: 'open',
        org: { login: 'brightloom' },
        author: { login: '@me' },
        label: 'good first issue',
        since: '2026-03-01',
        sort: 'created',
        order: 'desc',
      },
      'GET /search/issues',
      {
        q: 'redis org:brightloom is:issue is:open author:@me label:"good first issue" created:>=2026-03-01',
        sort: 'created',
        order: 'desc',
      },
      null,
    ],
    [
      'pulls.list',
      { repo: api, state: 'all', base: 'main', head: 'feature/rate-limiter' },
      `GET ${at}/pulls`,
      { state: 'all', base: 'main', head: 'brightloom:feature/rate-limiter' },
      null,
    ],
    ['pulls.get', { pull }, `GET ${at}/pulls/123`, {}, null],
    [
      'pulls.create',
      { repo: api, head: 'main', base: 'release/2026-03', title: 'T', draft: true },
      `POST ${at}/pulls`,
      {},
      { title: 'T', head: 'main', base: 'release/2026-03', draft: true },
    ],
    [
      'pulls.create',
      { repo: api, head: 'main', base: 'release/2026-03', issue },
      `POST ${at}/pulls`,
      {},
      { issue: 118, head: 'main', base: 'release/2026-03' },
    ],
    [
      'pulls.merge',
      { pull, merge_method: 'squash', commit_title: 'C' },
      `PUT ${at}/pulls/123/merge`,
      {},
      { merge_method: 'squash', commit_title: 'C' },
    ],
    [
      'pulls.request_reviewers',
      { pull, reviewers: [{ login: 'linzhao' }], teams: ['the Platform team'] },
      `POST ${at}/pulls/123/requested_reviewers`,
      {},
      { reviewers: ['linzhao'], team_reviewers: ['platform'] },
    ],
    ['pulls.create_review', { pull, event: 'APPROVE' }, `POST ${at}/pulls/123/reviews`, {}, { event: 'APPROVE' }],
    ['repos.get', { repo: api }, `GET ${at}`, {}, null],
    [
      'repos.create',
      { name: '"dotfiles"', private: true, auto_init: true },
      'POST /user/repos',
      {},
      { name: 'dotfiles', private: true, auto_init: true },
    ],
    [
      'repos.create_in_org',
      { org: { login: 'brightloom' }, name: 'x', description: 'D', license_template: 'mit' },
      'POST /orgs/brightloom/repos',
      {},
      { name: 'x', description: 'D', license_template: 'mit' },
    ],
    [
      'repos.fork',
      { repo: api, default_branch_only: true, organization: { login: 'brightloom' }, name: 'api-fork' },
      `POST ${at}/forks`,
      {},
      { organization: 'brightloom', name: 'api-fork', default_branch_only: true },
    ],
    ['repos.list_branches', { repo: api, protected: true }, `GET ${at}/branches`, { protected: true }, null],
    [
      'repos.list_commits',
      {
        repo: api,
        branch: 'release/2026-03',
        path: 'CHANGELOG.md',
        author: { login: 'joekim' },
        until: { from: 0, to: 1_772_600_000 },
      },
      `GET ${at}/commits`,
      { sha: 'release/2026-03', path: 'CHANGELOG.md', author: 'joekim', until: '2026-03-04T04:53:20Z' },
      null,
    ],
    [
      'repos.compare',
      { repo: api, base: 'main', head: 'feature/rate-limiter' },
      `GET ${at}/compare/main...feature%2Frate-limiter`,
      {},
      null,
    ],
    [
      'repos.get_contents',
      { repo: api, path: '/.github/workflows/ci.yml', ref: 'main' },
      `GET ${at}/contents/.github/workflows/ci.yml`,
      { ref: 'main' },
      null,
    ],
    ['repos.star', { repo: api }, 'PUT /user/starred/brightloom/api', {}, null],
    ['repos.unstar', { repo: api }, 'DELETE /user/starred/brightloom/api', {}, null],
    [
      'releases.create',
      { repo: api, tag: 'v2.4.0', target: 'main', prerelease: true, make_latest: 'false' },
      `POST ${at}/releases`,
      {},
      { tag_name: 'v2.4.0', target_commitish: 'main', prerelease: true, make_latest: 'false' },
    ],
    ['releases.list', { repo: api }, `GET ${at}/releases`, {}, null],
    ['releases.latest', { repo: api }, `GET ${at}/releases/latest`, {}, null],
    [
      'actions.list_runs',
      {
        repo: api,
        status: 'failure',
        branch: 'main',
        actor: { login: 'joekim' },
        created: { from: 1_772_427_600, to: 1_772_514_000 },
      },
      `GET ${at}/actions/runs`,
      { status: 'failure', branch: 'main', actor: 'joekim', created: '2026-03-02' },
      null,
    ],
    [
      'actions.dispatch',
      {
        repo: api,
        workflow: { owner: 'brightloom', repo: 'api', file: 'deploy.yml', name: 'Deploy' },
        ref: 'main',
        environment: 'staging',
      },
      `POST ${at}/actions/workflows/deploy.yml/dispatches`,
      {},
      { ref: 'main', inputs: { environment: 'staging' } },
    ],
    [
      'actions.rerun',
      { run: failed, debug: true },
      `POST ${at}/actions/runs/22190011841/rerun`,
      {},
      { enable_debug_logging: true },
    ],
    ['actions.cancel', { run: deploy }, `POST ${at}/actions/runs/22190044120/cancel`, {}, null],
    [
      'notifications.list',
      { all: true, participating: true },
      'GET /notifications',
      { all: true, participating: true },
      null,
    ],
    [
      'notifications.mark_read',
      { before: { iso: '2026-03-04T09:00:00-05:00', epoch: 1_772_632_800 } },
      'PUT /notifications',
      {},
      { last_read_at: '2026-03-04T14:00:00Z' },
    ],
    [
      'gists.create',
      { file: 'retry.sh', content: 'curl', public: false },
      'POST /gists',
      {},
      { files: { 'retry.sh': { content: 'curl' } }, public: false },
    ],
    ['user.get', {}, 'GET /user', {}, null],
    ['user.get_by_username', { user: { login: 'joekim' } }, 'GET /users/joekim', {}, null],
    [
      'notifications.mark_thread_read',
      { notification: { id: '9183340188', title: 'Billing page', repo: 'brightloom/web' } },
      'PATCH /notifications/threads/9183340188',
      {},
      null,
    ],
    [
      'search.repos',
      {
        text: 'dashboard',
        org: { login: 'brightloom' },
        in: 'description',
        language: 'c++',
        stars: 10,
        pushed: { from: 1_772_600_000 },
        archived: 'false',
        sort: 'stars',
        order: 'desc',
      },
      'GET /search/repositories',
      {
        q: 'dashboard org:brightloom in:description language:c++ stars:>10 pushed:>=2026-03-04T04:53:20Z archived:false',
        sort: 'stars',
        order: 'desc',
      },
      null,
    ],
    [
      'search.code',
      { text: '"fail open"', repo: api, path: 'src/limits', filename: 'limit er.go', language: 'go' },
      'GET /search/code',
      { q: '"fail open" repo:brightloom/api path:src/limits filename:"limit er.go" language:go' },
      null,
    ],
    [
      'repos.create_ref',
      { repo: api, ref: 'hotfix/login', from: 'feature/rate-limiter' },
      `POST ${at}/git/refs`,
      {},
      { ref: 'refs/heads/hotfix/login', sha: '9e367885c735a0b43d7700a262ced9cef45ac653' },
    ],
    [
      'repos.create_ref',
      { repo: api, ref: 'hotfix' },
      `POST ${at}/git/refs`,
      {},
      { ref: 'refs/heads/hotfix', sha: 'f7ceb9ff92e3b3d521ee426dcfd99927998e9588' },
    ],
    [
      'repos.create_ref',
      { repo: api, ref: 'v2.4.0-rc.1', from: 'f7ceb9f' },
      `POST ${at}/git/refs`,
      {},
      { ref: 'refs/tags/v2.4.0-rc.1', sha: 'f7ceb9ff92e3b3d521ee426dcfd99927998e9588' },
    ],
    [
      'repos.create_ref',
      { repo: api, ref: '2026.04', type: 'branch', from: '9e367885c735a0b43d7700a262ced9cef45ac653' },
      `POST ${at}/git/refs`,
      {},
      { ref: 'refs/heads/2026.04', sha: '9e367885c735a0b43d7700a262ced9cef45ac653' },
    ],
  ];
  for (const [name, args, request, query, body] of cases)
    it(`${name} -> ${request}`, async () => {
      expect(await sentBy(name, args)).toEqual({ request, query, body });
    });

  it('covers every tool of the model', () => {
    const covered = new Set(cases.map(([name]) => `github.${name}`));
    expect(
      github.tools.filter((one) => one.internal !== true && !covered.has(one.name)).map((one) => one.name),
    ).toEqual([]);
  });
});

describe('results', () => {
  it('keep the fields that later steps use', async () => {
    const made = await run('issues.create', { repo: web, title: 'T' });
    expect(made.data).toMatchObject({
      number: 356,
      html_url: 'https://github.com/brightloom/web/issues/356',
      state: 'open',
    });
    expect(made.summary).toBe('Opened brightloom/web#356: T');
    expect((await run('actions.list_runs', { repo: api })).data).toMatchObject({
      total_count: 2,
      workflow_runs: [{ id: 22190011841 }, { id: 22190044120 }],
    });
    expect((await run('repos.list_commits', { repo: api })).data).toMatchObject([
      { sha: 'f7ceb9ff92e3b3d521ee426dcfd99927998e9588', html_url: expect.any(String) },
      {},
      {},
    ]);
    expect((await run('repos.list_branches', { repo: api })).data).toContainEqual({
      name: 'main',
      commit: { sha: 'f7ceb9ff92e3b3d521ee426dcfd99927998e9588' },
      protected: true,
    });
    expect((await run('search.issues', { text: 'billing', type: 'issue' })).data).toMatchObject({
      items: [{ number: 352 }],
    });
  });

  it('decode a file and list a folder', async () => {
    expect((await run('repos.get_contents', { repo: web, path: 'README.md' })).data).toMatchObject({
      content: '# web\n\nCustomer dashboard.\n',
    });
    expect((await run('repos.get_contents', { repo: web, path: '.github/workflows' })).data).toMatchObject([
      { name: 'ci.yml' },
      { name: 'deploy.yml' },
    ]);
  });

  it('follow paging to the end', async () => {
    const emulator = createGithubEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't' });
    const direct = directApi(github, emulator, 't');
    for (let i = 0; i < 130; i += 1)
      await direct.send({ method: 'POST', path: '/repos/brightloom/docs/issues', body: { title: `Page ${i}` } });
    const docs = { owner: 'brightloom', repo: 'docs', private: false };
    const all = await tool('issues.list').run({ repo: docs } as never, direct);
    expect(all.data).toHaveLength(131);
    const few = await tool('issues.list').run({ repo: docs, limit: 5 } as never, direct);
    expect(few.data).toHaveLength(5);
  });

  it('have small rows: four of any list fit what the model may see', async () => {
    const lists: [string, JsonObject, (data: Json) => Json][] = [
      ['issues.list', { repo: api, state: 'all' }, (data) => data],
      ['pulls.list', { repo: api, state: 'all' }, (data) => data],
      ['search.issues', { text: 'redis' }, (data) => (data as JsonObject).items ?? []],
      ['search.repos', { org: { login: 'brightloom' } }, (data) => (data as JsonObject).items ?? []],
      ['search.code', { text: 'push' }, (data) => (data as JsonObject).items ?? []],
      ['actions.list_runs', { repo: api }, (data) => (data as JsonObject).workflow_runs ?? []],
      ['releases.list', { repo: api }, (data) => data],
      ['repos.list_branches', { repo: api }, (data) => data],
      ['repos.list_commits', { repo: api }, (data) => data],
      ['notifications.list', { all: true }, (data) => data],
      ['repos.get_contents', { repo: api, path: '.github/workflows' }, (data) => data],
    ];
    for (const [name, args, rowsOf] of lists) {
      const rows = rowsOf((await run(name, args)).data) as Json[];
      expect(rows.length, name).toBeGreaterThan(0);
      for (const row of rows) expect(JSON.stringify(row).length, name).toBeLessThanOrEqual(512);
    }
  });

  it('say in one line what came back', async () => {
    const summary = async (name: string, args: JsonObject) => (await run(name, args)).summary;
    expect(await summary('issues.list', { repo: api })).toBe(
      '2 issues and 1 pull request in brightloom/api, first: #123 Rate limiter: fail open when Redis is down',
    );
    expect(await summary('issues.list', { repo: api, milestone: 'none', labels: ['documentation'] })).toBe(
      '0 issues in brightloom/api',
    );
    expect(await summary('pulls.list', { repo: api })).toContain('1 pull request in brightloom/api, first: #123');
    expect(await summary('actions.list_runs', { repo: api })).toBe(
      '2 workflow runs in brightloom/api, newest: CI on feature/rate-limiter, failure',
    );
    expect(await summary('releases.list', { repo: api })).toBe('1 release of brightloom/api, newest: v2.3.1');
    expect(await summary('notifications.list', {})).toContain('2 unread notifications, newest: ');
    expect(await summary('search.repos', { text: 'dashboard' })).toBe('1 repository found, first: brightloom/web');
    expect(await summary('search.code', { text: 'changelog', repo: web })).toContain(
      '1 file found, first: CHANGELOG.md',
    );
    expect(await summary('user.get_by_username', { user: { login: 'joekim' } })).toBe('joekim is Joe Kim on GitHub');
    expect(await summary('pulls.merge', { pull })).toBe('Merged brightloom/api#123 “Fail open” into main');
  });

  it('of a search for either kind are of two searches, in one order and within the limit', async () => {
    const both = await run('search.issues', { text: 'redis', sort: 'created', order: 'asc' });
    expect(both.sent.map(({ query }) => query?.q)).toEqual(['redis is:issue', 'redis is:pr']);
    expect(both.data).toMatchObject({ total_count: 2, items: [{ number: 118 }, { number: 123 }] });
    expect(
      (await run('search.issues', { text: 'redis', sort: 'created', order: 'desc', limit: 1 })).data,
    ).toMatchObject({
      total_count: 2,
      items: [{ number: 123 }],
    });
    expect((await run('search.issues', { text: 'redis', reviewer: { login: '@me' } })).sent).toHaveLength(1);
    expect((await run('search.issues', { text: 'typos', state: 'merged' })).data).toMatchObject({
      items: [{ number: 13 }],
    });
  });

  it('say what GitHub ignored', async () => {
    const { summary } = await run('issues.add_assignees', { issue, assignees: [{ login: 'stranger' }] });
    expect(summary).toContain('GitHub ignored stranger');
  });
});

describe('a new branch or tag', () => {
  it('is deleted again only while it has not moved', async () => {
    const { emulator, undo, data } = await run('repos.create_ref', { repo: api, ref: 'hotfix', from: 'main' });
    expect(data).toMatchObject({ ref: 'refs/heads/hotfix', name: 'hotfix' });
    const [call] = undo ?? [];
    const direct = directApi(github, emulator, 't');
    await direct.send({ method: 'DELETE', path: '/repos/brightloom/api/git/refs/heads/hotfix' });
    const sha = '9e367885c735a0b43d7700a262ced9cef45ac653';
    await direct.send({
      method: 'POST',
      path: '/repos/brightloom/api/git/refs',
      body: { ref: 'refs/heads/hotfix', sha },
    });
    await expect(tool('repos.delete_ref').run(call?.args as never, direct)).rejects.toThrow('has moved on');
  });
  it('is a tag where its name is a version', () => {
    const effect = (ref: string, more: JsonObject = {}) =>
      tool('repos.create_ref').effectText({ repo: api, ref, ...more } as never, {});
    expect(effect('v1.2.3')).toBe('Create the tag v1.2.3 in brightloom/api at the default branch');
    expect(effect('v1.2.3', { type: 'branch', from: 'main' })).toBe(
      'Create the branch v1.2.3 in brightloom/api at main',
    );
    expect(effect('refs/tags/nightly')).toContain('the tag nightly');
    expect(effect('release/2026')).toContain('the branch release/2026');
    expect(effect('the hotfix branch')).toContain('the branch hotfix in');
    expect(effect('Tag nightly')).toContain('the tag nightly in');
    expect(effect('branch v1.2')).toContain('the branch v1.2 in');
  });
});

describe('a notification', () => {
  it('that was read already is left alone', async () => {
    const emulator = createGithubEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't' });
    const direct = directApi(github, emulator, 't');
    const args = { notification: { id: '9183340188', title: 'Billing page', repo: 'brightloom/web' } } as never;
    const once = await tool('notifications.mark_thread_read').run(args, direct);
    expect(once.summary).toBe('Marked “Billing page” as read');
    expect((await tool('notifications.mark_thread_read').run(args, direct)).summary).toContain('was read already');
  });
});

describe('refusals before sending', () => {
  const refused = async (name: string, args: JsonObject) => {
    await expect(run(name, args)).rejects.toThrow();
  };
  it('an update of nothing, a pull request without a title, a review without text', async () => {
    await refused('issues.update', { issue });
    await refused('pulls.create', { repo: api, head: 'main', base: 'release/2026-03' });
    await refused('pulls.create_review', { pull, event: 'COMMENT' });
    await refused('pulls.request_reviewers', { pull });
  });
  it('a name that GitHub would change, a milestone that is not there, an empty search', async () => {
    await refused('repos.create', { name: 'my new repo' });
    await refused('issues.create', { repo: api, title: 'T', milestone: 'v9' });
    await refused('search.issues', {});
    await refused('search.repos', {});
  });
  it('a name that Git does not take', async () => {
    for (const ref of ['two words', 'a..b', 'a~1', '/a', 'a.lock', 'a.', 'x@{1}', '.a/b', 'a:b'])
      await refused('repos.create_ref', { repo: api, ref });
  });
});

describe('effects in words', () => {
  const effect = (name: string, args: JsonObject): string => tool(name).effectText(args as never, {});
  it('say exactly what happens', () => {
    expect(effect('issues.update', { issue, state: 'closed', state_reason: 'not_planned' })).toBe(
      'Change brightloom/api#118 “Rate limiter returns 500 when Redis is down”: close it as not planned',
    );
    expect(effect('issues.update', { issue, assignees: [{ login: '' }] })).toContain('remove all its assignees');
    expect(effect('pulls.merge', { pull, merge_method: 'squash' })).toBe(
      'Merge brightloom/api#123 “Fail open” into main by squash',
    );
    expect(effect('repos.create', { name: 'x' })).toBe('Create a public repository x under your own account');
    expect(effect('gists.create', { file: 'a.sh', content: 'ls' })).toBe('Create a secret gist a.sh holding “ls”');
  });
});
