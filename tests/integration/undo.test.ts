import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Demo, startDemo, workspace } from '../../connectors/demo/index.ts';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { Approval, Json, JsonObject, RunView } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** Taking logged calls back, over the real policies, sandbox, broker, log and emulators. Calls are written out by name. */

const post = '/slack.chat.postMessage to: #releases, text: web is out';
const model = scriptedModel({});

let folder: string;
let demo: Demo;
let app: DemoApp;
let answer: (approval: Approval, app: DemoApp) => void;
const cards: Approval[] = [];

const verdict = (approval: Approval, on: DemoApp, given: 'approve' | 'deny'): RunView =>
  on.agent.answer(approval.id, approval.step.decision?.callHash ?? '', { verdict: given, by: 'test', reason: '' });
const approve = (approval: Approval, on: DemoApp): void => void verdict(approval, on, 'approve');
const deny = (approval: Approval, on: DemoApp): void => void verdict(approval, on, 'deny');

async function start(dataDir = folder, services = demo): Promise<DemoApp> {
  const started = await startDemoApp({ model, demo: services, dataDir });
  started.subscribe((event) => {
    if (event.type !== 'approval.opened') return;
    cards.push(event.approval);
    answer(event.approval, started);
  });
  return started;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-undo-'));
  demo = await startDemo({ now: () => Date.parse(workspace.now) });
  app = await start();
});
afterAll(async () => {
  await app.close();
  await demo.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  app.reset();
  cards.length = 0;
  answer = approve;
});

const run = (words: string, on = app): Promise<RunView> => on.agent.finished(on.agent.start(words).id);
const undo = (entry: string, on = app): Promise<RunView> => on.agent.finished(on.agent.undo(entry).id);
const auditId = (view: RunView, step = 0): string => view.steps[step]?.auditId ?? '';
const slack = (): string => JSON.stringify(demo.emulators.slack.snapshot());
const sent = (op: string) => demo.received().filter((request) => request.op === op);
/** Something done by somebody else: straight to Slack, past Thimble. */
const inSlack = (method: string, body: Record<string, string>) =>
  demo.emulators.slack.handle({
    method: 'POST',
    path: `/api/${method}`,
    query: {},
    body,
    headers: { authorization: `Bearer ${demo.tokens.slack}`, 'content-type': 'application/json' },
  });

/** A snapshot without what every write moves on: times of changes and counters. */
function bare(value: Json): Json {
  if (Array.isArray(value)) return value.map(bare);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !/updated|edited|closed|next|seq|count/u.test(name))
      .map(([name, one]) => [name, bare(one)]),
  );
}

/** The first object in a snapshot that has this value. */
function find(value: Json, name: string, wanted: string): JsonObject | null {
  if (value === null || typeof value !== 'object') return null;
  if (!Array.isArray(value) && value[name] === wanted) return value;
  for (const inner of Object.values(value)) {
    const found = find(inner, name, wanted);
    if (found) return found;
  }
  return null;
}

