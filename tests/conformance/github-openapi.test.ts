import { describe, expect, it } from 'vitest';
import { workspace } from '../../connectors/demo/index.ts';
import { createGithubEmulator } from '../../connectors/github/emulator/index.ts';
import { connectors, directApi, type ToolApi, type UndoCall } from '../../connectors/index.ts';
import type { JsonObject } from '../../shared/index.ts';
import { type CheckedRequest, openApiAnswerProblems, openApiProblems } from './github-openapi.ts';
import { api, at, ci, closedIssue, deploy, failedRun, issue, lin, mainSha, pull } from './github-records.ts';

const github = connectors.find((one) => one.service === 'github');
if (!github) throw new Error('no connector github');

describe('the check itself', () => {
  const get = (path: string, query: JsonObject = {}): CheckedRequest => ({ method: 'GET', path, query, body: null });
  const send = (method: string, path: string, body: JsonObject | null): CheckedRequest => ({
    method,
    path,
    query: {},
    body,
  });
  it.each<[string, CheckedRequest, string]>([
    ['a path', get('/repos/a/b/nothing'), 'is no operation of GitHub'],
    ['a query parameter', get('/repos/a/b/issues', { colour: 'red' }), 'has no query parameter colour'],
    ['a choice', get('/repos/a/b/issues', { state: 'ajar' }), 'must be equal to one of the allowed values'],
    ['a number', get('/repos/a/b/issues', { per_page: 'many' }), 'must be integer'],
    ['a required parameter', get('/search/code'), 'needs q'],
    ['a body name', send('POST', '/repos/a/b/issues', { title: 'T', colour: 'red' }), 'has no body name colour'],
    ['a body value', send('PUT', '/repos/a/b/pulls/1/merge', { merge_method: 'glue' }), 'allowed values'],
    ['a body that is needed', send('POST', '/gists', null), 'needs a body'],
    ['a body where there is none', send('PUT', '/user/starred/a/b', { now: true }), 'has no body name now'],
  ])('refuses %s that GitHub does not have', (_, request, problem) => {
    expect(openApiProblems(request).join('\n')).toContain(problem);
  });
  it('refuses answers that GitHub does not give', () => {
    const star = send('PUT', '/user/starred/a/b', null);
    expect(openApiAnswerProblems(star, 204, null)).toEqual([]);
    expect(openApiAnswerProblems(star, 204, { starred: true })).toHaveLength(1);
    expect(openApiAnswerProblems(star, 201, null)).toHaveLength(1);
    expect(openApiAnswerProblems(get('/repos/a/b/labels'), 200, [{ name: 'bug' }]).join()).toContain('color');
  });
});

/** Tools that only the app calls, with the calls that bring about what they need. */
const cases: readonly (readonly [string, JsonObject, (readonly [string, JsonObject])?])[] = [
  ['issues.restore', { issue, state: 'closed', state_reason: 'completed', title: 'T', body: '', labels: [], type: '' }],
  ['issues.restore', { issue: closedIssue, state: 'open', body: 'B', assignees: [lin], milestone: 0, type: 'Bug' }],
  ['issues.remove_labels', { issue, labels: ['bug', 'priority:high'] }],
  ['issues.remove_assignees', { issue, assignees: [{ login: 'joekim' }] }],
  ['issues.unlock', { issue }, ['issues.lock', { issue, lock_reason: 'spam' }]],
  ['pulls.remove_reviewers', { pull, teams: ['platform'] }, ['pulls.request_reviewers', { pull, teams: ['platform'] }]],
  [
    'pulls.remove_reviewers',
    { pull, reviewers: [lin] },
    ['pulls.request_reviewers', { pull, reviewers: [lin], teams: ['platform'] }],
  ],
  [
    'repos.delete_ref',
    { repo: api, ref: 'refs/heads/hot/fix', sha: mainSha },
    ['repos.create_ref', { repo: api, ref: 'hot/fix' }],
  ],
  [
    'actions.cancel_started',
    { workflow: deploy, ref: 'main', after: 0 },
    ['actions.dispatch', { workflow: deploy, repo: api, ref: 'main' }],
  ],
  ['repos.list_mine', {}],
  ['repos.find', at],
  ['issues.find', { ...at, number: 118 }],
  ['pulls.find', { ...at, number: 123 }],
  ['issues.all', { repo: api }],
  ['issues.everywhere', {}],
  ['pulls.all', { repo: api }],
  ['orgs.list_mine', {}],
  ['orgs.members', { org: 'brightloom' }],
  ['users.get', { login: 'joekim' }],
  ['labels.list', { repo: api }],
  ['tags.list', { repo: api }],
  ['workflows.list', { repo: api }],
  ['runs.all', { repo: api, status: 'failure' }],
  ['runs.find', { ...at, id: failedRun.id }],
];

