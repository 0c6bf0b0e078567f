import { Octokit } from '@octokit/rest';
import { afterEach, describe, expect, it } from 'vitest';
import { operations, workspace } from '../../connectors/demo/index.ts';
import { createGithubEmulator, type GithubEmulatorOptions } from '../../connectors/github/emulator/index.ts';
import { type ServedEmulator, serveEmulator } from '../../connectors/index.ts';
import { at, deployRun, failedRun, featureSha, issue, mainSha, owner, pull } from './github-records.ts';

const issue_number = issue.number;
const pull_number = pull.number;
let served: ServedEmulator | undefined;
afterEach(async () => {
  await served?.close();
  served = undefined;
});

const silent = (): void => undefined;

/** Octokit over HTTP against a fresh emulator. */
async function start(options: Partial<GithubEmulatorOptions> & { readonly auth?: string } = {}) {
  const { auth = 'ghp_demo', ...given } = options;
  const emulator = createGithubEmulator(workspace, {
    now: () => Date.parse(workspace.now),
    token: 'ghp_demo',
    ...given,
  });
  served = await serveEmulator(emulator, operations);
  // The errors are expected; Octokit would write each to the console.
  const log = { debug: silent, info: silent, warn: silent, error: silent };
  return new Octokit({ baseUrl: served.origin, log, ...(auth === '' ? {} : { auth }) });
}

/** What Octokit's own error says. */
async function failure(call: Promise<unknown>) {
  const error: unknown = await call.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error)) throw new Error('it did not fail');
  const { name, message, status, response } = error as Error & {
    status?: number;
    response?: { headers: Record<string, string>; data: unknown };
  };
  return { name, message, status, headers: response?.headers, data: response?.data };
}

