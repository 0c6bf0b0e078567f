import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { workspace } from '../../connectors/demo/index.ts';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import type { LooseningQuestion } from '../../main/policy-workshop/index.ts';
import type { Approval, RunView, ThimbleEvent } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

/** The policy workshop over the real app: a log that it made itself, rules edited, tried, saved, broken and restored. */

const star = (repo: string) => ({ tool: 'github.repos.star', args: { repo } });
const model = scriptedModel({
  'star web': [star('web')],
  'star api': [star('api')],
  'star infra': [star('infra')],
  'what is new in #support': [{ tool: 'slack.conversations.history', args: { channel: '#support' } }],
  'tell #releases that web is out': [{ tool: 'slack.chat.postMessage', args: { to: '#releases', text: 'web is out' } }],
  'tell #general that web is out': [{ tool: 'slack.chat.postMessage', args: { to: '#general', text: 'web is out' } }],
  "refund $5 of Oskar's sticker pack payment": [
    { tool: 'stripe.refunds.create', args: { payment: "Oskar's sticker pack payment", amount: '$5' } },
  ],
  'delete the customer Diego Morales': [{ tool: 'stripe.customers.delete', args: { customer: 'Diego Morales' } }],
  'read #support and post what it says in #releases': (results) => {
    if (results.length === 0) return { tool: 'slack.conversations.history', args: { channel: '#support' } };
    if (results.length === 2) return 'done';
    const told = /invoices are going to the wrong address/u.exec(JSON.stringify(results[0]));
    return { tool: 'slack.chat.postMessage', args: { to: '#releases', text: told ? told[0] : 'nothing' } };
  },
});

const starsAsk = `@id("stars-ask")
@says("Stars ask first.")
@decision("ask")
forbid (principal, action == Action::"github.repos.star", resource);
`;
const starsFree = '@id("all-allowed") @says("All is allowed.") permit (principal, action, resource);';

const start = Date.parse(workspace.now);

let app: DemoApp;
let dataDir: string;
let folder: string;
let questions: LooseningQuestion[] = [];
let yes = false;
const events: ThimbleEvent[] = [];

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'thimble-workshop-'));
  folder = join(dataDir, 'policies');
  app = await startDemoApp({
    model,
    dataDir,
    confirmer: {
      kind: 'dialog',
      ask: async (question) => {
        questions.push(question);
        return yes;
      },
    },
  });
  app.subscribe((event) => {
    events.push(event);
    if (event.type === 'approval.opened') approve(event.approval);
  });
  for (const request of [
    'star web',
    'star api',
    'star infra',
    'what is new in #support',
    'tell #releases that web is out',
    'tell #general that web is out',
    "refund $5 of Oskar's sticker pack payment",
    'delete the customer Diego Morales',
    'read #support and post what it says in #releases',
  ])
    await run(request);
  const refunded = app.audit
    .list({ status: 'succeeded' }, undefined, 50)
    .entries.find(({ tool }) => tool === 'slack.chat.postMessage');
  await app.agent.finished(app.agent.undo(refunded?.id ?? '').id);
}, 120_000);
afterAll(async () => {
  await app?.close();
  rmSync(dataDir, { recursive: true, force: true });
});
let minutes = 0;
beforeEach(async () => {
  // A minute apart, or the rules about how fast changes come would have their say.
  app.setNow(start + 120_000 * ++minutes);
  questions = [];
  yes = false;
  // A change that was noticed last is written into the history before all of it goes.
  await app.composition.workshop.refresh();
  for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true, force: true });
  await app.composition.workshop.refresh();
});

const approve = (approval: Approval): RunView =>
  app.agent.answer(approval.id, approval.step.decision?.callHash ?? '', { verdict: 'approve', by: 'test', reason: '' });
const run = (request: string): Promise<RunView> => app.agent.finished(app.agent.start(request).id);
const workshop = () => app.composition.workshop;
const replay = (text: string | null, limit = 1000) =>
  workshop().replay({ file: 'mine.cedar', text }, limit, new AbortController().signal);
