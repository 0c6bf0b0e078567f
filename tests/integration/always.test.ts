import { appendFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workspace } from '../../connectors/demo/index.ts';
import { type DemoApp, startDemoApp } from '../../main/index.ts';
import { approveAlways } from '../../main/learned/index.ts';
import type { AlwaysDraft, Approval, RunView } from '../../shared/index.ts';
import { scriptedModel } from '../support/scripted-model.ts';

const post = (to: string, text: string) => ({ tool: 'slack.chat.postMessage', args: { to, text } });
const script = {
  'tell #releases that v2 is out': [post('#releases', 'v2 is out')],
  'tell #releases that v3 is out': [post('#releases', 'v3 is out')],
  'tell #random that v2 is out': [post('#random', 'v2 is out')],
  'tell #general that v2 is out': [post('#general', 'v2 is out')],
  'read #support and post what it says in #releases': (results: readonly unknown[]) => {
    if (results.length === 0) return { tool: 'slack.conversations.history', args: { channel: '#support' } };
    const told = /invoices are going to the wrong address/u.exec(JSON.stringify(results[0]));
    return results.length === 1 ? post('#releases', told?.[0] ?? '') : ('done' as const);
  },
};
const [tell, again, elsewhere] = [
  'tell #releases that v2 is out',
  'tell #releases that v3 is out',
  'tell #random that v2 is out',
] as const;

let folder: string;
let app: DemoApp;
const start = async () => startDemoApp({ model: scriptedModel(script), dataDir: folder });
const file = () => join(folder, 'policies', 'learned.cedar');

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'thimble-always-'));
  app = await start();
}, 60_000);
afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts a request; gives its card, or its end where nothing asked. */
async function ask(request: string): Promise<{ card: Approval | null; run: Promise<RunView> }> {
  const { id } = app.agent.start(request);
  const run = app.agent.finished(id);
  const opened = new Promise<Approval>((resolve) => {
    const look = (): void => {
      const card = app.agent.approvals().find((one) => one.runId === id);
      if (card) resolve(card);
    };
    app.subscribe(look);
    look();
  });
  return { card: await Promise.race([opened, run.then(() => null)]), run };
}

/** What a request does with nobody there to answer: `ran`, or which rules asked. */
async function alone(request: string): Promise<string | readonly string[]> {
  const { card, run } = await ask(request);
  if (!card) return (await run).state === 'done' ? 'ran' : 'stopped';
  app.agent.answer(card.id, '', { verdict: 'deny', by: 'test', reason: 'not now' });
  await run;
  return card.step.decision?.rules.map((rule) => rule.id) ?? [];
}

function draftOf(card: Approval, days: 7 | 30 | 90 = 30): AlwaysDraft & { kind: 'offered' } {
  const call = app.agent.cardCall(card.id, card.step.decision?.callHash ?? '');
  const draft = app.composition.learned.draft(call, { days });
  if (draft.kind !== 'offered') throw new Error(draft.why);
  return draft;
}

const approve = (card: Approval, hash: string) =>
  approveAlways(app.agent, app.composition.learned, {
    approvalId: card.id,
    callHash: card.step.decision?.callHash ?? '',
    by: 'the person at the test',
    reason: '',
    hash,
  });

async function always(request: string, days: 7 | 30 | 90 = 30): Promise<AlwaysDraft & { kind: 'offered' }> {
  const { card, run } = await ask(request);
  if (!card) throw new Error('nothing asked');
  const draft = draftOf(card, days);
  await approve(card, draft.hash);
  expect((await run).state).toBe('done');
  return draft;
}

async function once(request: string): Promise<void> {
  const { card, run } = await ask(request);
  if (!card) throw new Error('nothing asked');
  const { id, step } = card;
  app.agent.answer(id, step.decision?.callHash ?? '', { verdict: 'approve', by: 'test', reason: '' });
  expect((await run).state).toBe('done');
}

