import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Demo, startDemo, workspace } from '../../connectors/demo/index.ts';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { Approval, RunView } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** Settling calls of unknown outcome, over the real policies, sandbox, broker, log and emulators. */

const customer = '/stripe.customers.create name: Nia Ortega, email: nia@example.com';
const post = '/slack.chat.postMessage to: #releases, text: web is out';
const hour = 3_600_000;

let folder: string;
let demo: Demo;
let app: DemoApp;
let answer: 'approve' | 'deny' | ((approval: Approval) => void);
const cards: Approval[] = [];

beforeAll(async () => {
  demo = await startDemo({ now: () => Date.parse(workspace.now) });
});
afterAll(() => demo.close());

async function start(): Promise<DemoApp> {
  const started = await startDemoApp({ model: scriptedModel({}), demo, dataDir: folder });
  started.subscribe((event) => {
    if (event.type !== 'approval.opened') return;
    const { approval } = event;
    cards.push(approval);
    if (typeof answer === 'function') answer(approval);
    started.agent.answer(approval.id, approval.step.decision?.callHash ?? '', {
      verdict: typeof answer === 'function' ? 'approve' : answer,
      by: 'test',
      reason: '',
    });
  });
  return started;
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-settle-'));
  demo.reset();
  answer = 'approve';
  app = await start();
  cards.length = 0;
  return async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  };
});

const run = (words: string): Promise<RunView> => app.agent.finished(app.agent.start(words).id);
const resend = (entry: string): Promise<RunView> => app.agent.finished(app.agent.resend(entry).id);
const keys = (): string[] =>
  demo
    .received()
    .filter(({ op, method }) => op === 'stripe.customers.create' && method === 'POST')
    .map(({ headers }) => headers['idempotency-key'] ?? '');
const named = (): number => JSON.stringify(demo.emulators.stripe.snapshot()).split('nia@example.com').length - 1;
const status = (entry: string) => app.audit.list({}, undefined, 50).entries.find(({ id }) => id === entry);

/** A change that the service made, or never got, and whose answer was lost. */
async function unknown(words: string, service: 'stripe' | 'slack', kind: 'drop_after' | 'drop' = 'drop_after') {
  demo.addFault(service, { match: { method: 'POST' }, times: 1, action: { kind } });
  const view = await run(words);
  expect(view.steps[0]?.state).toBe('unknown');
  cards.length = 0;
  return view.steps[0]?.auditId ?? '';
}