const write = (text: string, file = 'mine.cedar') => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, file), text);
};
const save = (text: string, baseHash: string | null = null, file = 'mine.cedar') =>
  workshop().save({ file, text, baseHash });
const hashOf = async (file = 'mine.cedar') =>
  (await workshop().files()).files.find((one) => one.file === file)?.hash ?? null;
const ids = () => app.composition.policy.policies().map(({ id }) => id);
const newest = () => app.audit.list({}, undefined, 1).entries[0];

describe('a replay', { timeout: 60_000 }, () => {
  it('of the untouched set changes nothing, and judges each call as the log says', async () => {
    const result = await replay(null);
    expect(result).toMatchObject({ transitions: [], calls: [], notReplayed: [] });
    expect(result.replayed).toBe(result.total);
    expect(result.total).toBeGreaterThan(15);
    // The same facts, not only the same verdict: an edit that matches everything sees each call with what the log says.
    const all = await replay('@id("stop") @says("Stop.") forbid (principal, action, resource);');
    expect(all.calls.length).toBe(all.total - all.calls.filter(({ from }) => from === 'deny').length - 1);
    for (const call of all.calls) expect([call.id, call.from]).toEqual([call.id, call.logged]);
    expect(new Set(all.calls.map(({ logged }) => logged))).toEqual(new Set(['allow', 'ask']));
  });

  it('says that three allowed calls would now ask, and which; it sends and logs nothing', async () => {
    const [sent, logged] = [app.received().length, app.audit.calls(10_000).length];
    const result = await replay(starsAsk);
    expect(result.transitions).toEqual([{ from: 'allow', to: 'ask', count: 3 }]);
    expect(result.calls.map(({ tool, rules }) => [tool, rules[0]?.id])).toEqual(
      Array.from({ length: 3 }, () => ['github.repos.star', 'stars-ask']),
    );
    expect(app.received().length).toBe(sent);
    expect(app.audit.calls(10_000).length).toBe(logged);
    expect(events.filter(({ type }) => type === 'policy.replaying').length).toBeGreaterThan(0);
  });

  it('knows taint, undo, place in the plan and the time of then', async () => {
    const rule = (condition: string) =>
      replay(`@id("x") @says("X.") forbid (principal, action, resource) when { ${condition} };`);
    const tools = async (condition: string) => (await rule(condition)).calls.map(({ tool }) => tool);
    expect(await tools('context.meta.tainted')).toEqual(['slack.chat.postMessage']);
    expect(await tools('context.meta.undo')).toEqual(['slack.chat.delete']);
    expect(await tools('context.meta.step == 2')).toEqual(['slack.chat.postMessage']);
    expect(await tools('context.meta.hour != 10')).toEqual([]);
    expect((await rule('context.meta.lookup')).calls.every(({ lookup }) => lookup)).toBe(true);
    expect(await tools('context.meta has money && context.meta.money.minor == 500')).toEqual(['stripe.refunds.create']);
  });

  it('stops when it is told to', async () => {
    const abort = new AbortController();
    const result = workshop().replay({ file: 'mine.cedar', text: starsAsk }, 1000, abort.signal);
    abort.abort(new Error('stopped'));
    await expect(result).rejects.toThrow('stopped');
  });

  it('of a text that is not valid says so, and replays nothing', async () => {
    await expect(replay('permit (')).rejects.toMatchObject({ code: 'bad_input' });
  });

  it('leaves out what the log does not keep, counted and said', async () => {
    const secret = ['sk', 'live', 'a'.repeat(24)].join('_');
    app.composition.audit.record(
      { ...intentOf(), request: `post ${secret}` },
      { status: 'denied', summary: null, result: null, error: null, requests: [], undo: [], milliseconds: 0 },
    );
    const result = await replay(starsAsk);
    expect(result.notReplayed).toEqual([{ why: 'It held a secret, which the log does not keep.', count: 1 }]);
    expect(result.total).toBe(result.replayed + 1);
  });
});

/** An intent of the log, to record another like it. */
function intentOf() {
  const found = app.audit.calls(200).find(({ intent }) => intent?.tool === 'github.repos.star')?.intent;
  if (!found) throw new Error('no star in the log');
  return found;
}

