import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createGithubEmulator } from '../../../connectors/github/emulator/index.ts';
import { github } from '../../../connectors/github/index.ts';
import { directApi } from '../../../connectors/index.ts';
import { type Json, type JsonObject, ThimbleError } from '../../../shared/index.ts';
import { githubResolvers } from './github.ts';
import { parseReference } from './github-number.ts';
import { fold, likeness, tokens } from './github-words.ts';
import type { Resolution, ResolveContext } from './types.ts';

const workspace = JSON.parse(readFileSync(new URL('../../../connectors/demo/workspace.json', import.meta.url), 'utf8'));

const emulator = createGithubEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't' });
const api = directApi(github, emulator, 't');

/** Runs a read of the connector; its "not found" reaches resolvers as it does in the app. */
async function lookup(name: string, args: JsonObject): Promise<Json> {
  const tool = github.tools.find((one) => one.name === name);
  if (!name.startsWith('github.')) throw new ThimbleError('not_connected', 'Only GitHub is connected.', '');
  if (tool?.effect !== 'read') throw new Error(`no read ${name}`);
  try {
    return (await tool.run(args as never, api)).data;
  } catch (error) {
    if (error instanceof Error && error.message.startsWith('GitHub has no such thing'))
      throw new ThimbleError('not_found', error.message, '');
    throw error;
  }
}

interface Said {
  readonly resolved?: JsonObject;
  readonly request?: string;
  readonly lookup?: ResolveContext['lookup'];
  readonly owner?: string;
}

/** Resolves words for a parameter of a tool. */
async function resolve(tool: string, name: string, words: string, said: Said = {}): Promise<Resolution> {
  const param = github.tools.find((one) => one.name === `github.${tool}`)?.params[name];
  const resolver = param && githubResolvers[param.kind];
  if (!param || !resolver) throw new Error(`no resolver for ${tool} ${name}`);
  return resolver(words, {
    now: Date.parse(workspace.now),
    zone: workspace.timezone,
    me: workspace.me,
    defaults: { githubOwner: said.owner ?? '', slackChannel: '' },
    param,
    tool: `github.${tool}`,
    resolved: said.resolved ?? {},
    request: said.request ?? words,
    lookup: said.lookup ?? lookup,
  });
}

const value = async (tool: string, name: string, words: string, said?: Said): Promise<Json> => {
  const resolution = await resolve(tool, name, words, said);
  return resolution.kind === 'resolved'
    ? resolution.value
    : `${resolution.kind}: ${resolution.kind === 'missing' ? resolution.message : resolution.question}`;
};
const at = (repo: string) => ({ resolved: { repo: { owner: 'brightloom', repo, private: true } } });

describe('repositories', () => {
  it.each([
    ['infra', 'infra'],
    ['the api repo', 'api'],
    ['Brightloom/Web', 'web'],
    ['https://github.com/brightloom/docs', 'docs'],
    ["brightloom's mobile repository", 'mobile'],
    ['moblie', 'mobile'],
    ['the customer dashboard', 'web'],
    ['our public documentation', 'docs'],
    ['terraform', 'infra'],
  ])('%s', async (words, repo) => {
    expect(await value('repos.get', 'repo', words)).toMatchObject({ owner: 'brightloom', repo });
  });
  it.each(['payments', 'payments api', 'the login service', 'acme/api', 'the website'])(
    'none is “%s”',
    async (words) => {
      expect(await value('repos.get', 'repo', words)).toMatch(/^missing: There is no GitHub repository called/);
    },
  );
  it('made a moment ago is found by its name', async () => {
    const fresh = createGithubEmulator(workspace, { now: () => 0, token: 't' });
    const direct = directApi(github, fresh, 't');
    await direct.send({ method: 'POST', path: '/orgs/brightloom/repos', body: { name: 'status-page' } });
    const ask = async (name: string, args: JsonObject) =>
      (await github.tools.find((one) => one.name === name)?.run(args as never, direct))?.data ?? null;
    expect(await value('repos.get', 'repo', 'the status page repo', { lookup: ask })).toMatchObject({
      repo: 'status-page',
    });
  });
});