describe('Octokit round trips', () => {
  it('an issue from its opening to its closing', async () => {
    const { rest } = await start();
    const { data: made, status } = await rest.issues.create({
      ...at,
      title: 'T',
      labels: ['bug'],
      assignees: ['joekim'],
    });
    expect([status, made.number, made.state]).toEqual([201, 124, 'open']);
    const number = { ...at, issue_number: made.number };
    const { data: comment } = await rest.issues.createComment({ ...number, body: 'Hi' });
    expect((await rest.issues.listComments(number)).data.map(({ id }) => id)).toEqual([comment.id]);
    expect((await rest.issues.deleteComment({ ...at, comment_id: comment.id })).status).toBe(204);
    expect((await rest.issues.addLabels({ ...number, labels: ['enhancement'] })).data).toHaveLength(2);
    expect((await rest.issues.removeLabel({ ...number, name: 'bug' })).data).toMatchObject([{ name: 'enhancement' }]);
    await rest.issues.addAssignees({ ...number, assignees: ['linzhao'] });
    await rest.issues.removeAssignees({ ...number, assignees: ['joekim'] });
    expect((await rest.issues.lock({ ...number, lock_reason: 'spam' })).status).toBe(204);
    expect((await rest.issues.unlock(number)).status).toBe(204);
    await rest.issues.update({ ...number, state: 'closed', state_reason: 'not_planned' });
    expect((await rest.issues.get(number)).data).toMatchObject({
      state: 'closed',
      state_reason: 'not_planned',
      labels: [{ name: 'enhancement' }],
      assignees: [{ login: 'linzhao' }],
      locked: false,
    });
  });
  it('a pull request from a new branch to its merge', async () => {
    const { rest } = await start();
    const { data: from } = await rest.git.getRef({ ...at, ref: 'heads/feature/rate-limiter' });
    expect(from.object.sha).toBe(featureSha);
    const { data: ref } = await rest.git.createRef({ ...at, ref: 'refs/heads/fix/a', sha: from.object.sha });
    expect(ref).toMatchObject({ ref: 'refs/heads/fix/a', object: { sha: featureSha, type: 'commit' } });
    const { data: made } = await rest.pulls.create({ ...at, head: 'fix/a', base: 'main', title: 'Fix' });
    const number = { ...at, pull_number: made.number };
    await rest.pulls.requestReviewers({ ...number, reviewers: ['linzhao'], team_reviewers: ['platform'] });
    const { data: fewer } = await rest.pulls.removeRequestedReviewers({ ...number, reviewers: ['linzhao'] });
    expect([fewer.requested_reviewers, fewer.requested_teams?.map(({ slug }) => slug)]).toEqual([[], ['platform']]);
    const { data: merged } = await rest.pulls.merge({ ...number, merge_method: 'squash', sha: made.head.sha });
    expect(merged.merged).toBe(true);
    expect((await rest.pulls.get(number)).data).toMatchObject({ merged: true, merge_commit_sha: merged.sha });
    expect((await rest.repos.listCommits({ ...at, per_page: 1 })).data[0]?.sha).toBe(merged.sha);
    expect((await rest.git.deleteRef({ ...at, ref: 'heads/fix/a' })).status).toBe(204);
  });
  it('reviews', async () => {
    const { rest } = await start();
    const { data: review } = await rest.pulls.createReview({ ...at, pull_number, event: 'APPROVE' });
    expect(review.state).toBe('APPROVED');
    const dismissed = await rest.pulls.dismissReview({ ...at, pull_number, review_id: review.id, message: 'No' });
    expect(dismissed.data.state).toBe('DISMISSED');
  });
  it('repositories, files, comparisons, stars and releases', async () => {
    const { rest } = await start();
    expect((await rest.repos.get(at)).data.full_name).toBe('brightloom/api');
    const { data: file } = await rest.repos.getContent({ ...at, path: 'CHANGELOG.md' });
    expect(Array.isArray(file) ? null : file).toMatchObject({ type: 'file', encoding: 'base64' });
    const { data: compared } = await rest.repos.compareCommitsWithBasehead({
      ...at,
      basehead: 'main...feature/rate-limiter',
    });
    expect([compared.status, compared.ahead_by]).toEqual(['diverged', 1]);
    expect((await rest.activity.starRepoForAuthenticatedUser(at)).status).toBe(204);
    expect((await rest.activity.checkRepoIsStarredByAuthenticatedUser(at)).status).toBe(204);
    await rest.activity.unstarRepoForAuthenticatedUser(at);
    expect((await failure(rest.activity.checkRepoIsStarredByAuthenticatedUser(at))).status).toBe(404);
    const { data: release } = await rest.repos.createRelease({ ...at, tag_name: 'v3.0.0', target_commitish: 'main' });
    expect((await rest.repos.getLatestRelease(at)).data.id).toBe(release.id);
    expect((await rest.git.getRef({ ...at, ref: 'tags/v3.0.0' })).data.object.sha).toBe(mainSha);
    expect((await rest.repos.deleteRelease({ ...at, release_id: release.id })).status).toBe(204);
    const { data: made } = await rest.repos.createInOrg({ org: owner, name: 'status', private: true, auto_init: true });
    expect((await rest.repos.listBranches({ owner, repo: 'status' })).data).toHaveLength(1);
    expect(made.private).toBe(true);
    expect((await rest.repos.createFork({ ...at, name: 'api2' })).status).toBe(202);
  });
  it('runs, notifications, gists and people', async () => {
    const { rest } = await start();
    const dispatched = await rest.actions.createWorkflowDispatch({ ...at, workflow_id: 'deploy.yml', ref: 'main' });
    expect(dispatched.status).toBe(204);
    const { data: started } = await rest.actions.listWorkflowRuns({
      ...at,
      workflow_id: 'deploy.yml',
      event: 'workflow_dispatch',
    });
    expect(started.total_count).toBe(1);
    expect((await rest.actions.cancelWorkflowRun({ ...at, run_id: deployRun.id })).status).toBe(202);
    expect((await rest.actions.reRunWorkflow({ ...at, run_id: failedRun.id })).status).toBe(201);
    expect((await rest.activity.markThreadAsRead({ thread_id: 9183340188 })).status).toBe(205);
    expect((await rest.activity.listNotificationsForAuthenticatedUser()).data.map(({ id }) => id)).toEqual([
      '9183340021',
    ]);
    expect((await rest.activity.markNotificationsAsRead()).status).toBe(205);
    const { data: gist } = await rest.gists.create({ files: { 'a.sh': { content: 'ls' } } });
    expect((await rest.gists.get({ gist_id: gist.id ?? '' })).data.files?.['a.sh']?.content).toBe('ls');
    expect((await rest.gists.delete({ gist_id: gist.id ?? '' })).status).toBe(204);
    expect((await rest.users.getAuthenticated()).data.login).toBe('samrivera');
    expect((await rest.users.getByUsername({ username: 'joekim' })).data.name).toBe('Joe Kim');
    expect((await rest.rateLimit.get()).data.resources.core.limit).toBe(5000);
  });
});