describe('an undo', () => {
  it('asks with its own card, takes the call back, and is an entry of its own', async () => {
    const done = auditId(await run(post));
    expect(app.agent.undoOf(done)).toEqual({ state: 'offered', calls: ['Delete the message.'], text: '', by: [] });
    const view = await undo(done);
    expect(view).toMatchObject({
      state: 'done',
      request: 'Undo: Post “web is out” in #releases',
      steps: [{ state: 'succeeded', tool: 'slack.chat.delete', decision: { verdict: 'ask' } }],
    });
    expect(cards[1]).toMatchObject({
      request: 'Undo: Post “web is out” in #releases',
      step: {
        effectText: 'Delete the message “web is out” in #releases',
        tainted: false,
        args: [{ source: { kind: 'logged', entryId: done }, editable: false }],
      },
    });
    expect(cards[1]?.step.decision?.rules.map(({ id }) => id)).toContain('undo-asks');
    expect(slack()).not.toContain('web is out');
    expect(app.audit.show(auditId(view))).toMatchObject({
      undoes: done,
      status: 'succeeded',
      approval: { by: 'test' },
    });
    expect(app.agent.undoOf(done)).toMatchObject({ state: 'done', by: [{ id: auditId(view) }] });
    expect(app.audit.verify()).toMatchObject({ ok: true });
  });

  it.each([
    ['github', '/github.issues.update issue: infra #45, title: Rotate it, labels: none'],
    ['notion', '/notion.pages.update page: Renew the SOC 2 report, properties: Status: Done, new_title: Renewed'],
  ] as const)('puts a record of %s back as it was', async (service, words) => {
    const before = bare(demo.emulators[service].snapshot());
    const done = await run(words);
    expect(done).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    expect(bare(demo.emulators[service].snapshot())).not.toEqual(before);
    const view = await undo(auditId(done));
    expect(view).toMatchObject({ state: 'done' });
    expect(bare(demo.emulators[service].snapshot())).toEqual(before);
  });

  it('may be all that Stripe allows: a new product is archived', async () => {
    const mug = () => find(demo.emulators.stripe.snapshot(), 'name', 'Enamel mug');
    const done = auditId(await run('/stripe.products.create name: Enamel mug'));
    expect(mug()).toMatchObject({ active: true });
    expect(await undo(done)).toMatchObject({ state: 'done', steps: [{ tool: 'stripe.products.update' }] });
    expect(mug()).toMatchObject({ active: false });
  });
  it('takes the words of the call for no request: what a message says denies nothing', async () => {
    const loud = '/slack.chat.postMessage to: #releases, text: delete all messages of every customer, it was fraud';
    const view = await undo(auditId(await run(loud)));
    expect(view).toMatchObject({ state: 'done', steps: [{ decision: { verdict: 'ask' } }] });
    expect(cards[1]?.step.decision?.rules.map(({ id }) => id)).toEqual(['destructive-asks', 'undo-asks']);
  });
  it('can itself be undone', async () => {
    const issue = () => find(demo.emulators.github.snapshot(), 'title', 'Rotate the staging TLS certificate');
    const closed = auditId(await run('/github.issues.update issue: infra #45, state: closed'));
    const reopened = auditId(await undo(closed));
    expect(issue()).toMatchObject({ state: 'open' });
    expect(await undo(reopened)).toMatchObject({ state: 'done' });
    expect(issue()).toMatchObject({ state: 'closed' });
    expect(app.agent.undoOf(closed).state).toBe('done');
    expect(app.agent.undoOf(reopened).state).toBe('done');
  });
  it('of one’s own invitation asks, though removing people is denied', async () => {
    const people = () => find(demo.emulators.slack.snapshot(), 'name', 'design')?.members;
    const before = people();
    const invited = await run('/slack.conversations.invite channel: #design, users: Marcus Webb');
    expect(people()).not.toEqual(before);
    const view = await undo(auditId(invited));
    expect(view).toMatchObject({ state: 'done', steps: [{ tool: 'slack.conversations.kick', state: 'succeeded' }] });
    expect(people()).toEqual(before);
    const kicked = await run('/slack.conversations.kick channel: #general, user: Joe Kim');
    expect(kicked).toMatchObject({ steps: [{ state: 'denied' }] });
  });
  it('of several calls goes on where it was stopped', async () => {
    const invited = auditId(await run('/slack.conversations.invite channel: #design, users: Marcus Webb, Lin Zhao'));
    const calls = app.agent.undoOf(invited).calls;
    expect(calls).toHaveLength(2);
    answer = (approval, on) => (approval.step.index === 1 ? approve(approval, on) : deny(approval, on));
    const half = await undo(invited);
    expect(half).toMatchObject({ state: 'stopped', steps: [{ state: 'succeeded' }, { state: 'refused' }] });
    expect(app.agent.undoOf(invited)).toMatchObject({
      state: 'offered',
      calls: calls.slice(1),
      text: expect.stringMatching(/1 of 2/u),
    });
    answer = approve;
    expect(await undo(invited)).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    expect(sent('slack.conversations.kick')).toHaveLength(2);
    expect(app.agent.undoOf(invited).state).toBe('done');
  });
  it('works after a restart on the same log, while the services are the same', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'thimble-undo-again-'));
    const first = await start(dataDir);
    const done = auditId(await run(post, first));
    await first.close();
    const second = await start(dataDir);
    expect(await undo(done, second)).toMatchObject({ state: 'done' });
    expect(slack()).not.toContain('web is out');
    await second.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});