describe('the default owner', () => {
  const record = (owner: string, name: string): JsonObject => ({
    owner: { login: owner },
    name,
    private: true,
    description: '',
    default_branch: 'main',
  });
  /** Two owners have an `api`; `acme` shows `handbook` to everybody. */
  const two: ResolveContext['lookup'] = async (name, args) => {
    if (name === 'github.repos.list_mine') return [record('brightloom', 'api'), record('acme', 'api')];
    if (args.owner === 'acme' && args.repo === 'handbook') return record('acme', 'handbook');
    throw new ThimbleError('not_found', 'No such thing.', '');
  };
  const find = (words: string, owner: string) => resolve('repos.get', 'repo', words, { lookup: two, owner });

  it('is who is meant where two have a repository of that name', async () => {
    expect((await find('api', '')).kind).toBe('ambiguous');
    expect(await find('the api repo', 'Acme')).toMatchObject({
      label: 'acme/api',
      via: 'GitHub repositories, default owner in Settings',
    });
    expect((await find('api', 'somebody-else')).kind).toBe('ambiguous');
  });
  it('never goes before an owner that was named', async () => {
    expect(await find('brightloom/api', 'acme')).toMatchObject({ label: 'brightloom/api', via: 'GitHub repositories' });
    expect(await find('brightloom api', 'acme')).toMatchObject({ label: 'brightloom/api' });
  });
  it('is asked for a repository that is in nobody’s list', async () => {
    expect(await find('handbook', 'acme')).toMatchObject({ label: 'acme/handbook' });
    expect((await find('handbook', '')).kind).toBe('missing');
    expect((await find('handbok', 'acme')).kind).toBe('missing');
  });
});

describe('people', () => {
  it.each([
    ['joekim', 'joekim'],
    ['@JoeKim', 'joekim'],
    ['Joe', 'joekim'],
    ['joe.kim@brightloom.dev', 'joekim'],
    ['Tomas Ortega', 'tomasortega'],
    ['Tomás', 'tomasortega'],
    ['Zhao', 'linzhao'],
    ["Priya's", 'priyanair'],
    ['Pryia', 'priyanair'],
    ['me', 'samrivera'],
    ['myself', 'samrivera'],
  ])('%s', async (words, login) => {
    expect(await value('issues.add_assignees', 'assignees', words)).toEqual({ login });
  });
  it('are not invented', async () => {
    expect(await value('issues.add_assignees', 'assignees', 'Rahul')).toMatch(
      /^missing: There is nobody called “Rahul”/,
    );
    expect(await value('issues.add_assignees', 'assignees', '@ghost')).toMatch(/^missing/);
  });
  it('clear only where the parameter can', async () => {
    expect(await value('issues.update', 'assignees', 'none')).toEqual({ login: '' });
    expect(await value('issues.add_assignees', 'assignees', 'none')).toMatch(/^missing/);
  });
  it('are @me in a search', async () => {
    expect(await value('search.issues', 'author', 'me')).toEqual({ login: '@me' });
  });
  it('of one name are asked about', async () => {
    const two = async (name: string, args: JsonObject): Promise<Json> =>
      name === 'github.orgs.members'
        ? [
            { login: 'ana1', name: 'Ana Petrov' },
            { login: 'ana2', name: 'Ana Silva' },
          ]
        : lookup(name, args);
    expect(await resolve('issues.add_assignees', 'assignees', 'Ana', { lookup: two })).toMatchObject({
      kind: 'ambiguous',
      candidates: [{ value: { login: 'ana1' } }, { value: { login: 'ana2' } }],
    });
    expect(await value('issues.add_assignees', 'assignees', 'Ana Silva', { lookup: two })).toEqual({ login: 'ana2' });
  });
  it('outside the organizations are looked up where only their profile is read', async () => {
    const profile = async (name: string, args: JsonObject): Promise<Json> =>
      name === 'github.users.get' && args.login === 'octocat' ? { login: 'octocat' } : lookup(name, args);
    const outside = { lookup: profile };
    expect(await value('user.get_by_username', 'user', "octocat's", outside)).toEqual({ login: 'octocat' });
    expect(await value('user.get_by_username', 'user', 'joekim', outside)).toEqual({ login: 'joekim' });
    expect(await value('issues.add_assignees', 'assignees', 'octocat', outside)).toMatch(/^missing/);
    expect(await value('issues.add_assignees', 'assignees', '@octocat', outside)).toEqual({ login: 'octocat' });
  });
  it('organizations', async () => {
    for (const words of ['our organization', 'the org', 'brightloom', 'the Brightloom org'])
      expect(await value('repos.create_in_org', 'org', words)).toEqual({ login: 'brightloom' });
    expect(await value('repos.create_in_org', 'org', 'acme')).toMatch(/^missing/);
  });
});