describe('“always like this”', { timeout: 120_000 }, () => {
  it('writes exactly what was shown, lets the next such call through by that rule, and no other', async () => {
    expect(await alone(tell)).toContain('writes-ask');
    const draft = await always(tell);
    expect(readFileSync(file(), 'utf8')).toContain(draft.text.trim());
    const { card, run } = await ask(again);
    expect(card).toBeNull();
    expect((await run).steps[0]?.decision).toMatchObject({ verdict: 'allow', rules: [{ text: draft.says }] });
    expect(await alone(elsewhere)).toContain('writes-ask');
    expect(await alone('tell #general that v2 is out')).toContain('general-asks');
    expect(app.composition.policy.problems()).toEqual([]);
  });

  it('is kept in the log: that the rule was made, by whom, with which call, and what it let through', async () => {
    const draft = await always(tell);
    await alone(again);
    const [by, call, made] = app.audit.list({}, undefined, 10).entries.map(({ id }) => app.audit.show(id));
    expect(made).toMatchObject({
      tool: 'policies.learned.make',
      status: 'succeeded',
      request: tell,
      effectText: `Make the rule “${draft.says}”`,
      approval: { by: 'the person at the test', verdict: 'approve' },
    });
    expect(made?.args.map(({ label }) => label)).toEqual([expect.stringMatching(/^learned-/u), draft.text]);
    expect(call).toMatchObject({
      tool: 'slack.chat.postMessage',
      runId: made?.runId,
      approval: { by: 'the person at the test', reason: expect.stringMatching(/Also made the rule “learned-/u) },
    });
    expect(by).toMatchObject({ verdict: 'allow', approval: null, decision: { rules: [{ text: draft.says }] } });
    expect(app.audit.verify().ok).toBe(true);
  });

  it('ends after its last day', async () => {
    await always(tell, 7);
    const now = Date.parse(workspace.now);
    app.setNow(now + 6 * 86_400_000);
    expect(await alone(again)).toBe('ran');
    app.setNow(now + 31 * 86_400_000);
    expect(await alone(again)).toEqual(['writes-ask']);
    expect(app.composition.learned.list()).toMatchObject([{ expired: true }]);
  });

  it('does not speak for what a service returned', async () => {
    await always(tell);
    const model = await alone('read #support and post what it says in #releases');
    expect(model).toContain('tainted-asks');
  });

  it('outlives a restart, and is gone when it is removed, with an entry of the log', async () => {
    await always(tell);
    await app.close();
    app = await start();
    // Another start of the demo workspace knows nobody yet; that asks whatever rules say, and once.
    expect(await alone(again)).toContain('first-time-recipient-asks');
    await once(again);
    expect(await alone(again)).toBe('ran');
    const [rule] = app.composition.learned.list();
    expect(rule).toMatchObject({ untilText: expect.stringMatching(/^\d+ \w+ \d{4}$/u), expired: false });
    await app.composition.learned.forget(rule?.id ?? '', 'the person at the test');
    expect(app.composition.learned.list()).toEqual([]);
    expect(await alone(again)).toEqual(['writes-ask']);
    const removed = app.audit.list({}, undefined, 2).entries.map((entry) => entry.tool);
    expect(removed).toContain('policies.learned.remove');
    await expect(app.composition.learned.forget(rule?.id ?? '', 'x')).rejects.toMatchObject({ code: 'not_found' });
    await app.close();
    app = await start();
    expect(await alone(again)).toContain('writes-ask');
  });

  it('leaves the asks when its file is broken, and says so', async () => {
    await always(tell);
    appendFileSync(file(), '\npermit (principal, action, resource);\n');
    await app.composition.policy.reload();
    expect(app.composition.policy.problems()[0]).toContain('learned.cedar');
    expect(await alone(again)).toEqual(['writes-ask']);
    const { card } = await ask(elsewhere);
    if (!card) throw new Error('nothing asked');
    const before = readFileSync(file(), 'utf8');
    await expect(approve(card, draftOf(card).hash)).rejects.toMatchObject({ code: 'bad_input' });
    expect(readFileSync(file(), 'utf8')).toBe(before);
    expect(app.agent.approvals().map(({ id }) => id)).toEqual([card.id]);
    app.agent.answer(card.id, '', { verdict: 'deny', by: 'test', reason: '' });
  });
});

