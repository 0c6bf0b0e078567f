import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../../shared/index.ts';
import { approvingApp } from '../support/approving-app.ts';

/** Changes in GitHub and their undos through the whole app: policy, approval, sandbox, broker, log. */

const here = approvingApp();

/** The state without the times of changes, the counter of ids and the order of labels and people. */
function bare(value: Json): Json {
  if (Array.isArray(value)) {
    const items = value.map(bare);
    return items.every((item) => typeof item === 'string') ? items.sort() : items;
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => name !== 'updatedAt' && name !== 'counter')
      .map(([name, one]) => [name, bare(one)]),
  );
}
const snapshot = (): JsonObject => bare(here.demo.emulators.github.snapshot()) as JsonObject;

describe('a change in GitHub is taken back', () => {
  it.each<[words: string, undoneBy: string, first?: string]>([
    ['/github.issues.update issue: api #118, title: Redis, body: See logs, type: Bug', 'github.issues.restore'],
    ['/github.issues.comment issue: api #118, body: On it', 'github.issues.delete_comment'],
    ['/github.issues.add_labels issue: api #118, labels: documentation', 'github.issues.remove_labels'],
    ['/github.issues.add_assignees issue: api #118, assignees: Lin', 'github.issues.remove_assignees'],
    ['/github.issues.lock issue: api #118, lock_reason: too heated', 'github.issues.unlock'],
    ['/github.pulls.request_reviewers pull: api #123, teams: platform', 'github.pulls.remove_reviewers'],
    ['/github.repos.create_ref repo: api, ref: hotfix/login, from: main', 'github.repos.delete_ref'],
    ['/github.repos.star repo: api', 'github.repos.unstar'],
    ['/github.repos.unstar repo: api', 'github.repos.star', '/github.repos.star repo: api'],
    ['/github.gists.create file: a.sh, content: ls', 'github.gists.delete'],
  ])('%s', async (words, tool, first) => {
    if (first) await here.run(first);
    const before = snapshot();
    const done = await here.run(words);
    expect(done).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    expect(snapshot()).not.toEqual(before);
    expect(here.app.agent.undoOf(done.steps[0]?.auditId ?? '')).toMatchObject({ state: 'offered' });
    expect(await here.undo(done)).toMatchObject({ state: 'done', steps: [{ tool, state: 'succeeded' }] });
    expect(snapshot()).toEqual(before);
  });

  it('a release together with the tag that it made', async () => {
    const before = snapshot();
    const done = await here.run('/github.releases.create repo: api, tag: v2.4.0');
    expect(done).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    expect(await here.undo(done)).toMatchObject({
      state: 'done',
      steps: [
        { tool: 'github.releases.delete', state: 'succeeded' },
        { tool: 'github.repos.delete_ref', state: 'succeeded' },
      ],
    });
    expect(snapshot()).toEqual(before);
  });

  it('as far as GitHub goes: issues and pull requests are closed, runs cancelled, reviews dismissed', async () => {
    const last = (name: string): Json | undefined => (snapshot()[name] as Json[]).at(-1);
    await here.undo(await here.run('/github.issues.create repo: web, title: Crash on start'));
    expect(last('issues')).toMatchObject({ title: 'Crash on start', state: 'closed', stateReason: 'not_planned' });
    await here.undo(await here.run('/github.pulls.create repo: api, head: main, base: release/2026-03, title: Sync'));
    expect(last('issues')).toMatchObject({ title: 'Sync', state: 'closed' });
    await here.undo(await here.run('/github.actions.dispatch workflow: deploy.yml, repo: api, ref: main'));
    expect(last('runs')).toMatchObject({ event: 'workflow_dispatch', conclusion: 'cancelled' });
    await here.undo(await here.run('/github.pulls.create_review pull: api #123, event: APPROVE'));
    expect(JSON.stringify(snapshot().issues)).toContain('"state":"DISMISSED"');
  });

  it.each([
    ['/github.pulls.merge pull: api #123', 'A merge stays in the history'],
    ['/github.notifications.mark_read', 'unread again'],
    ['/github.repos.fork repo: docs', 'Thimble deletes no repositories'],
    ['/github.issues.add_labels issue: api #118, labels: bug', 'nothing to undo'],
  ])('not: %s', async (words, text) => {
    const done = await here.run(words);
    expect(done).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    const offer = here.app.agent.undoOf(done.steps[0]?.auditId ?? '');
    expect(offer.state).toBe('none');
    expect(offer.text).toContain(text);
  });
});
