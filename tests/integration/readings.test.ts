import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoApp, type Model, startDemoApp } from '../../main/index.ts';
import type { ProposedCall, ProposeInput } from '../../main/inference/index.ts';
import type { RunView } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** A call that the model is not sure of, over the real rooms: the person chooses, policy decides, the log keeps both. */

const call = (tool: string, args: ProposedCall['args'], confidence: number): ProposedCall => ({
  kind: 'call',
  tool,
  args,
  confidence,
  argConfidence: {},
});
const post = call('slack.chat.postMessage', { to: '#releases', text: 'web is out' }, 0.2);
const topic = call('slack.conversations.setTopic', { channel: '#releases', topic: 'web is out' }, 0.9);
const history = call('slack.conversations.history', { channel: '#support' }, 0.2);
const nowhere = call('slack.chat.postMessage', { to: '#nowhere-at-all', text: 'web is out' }, 0.9);

/** What the proposer says first, and what it says when it is shown one of the other tools alone. */
const scripts: Readonly<Record<string, readonly [first: ProposedCall, ...others: ProposedCall[]]>> = {
  'put in #releases that web is out': [post, topic],
  'what is new in #support': [history],
  'set the topic of #releases to web is out': [{ ...topic, confidence: 0.2 }, nowhere],
  'tell #releases that web is out': [{ ...post, confidence: 0.8 }, topic],
};

const model: Model = {
  ...scriptedModel({}),
  proposer: () => ({
    info: { name: 'unsure', device: 'none', parameters: 0 },
    close: async () => undefined,
    async propose({ request, steps, tools }: ProposeInput) {
      const [first, ...others] = scripts[request] ?? [];
      if (steps.length > 0) return { kind: 'done', confidence: 1 };
      const shown = others.find((one) => tools.length === 1 && tools[0]?.name === one.tool);
      if (shown) return shown;
      if (!first) return { kind: 'none', reason: 'not_a_request', confidence: 1 };
      const alternatives = others.map((one, at) => ({ tool: one.tool, confidence: 0.2 - at / 10 }));
      return { ...first, alternatives };
    },
  }),
};

let app: DemoApp;
let onQuestion: (run: RunView) => void;
let asked: string[][] = [];
let approvals = 0;

beforeAll(async () => {
  app = await startDemoApp({ model });
  app.subscribe((event) => {
    if (event.type === 'approval.opened') {
      approvals++;
      const callHash = event.approval.step.decision?.callHash ?? '';
      app.agent.answer(event.approval.id, callHash, { verdict: 'approve', by: 'test', reason: '' });
    }
    if (event.type === 'run.updated' && event.run.state === 'choosing' && event.run.question) onQuestion(event.run);
  });
});
afterAll(() => app.close());
beforeEach(() => {
  app.reset();
  asked = [];
  approvals = 0;
});

const written = () => app.received().filter((one) => one.method !== 'GET' && one.op !== null);
/** Carries a request out, with candidate `at` of its question; null stops it instead. */
function run(request: string, at: number | null): Promise<RunView> {
  onQuestion = ({ id, question }) => {
    asked.push(question?.candidates.map(({ label }) => label) ?? []);
    expect(written()).toEqual([]);
    const candidate = at === null ? undefined : question?.candidates[at];
    if (question && candidate) app.agent.choose(id, question.id, candidate.id);
    else app.agent.cancel(id);
  };
  return app.agent.finished(app.agent.start(request).id);
}

describe('a call that the model is not sure of', { timeout: 60_000 }, () => {
  it('is put to the person with the other readings, in words; the chosen one is decided and logged', async () => {
    const view = await run('put in #releases that web is out', 1);
    expect(asked).toEqual([[expect.stringMatching(/^Post/u), expect.stringMatching(/topic/iu)]]);
    expect(view).toMatchObject({ state: 'done', steps: [{ tool: topic.tool, state: 'succeeded' }] });
    expect(approvals).toBe(1);
    const [options = []] = asked;
    expect(app.audit.show(view.steps[0]?.auditId ?? '')).toMatchObject({
      asked: [{ text: expect.stringMatching(/Did you mean one of these\?$/u), options, chosen: options[1] }],
    });
  });
  it('is asked about also when it only reads, and when there is one reading', async () => {
    const view = await run('what is new in #support', 0);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toHaveLength(1);
    expect(view).toMatchObject({ state: 'done', steps: [{ tool: history.tool, state: 'succeeded' }] });
    expect(app.audit.show(view.steps[0]?.auditId ?? '').asked[0]?.text).toMatch(/Did you mean this\?$/u);
  });
  it('does nothing when no reading is chosen', async () => {
    const view = await run('put in #releases that web is out', null);
    expect(view).toMatchObject({ state: 'stopped', steps: [] });
    expect(written()).toEqual([]);
  });
  it('is offered without a reading that cannot be carried out', async () => {
    await run('set the topic of #releases to web is out', null);
    expect(asked).toEqual([[expect.stringMatching(/topic/iu)]]);
  });
  it('is a question in the preview too, which sends nothing', async () => {
    const view = await app.agent.preview('put in #releases that web is out');
    expect(view).toMatchObject({ state: 'choosing', steps: [], question: { candidates: [{}, {}] } });
    expect(written()).toEqual([]);
  });
  it('is not asked about when the model is sure enough', async () => {
    const view = await run('tell #releases that web is out', null);
    expect(asked).toEqual([]);
    expect(view).toMatchObject({ state: 'done', steps: [{ tool: post.tool }] });
  });
  it('is not asked about when the person does not want it', async () => {
    const never = await startDemoApp({ model, settings: { askBelow: 0 } });
    try {
      const view = await never.agent.preview('put in #releases that web is out');
      expect(view).toMatchObject({ state: 'done', steps: [{ tool: post.tool, decision: { verdict: 'ask' } }] });
    } finally {
      await never.close();
    }
  });
});