/** Tools whose calls come out of other calls: their arguments hold ids that only these know. */
const outOf: readonly (readonly [string, JsonObject])[] = [
  ['issues.comment', { issue, body: 'Hi' }],
  ['pulls.create_review', { pull, event: 'APPROVE' }],
  ['releases.create', { repo: api, tag: 'v2.4.0' }],
  ['actions.dispatch', { workflow: ci, repo: api, ref: 'main' }],
  ['gists.create', { file: 'a.sh', content: 'ls' }],
];

function start() {
  const emulator = createGithubEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't' });
  const direct = directApi(github as NonNullable<typeof github>, emulator, 't');
  const wrong: string[] = [];
  const checking: ToolApi = {
    async send(request) {
      const query: JsonObject = {};
      for (const [name, value] of Object.entries(request.query ?? {})) query[name] = String(value);
      const checked = { method: request.method, path: request.path, query, body: request.body ?? null };
      wrong.push(...openApiProblems(checked));
      const answer = await direct.send(request);
      wrong.push(...openApiAnswerProblems(checked, answer.status, answer.body));
      return answer;
    },
  };
  return {
    wrong,
    async run(name: string, args: JsonObject): Promise<readonly UndoCall[]> {
      const tool = github?.tools.find((one) => one.name === `github.${name}`);
      if (!tool) throw new Error(`no tool ${name}`);
      return (await tool.run(args as never, checking)).undo ?? [];
    },
  };
}

describe('what the app sends by itself, and is answered, is in GitHub’s OpenAPI document', () => {
  it.each(cases.map(([name, args, first]) => ({ name, args, first })))('$name $args', async ({ name, args, first }) => {
    const { run, wrong } = start();
    if (first) await run(...first);
    await run(name, args);
    expect(wrong).toEqual([]);
  });
  it.each(outOf)('what takes %s back', async (name, args) => {
    const { run, wrong } = start();
    for (const call of await run(name, args)) await run(call.tool.replace('github.', ''), call.args);
    expect(wrong).toEqual([]);
  });
  it('covers every tool that is not offered to the model', async () => {
    const seen = new Set(cases.map(([name]) => `github.${name}`));
    for (const [name, args] of outOf) for (const { tool } of await start().run(name, args)) seen.add(tool);
    expect(github.tools.filter((one) => one.internal && !seen.has(one.name)).map((one) => one.name)).toEqual([]);
  });
});

describe('what the emulator refuses, it refuses in the shape of GitHub’s OpenAPI document', () => {
  const base = '/repos/brightloom/api';
  it.each<[status: number, line: string, body: JsonObject | null, query?: JsonObject]>([
    [422, `POST ${base}/issues`, {}],
    [422, `POST ${base}/issues`, { title: 'T', assignees: ['ghost'] }],
    [404, `GET ${base}/issues/9999`, null],
    [404, 'GET /repos/brightloom/nothing', null],
    [422, `PATCH ${base}/issues/118`, { state: 'ajar' }],
    [422, `GET ${base}/issues`, null, { state: 'ajar' }],
    [422, `POST ${base}/pulls`, { head: 'nope', base: 'main', title: 'T' }],
    [409, `PUT ${base}/pulls/123/merge`, { sha: mainSha }],
    [405, 'PUT /repos/brightloom/docs/pulls/13/merge', {}],
    [422, `POST ${base}/pulls/123/reviews`, { event: 'COMMENT' }],
    [422, `POST ${base}/git/refs`, { ref: 'refs/heads/main', sha: mainSha }],
    [422, `GET ${base}/commits/nope`, null],
    [404, `GET ${base}/compare/main...nope`, null],
    [404, `GET ${base}/contents/nope.txt`, null],
    [422, `POST ${base}/releases`, { tag_name: 'v2.3.1' }],
    [422, 'GET /search/issues', null, { q: 'redis' }],
    [422, 'GET /search/code', null, { q: 'repo:brightloom/api' }],
    [409, `POST ${base}/actions/runs/${failedRun.id}/cancel`, null],
    [422, 'POST /gists', { files: {} }],
    [404, 'GET /users/ghost', null],
    [422, 'POST /user/repos', { name: '' }],
    [404, 'PUT /user/starred/brightloom/nothing', null],
    [422, `PUT ${base}/issues/118/lock`, { lock_reason: 'bored' }],
  ])('%i %s %j', (status, line, body, query = {}) => {
    const emulator = createGithubEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't' });
    const [method = '', path = ''] = line.split(' ');
    const answer = emulator.handle({ method, path, query, body, headers: { authorization: 'Bearer t' } });
    expect(answer.status).toBe(status);
    expect(openApiAnswerProblems({ method, path, query, body }, status, answer.body)).toEqual([]);
  });
});