describe('issues and pull requests', () => {
  it.each([
    ['#118', 'api', 118],
    ['api#121', 'api', 121],
    ['web #340', 'web', 340],
    ['web 352', 'web', 352],
    ['issue 45 in infra', 'infra', 45],
    ['brightloom/docs#12', 'docs', 12],
    ['PR 355', 'web', 355],
    ['https://github.com/brightloom/web/issues/340', 'web', 340],
    ['Document webhook retries', 'docs', 12],
    ['the dark-mode toggle ticket', 'web', 340],
    ['the currency bug', 'web', 352],
    ['the flaky test', 'api', 97],
    ['the Android 15 thing', 'mobile', 77],
    ['Marcus’s certificate ticket', 'infra', 45],
    ["Joe's rate limiter bug", 'api', 118],
    ['the idempotancy keys issue', 'api', 121],
    ['the Terraform PR', 'infra', 46],
    ['the issue about push notifications being late on Android', 'mobile', 77],
    ['the toggle bug in web', 'web', 340],
    ['the closed one in api', 'api', 97],
    ['the oldest bug in api', 'api', 118],
    ['the unassigned bug in web', 'web', 352],
  ])('%s', async (words, repo, number) => {
    expect(await value('issues.get', 'issue', words)).toMatchObject({ owner: 'brightloom', repo, number });
  });
  it.each([
    ['#123', 'api', 123, 'feature/rate-limiter'],
    ["Joe's PR", 'api', 123, 'feature/rate-limiter'],
    ['the currency fix', 'web', 355, 'release/2026-03'],
    ['the provider version bump', 'infra', 46, 'release/2026-03'],
    ['feature/rate-limiter', 'api', 123, 'feature/rate-limiter'],
  ])('pull request %s', async (words, repo, number, head) => {
    expect(await value('pulls.merge', 'pull', words)).toMatchObject({ repo, number, head, base: 'main' });
  });
  it('are looked for in the repository that was said', async () => {
    expect(await value('issues.get', 'issue', 'number 12', at('docs'))).toMatchObject({ repo: 'docs', number: 12 });
    expect(await value('issues.get', 'issue', '#12', at('api'))).toBe(
      'missing: brightloom/api has no issue or pull request #12.',
    );
    expect(await value('pulls.merge', 'pull', 'the open PR', at('infra'))).toMatchObject({ number: 46 });
    expect(await value('pulls.merge', 'pull', 'the PR', at('infra'))).toMatchObject({ number: 46 });
    expect(await value('issues.get', 'issue', 'dark mode', at('api'))).toMatch(/^missing: No issue in brightloom\/api/);
    expect(await value('pulls.merge', 'pull', '#118', at('api'))).toBe(
      'missing: brightloom/api has no pull request #118.',
    );
  });
  it('are one at a time where one is wanted', async () => {
    expect(await value('issues.comment', 'issue', 'web #340 and #352')).toMatch(/names several/);
  });
  it.each(['#999', 'the login page bug', 'the SSO issue', 'that ticket', 'payments#12', 'the checkout page bug'])(
    'none is “%s”',
    async (words) => {
      expect(await value('issues.get', 'issue', words)).toMatch(/^missing: /);
    },
  );
  it('that fit alike are asked about, unless the request tells them apart', async () => {
    const both = await resolve('issues.comment', 'issue', 'the rate limiter');
    expect(both).toMatchObject({ kind: 'ambiguous', candidates: [{ label: expect.stringContaining('api#1') }, {}] });
    expect(
      await value('issues.comment', 'issue', 'the rate limiter', {
        request: 'comment on the rate limiter, the bug: done',
      }),
    ).toMatchObject({ number: 118 });
  });
  it('pass on what is not an absence', async () => {
    const down = async (): Promise<Json> => {
      throw new ThimbleError('unreachable', 'GitHub cannot be reached.', 'Try later.');
    };
    await expect(resolve('issues.get', 'issue', '#118', { lookup: down })).rejects.toThrow('cannot be reached');
  });
});