describe('a write of unknown outcome at a service with keys', () => {
  it('is sent again with its own key, asks, happens once, and its entry shows as settled', async () => {
    const entry = await unknown(customer, 'stripe');
    const made = named();
    expect(made).toBeGreaterThan(0);
    expect(app.agent.settlingOf(entry)).toMatchObject({ state: 'offered', resend: true, text: '' });
    expect(app.audit.unsettled(5)).toMatchObject({ total: 1, entries: [{ id: entry }] });
    const view = await resend(entry);
    expect(view).toMatchObject({ state: 'done', steps: [{ state: 'succeeded' }] });
    expect(cards).toHaveLength(1);
    const [first, second, ...more] = keys();
    expect(first).toMatch(/^thimble-/u);
    expect(second).toBe(first);
    expect(more).toEqual([]);
    expect(named()).toBe(made);
    const by = view.steps[0]?.auditId ?? '';
    expect(app.audit.show(by)).toMatchObject({ settles: entry, approval: { by: 'test' }, status: 'succeeded' });
    expect(status(entry)).toMatchObject({ status: 'unknown', settled: true });
    expect(app.agent.settlingOf(entry)).toMatchObject({ state: 'settled', by: [{ id: by, status: 'succeeded' }] });
    expect(app.audit.unsettled(5).total).toBe(0);
    expect(() => app.agent.resend(entry)).toThrow(/settled/u);
    expect(app.audit.verify()).toMatchObject({ ok: true });
  });
  it('happens now where the service never got it', async () => {
    const entry = await unknown(customer, 'stripe', 'drop');
    expect(named()).toBe(0);
    expect((await resend(entry)).state).toBe('done');
    expect(named()).toBeGreaterThan(0);
  });
  it('is still there, and offered, after a restart, and nothing is sent by starting', async () => {
    const entry = await unknown(customer, 'stripe');
    await app.close();
    const before = demo.received().length;
    app = await start();
    expect(demo.received()).toHaveLength(before);
    expect(app.audit.unsettled(5).total).toBe(1);
    expect((await resend(entry)).state).toBe('done');
  });
  it('is not sent where the person says no; the entry stays open', async () => {
    const entry = await unknown(customer, 'stripe');
    answer = 'deny';
    expect((await resend(entry)).state).toBe('stopped');
    expect(keys()).toHaveLength(1);
    expect(app.agent.settlingOf(entry)).toMatchObject({ state: 'offered', by: [{ status: 'refused' }] });
  });
  it('is not sent again once the service may have forgotten the key, also where a card was open that long', async () => {
    const entry = await unknown(customer, 'stripe');
    const at = Date.parse(app.audit.show(entry).at);
    for (const [now, offered] of [
      [at + 22 * hour, true],
      [at + 23 * hour, false],
      [at - 1, false],
    ] as const) {
      app.setNow(now);
      expect(app.agent.settlingOf(entry).resend, String(now - at)).toBe(offered);
    }
    expect(() => app.agent.resend(entry)).toThrow(/may no longer know/u);
    app.setNow(at + 22.99 * hour);
    answer = () => app.setNow(at + 23 * hour);
    expect((await resend(entry)).steps).toMatchObject([{ state: 'failed', error: { message: /no longer/u } }]);
    expect(keys()).toHaveLength(1);
  });
  it('is not sent while another attempt is open, and not when it was settled while the card was open', async () => {
    const entry = await unknown(customer, 'stripe');
    answer = () => {
      expect(() => app.agent.resend(entry)).toThrow(/being sent again/u);
      expect(() => app.agent.settle(entry, true, 'test')).toThrow(/being sent again/u);
      // Another process on the same log knows of no card here.
      app.audit.record(
        { ...intentOf(entry), settles: entry },
        { status: 'succeeded', summary: '', result: null, error: null, requests: [], undo: [], milliseconds: 0 },
      );
    };
    expect((await resend(entry)).steps).toMatchObject([{ state: 'failed' }]);
    expect(keys()).toHaveLength(1);
  });
});

/** An entry as it was intended. */
function intentOf(entry: string) {
  const { runId, step, request, tool, title, service, effect, effectText, undoText, args, asked, decision, ...rest } =
    app.audit.show(entry);
  const { approval, tainted, lookup, account, undoes, secondModel } = rest;
  return {
    ...{ runId, step, request, tool, title, service, effect, effectText, undoText, args, asked, decision },
    ...{ approval, tainted, lookup, account, undoes, secondModel, place: '' },
  };
}

describe('a write of unknown outcome at a service without keys', () => {
  it('is never sent again; what the person found is an entry of its own', async () => {
    const entry = await unknown(post, 'slack');
    const sent = demo.received().length;
    expect(app.agent.settlingOf(entry)).toMatchObject({ state: 'offered', resend: false, text: /say what you found/u });
    expect(() => app.agent.resend(entry)).toThrow(/cannot tell a repeat/u);
    const by = app.agent.settle(entry, false, 'the person at the app');
    expect(app.audit.show(by)).toMatchObject({
      tool: 'log.settle',
      settles: entry,
      approval: { by: 'the person at the app' },
      effectText: expect.stringMatching(/^It did not happen: /u),
    });
    expect(status(entry)).toMatchObject({ status: 'unknown', settled: true });
    expect(() => app.agent.settle(entry, true, 'test')).toThrow(/settled/u);
    expect(demo.received()).toHaveLength(sent);
    expect(app.audit.verify()).toMatchObject({ ok: true });
  });
  it('is all that can be settled', async () => {
    const done = (await run(post)).steps[0]?.auditId ?? '';
    expect(app.agent.settlingOf(done)).toMatchObject({ state: 'none', resend: false });
    expect(() => app.agent.settle(done, true, 'test')).toThrow(/nothing to settle/u);
    expect(() => app.agent.resend(done)).toThrow(/nothing to settle/u);
  });
});
