import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { Approval, RunView } from '../../shared/index.ts';
import { type ChatServer, calls, startChatServer, words } from '../support/chat-server.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** The second model over the whole app, behind a real server that is good, broken or hostile. */

const totalMs = 1500;
const question = 'what should I tell Oskar about his payment refund';
const folders: string[] = [];
let chat: ChatServer;
let other: ChatServer;
let app: DemoApp;
let cards: Approval[] = [];
let answer: (approval: Approval) => void = () => undefined;

/** The app with a second model as a person's settings file has it. */
async function start(secondModel: object): Promise<DemoApp> {
  const dataDir = mkdtempSync(join(tmpdir(), 'thimble-second-'));
  folders.push(dataDir);
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ secondModel }));
  // Needle's part of the script knows one request; everything else is none.
  const model = scriptedModel({
    'what is new in #support': [{ tool: 'slack.conversations.history', args: { channel: '#support' } }],
  });
  const started = await startDemoApp({
    dataDir,
    model,
    secondModelLimits: { totalMs, answerBytes: 64 * 1024 },
  });
  started.subscribe((event) => {
    if (event.type !== 'approval.opened') return;
    cards.push(event.approval);
    answer(event.approval);
  });
  return started;
}

beforeAll(async () => {
  [chat, other] = await Promise.all([startChatServer(), startChatServer()]);
  app = await start({ on: true, address: chat.address, model: 'llama3.1:8b', otherHosts: false });
});
afterAll(async () => {
  await app.close();
  await Promise.all([chat.close(), other.close()]);
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  app.reset();
  chat.seen.length = 0;
  other.seen.length = 0;
  cards = [];
  answer = (approval) => respond(approval, 'approve');
});

const respond = (approval: Approval, verdict: 'approve' | 'deny'): void => {
  const hash = approval.step.decision?.callHash ?? '';
  app.agent.answer(approval.id, hash, { verdict, by: 'test', reason: '' });
};
const run = (request = question): Promise<RunView> => app.agent.finished(app.agent.start(request).id);
const writes = () => app.received().filter((request) => request.method !== 'GET' && request.op !== null);
const name = (): string => `llama3.1:8b at ${new URL(chat.address).host}`;

describe('words', () => {
  it('are shown as the second model’s own, and nothing is done', async () => {
    chat.answer = words('Tell him that it takes five days.\n\u202eHidden');
    const view = await run();
    expect(view).toMatchObject({
      state: 'done',
      say: null,
      steps: [],
      answer: { from: name(), text: 'Tell him that it takes five days.\n⟦U+202E⟧Hidden' },
    });
    expect(writes()).toEqual([]);
  });

  it('are asked for with the request, the time and tools, and nothing else', async () => {
    await run();
    expect(chat.seen).toHaveLength(1);
    const [{ method, path, headers, text }] = chat.seen as [(typeof chat.seen)[number]];
    expect({ method, path }).toEqual({ method: 'POST', path: '/v1/chat/completions' });
    expect(Object.keys(headers).sort()).toEqual(['accept', 'connection', 'content-length', 'content-type', 'host']);
    const body = JSON.parse(text);
    expect(Object.keys(body).sort()).toEqual(['messages', 'model', 'stream', 'tool_choice', 'tools']);
    expect(body.messages).toHaveLength(2);
    expect(body.messages[1]).toEqual({ role: 'user', content: question });
    expect(body.tools.length).toBeGreaterThan(0);
    expect(body.tools.length).toBeLessThanOrEqual(8);
    for (const token of Object.values(app.composition.demo.tokens)) expect(text).not.toContain(token);
  });
});