describe('saving', { timeout: 60_000 }, () => {
  it('puts a stricter rule in force at once, unasked, with an entry in the log', async () => {
    const saved = await save(starsAsk);
    expect(saved).toMatchObject({ state: 'saved' });
    expect(questions).toEqual([]);
    expect(ids()).toContain('stars-ask');
    expect(await run('star web')).toMatchObject({ steps: [{ decision: { verdict: 'ask' } }] });
    const entry = app.audit.list({ query: 'policies.file.save' }, undefined, 1).entries[0];
    expect(entry).toMatchObject({ status: 'succeeded', effectText: 'Save mine.cedar', title: 'Change policies' });
    const { args } = app.audit.show(entry?.id ?? '');
    expect(args.map(({ label }) => label)).toEqual([
      `mine.cedar: none → ${saved.state === 'saved' ? saved.hash : ''}`,
      'nothing',
    ]);
  });

  it('of an invalid text is refused, and the set in force stays', async () => {
    await save(starsAsk);
    const before = newest()?.id;
    const base = await hashOf();
    for (const text of [
      'permit (',
      '@id("a") @says("A.") forbid (principal, action == Action::"no.such.tool", resource);',
      '@id("a") @says("A.") forbid (principal, action, resource) when { context.meta.tainted == 3 };',
      `@id("a") @says("A.") forbid (principal, action, resource) when { ${'('.repeat(600)}true${')'.repeat(600)} };`,
      `${starsAsk}${starsAsk}`,
    ])
      await expect(save(text, base)).rejects.toMatchObject({ code: 'bad_input' });
    expect(readFileSync(join(folder, 'mine.cedar'), 'utf8')).toBe(starsAsk);
    expect(ids()).toContain('stars-ask');
    expect(newest()?.id).toBe(before);
    expect(app.composition.policy.problems()).toEqual([]);
  });

  it('over a file that changed meanwhile is refused, and nothing is lost', async () => {
    await save(starsAsk);
    const base = await hashOf();
    write(`${starsAsk}// by an editor\n`);
    await expect(save('', base)).rejects.toMatchObject({ code: 'bad_input', message: /changed by another/u });
    await expect(save(starsAsk)).rejects.toMatchObject({ code: 'bad_input' });
    expect(readFileSync(join(folder, 'mine.cedar'), 'utf8')).toContain('by an editor');
  });

  it('of looser rules takes a yes outside of the window, which the log keeps', async () => {
    await expect(save(starsFree)).rejects.toMatchObject({ code: 'not_approved' });
    expect(questions).toMatchObject([
      { title: 'Save mine.cedar', loosened: [expect.stringMatching(/“all-allowed” is new and allows: permit/u)] },
    ]);
    expect(readdirSync(folder).filter((name) => name.endsWith('.cedar'))).toEqual([]);
    expect(ids()).not.toContain('all-allowed');
    yes = true;
    await save(starsFree);
    expect(ids()).toContain('all-allowed');
    expect(app.audit.show(newest()?.id ?? '')).toMatchObject({
      verdict: 'ask',
      approval: { verdict: 'approve', reason: 'agreed in a dialog outside of the window' },
    });
  });

  it('of a shipped rule under its name asks when it is weaker, and deleting it brings ours back', async () => {
    const weaker = `@id("refund-over-limit-asks") @says("Refunds over $200 ask first.") @decision("ask")
      forbid (principal, action == Action::"stripe.refunds.create", resource)
      when { context.meta has money && context.meta.money.minor > 20000 };`;
    await expect(save(weaker)).rejects.toMatchObject({ code: 'not_approved' });
    await save(weaker.replace('20000', '5000'));
    expect(questions).toHaveLength(1);
    const hash = await hashOf();
    yes = true;
    await workshop().remove({ file: 'mine.cedar', baseHash: hash ?? '' });
    // Ours asks from $100 on, theirs did from $50 on.
    expect(questions.at(-1)?.loosened).toEqual([
      expect.stringMatching(/“refund-over-limit-asks” asks as before but may/u),
    ]);
    expect(ids().filter((id) => id === 'refund-over-limit-asks')).toHaveLength(1);
  });

  it('takes no other name than that of a file here', async () => {
    for (const file of [
      '../evil.cedar',
      'a/b.cedar',
      '.hidden.cedar',
      'mine.txt',
      'con.cedar',
      'learned.cedar',
      'Ａ.cedar',
      'a..b.cedar',
    ])
      await expect(save(starsAsk, null, file)).rejects.toMatchObject({ code: 'bad_input' });
    symlinkSync('/etc/hostname', join(folder, 'link.cedar'));
    await expect(save(starsAsk, await hashOf('link.cedar'), 'link.cedar')).rejects.toMatchObject({ code: 'bad_input' });
  });
});