describe('nothing is approved', { timeout: 120_000 }, () => {
  let card: Approval;
  let run: Promise<RunView>;
  beforeEach(async () => {
    const asked = await ask(tell);
    if (!asked.card) throw new Error('nothing asked');
    card = asked.card;
    run = asked.run;
  }, 60_000);

  const untouched = () => {
    expect(existsSync(file()) ? readFileSync(file(), 'utf8').includes('learned-') : false).toBe(false);
    expect(app.composition.learned.list()).toEqual([]);
    expect(app.agent.approvals().map(({ id }) => id)).toEqual([card.id]);
    expect(app.received().some(({ path }) => path.includes('postMessage'))).toBe(false);
    app.agent.answer(card.id, '', { verdict: 'deny', by: 'test', reason: '' });
    return run;
  };

  it('with a rule that was not shown, or not for this call', async () => {
    const first = draftOf(card, 7);
    const second = draftOf(card, 90);
    expect(second.hash).not.toBe(first.hash);
    await expect(approve(card, first.hash)).rejects.toMatchObject({ code: 'bad_input' });
    await expect(approve(card, 'forged')).rejects.toMatchObject({ code: 'bad_input' });
    card = await app.agent.edit(card.id, { text: 'another text' });
    await expect(approve(card, second.hash)).rejects.toMatchObject({ code: 'bad_input' });
    await untouched();
  });

  it('when the rule cannot be written', async () => {
    const draft = draftOf(card);
    // Something stands where the new text would be written first.
    mkdirSync(join(folder, 'policies', `learned.cedar.${process.pid}.new`), { recursive: true });
    await expect(approve(card, draft.hash)).rejects.toMatchObject({ code: 'storage_unavailable' });
    await untouched();
    const made = app.audit.list({}, undefined, 5).entries.find(({ tool }) => tool === 'policies.learned.make');
    expect(made?.status).toBe('failed');
  });

  it('when the card ended while the rule was made, and the rule goes again', async () => {
    const draft = draftOf(card);
    const approved = approve(card, draft.hash);
    app.agent.answer(card.id, '', { verdict: 'deny', by: 'another window', reason: 'no' });
    await expect(approved).rejects.toMatchObject({ code: 'not_found' });
    expect((await run).state).toBe('stopped');
    expect(app.composition.learned.list()).toEqual([]);
    expect(await alone(tell)).toContain('writes-ask');
  });
});

describe('a card', { timeout: 120_000 }, () => {
  it('that was answered never comes back, and keeps why it was denied', async () => {
    const { card, run } = await ask(tell);
    if (!card) throw new Error('nothing asked');
    const hash = card.step.decision?.callHash ?? '';
    const opened: string[] = [];
    app.subscribe((event) => {
      if (event.type === 'approval.opened') opened.push(event.approval.id);
    });
    app.agent.answer(card.id, hash, { verdict: 'deny', by: 'one window', reason: 'The release is on Friday' });
    for (const verdict of ['approve', 'deny'] as const)
      expect(() => app.agent.answer(card.id, hash, { verdict, by: 'another window', reason: '' })).toThrow(
        expect.objectContaining({ code: 'not_found' }),
      );
    await expect(app.agent.edit(card.id, { text: 'other' })).rejects.toMatchObject({ code: 'not_found' });
    expect(() => app.agent.cardCall(card.id, hash)).toThrow(expect.objectContaining({ code: 'not_found' }));
    const ended = await run;
    expect(ended.state).toBe('stopped');
    expect([app.agent.approvals(), opened]).toEqual([[], []]);
    expect(app.audit.show(ended.steps[0]?.auditId ?? '').approval).toMatchObject({
      by: 'one window',
      verdict: 'deny',
      reason: 'The release is on Friday',
    });
  });

  it('holds its run: nothing of it is sent while it is open', async () => {
    const { card, run } = await ask(tell);
    const before = app.received().length;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(app.received().slice(before)).toEqual([]);
    expect(app.received().some(({ path }) => path.includes('postMessage'))).toBe(false);
    app.agent.answer(card?.id ?? '', '', { verdict: 'deny', by: 'test', reason: '' });
    await run;
  });

  it('counts as denied once its time is over, also when the clock jumped over it', async () => {
    const { card, run } = await ask(tell);
    if (!card) throw new Error('nothing asked');
    app.setNow(Date.parse(card.expiresAt));
    expect(() =>
      app.agent.answer(card.id, card.step.decision?.callHash ?? '', { verdict: 'approve', by: 'late', reason: '' }),
    ).toThrow(expect.objectContaining({ code: 'not_found' }));
    const ended = await run;
    expect(ended.steps[0]?.state).toBe('refused');
    expect(app.audit.show(ended.steps[0]?.auditId ?? '').approval).toMatchObject({ by: 'time-out', verdict: 'deny' });
    expect(app.received().some(({ path }) => path.includes('postMessage'))).toBe(false);
  });
});