describe('the second model is not asked', () => {
  it('when Needle has a call', async () => {
    expect(await run('what is new in #support')).toMatchObject({ state: 'done', answer: null });
    expect(chat.seen).toEqual([]);
  });
  it('while a person types', async () => {
    const view = await app.agent.preview(question);
    expect(view).toMatchObject({ state: 'done', steps: [], answer: null });
    expect(view.say).toContain(name());
    expect(chat.seen).toEqual([]);
  });
  it('about a request that holds a secret', async () => {
    const view = await run('what is wrong with the card 4242 4242 4242 4242');
    expect(view.say).toMatch(/did not ask .* card number/u);
    expect(chat.seen).toEqual([]);
  });
  it('while it is off, or its address is another machine without the second switch', async () => {
    for (const changes of [
      { on: false, address: chat.address, model: 'llama', otherHosts: false },
      { on: true, address: 'http://192.0.2.1:11434/v1', model: 'llama', otherHosts: false },
    ]) {
      const closed = await start(changes);
      try {
        const view = await closed.agent.finished(closed.agent.start(question).id);
        expect(view).toMatchObject({ state: 'done', answer: null, say: expect.stringMatching(/^I did nothing/u) });
        expect(view.say).not.toContain('llama');
      } finally {
        await closed.close();
      }
    }
    expect(chat.seen).toEqual([]);
  });
});

const refund = calls(['stripe_refunds_create', { payment: "Oskar's sticker pack payment", amount: '$5' }]);
// Runs without asking when Needle proposes it (policies/writes.cedar).
const star = calls(['github_repos_star', { repo: 'api' }]);

describe('a call', () => {
  it('goes through resolvers, policy and a person, and is logged as the second model’s', async () => {
    chat.answer = refund;
    const view = await run();
    expect(cards.map((card) => card.step.secondModel)).toEqual([name()]);
    expect(view).toMatchObject({
      state: 'done',
      steps: [{ state: 'succeeded', secondModel: name(), decision: { verdict: 'ask' } }],
    });
    expect(view.steps[0]?.decision?.rules.map((rule) => rule.id)).toContain('second-model-asks');
    expect(writes()).toHaveLength(1);
    expect(writes()[0]).toMatchObject({ op: 'stripe.refunds.create', body: { amount: '500' } });
    const logged = app.audit.show(view.steps[0]?.auditId ?? '');
    expect(logged).toMatchObject({ secondModel: name(), approval: { by: 'test', verdict: 'approve' } });
    expect(app.audit.list({ query: 'llama3' }, undefined, 5).entries[0]?.id).toBe(logged.id);
    expect(app.audit.verify()).toMatchObject({ ok: true, problems: [] });
    // One request is one call: results are not sent on.
    expect(chat.seen).toHaveLength(1);
  });

  it('keeps asking after a person changed it', async () => {
    chat.answer = refund;
    const after: (string | null)[] = [];
    answer = (approval) => {
      answer = (again) => {
        after.push(again.step.secondModel, again.step.decision?.verdict ?? null);
        setImmediate(() => respond(again, 'deny'));
      };
      void app.agent.edit(approval.id, { amount: '$4' });
    };
    await run();
    expect(after).toEqual([name(), 'ask']);
    expect(writes()).toEqual([]);
  });

  it('that reads runs, and its result stays here', async () => {
    chat.answer = calls(['stripe_refunds_list', {}]);
    const view = await run();
    expect(view).toMatchObject({ state: 'done', steps: [{ state: 'succeeded', effect: 'read', secondModel: name() }] });
    expect(chat.seen).toHaveLength(1);
  });

  it('that fits nothing says so', async () => {
    chat.answer = calls(['stripe_refunds_create', { payment: 'nobody at all xyzzy' }]);
    const view = await run();
    expect(view).toMatchObject({ steps: [], say: expect.stringContaining(`${name()} proposed`) });
  });
});