describe('labels, branches, versions and workflows', () => {
  it('a branch is found by its month', async () => {
    expect(await value('actions.dispatch', 'ref', 'the March release branch', at('api'))).toBe('release/2026-03');
    expect(await value('actions.dispatch', 'ref', 'the April release branch', at('api'))).toMatch(/^missing/);
  });
  it('take the repository’s own spelling', async () => {
    const cases: [string, string][] = [
      ['bugs', 'bug'],
      ['Priority High', 'priority:high'],
      ['high priority', 'priority:high'],
      ['good-first-issue', 'good first issue'],
      ['docs', 'documentation'],
      ['the enhancement label', 'enhancement'],
    ];
    for (const [words, label] of cases) expect(await value('issues.create', 'labels', words, at('web'))).toBe(label);
    expect(await value('issues.create', 'labels', 'wontfix', at('web'))).toBe(
      'missing: brightloom/web has no label called “wontfix”.',
    );
    expect(await value('issues.update', 'labels', 'none', at('web'))).toBe('');
  });
  it('branches', async () => {
    const cases: [string, string][] = [
      ['main', 'main'],
      ['the rate limiter branch', 'feature/rate-limiter'],
      ['the release branch', 'release/2026-03'],
      ['the default branch', 'main'],
      ['v2.3.1', 'v2.3.1'],
      ['2.3.1', 'v2.3.1'],
      ['f7ceb9ff92e3b3d521ee426dcfd99927998e9588', 'f7ceb9ff92e3b3d521ee426dcfd99927998e9588'],
    ];
    for (const [words, branch] of cases)
      expect(await value('repos.list_commits', 'branch', words, at('api'))).toBe(branch);
    expect(await value('repos.list_commits', 'branch', 'hotfix/login', at('api'))).toMatch(
      /^missing: brightloom\/api has no branch/,
    );
    expect(await value('pulls.create', 'base', 'the default branch', at('mobile'))).toBe('develop');
  });
  it('versions', async () => {
    const cases: [string, string][] = [
      ['v2.4.0', 'v2.4.0'],
      ['the next patch version', 'v1.8.5'],
      ['next minor', 'v1.9.0'],
      ['a major release', 'v2.0.0'],
      ['version 3.0', '3.0'],
    ];
    for (const [words, tag] of cases) expect(await value('releases.create', 'tag', words, at('mobile'))).toBe(tag);
    expect(await value('releases.create', 'tag', 'the shiny one', at('mobile'))).toMatch(/^missing/);
    expect(await value('releases.create', 'tag', 'the latest release', at('mobile'))).toMatch(/^missing/);
  });
  it('workflows', async () => {
    const cases: [string, string][] = [
      ['CI', 'ci.yml'],
      ['deploy.yml', 'deploy.yml'],
      ['the deploy workflow', 'deploy.yml'],
      ['the tests', 'ci.yml'],
      ['deployment', 'deploy.yml'],
    ];
    for (const [words, file] of cases)
      expect(await value('actions.dispatch', 'workflow', words, at('api'))).toMatchObject({ file, repo: 'api' });
    expect(await value('actions.dispatch', 'workflow', 'nightly', at('api'))).toMatch(/^missing/);
  });
});