describe('octokit.paginate', () => {
  it('follows the links through more records than a page', async () => {
    const octokit = await start();
    for (let i = 0; i < 130; i += 1) await octokit.rest.issues.create({ ...at, title: `T${i}` });
    const before = served?.received.length ?? 0;
    const all = await octokit.paginate(octokit.rest.issues.listForRepo, { ...at, state: 'open', per_page: 50 });
    expect(all).toHaveLength(133);
    expect(new Set(all.map(({ id }) => id)).size).toBe(133);
    expect(served?.received.slice(before).map(({ query }) => query.page ?? '1')).toEqual(['1', '2', '3']);
    expect(served?.received.at(-1)?.query).toEqual({ state: 'open', per_page: '50', page: '3' });
  });
  it('unwraps searches and runs, and stops where it is told', async () => {
    const octokit = await start();
    for (let i = 0; i < 8; i += 1) await octokit.rest.issues.create({ ...at, title: `needle ${i}` });
    const found = await octokit.paginate(octokit.rest.search.issuesAndPullRequests, {
      q: 'needle is:issue',
      per_page: 3,
    });
    expect(found.map(({ title }) => title)).toHaveLength(8);
    const pages: number[] = [];
    for await (const { data } of octokit.paginate.iterator(octokit.rest.actions.listWorkflowRunsForRepo, {
      ...at,
      per_page: 1,
    }))
      pages.push(data.length);
    expect(pages).toEqual([1, 1]);
    const first = await octokit.paginate(octokit.rest.issues.listForRepo, { ...at, per_page: 2 }, ({ data }, done) => {
      done();
      return data;
    });
    expect(first).toHaveLength(2);
  });
});

describe('Octokit’s errors', () => {
  it('of a missing and of a wrong token', async () => {
    expect(await failure((await start({ auth: '' })).rest.users.getAuthenticated())).toMatchObject({
      name: 'HttpError',
      status: 401,
      message: expect.stringContaining('Requires authentication'),
    });
    await served?.close();
    expect(await failure((await start({ auth: 'ghp_other' })).rest.users.getAuthenticated())).toMatchObject({
      name: 'HttpError',
      status: 401,
      message: expect.stringContaining('Bad credentials'),
    });
  });
  it('of what is not there, or not for this token', async () => {
    const { rest } = await start({ scopes: ['public_repo'] });
    for (const repo of ['nothing', 'api'])
      expect(await failure(rest.repos.get({ owner, repo }))).toMatchObject({ name: 'HttpError', status: 404 });
    expect(await failure(rest.activity.listNotificationsForAuthenticatedUser())).toMatchObject({
      status: 403,
      message: expect.stringContaining("Missing the 'notifications' scope."),
    });
  });
  it('of invalid requests, with the fields', async () => {
    const { rest } = await start();
    expect(await failure(rest.issues.create({ ...at, title: 'T', assignees: ['ghost'] }))).toMatchObject({
      name: 'HttpError',
      status: 422,
      message: expect.stringContaining('"field":"assignees"'),
    });
    expect(await failure(rest.git.createRef({ ...at, ref: 'refs/heads/main', sha: mainSha }))).toMatchObject({
      status: 422,
      message: expect.stringContaining('Reference already exists'),
    });
  });
  it('of a merge that cannot be', async () => {
    const { rest } = await start();
    expect((await failure(rest.pulls.merge({ ...at, pull_number, sha: mainSha }))).status).toBe(409);
    await rest.pulls.merge({ ...at, pull_number });
    expect(await failure(rest.pulls.merge({ ...at, pull_number }))).toMatchObject({
      status: 405,
      message: expect.stringContaining('not mergeable'),
    });
    expect((await failure(rest.issues.update({ ...at, issue_number: pull_number, state: 'open' }))).status).toBe(422);
    expect((await failure(rest.actions.cancelWorkflowRun({ ...at, run_id: failedRun.id }))).status).toBe(409);
  });
  it('of both rate limits', async () => {
    const { rest } = await start({ limits: { core: 2, writes: 1 } });
    await rest.issues.createComment({ ...at, issue_number, body: 'One' });
    expect(await failure(rest.issues.createComment({ ...at, issue_number, body: 'Two' }))).toMatchObject({
      status: 403,
      headers: { 'retry-after': '60', 'x-ratelimit-remaining': '0' },
      message: expect.stringContaining('secondary rate limit'),
    });
    expect(await failure(rest.repos.get(at))).toMatchObject({
      status: 403,
      headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-resource': 'core' },
      message: expect.stringContaining('API rate limit exceeded'),
    });
  });
});