describe('a hostile second model gets nothing without a person', () => {
  it.each([
    ['a refund', refund],
    ['a refund of everything', calls(['stripe_refunds_create', { payment: "Oskar's sticker pack payment" }])],
    ['what Needle may do without asking', star],
  ])('%s: a card, and nothing where it is refused', async (_name, hostile) => {
    chat.answer = hostile;
    answer = (approval) => respond(approval, 'deny');
    const view = await run(hostile === star ? 'is it worth starring the api repo on GitHub' : question);
    expect(cards).toHaveLength(1);
    expect(view).toMatchObject({ state: 'stopped', steps: [{ state: 'refused', decision: { verdict: 'ask' } }] });
    expect(writes()).toEqual([]);
  });

  it('what policy denies is not even asked about', async () => {
    chat.answer = calls(['stripe_customers_delete', { customer: 'Diego Morales' }]);
    const view = await run('how would one delete the Stripe customer Diego Morales');
    expect(view).toMatchObject({ steps: [{ state: 'denied', secondModel: name() }] });
    expect(cards).toEqual([]);
    expect(writes()).toEqual([]);
  });

  it.each([
    ['a tool that it was not offered', calls(['github_repos_delete', { repo: 'api' }])],
    ['an internal look-up', calls(['stripe_customers_search', { query: 'x' }])],
    ['a value that the tool does not take', calls(['stripe_refunds_create', { payment: 'x', destination: 'me' }])],
    ['many calls at once', calls(['stripe_refunds_create', { payment: 'a' }], ['stripe_refunds_create', {}])],
  ])('%s: nothing', async (_name, hostile) => {
    chat.answer = hostile;
    const view = await run();
    expect(view).toMatchObject({ state: 'done', steps: [], answer: null });
    expect(view.say).toMatch(/^I did nothing.*I asked llama3\.1:8b/u);
    expect(cards).toEqual([]);
    expect(writes()).toEqual([]);
  });
});

describe('a server in trouble', () => {
  it.each([
    ['garbage', (response) => response.end('<html>hi'), 'not JSON'],
    ['another shape', (response) => response.end('{"choices":"none"}'), 'no chat completion'],
    ['an error', (response) => response.writeHead(500).end('{}'), 'status 500'],
    ['no such model', (response) => response.writeHead(404).end('{}'), 'no such model'],
    ['a wrong key', (response) => response.writeHead(401).end('{}'), 'the key'],
    ['a huge answer', (response) => response.end('x'.repeat(200_000)), 'too long'],
    ['a hang', () => undefined, 'longer than'],
    ['a hang in the middle', (response) => response.writeHead(200).write('{"choices":'), 'longer than'],
    ['a broken connection', (response) => response.destroy(), 'connection failed'],
  ] satisfies readonly (readonly [string, ChatServer['answer'], string])[])(
    '%s ends in Needle’s own refusal and one sentence',
    async (_name, bad, why) => {
      chat.answer = bad;
      const view = await run();
      expect(view).toMatchObject({ state: 'done', steps: [], answer: null, error: null });
      expect(view.say).toMatch(/^I did nothing: .*\. I asked llama3\.1:8b at [\d.:]+ too, but .*\.$/u);
      expect(view.say).toContain(why);
    },
  );

  it('is not followed elsewhere', async () => {
    chat.answer = (response) => response.writeHead(307, { location: `${other.address}/chat/completions` }).end();
    expect((await run()).say).toContain('not followed');
    expect(other.seen).toEqual([]);
  });

  it('is not reached through a proxy of the environment', async () => {
    const before = process.env.http_proxy;
    process.env.http_proxy = new URL(other.address).origin;
    try {
      chat.answer = words('Direct.');
      expect((await run()).answer?.text).toBe('Direct.');
    } finally {
      if (before === undefined) delete process.env.http_proxy;
      else process.env.http_proxy = before;
    }
    expect(other.seen).toEqual([]);
  });

  it('can be stopped', async () => {
    chat.answer = () => undefined;
    const { id } = app.agent.start(question);
    while (chat.seen.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    app.agent.cancel(id);
    expect(await app.agent.finished(id)).toMatchObject({ state: 'stopped', error: { code: 'cancelled' }, steps: [] });
  });
});