describe('no undo', () => {
  it('of what is undone, or is being undone', async () => {
    const done = auditId(await run(post));
    let second: unknown = null;
    answer = (approval, on) => {
      expect(app.agent.undoOf(done).state).toBe('under_way');
      try {
        app.agent.undo(done);
      } catch (thrown) {
        second = thrown;
      }
      approve(approval, on);
    };
    await undo(done);
    expect(second).toMatchObject({ code: 'bad_input', message: 'It is being undone.' });
    expect(() => app.agent.undo(done)).toThrow('This is undone already.');
    expect(sent('slack.chat.delete')).toHaveLength(1);
  });
  it('of what another Thimble undid while the card was open', async () => {
    const done = auditId(await run(post));
    answer = (approval, on) => {
      const { requests, proofs, verdict: _, ...entry } = app.audit.show(done);
      app.audit.record(
        { ...entry, undoes: done, place: '' },
        { ...entry, status: 'succeeded', requests: [], undo: [], milliseconds: 1 },
      );
      approve(approval, on);
    };
    const view = await undo(done);
    expect(view).toMatchObject({ state: 'stopped', steps: [{ state: 'failed' }] });
    expect(view.say).toMatch(/undone elsewhere/u);
    expect(sent('slack.chat.delete')).toEqual([]);
    expect(app.audit.show(auditId(view))).toMatchObject({ status: 'failed', requests: [] });
  });
  it('of what was in a demo workspace that began afresh while the card was open', async () => {
    const done = auditId(await run(post));
    answer = (approval, on) => {
      app.reset();
      approve(approval, on);
    };
    const view = await undo(done);
    expect(view).toMatchObject({ state: 'stopped', steps: [{ state: 'failed' }] });
    expect(view.say).toMatch(/demo workspace that is gone/u);
    expect(demo.received()).toEqual([]);
  });
  it('of what happened in a demo workspace that is gone', async () => {
    const done = auditId(await run(post));
    const other = await startDemo({ now: () => Date.parse(workspace.now) });
    const dataDir = mkdtempSync(join(tmpdir(), 'thimble-undo-gone-'));
    const first = await start(dataDir);
    const there = auditId(await run(post, first));
    await first.close();
    const fresh = await start(dataDir, other);
    expect(() => fresh.agent.undo(there)).toThrow(/demo workspace that is gone/u);
    expect(fresh.agent.undoOf(there)).toMatchObject({ state: 'none', calls: [] });
    await fresh.close();
    await other.close();
    rmSync(dataDir, { recursive: true, force: true });
    // The same, in one process: the workspace went back to its seed.
    app.reset();
    expect(() => app.agent.undo(done)).toThrow(/demo workspace that is gone/u);
  });
  it('of what the log could not keep whole', async () => {
    inSlack('chat.postMessage', { channel: 'C0RBFQFOEQH', text: 'card 4242 4242 4242 4242 for the test' });
    const view = await run('/slack.chat.update message: my last message, channel: #releases, text: see the vault');
    expect(view).toMatchObject({ state: 'done' });
    expect(app.agent.undoOf(auditId(view))).toMatchObject({
      state: 'none',
      text: expect.stringMatching(/held a secret/u),
    });
    expect(() => app.agent.undo(auditId(view))).toThrow(/held a secret/u);
  });
  it('of a read, of a refusal, of an entry that is not there', async () => {
    const read = await run('/slack.conversations.history channel: #support');
    expect(() => app.agent.undo(auditId(read))).toThrow(/Reading changes nothing/u);
    answer = deny;
    const refused = await run(post);
    expect(() => app.agent.undo(auditId(refused))).toThrow(/Nothing was changed/u);
    expect(() => app.agent.undo('log_nope')).toThrow(/no such entry/u);
  });
});

describe('an undo that does not work out', () => {
  it('is refused: nothing is sent, and it can be asked for again', async () => {
    const done = auditId(await run(post));
    answer = deny;
    const view = await undo(done);
    expect(view).toMatchObject({ state: 'stopped', steps: [{ state: 'refused' }] });
    expect(slack()).toContain('web is out');
    expect(app.agent.undoOf(done)).toMatchObject({ state: 'offered', by: [{ id: auditId(view), status: 'refused' }] });
  });
  it('is denied by a rule of one’s own', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'thimble-undo-denied-'));
    mkdirSync(join(dataDir, 'policies'));
    writeFileSync(
      join(dataDir, 'policies', 'mine.cedar'),
      `@id("no-undo-of-posts") @says("What was posted stays.")
       forbid (principal, action, resource)
       when { context.meta.undo && context.meta.undo_of == "slack.chat.postMessage" };`,
    );
    const strict = await start(dataDir);
    const done = auditId(await run(post, strict));
    const view = await undo(done, strict);
    expect(view).toMatchObject({ state: 'stopped', steps: [{ state: 'denied' }] });
    expect(view.say).toMatch(/What was posted stays/u);
    expect(strict.audit.show(auditId(view))).toMatchObject({ status: 'denied', undoes: done });
    expect(sent('slack.chat.delete')).toEqual([]);
    await strict.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
  it('fails where somebody else was faster, and says so', async () => {
    const posted = await run(post);
    const { channel, ts } = (posted.steps[0]?.result ?? {}) as { channel?: string; ts?: string };
    inSlack('chat.delete', { channel: channel ?? '', ts: ts ?? '' });
    const view = await undo(auditId(posted));
    expect(view).toMatchObject({ state: 'failed', steps: [{ state: 'failed' }] });
    expect(view.say).toMatch(/[a-z]{3}.*[.!]$/u);
    expect(app.agent.undoOf(auditId(posted))).toMatchObject({ state: 'offered', by: [{ status: 'failed' }] });
  });
  it('is unknown where no answer came, and says to look before the next attempt', async () => {
    const posted = auditId(await run(post));
    demo.addFault('slack', { match: { path: /chat\.delete/u }, times: 1, action: { kind: 'drop_after' } });
    expect(await undo(posted)).toMatchObject({ state: 'failed', steps: [{ state: 'unknown' }] });
    expect(sent('slack.chat.delete')).toHaveLength(1);
    expect(app.agent.undoOf(posted)).toMatchObject({
      state: 'offered',
      text: expect.stringMatching(/no known outcome/u),
      by: [{ status: 'unknown' }],
    });
  });
  it('keeps its values: a card cannot be edited into another call', async () => {
    const done = auditId(await run(post));
    let refused: Promise<string> | null = null;
    answer = (approval, on) => {
      refused = on.agent.edit(approval.id, { message: 'the latest message in #general' }).then(
        () => 'edited',
        (thrown: Error) => {
          approve(approval, on);
          return thrown.message;
        },
      );
    };
    expect(await undo(done)).toMatchObject({ state: 'done' });
    expect(await refused).toMatch(/done as it is or not at all/u);
  });
});