describe('a file that another program changes', { timeout: 60_000 }, () => {
  it('is read when somebody looks, and broken leaves the last valid set, and says so', async () => {
    write(starsAsk);
    expect((await workshop().files()).problems).toEqual([]);
    expect(ids()).toContain('stars-ask');
    write('forbid (principal, action, resource');
    const { problems } = await workshop().files();
    expect(problems[0]).toContain('mine.cedar');
    expect(problems.join(' ')).toMatch(/stay in force/u);
    expect(ids()).toContain('stars-ask');
    expect(await run('star api')).toMatchObject({ steps: [{ decision: { verdict: 'ask' } }] });
    // Another file is not saved over it; mending it is.
    await expect(save(starsAsk.replace('stars-ask', 'other'), null, 'other.cedar')).rejects.toMatchObject({
      code: 'bad_input',
      message: /mine\.cedar/u,
    });
    await save(starsAsk, await hashOf());
    expect(app.composition.policy.problems()).toEqual([]);
  });

  it('is noticed while nobody looks, where the system can watch', async () => {
    write(starsAsk);
    await expect.poll(() => ids(), { timeout: 20_000 }).toContain('stars-ask');
  });
});

describe('history', { timeout: 60_000 }, () => {
  it('keeps each text, who wrote it, and restores one as a save', async () => {
    await save(starsAsk);
    await save(`${starsAsk}// more\n`, await hashOf());
    await workshop()
      .remove({ file: 'mine.cedar', baseHash: (await hashOf()) ?? '' })
      .catch(() => undefined);
    yes = true;
    await workshop().remove({ file: 'mine.cedar', baseHash: (await hashOf()) ?? '' });
    const versions = await workshop().history('mine.cedar');
    expect(versions.map(({ hash, what }) => [hash === null, what])).toEqual([
      [true, 'Delete mine.cedar'],
      [false, 'Save mine.cedar'],
      [false, 'Save mine.cedar'],
    ]);
    expect(versions.every(({ by }) => by === 'the person at the app')).toBe(true);
    const oldest = versions.at(-1)?.id ?? '';
    expect(await workshop().version('mine.cedar', oldest)).toBe(starsAsk);
    await workshop().restore({ file: 'mine.cedar', id: oldest, baseHash: null });
    expect(readFileSync(join(folder, 'mine.cedar'), 'utf8')).toBe(starsAsk);
    expect(ids()).toContain('stars-ask');
    await expect(workshop().version('../../audit.cedar', oldest)).rejects.toMatchObject({ code: 'bad_input' });
  });
});

