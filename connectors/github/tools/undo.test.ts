import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../../shared/index.ts';
import workspace from '../../demo/workspace.json' with { type: 'json' };
import type { ToolApi } from '../../kit/guest.ts';
import { directApi, kinds, type UndoCall } from '../../kit/index.ts';
import { createGithubEmulator } from '../emulator/index.ts';
import { github } from '../index.ts';

const api = { owner: 'brightloom', repo: 'api', private: true };
const issue = { owner: 'brightloom', repo: 'api', number: 118, title: 'Rate limiter returns 500 when Redis is down' };
const closed = { owner: 'brightloom', repo: 'api', number: 97, title: 'Flaky test' };
const pull = {
  owner: 'brightloom',
  repo: 'api',
  number: 123,
  title: 'Fail open',
  head: 'feature/rate-limiter',
  base: 'main',
};
const workflow = { owner: 'brightloom', repo: 'api', file: 'deploy.yml', name: 'Deploy' };
const failed = { owner: 'brightloom', repo: 'api', id: 22190011841, name: 'CI', branch: 'feature/rate-limiter' };
const deploy = { owner: 'brightloom', repo: 'api', id: 22190044120, name: 'Deploy', branch: 'main' };
const main = 'f7ceb9ff92e3b3d521ee426dcfd99927998e9588';

function tool(name: string) {
  const found = github.tools.find((one) => one.name === `github.${name}`);
  if (!found) throw new Error(`no tool ${name}`);
  return found;
}

function start() {
  const emulator = createGithubEmulator(workspace, { now: () => Date.parse(workspace.now), token: 't' });
  const direct = directApi(github, emulator, 't');
  let writes = 0;
  const counting: ToolApi = {
    send(request) {
      if (request.method !== 'GET') writes += 1;
      return direct.send(request);
    },
  };
  return {
    emulator,
    /** Runs a tool; it may not send more writes than the broker lets it. */
    async run(name: string, args: JsonObject): Promise<readonly UndoCall[]> {
      writes = 0;
      const { undo = [] } = await tool(name).run(args as never, counting);
      expect(writes, `${name} keeps to its writes`).toBeLessThanOrEqual(tool(name).maxWrites ?? 1);
      return undo;
    },
  };
}

/** The resolved arguments fit the kinds of the tool's parameters, as the policy engine demands. */
function checkCall(call: UndoCall): void {
  const { params } = tool(call.tool.replace('github.', ''));
  for (const [name, param] of Object.entries(params))
    if (param.required) expect(call.args, `${call.tool} needs ${name}`).toHaveProperty(name);
  for (const [name, value] of Object.entries(call.args)) {
    const param = params[name];
    if (!param) throw new Error(`${call.tool} takes no ${name}`);
    for (const one of param.many ? (value as Json[]) : [value]) {
      kinds[param.kind].value.parse(one);
      if (param.values) expect(param.values).toContain(one);
    }
  }
}

/** What differs, by path: the value after, or what was added. Times of change and the counter of ids never matter. */
function difference(before: Json | undefined, after: Json | undefined, path = ''): { [path: string]: Json | null } {
  if (JSON.stringify(before) === JSON.stringify(after) || /(?:^|\.)(?:updatedAt|counter)$/.test(path)) return {};
  // Labels and people are sets.
  const set = (value: Json | undefined): string | null =>
    Array.isArray(value) && value.every((one) => typeof one === 'string') ? JSON.stringify([...value].sort()) : null;
  if (set(before) !== null && set(before) === set(after)) return {};
  const parts = (value: Json | undefined): JsonObject | null =>
    typeof value === 'object' && value !== null ? (value as JsonObject) : null;
  const [one, other] = [parts(before), parts(after)];
  if (!one || !other) return { [path]: after ?? null };
  const out: { [path: string]: Json | null } = {};
  for (const name of new Set([...Object.keys(one), ...Object.keys(other)]))
    Object.assign(out, difference(one[name], other[name], path === '' ? name : `${path}.${name}`));
  return out;
}

interface Case {
  readonly name: string;
  readonly args: JsonObject;
  /** Calls that come before. */
  readonly first?: readonly (readonly [string, JsonObject])[];
  /** What the API leaves behind, by path in the snapshot. */
  readonly leaves?: JsonObject;
}

const added = (more: JsonObject) => expect.objectContaining(more) as unknown as Json;
const lockReason = { issue, lock_reason: 'spam' };

