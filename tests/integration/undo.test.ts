import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Demo, startDemo, workspace } from '../../connectors/demo/index.ts';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { Approval, RunView } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** Taking logged calls back, over the real policies, sandbox, broker, log and emulators. */

const post = 'tell #releases that web is out';
const model = scriptedModel({
  [post]: [{ tool: 'slack.chat.postMessage', args: { to: '#releases', text: 'web is out' } }],
});

let demo: Demo;
let app: DemoApp;
let answer: (approval: Approval, app: DemoApp) => void;
const cards: Approval[] = [];

const verdict = (approval: Approval, on: DemoApp, given: 'approve' | 'deny'): RunView =>
  on.agent.answer(approval.id, approval.step.decision?.callHash ?? '', { verdict: given, by: 'test', reason: '' });
const approve = (approval: Approval, on: DemoApp): void => void verdict(approval, on, 'approve');

function watch(on: DemoApp): DemoApp {
  on.subscribe((event) => {
    if (event.type !== 'approval.opened') return;
    cards.push(event.approval);
    answer(event.approval, on);
  });
  return on;
}

beforeAll(async () => {
  demo = await startDemo({ now: () => Date.parse(workspace.now) });
  app = watch(await startDemoApp({ model, demo }));
});
afterAll(async () => {
  await app.close();
  await demo.close();
});
beforeEach(() => {
  app.reset();
  cards.length = 0;
  answer = approve;
});

const run = (words: string, on = app): Promise<RunView> => on.agent.finished(on.agent.start(words).id);
const undo = (auditId: string, on = app): Promise<RunView> => on.agent.finished(on.agent.undo(auditId).id);
const auditId = (view: RunView, step = 0): string => view.steps[step]?.auditId ?? '';
const messages = (): string => JSON.stringify(demo.emulators.slack.snapshot());

describe('an undo', () => {
  it('asks with its own card, takes the call back, and is an entry of its own', async () => {
    const done = await run(post);
    expect(app.agent.undoOf(auditId(done))).toMatchObject({ state: 'offered', calls: ['Delete the message.'], by: [] });
    const view = await undo(auditId(done));
    expect(view).toMatchObject({
      state: 'done',
      request: 'Undo: Post “web is out” in #releases',
      steps: [{ state: 'succeeded', tool: 'slack.chat.delete', decision: { verdict: 'ask' } }],
    });
    expect(cards[1]?.step).toMatchObject({
      tainted: false,
      args: [{ source: { kind: 'logged', entryId: auditId(done) }, editable: false }],
    });
    expect(cards[1]?.step.decision?.rules.map(({ id }) => id)).toContain('undo-asks');
    expect(messages()).not.toContain('web is out');
    expect(app.audit.show(auditId(view))).toMatchObject({
      undoes: auditId(done),
      status: 'succeeded',
      approval: { by: 'test' },
    });
    expect(app.agent.undoOf(auditId(done))).toMatchObject({ state: 'done', by: [{ id: auditId(view) }] });
    expect(app.audit.verify()).toMatchObject({ ok: true });
  });
});