describe('notifications', () => {
  it.each([
    ['#118', 'missing: There is no GitHub notification about “#118”.'],
    ['9183340188', '9183340188'],
    ['notification 9183340021', '9183340021'],
    ['#123', '9183340021'],
    ['api#123', '9183340021'],
    ['the billing page one', '9183340188'],
    ['the currency bug', '9183340188'],
    ['the rate limiter PR', '9183340021'],
    ['the one in web', '9183340188'],
    ['the outage', 'missing: There is no GitHub notification about “outage”.'],
  ])('%s', async (words, expected) => {
    const found = await value('notifications.mark_thread_read', 'notification', words);
    expect(typeof found === 'string' ? found : (found as JsonObject).id).toBe(expected);
  });
  it('of one title are asked about, unread ones before read ones', async () => {
    const note = (id: string, unread: boolean): JsonObject => ({
      id,
      unread,
      subject: { title: 'Deploy failed', type: 'CheckSuite', url: null },
      repository: { full_name: 'brightloom/api' },
    });
    const given = (...notes: Json[]) => ({ lookup: async (): Promise<Json> => notes });
    const ask = (said: Said) => resolve('notifications.mark_thread_read', 'notification', 'the failed deploy', said);
    expect(await ask(given(note('1', true), note('2', true)))).toMatchObject({ kind: 'ambiguous' });
    expect(await ask(given(note('1', false), note('2', true)))).toMatchObject({ value: { id: '2' } });
  });
});

describe('workflow runs', () => {
  it.each([
    ['the failed CI run', 22190011841],
    ['the rate-limiter CI', 22190011841],
    ['#123', 22190011841],
    ['the last web CI run', 22189950077],
    ['run 22190011841', 22190011841],
    ['Joe', 22190011841],
  ])('again: %s', async (words, id) => {
    expect(await value('actions.rerun', 'run', words)).toMatchObject({ id });
  });
  it.each(['the deploy in progress', 'api deploy', 'deploy.yml', 'the stuck run on main', 'the production deploy'])(
    'cancel: %s',
    async (words) => {
      expect(await value('actions.cancel', 'run', words)).toMatchObject({
        id: 22190044120,
        repo: 'api',
        branch: 'main',
      });
    },
  );
  it('that are over are not cancelled, and none is invented', async () => {
    expect(await value('actions.cancel', 'run', 'CI', at('web'))).toMatch(
      /^missing: No such run in brightloom\/web is still going/,
    );
    expect(await value('actions.rerun', 'run', 'the failed deploy', at('web'))).toMatch(/^missing/);
    expect(await value('actions.rerun', 'run', '99999999', at('web'))).toMatch(/^missing/);
  });
});

describe('words', () => {
  it('are compared without case, accents and endings', () => {
    expect(fold('  Tomás  ORTEGA ')).toBe('tomas ortega');
    expect(tokens('Flaky test in TestWebhookRetry')).toEqual(
      expect.arrayContaining(['flaky', 'testwebhookretry', 'webhook', 'retry']),
    );
    expect(likeness('delay', 'delay')).toBe(1);
    expect(likeness('doc', 'document')).toBeGreaterThan(0.8);
    expect(likeness('moblie', 'mobile')).toBeGreaterThan(0.5);
    expect(likeness('tset', 'test')).toBeGreaterThan(0.5);
    expect(likeness('api', 'app')).toBe(0);
  });
  it('hold a number only where one is meant', () => {
    expect(parseReference('api PR 123')).toMatchObject({ repo: 'api', number: 123 });
    expect(parseReference('the Android 15 notifications issue').number).toBeNull();
    expect(parseReference('the 500s when redis is down').number).toBeNull();
    expect(parseReference('#118, the rate limiter one').number).toBe(118);
  });
});