const cases: readonly Case[] = [
  // GitHub has no way to delete an issue: it stays, closed, and its number is used up.
  {
    name: 'issues.create',
    args: { repo: api, title: 'T', body: 'B', labels: ['bug'] },
    leaves: {
      'issues.12': added({ state: 'closed', stateReason: 'not_planned', title: 'T' }),
      'repos.brightloom/api.nextNumber': 125,
    },
  },
  // Reopening says that it was reopened.
  {
    name: 'issues.update',
    args: { issue, state: 'closed', state_reason: 'not_planned' },
    leaves: { 'issues.0.stateReason': 'reopened' },
  },
  // Closing again is closing at another time.
  {
    name: 'issues.update',
    args: { issue: closed, state: 'open' },
    leaves: { 'issues.2.closedAt': '2026-03-04T15:30:00Z' },
  },
  { name: 'issues.update', args: { issue: closed, state_reason: 'duplicate' } },
  {
    name: 'issues.update',
    args: { issue, title: 'New', body: 'Text', labels: ['enhancement'], assignees: [{ login: '' }], type: 'Bug' },
  },
  {
    name: 'issues.update',
    args: { issue, labels: [''], type: 'Bug' },
    first: [['issues.update', { issue, type: 'Task' }]],
  },
  { name: 'issues.restore', args: { issue, body: '', assignees: [], labels: [], type: 'Feature' } },
  { name: 'issues.comment', args: { issue, body: 'Hi' } },
  { name: 'issues.add_labels', args: { issue, labels: ['bug', 'documentation', 'Good First Issue'] } },
  { name: 'issues.remove_labels', args: { issue, labels: ['bug', 'documentation'] } },
  {
    name: 'issues.add_assignees',
    args: { issue, assignees: [{ login: 'JoeKim' }, { login: 'linzhao' }, { login: 'x' }] },
  },
  { name: 'issues.remove_assignees', args: { issue, assignees: [{ login: 'joekim' }, { login: 'linzhao' }] } },
  { name: 'issues.lock', args: lockReason },
  { name: 'issues.lock', args: { issue }, first: [['issues.lock', lockReason]] },
  { name: 'issues.unlock', args: { issue }, first: [['issues.lock', lockReason]] },
  {
    name: 'pulls.create',
    args: { repo: api, head: 'main', base: 'release/2026-03', title: 'T' },
    leaves: { 'issues.12': added({ state: 'closed', title: 'T' }), 'repos.brightloom/api.nextNumber': 125 },
  },
  {
    name: 'pulls.request_reviewers',
    args: { pull, reviewers: [{ login: 'linzhao' }, { login: 'PriyaNair' }], teams: ['the Platform team', 'security'] },
    first: [['pulls.request_reviewers', { pull, reviewers: [{ login: 'linzhao' }], teams: ['security'] }]],
  },
  { name: 'pulls.request_reviewers', args: { pull, teams: ['platform'] } },
  {
    name: 'pulls.remove_reviewers',
    args: { pull, reviewers: [{ login: 'linzhao' }], teams: ['security', 'design'] },
    first: [['pulls.request_reviewers', { pull, reviewers: [{ login: 'linzhao' }], teams: ['security'] }]],
  },
  // A review stays in the pull request's history, dismissed.
  {
    name: 'pulls.create_review',
    args: { pull, event: 'REQUEST_CHANGES', body: 'No' },
    leaves: { 'issues.8.pull.reviews.0': added({ state: 'DISMISSED' }) },
  },
  { name: 'repos.create_ref', args: { repo: api, ref: 'hotfix/a', from: 'main' } },
  { name: 'repos.create_ref', args: { repo: api, ref: 'v9.0.0' } },
  {
    name: 'repos.delete_ref',
    args: { repo: api, ref: 'refs/heads/hotfix', sha: main },
    first: [['repos.create_ref', { repo: api, ref: 'hotfix' }]],
  },
  { name: 'repos.star', args: { repo: api } },
  { name: 'repos.unstar', args: { repo: api }, first: [['repos.star', { repo: api }]] },
  { name: 'releases.create', args: { repo: api, tag: 'v2.4.0', target: 'feature/rate-limiter' } },
  { name: 'releases.create', args: { repo: api, tag: 'v2.4.0', draft: true } },
  {
    name: 'releases.create',
    args: { repo: api, tag: 'v3.0.0' },
    first: [['repos.create_ref', { repo: api, ref: 'v3.0.0', from: 'release/2026-03' }]],
  },
  // A run that was started stays in the list, cancelled.
  {
    name: 'actions.dispatch',
    args: { workflow, repo: api, ref: 'main', environment: 'staging', inputs: ['dry_run=true'] },
    leaves: { 'runs.3': added({ status: 'completed', conclusion: 'cancelled' }) },
  },
  {
    name: 'actions.dispatch',
    args: { workflow, repo: api, ref: 'main' },
    first: [['actions.dispatch', { workflow, repo: api, ref: 'main' }]],
    leaves: { 'runs.4': added({ conclusion: 'cancelled' }) },
  },
  { name: 'actions.rerun', args: { run: failed }, leaves: { 'runs.0.attempt': 2, 'runs.0.conclusion': 'cancelled' } },
  {
    name: 'actions.cancel',
    args: { run: deploy },
    leaves: { 'runs.1.attempt': 2, 'runs.1.status': 'queued' },
  },
  {
    name: 'actions.cancel_started',
    args: { workflow, ref: 'main', after: 0 },
    first: [['actions.dispatch', { workflow, repo: api, ref: 'main' }]],
    leaves: { 'runs.3.attempt': 2 },
  },
  { name: 'gists.create', args: { file: 'a.sh', content: 'ls' } },
];