describe('cases', { timeout: 60_000 }, () => {
  it('are made of a logged call, run with the shipped ones, and fail when an edit decides otherwise', async () => {
    const entry = app.audit
      .list({ query: 'infra' }, undefined, 50)
      .entries.find(({ tool, status }) => tool === 'github.repos.star' && status === 'succeeded');
    const made = await workshop().addCase({ kind: 'entry', id: entry?.id ?? '' });
    const asked = await workshop().addCase({ kind: 'request', request: 'tell #general that web is out' });
    const before = await workshop().cases({ file: 'mine.cedar', text: null });
    expect(before.problems).toEqual([]);
    expect(before.cases.filter(({ state }) => state === 'failed')).toEqual([]);
    expect(before.cases.filter(({ own }) => own).map(({ name, state }) => [name, state])).toEqual([
      [made.name, 'passed'],
      [asked.name, 'passed'],
    ]);
    expect(before.cases.length).toBeGreaterThan(90);
    const after = await workshop().cases({ file: 'mine.cedar', text: starsAsk });
    expect(after.cases.find(({ own, name }) => own && name === made.name)).toMatchObject({
      state: 'failed',
      expected: { verdict: 'allow' },
      actual: { verdict: 'ask', rules: ['stars-ask'] },
    });
    await workshop().removeCase(made);
    await workshop().removeCase(asked);
    expect((await workshop().cases({ file: 'mine.cedar', text: null })).cases.some(({ own }) => own)).toBe(false);
  });

  it('that cannot be read are left out and said', async () => {
    mkdirSync(join(folder, 'cases'), { recursive: true });
    writeFileSync(join(folder, 'cases', 'deep.json'), '['.repeat(100_000));
    writeFileSync(join(folder, 'cases', 'odd.json'), '[{"name": 3}]');
    const { problems } = await workshop().cases({ file: 'mine.cedar', text: null });
    expect(problems).toEqual([
      expect.stringMatching(/^cases\/deep\.json is left out: it nests deeper/u),
      expect.stringMatching(/^cases\/odd\.json is left out: it does not hold cases/u),
    ]);
  });
});

describe('a bundle', { timeout: 60_000 }, () => {
  it('carries files and cases to another place, after it was shown what changes', async () => {
    await save(starsAsk);
    await workshop().addCase({ kind: 'request', request: 'star web' });
    const { json } = await workshop().exportBundle();
    rmSync(folder, { recursive: true });
    await workshop().refresh();
    expect(ids()).not.toContain('stars-ask');
    const plan = await workshop().importPlan(json);
    expect(plan).toMatchObject({
      files: [{ file: 'mine.cedar', change: 'new', before: '', after: starsAsk }],
      cases: [{ file: 'mine.json', change: 'new', count: 1 }],
      problems: [],
      loosened: [],
    });
    expect(readdirSync(dataDir)).not.toContain('policies');
    await workshop().importBundle({ bundle: json, plan: plan.plan });
    expect(ids()).toContain('stars-ask');
    expect((await workshop().importPlan(json)).files).toMatchObject([{ change: 'same' }]);
  });

  it('is not imported over what changed after it was shown', async () => {
    await save(starsAsk);
    const { json } = await workshop().exportBundle();
    const { plan } = await workshop().importPlan(json);
    write(`${starsAsk}// newer\n`);
    await expect(workshop().importBundle({ bundle: json, plan })).rejects.toMatchObject({ code: 'bad_input' });
    expect(readFileSync(join(folder, 'mine.cedar'), 'utf8')).toContain('newer');
  });

  it('of somebody hostile changes nothing', async () => {
    await save(starsAsk);
    const { json } = await workshop().exportBundle();
    const good = JSON.parse(json);
    const bundles: unknown[] = [
      { ...good, content: { ...good.content, files: [{ file: '../../evil.cedar', text: starsAsk }] } },
      { ...good, content: { ...good.content, files: [{ file: 'learned.cedar', text: starsAsk }] } },
      { ...good, content: { ...good.content, files: [...good.content.files, ...good.content.files] } },
      { ...good, content: { ...good.content, files: [{ file: 'mine.cedar', text: 'x'.repeat(70_000) }] } },
      { ...good, content: { ...good.content, files: [{ file: 'mine.cedar', text: starsFree }] } },
      { ...good, sha256: '0'.repeat(64) },
      { ...good, more: 1 },
      'null',
      '['.repeat(200_000),
      'x'.repeat(1_000_000),
    ];
    for (const one of bundles)
      await expect(workshop().importPlan(typeof one === 'string' ? one : JSON.stringify(one))).rejects.toMatchObject({
        code: 'bad_input',
      });
    expect(readdirSync(folder).filter((name) => name.endsWith('.cedar'))).toEqual(['mine.cedar']);
    expect(ids()).toContain('stars-ask');
    expect(questions).toEqual([]);
  });
});