describe('taken back, the service is as it was', () => {
  it.each(cases.map((one) => [`${one.name} ${JSON.stringify(one.args).slice(0, 90)}`, one] as const))(
    '%s',
    async (_, one) => {
      const { emulator, run } = start();
      for (const [name, args] of one.first ?? []) await run(name, args);
      const before = emulator.snapshot();
      const calls = await run(one.name, one.args);
      expect(difference(before, emulator.snapshot()), 'it changed something').not.toEqual({});
      expect(calls[0]?.tool).toBe(
        tool(one.name).undo.kind === 'call' ? (tool(one.name).undo as { tool: string }).tool : '',
      );
      for (const call of calls) {
        checkCall(call);
        expect(call.text).toMatch(/^[A-Z].*\.$/);
        await run(call.tool.replace('github.', ''), JSON.parse(JSON.stringify(call.args)));
      }
      expect(difference(before, emulator.snapshot())).toEqual(one.leaves ?? {});
    },
  );
});

describe('nothing to take back', () => {
  it.each<[string, JsonObject, Case['first']?]>([
    ['issues.update', { issue, state: 'open', title: issue.title }],
    ['issues.add_labels', { issue, labels: ['bug'] }],
    ['issues.remove_labels', { issue, labels: ['documentation'] }],
    ['issues.add_assignees', { issue, assignees: [{ login: 'joekim' }] }],
    ['issues.remove_assignees', { issue, assignees: [{ login: 'linzhao' }] }],
    ['issues.lock', lockReason, [['issues.lock', lockReason]]],
    ['issues.unlock', { issue }],
    ['repos.star', { repo: api }, [['repos.star', { repo: api }]]],
    ['repos.unstar', { repo: api }],
    [
      'pulls.request_reviewers',
      { pull, reviewers: [{ login: 'linzhao' }] },
      [['pulls.request_reviewers', { pull, reviewers: [{ login: 'linzhao' }] }]],
    ],
    ['pulls.remove_reviewers', { pull, reviewers: [{ login: 'linzhao' }] }],
  ])('%s %j', async (name, args, first = []) => {
    const { emulator, run } = start();
    for (const [before, given] of first) await run(before, given);
    const before = emulator.snapshot();
    expect(await run(name, args)).toEqual([]);
    expect(difference(before, emulator.snapshot())).toEqual({});
  });
  it('of a comment in a review, and of a pull request made from an issue', async () => {
    const { run } = start();
    expect(await run('pulls.create_review', { pull, event: 'COMMENT', body: 'Hm' })).toEqual([]);
    expect(await run('pulls.create', { repo: api, head: 'main', base: 'release/2026-03', issue })).toEqual([]);
  });
});

describe('what others did meanwhile stays', () => {
  it('labels and assignees of theirs, and a branch that has moved', async () => {
    const { emulator, run } = start();
    const [labels] = await run('issues.add_labels', { issue, labels: ['documentation'] });
    await run('issues.add_labels', { issue, labels: ['enhancement'] });
    await run('issues.remove_labels', labels?.args ?? {});
    expect(emulator.snapshot()).toMatchObject({ issues: { 0: { labels: expect.arrayContaining(['enhancement']) } } });
  });
  it('a workflow that was started twice is not cancelled by guess', async () => {
    const { run } = start();
    const [first] = await run('actions.dispatch', { workflow, repo: api, ref: 'main' });
    await run('actions.dispatch', { workflow, repo: api, ref: 'main' });
    await expect(run('actions.cancel_started', first?.args ?? {})).rejects.toThrow('more than once');
    await expect(run('actions.cancel_started', { ...first?.args, after: 9999 })).rejects.toThrow('has not begun');
  });
});

it('a plan of calls is said exactly where calls are given', () => {
  const given = new Set(cases.map(({ name }) => `github.${name}`));
  for (const one of github.tools)
    expect([one.name, one.undo.kind]).toEqual([one.name, given.has(one.name) ? 'call' : 'none']);
});
